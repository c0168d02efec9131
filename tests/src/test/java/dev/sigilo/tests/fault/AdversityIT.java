package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.stack.FunctionRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A database or a topic refuses writes for a while: the stream waits or reports the problem in its status, continues by
 * itself once the problem is over, and loses nothing.
 */
@DisplayName("Adversity")
class AdversityIT {
    private static final String SINK = "query-records";
    private static final String ROWS = "views/query query-records";
    private static final SyntheticPopulation POPULATION = new SyntheticPopulation(17);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int DISK_MEBIBYTES = 420;
    private static final int SOME = 200;

    @TempDir
    private static Path directory;

    private static Optional<SmallDisk> disk = Optional.empty();
    private static StackRun run;
    private static final Iterator<byte[]> RECORDS = IntStream.iterate(0, i -> i + 1)
            .mapToObj(i -> StackRun.utf8(POPULATION.record(i).json()))
            .iterator();

    @BeforeAll
    static void start() throws Exception {
        disk = SmallDisk.mount(directory.resolve("db-query"), DISK_MEBIBYTES);
        run = StackRun.start(directory, FunctionRuntime.THREAD);
        send(SOME);
        assertNothingLost();
    }

    @AfterAll
    static void stop() throws Exception {
        if (run != null) {
            run.close();
        }
        if (disk.isPresent()) {
            disk.get().close();
        }
    }

    @Test
    void aReadOnlyDatabaseIsWaitedFor() throws Exception {
        execute("SET GLOBAL read_only = ON");
        send(SOME);
        assertWaits("error 1290");

        execute("SET GLOBAL read_only = OFF");
        assertNothingLost();
    }

    @Test
    void aChangedPasswordIsReportedInTheStatusUntilItIsCorrectAgain() throws Exception {
        execute("ALTER USER 'query_sink'@'%' IDENTIFIED BY 'another-one'");
        endSessionsOf("query_sink");
        send(SOME);
        await("the status says what is wrong")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(faultsIn(run.sinkStatus(SINK)))
                        .contains("password")
                        .doesNotContain("another-one"));
        assertThat(run.backlogs().get(ROWS)).isPositive();

        execute("ALTER USER 'query_sink'@'%' IDENTIFIED BY '" + run.setting("querySinkPassword") + "'");
        assertNothingLost();
    }

    @Test
    void aDatabaseThatIsDownWhenEverythingStartsIsWaitedFor() throws Exception {
        run.stack().queryDatabase().kill();
        run.stack().broker().kill();
        run.stack().broker().restart();
        send(SOME);
        await("rows wait")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> run.backlogs().get(ROWS) > 0);

        run.stack().queryDatabase().restart();
        assertNothingLost();
    }

    @Test
    void aFullDiskIsWaitedFor() throws Exception {
        assumeThat(disk)
                .as("a file system of little room, which takes the right to mount")
                .isPresent();
        disk.get().fill();
        // More than there is room for in the pages that the table has already.
        String text = "Unremarkable. ".repeat(6000);
        for (int i = 0; i < SOME; i++) {
            run.send(StackRun.utf8("{\"record_id\":\"large-" + i + "\",\"findings\":\"" + text + "\"}"));
        }
        assertWaits("error 1114");

        disk.get().giveRoom();
        assertNothingLost();
    }

    @ParameterizedTest
    @ValueSource(strings = {"producer_request_hold", "producer_exception"})
    void aTopicWhoseQuotaIsExceededIsWaitedFor(String policy) throws Exception {
        String quota = "/admin/v2/persistent/medical/views/query/backlogQuota?backlogQuotaType=destination_storage";
        execute("SET GLOBAL read_only = ON");
        run.adminCall("POST", quota, "{\"limitSize\":20000,\"limitTime\":-1,\"policy\":\"" + policy + "\"}");
        send(SOME);
        await("rows wait")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> run.backlogs().get(ROWS) > 0);
        // The broker looks at quotas once a minute.
        await("the projection waits for its topic")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(5))
                .ignoreExceptions()
                .until(() -> {
                    run.send(RECORDS.next());
                    return run.backlogs().get("events/tokenized project-query") > 5;
                });

        execute("SET GLOBAL read_only = OFF");
        assertNothingLost();
        run.adminCall("DELETE", quota, null);
    }

    private static void send(int count) {
        for (int i = 0; i < count; i++) {
            run.send(RECORDS.next());
        }
    }

    /** Rows wait, and the sink's log says why. */
    private static void assertWaits(String why) {
        await("rows wait").atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(run.backlogs().get(ROWS)).isPositive();
            assertThat(logLines())
                    .anyMatch(line -> line.contains("wait for table medical_records") && line.contains(why));
        });
    }

    private static List<String> logLines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(run.stack().directory().resolve("pulsar/logs"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".log")).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private static String faultsIn(JsonNode status) {
        return status.at("/instances/0/status").toString();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection query = run.query();
                Statement statement = query.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void endSessionsOf(String user) throws SQLException {
        try (Connection query = run.query();
                Statement statement = query.createStatement()) {
            statement.execute("KILL USER " + user);
        }
    }

    private static void assertNothingLost() throws Exception {
        run.awaitStored();
        run.awaitDrained(PATIENCE);
        StackReconciliation.Balance balance = run.assertTablesMatch();
        assertThat(balance.rows()).as("every message is a different record").isEqualTo(balance.messages());
        assertThat(balance.rejected()).isZero();
    }
}
