package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sigilo.driver.Topology;
import dev.sigilo.stack.FunctionRuntime;
import dev.sigilo.stack.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While records flow, everything that runs is killed with SIGKILL at random moments and comes back on the disk it had. At
 * the end nothing is lost and nothing stands twice. The seed is told; give it back with {@code -Dsigilo.seed=N}.
 */
@DisplayName("Killed while records flow")
class KillIT {
    private static final int MESSAGES = Integer.getInteger("sigilo.messages", Chain.size(2_000, 50_000));
    private static final int KILLS = Integer.getInteger("sigilo.kills", Chain.size(4, 20));
    /** A short run has functions and sinks in the broker, and kills them with it: a process for each takes long to start. */
    private static final FunctionRuntime RUNTIME = FunctionRuntime.valueOf(
            System.getProperty("sigilo.runtime", Chain.isFull() ? "PROCESS" : "THREAD"));
    private static final long SEED = Long.getLong("sigilo.seed", System.nanoTime() & 0xffffff);

    @TempDir
    private Path directory;

    @Test
    void nothingIsLostAndNothingStandsTwice() throws Exception {
        Random random = new Random(SEED);
        Map<String, Integer> kills = new LinkedHashMap<>();
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
                    await().pollDelay(Duration.ofMillis(random.nextInt(1500))).until(() -> true);
                    String target = targets.get(kill);
                    kill(run, target, random);
                    kills.merge(target, 1, Integer::sum);
                }
            }
            run.awaitStored();
            run.awaitDrained(Duration.ofMinutes(Chain.isFull() ? 30 : 8));
            StackRun.Balance balance = run.assertBooksBalance();
            System.out.println("KillIT seed " + SEED + ": killed " + kills + "; " + traffic + "; " + balance
                    + "; lost 0, twice 0, backlog 0");
            assertThat(balance.messages()).isGreaterThanOrEqualTo(MESSAGES);
            assertThat(balance.rows()).isEqualTo(traffic.records());
        }
    }

    /** Who is killed, in which order: everybody before anybody a second time. */
    private static List<String> targets(Random random) {
        List<String> everybody = new ArrayList<>(List.of("broker", "db-command", "db-query"));
        if (RUNTIME == FunctionRuntime.PROCESS) {
            Topology topology = Topology.read(Chain.config());
            topology.functions().forEach(function -> everybody.add(function.name()));
            topology.sinks().forEach(sink -> everybody.add(sink.name()));
        }
        Collections.shuffle(everybody, random);
        List<String> targets = new ArrayList<>(everybody);
        while (targets.size() < KILLS) {
            Collections.shuffle(everybody, random);
            targets.addAll(everybody);
        }
        return targets;
    }

    private static void kill(StackRun run, String target, Random random) throws Exception {
        for (ServerProcess server : run.stack().servers()) {
            if (server.name().equals(target)) {
                List<ProcessHandle> functions = target.equals("broker")
                        ? new ArrayList<>(run.stack().functionProcesses().values()) : List.of();
                server.kill();
                // The machine that dies takes with it what the broker started.
                functions.forEach(ProcessHandle::destroyForcibly);
                await().pollDelay(Duration.ofMillis(random.nextInt(3000))).until(() -> true);
                server.restart();
                return;
            }
        }
        await(target + " runs").atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(500))
                .until(() -> process(run, target) != null);
        ProcessHandle process = process(run, target);
        process.destroyForcibly();
        process.onExit().get(30, TimeUnit.SECONDS);
    }

    private static ProcessHandle process(StackRun run, String name) {
        ProcessHandle process = run.stack().functionProcesses().get(name);
        return process != null && process.isAlive() ? process : null;
    }
}
