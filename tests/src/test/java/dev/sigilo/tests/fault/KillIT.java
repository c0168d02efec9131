package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.SinkSpec;
import dev.sigilo.driver.Topology;
import dev.sigilo.stack.FunctionRuntime;
import dev.sigilo.stack.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * While records flow, every server and function is killed with SIGKILL at random moments and restarted on the same
 * disk. At the end nothing is lost and nothing is duplicate. The seed is printed; repeat a run with {@code
 * -Dsigilo.seed=N}.
 */
@DisplayName("Killed while records flow")
class KillIT {
    private static final int MESSAGES = Integer.getInteger("sigilo.messages", Chain.size(2_000, 50_000));
    private static final int KILLS = Integer.getInteger("sigilo.kills", Chain.size(4, 20));
    /** With THREAD, functions and sinks live in the broker and die with it. */
    private static final FunctionRuntime RUNTIME = FunctionRuntime.valueOf(
            System.getProperty("sigilo.runtime", Boolean.getBoolean("sigilo.chaos") ? "PROCESS" : "THREAD"));

    private static final long SEED = Long.getLong("sigilo.seed", System.nanoTime() & 0xffffff);

    @TempDir
    private Path directory;

    @Test
    void nothingIsLostAndNothingIsDuplicate() throws Exception {
        System.out.println("KillIT seed " + SEED);
        Random random = new Random(SEED);
        Map<String, Integer> kills = new TreeMap<>();
        int whileFlowing = 0;
        try (StackRun run = StackRun.start(directory, RUNTIME)) {
            Traffic traffic = Traffic.of(SEED, MESSAGES, 100);
            List<String> targets = targets(random);
            int sent = 0;
            for (int kill = 0; kill <= KILLS; kill++) {
                int end = kill == KILLS ? MESSAGES : MESSAGES * (kill + 1) / (KILLS + 1);
                while (sent < end) {
                    run.send(traffic.messages().get(sent++));
                }
                if (kill < KILLS) {
                    // Somewhere in what was just sent, which is on its way through the stages now.
                    pause(random, 1500);
                    whileFlowing += run.waiting() > 0 ? 1 : 0;
                    String target = targets.get(kill);
                    kill(run, target, random);
                    kills.merge(target, 1, Integer::sum);
                }
            }
            run.awaitStored();
            run.awaitDrained(Duration.ofMinutes(Chain.isFull() ? 30 : 8));
            StackReconciliation.Balance balance = run.assertTablesMatch();
            System.out.println(
                    "KillIT seed " + SEED + ", " + RUNTIME + ": killed " + kills + ", " + whileFlowing + " of " + KILLS
                            + " with messages waiting; restarted through the admin API " + run.restarted() + "; "
                            + traffic + "; "
                            + balance + "; lost 0, twice 0, backlog 0");
            assertThat(balance.messages()).isGreaterThanOrEqualTo(MESSAGES);
            assertThat(balance.rows()).isEqualTo(traffic.records());
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "sigilo.chaos", matches = "true")
    void aFunctionWhosePortWasTakenIsStartedOnAnotherByARestart() throws Exception {
        try (StackRun run = StackRun.start(directory, FunctionRuntime.PROCESS)) {
            ProcessHandle process = run.awaitProcess("project-query");
            int port = portOf(process);
            process.destroyForcibly();
            process.onExit().get(30, TimeUnit.SECONDS);
            try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(taken.isBound()).isTrue();
                Traffic traffic = Traffic.of(SEED, 100, 100);
                traffic.messages().forEach(run::send);
                run.awaitStored();
                run.awaitDrained(Duration.ofMinutes(8));
                assertThat(run.restarted()).isPositive();
                assertThat(run.assertTablesMatch().rows()).isEqualTo(traffic.records());
            }
        }
    }

    /** Returns what is killed, in order: first one of each kind, and everything once before anything twice. */
    private static List<String> targets(Random random) {
        List<List<String>> kinds = new ArrayList<>(List.of(List.of("broker"), List.of("db-command", "db-query")));
        if (RUNTIME == FunctionRuntime.PROCESS) {
            Topology topology = Topology.read(Chain.config());
            kinds.add(topology.functions().stream().map(FunctionSpec::name).toList());
            kinds.add(topology.sinks().stream().map(SinkSpec::name).toList());
        }
        List<String> targets = new ArrayList<>();
        while (targets.size() < KILLS) {
            List<String> others = new ArrayList<>();
            Collections.shuffle(kinds, random);
            for (List<String> kind : kinds) {
                List<String> shuffled = new ArrayList<>(kind);
                Collections.shuffle(shuffled, random);
                targets.add(shuffled.remove(0));
                others.addAll(shuffled);
            }
            Collections.shuffle(others, random);
            targets.addAll(others);
        }
        return targets;
    }

    private static void kill(StackRun run, String target, Random random) throws Exception {
        for (ServerProcess server : run.stack().servers()) {
            if (server.name().equals(target)) {
                List<ProcessHandle> functions = target.equals("broker")
                        ? new ArrayList<>(run.stack().functionProcesses().values())
                        : List.of();
                server.kill();
                // When a machine dies, the processes that the broker started die too.
                functions.forEach(ProcessHandle::destroyForcibly);
                pause(random, 3000);
                server.restart();
                return;
            }
        }
        ProcessHandle process = run.awaitProcess(target);
        process.destroyForcibly();
        process.onExit().get(30, TimeUnit.SECONDS);
    }

    /** Returns the port of a function's health check. */
    private static int portOf(ProcessHandle function) throws IOException {
        List<String> words = List.of(Files.readString(Path.of("/proc/" + function.pid() + "/cmdline"))
                .split("\0"));
        return Integer.parseInt(words.get(words.indexOf("--port") + 1));
    }

    private static void pause(Random random, int mostMillis) {
        await().pollDelay(Duration.ofMillis(random.nextInt(mostMillis))).until(() -> true);
    }
}
