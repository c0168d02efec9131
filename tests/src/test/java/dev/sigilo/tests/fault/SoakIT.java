package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.stack.FunctionRuntime;
import dev.sigilo.stack.ServerProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records at a steady rate for half an hour: no process grows, and no record takes longer at the end than at the start.
 * The median of the first third is compared with that of the last, so that single samples do not matter.
 */
@DisplayName("Soak")
class SoakIT {
    private static final int MINUTES = Integer.getInteger("sigilo.soak.minutes", Chain.isFull() ? 30 : 0);
    private static final int PER_SECOND = Integer.getInteger("sigilo.soak.rate", 50);
    private static final FunctionRuntime RUNTIME =
            FunctionRuntime.valueOf(System.getProperty("sigilo.runtime", "PROCESS"));
    private static final long SEED = Long.getLong("sigilo.seed", 30);

    /** The allowed growth: a tenth, plus the normal fluctuation of such a process. */
    private static final double GROWTH = 1.1;

    private static final long HEAP_SLACK = 16L << 20;
    private static final int THREAD_SLACK = 5;
    /** A database fills its buffer pool of 128 MiB once, and keeps it. */
    private static final long DATABASE_SLACK = 192L << 20;
    /** A shared machine is slower at times; a stream that falls behind is late by minutes. */
    private static final double LATENCY_GROWTH = 3;

    private static final double LATENCY_SLACK_MILLIS = 1000;

    @TempDir
    private Path directory;

    static boolean isAskedFor() {
        return MINUTES > 0;
    }

    @Test
    @EnabledIf("isAskedFor")
    void nothingGrowsAndNothingSlowsDown() throws Exception {
        Map<String, List<ProcessSample>> samples = new TreeMap<>();
        try (StackRun run = StackRun.start(directory, RUNTIME)) {
            SyntheticPopulation population = new SyntheticPopulation(SEED);
            Instant start = Instant.now();
            Duration interval = Duration.ofMinutes(MINUTES).dividedBy(30);
            try (Flow flow = new Flow(
                    run::send,
                    IntStream.iterate(0, i -> i + 1)
                            .mapToObj(i -> StackRun.utf8(population.record(i).json()))
                            .iterator(),
                    PER_SECOND)) {
                for (int i = 1; i <= 30; i++) {
                    Instant next = start.plus(interval.multipliedBy(i));
                    await().atMost(interval.plusMinutes(1))
                            .pollInterval(Duration.ofMillis(200))
                            .until(() -> Instant.now().isAfter(next));
                    sample(run, samples);
                }
                assertThat(flow.sent())
                        .as("sent at the rate that was asked for")
                        .isGreaterThan((int) (0.9 * PER_SECOND * MINUTES * 60));
            }
            run.awaitStored();
            run.awaitDrained(Duration.ofMinutes(10));
            List<Latency> latencies = latencies(run);
            System.out.println("SoakIT " + MINUTES + " min at " + PER_SECOND + "/s, " + RUNTIME + ", latency by thirds "
                    + latencies);
            samples.forEach((name, list) -> System.out.println("SoakIT " + name + ": " + list.size()
                    + " samples, first third " + ProcessSample.middleOf(third(list, 0)) + ", last third "
                    + ProcessSample.middleOf(third(list, 2))));
            StackReconciliation.Balance balance = run.assertTablesMatch();
            System.out.println("SoakIT " + balance + "; lost 0, twice 0");

            samples.forEach(SoakIT::assertFlat);
            Latency first = latencies.get(0);
            Latency last = latencies.get(2);
            assertThat(last.median()).as("latency in the middle, ms").isLessThan((long)
                    (LATENCY_GROWTH * first.median() + LATENCY_SLACK_MILLIS));
            assertThat(balance.rows()).isEqualTo(balance.messages());
        }
    }

    private static void sample(StackRun run, Map<String, List<ProcessSample>> samples) {
        Map<String, ProcessHandle> processes = new LinkedHashMap<>(run.stack().functionProcesses());
        for (ServerProcess server : run.stack().servers()) {
            processes.put(server.name(), ProcessHandle.of(server.pid()).orElseThrow());
        }
        processes.forEach((name, process) -> ProcessSample.of(process)
                .ifPresent(sample ->
                        samples.computeIfAbsent(name, each -> new ArrayList<>()).add(sample)));
    }

    private static void assertFlat(String name, List<ProcessSample> samples) {
        ProcessSample first = ProcessSample.middleOf(third(samples, 0));
        ProcessSample last = ProcessSample.middleOf(third(samples, 2));
        assertThat(last.threads())
                .as(name + ": threads")
                .isLessThanOrEqualTo((int) (GROWTH * first.threads()) + THREAD_SLACK);
        if (first.isJvm()) {
            assertThat(last.heapBytes())
                    .as(name + ": live heap")
                    .isLessThanOrEqualTo((long) (GROWTH * first.heapBytes()) + HEAP_SLACK);
        } else {
            assertThat(last.residentBytes())
                    .as(name + ": resident")
                    .isLessThanOrEqualTo(first.residentBytes() + DATABASE_SLACK);
        }
    }

    private static <T> List<T> third(List<T> list, int which) {
        return list.subList(list.size() * which / 3, list.size() * (which + 1) / 3);
    }

    /** From the publishing of a message to the commit of its row, in milliseconds. */
    private record Latency(long median, long p99) {}

    private static List<Latency> latencies(StackRun run) throws SQLException {
        List<Long> millis = new ArrayList<>();
        try (Connection query = run.query();
                Statement statement = query.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT TIMESTAMPDIFF(MICROSECOND, published_at, updated_at) DIV 1000 FROM medical_records ORDER BY published_at")) {
            while (rows.next()) {
                millis.add(rows.getLong(1));
            }
        }
        return IntStream.range(0, 3)
                .mapToObj(which -> {
                    List<Long> sorted = third(millis, which).stream().sorted().toList();
                    return new Latency(sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100));
                })
                .toList();
    }
}
