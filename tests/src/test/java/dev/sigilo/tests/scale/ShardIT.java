package dev.sigilo.tests.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.Login;
import dev.sigilo.tables.Schema;
import dev.sigilo.tables.Tables;
import dev.sigilo.tests.fault.Chain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The query view on two servers: shard 0 on that of db_query, shard 1 on that of db_command, which is killed. */
class ShardIT {
    private static final int RECORDS = Chain.size(200, 10_000);
    private static final String DATABASE = "tokenizer_query_db";
    private static final String TABLE = "medical_records";

    @TempDir
    private static Path directory;

    private static WideStack wide;
    private static String first;
    private static String second;

    @BeforeAll
    static void start() throws Exception {
        int commandPort = freePort();
        int queryPort = freePort();
        first = "jdbc:mysql://127.0.0.1:" + queryPort + "/" + DATABASE;
        second = "jdbc:mysql://127.0.0.1:" + commandPort + "/" + DATABASE;
        wide = WideStack.start(
                EmbeddedStack.builder(Chain.home())
                        .commandPort(commandPort)
                        .queryPort(queryPort)
                        .reference("SIGILO_QUERY_JDBC_URL_0", first)
                        .reference("SIGILO_QUERY_JDBC_URL_1", second),
                directory.resolve("stack"));
        makeSecondShard();
        Path scale = Files.writeString(directory.resolve("scale.conf"), """
                partitions  4
                parallelism 1
                shards      query-records 2
                """);
        wide.deploy(Map.of("SIGILO_SCALE_FILE", scale.toString()));
    }

    @AfterAll
    static void stop() throws Exception {
        if (wide != null) {
            wide.close();
        }
    }

    /** The tables of db_query on the other server, and the user of the sinks. */
    private static void makeSecondShard() throws IOException {
        Properties settings = new Properties();
        try (var in = Files.newBufferedReader(wide.stack().directory().resolve("settings.properties"))) {
            settings.load(in);
        }
        Login admin = wide.stack().admin();
        Tables.at(Schema.QUERY, second, admin.user(), admin.password())
                .migrate(Map.of(
                        "SIGILO_QUERY_SINK_PASSWORD", settings.getProperty("querySinkPassword"),
                        "SIGILO_READER_PASSWORD", settings.getProperty("readerPassword")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void everyRecordIsInOneShardAndADeadShardDelaysOnlyItsOwnRecords() throws Exception {
        wide.publish(0, RECORDS, 2);
        wide.awaitDrained();
        int inFirst = wide.versions(first, TABLE).size();
        int inSecond = wide.versions(second, TABLE).size();
        assertThat(inFirst + inSecond).isEqualTo(RECORDS);
        assertThat(inFirst).isBetween(RECORDS / 3, RECORDS * 2 / 3);

        wide.stack().commandDatabase().kill();
        wide.publish(RECORDS, 2 * RECORDS, 1);
        String rows = wide.topology().topic("query");
        await("the shard that is left goes on")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    assertThat(wide.log()).hasSize(2 * RECORDS);
                    assertThat(wide.backlogsByPartition(rows, "query-records"))
                            .containsEntry(0, 0L)
                            .containsEntry(2, 0L)
                            .satisfies(waiting -> assertThat(waiting.get(1)).isPositive())
                            .satisfies(waiting -> assertThat(waiting.get(3)).isPositive());
                    assertThat(wide.versions(first, TABLE)).hasSizeGreaterThan(inFirst + RECORDS / 3);
                });
        int withoutSecond = wide.versions(first, TABLE).size();

        wide.stack().commandDatabase().restart();
        wide.awaitDrained();
        Map<String, Long> all = new TreeMap<>(wide.versions(first, TABLE));
        Map<String, Long> other = wide.versions(second, TABLE);
        assertThat(all)
                .as("the first shard was complete while the second was down")
                .hasSize(withoutSecond);
        assertThat(all.keySet()).doesNotContainAnyElementsOf(other.keySet());
        all.putAll(other);
        Map<String, Long> last = new TreeMap<>();
        wide.log()
                .forEach((token, versions) ->
                        last.put(token, versions.stream().max(Long::compare).orElseThrow()));
        assertThat(all).hasSize(2 * RECORDS).isEqualTo(last);
    }
}
