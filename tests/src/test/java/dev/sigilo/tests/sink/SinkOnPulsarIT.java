package dev.sigilo.tests.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.FunctionRuntime;
import dev.sigilo.stack.PulsarRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.SubscriptionInitialPosition;
import org.apache.pulsar.common.schema.SchemaInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sink's NAR in the process runtime, where it has only its own classes and none of the broker's. */
class SinkOnPulsarIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "sink-test";
    private static final int ROWS = 5000;
    private static final int EVERY_BAD = 200;

    @TempDir
    private static Path folder;

    private static Path home;
    private static EmbeddedStack stack;
    private static String jdbcUrl;

    /** The topics' schema is generated from this class. */
    public static final class Row {
        /** The key. */
        public String id;
        /** Up to ten characters. */
        public String txt;
        /** The guard. */
        public long version;
    }

    @BeforeAll
    static void startStack() throws Exception {
        home = Path.of(System.getProperty("sigilo.home"));
        stack = EmbeddedStack.builder(home)
                .directory(folder.resolve("stack"))
                .runtime(FunctionRuntime.PROCESS)
                .deploy(false)
                .start();
        jdbcUrl = stack.queryJdbcUrl().replaceFirst("/[^/]*$", "/sink_test");
        try (Connection connection = admin(stack.queryJdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "CREATE DATABASE sink_test CHARACTER SET utf8mb4",
                    "CREATE USER 'writer'@'%' IDENTIFIED BY '" + PASSWORD + "'",
                    "GRANT ALL ON sink_test.* TO 'writer'@'%'",
                    "CREATE USER 'looker'@'%' IDENTIFIED BY '" + PASSWORD + "'",
                    "GRANT SELECT ON sink_test.* TO 'looker'@'%'",
                    "CREATE TABLE sink_test.auto_consume (id VARCHAR(20) PRIMARY KEY, txt VARCHAR(10), version BIGINT NOT NULL)",
                    "CREATE TABLE sink_test.none LIKE sink_test.auto_consume")) {
                statement.execute(sql);
            }
        }
        pulsarAdmin(
                "namespaces",
                "grant-permission",
                "public/default",
                "--role",
                "functions",
                "--actions",
                "produce,consume");
    }

    @AfterAll
    static void stopStack() {
        if (stack != null) {
            stack.close();
        }
    }

    private static Connection admin(String url) throws SQLException {
        return DriverManager.getConnection(
                url, stack.admin().user(), stack.admin().password());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTO_CONSUME", "NONE"})
    void storesGoodRowsAndReportsBadOnesWithoutARestart(String schemaType) throws Exception {
        String name = schemaType.toLowerCase(java.util.Locale.ROOT);
        String topic = "persistent://public/default/" + name;
        ObjectNode config = config(name, topic, "writer", PASSWORD, name, "version");
        config.withObject("/inputSpecs")
                .withObject("/" + topic.replace("/", "~1"))
                .put("schemaType", schemaType);
        ((ObjectNode) config.get("configs")).put("errorTopic", topic + "-errors");
        try (PulsarClient client = PulsarClient.builder()
                        .serviceUrl(stack.pulsarUrl())
                        .authentication(AuthenticationFactory.token(stack.credential(PulsarRole.ADMIN)))
                        .build();
                Consumer<byte[]> errors = client.newConsumer()
                        .topic(topic + "-errors")
                        .subscriptionName("test")
                        .subscriptionInitialPosition(SubscriptionInitialPosition.Earliest)
                        .subscribe();
                Producer<Row> producer = client.newProducer(Schema.JSON(Row.class))
                        .topic(topic)
                        .blockIfQueueFull(true)
                        .create();
                Producer<byte[]> careless = client.newProducer(
                                new AnyBytes(Schema.JSON(Row.class).getSchemaInfo()))
                        .topic(topic)
                        .create()) {
            create(config);
            int bad = 0;
            for (int number = 0; number < ROWS; number++) {
                Row row = new Row();
                row.id = "id-" + number;
                row.txt = number % EVERY_BAD == 77 ? "longer than the column" : "text";
                row.version = number;
                bad += number % EVERY_BAD == 77 ? 1 : 0;
                var unused = producer.sendAsync(row);
            }
            producer.flush();
            if (schemaType.equals("NONE")) {
                // It would stop the runtime if the runtime had to decode it.
                careless.send("no JSON".getBytes(StandardCharsets.UTF_8));
                bad++;
            }
            Map<String, Integer> reasons = new TreeMap<>();
            for (int i = 0; i < bad; i++) {
                Message<byte[]> error = errors.receive(120, TimeUnit.SECONDS);
                if (error == null) {
                    // Only read here, because each call starts a JVM.
                    throw new AssertionError(
                            "error %d of %d did not come; the status is %s".formatted(i, bad, status(name)));
                }
                reasons.merge(JSON.readTree(error.getValue()).get("reason").asText(), 1, Integer::sum);
            }
            int good = ROWS - ROWS / EVERY_BAD;
            await("all good rows")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> count(name) == good);
            assertThat(reasons).containsEntry("TOO_LONG", ROWS / EVERY_BAD).hasSize(schemaType.equals("NONE") ? 2 : 1);
            assertThat(errors.receive(1, TimeUnit.SECONDS)).isNull();
            JsonNode instance = status(name).get("instances").get(0).get("status");
            assertThat(instance.get("running").asBoolean()).isTrue();
            assertThat(instance.get("numRestarts").asLong()).isZero();
            assertThat(instance.get("numSinkExceptions").asLong()).isPositive();
            assertThat(instance.get("latestSinkExceptions").toString())
                    .contains("refused: TOO_LONG in txt (table " + name);
            pulsarAdmin("sinks", "delete", "--name", name);
        }
    }

    @Test
    void reportsAConfigurationErrorInTheSinksLog() throws Exception {
        Map<String, String> expected = Map.of(
                "no-table", "table nowhere does not exist in database sink_test",
                "no-column", "has no column revision",
                "no-privilege", "error 1142",
                "wrong-password", "error 1045");
        String topic = "persistent://public/default/unread";
        List<ObjectNode> configs = new ArrayList<>();
        configs.add(config("no-table", topic, "writer", PASSWORD, "nowhere", "version"));
        configs.add(config("no-column", topic, "writer", PASSWORD, "none", "revision"));
        configs.add(config("no-privilege", topic, "looker", PASSWORD, "none", "version"));
        configs.add(config("wrong-password", topic, "writer", "other-password", "none", "version"));
        for (ObjectNode config : configs) {
            create(config);
        }
        for (ObjectNode config : configs) {
            String name = config.get("name").asText();
            // The status contains no reason: Pulsar 4.0.8 looks for it in the process's output, which it does not
            // keep.
            List<String> told = await(name)
                    .atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .until(
                            () -> log(name)
                                    .filter(line -> line.contains(expected.get(name)))
                                    .toList(),
                            lines -> !lines.isEmpty());
            assertThat(told).noneMatch(line -> line.contains(PASSWORD) || line.contains("other-password"));
            pulsarAdmin("sinks", "delete", "--name", name);
        }
    }

    private static ObjectNode config(
            String name, String topic, String user, String password, String table, String version) {
        ObjectNode config = JSON.createObjectNode()
                .put("tenant", "public")
                .put("namespace", "default")
                .put("name", name)
                .put("className", "dev.sigilo.sink.mysql.MySqlJdbcSink")
                .put("sourceSubscriptionName", name)
                .put("sourceSubscriptionPosition", "Earliest")
                .put("processingGuarantees", "ATLEAST_ONCE")
                .put("cleanupSubscription", false)
                .put("parallelism", 1);
        config.putObject("inputSpecs").putObject(topic).put("schemaType", "AUTO_CONSUME");
        config.putObject("resources").put("cpu", 1).put("ram", 268_435_456).put("disk", 1_073_741_824);
        config.putObject("configs")
                .put("jdbcUrl", jdbcUrl)
                .put("userName", user)
                .put("password", password)
                .put("tableName", table)
                .put("key", "id")
                .put("versionColumn", version);
        return config;
    }

    private static void create(ObjectNode config) throws Exception {
        Path file = folder.resolve(config.get("name").asText() + ".json");
        Files.writeString(file, config.toString());
        pulsarAdmin(
                "sinks",
                "create",
                "--archive",
                home.resolve("sinks/target/sigilo-mysql-sink.nar").toString(),
                "--sink-config-file",
                file.toString());
    }

    private static JsonNode status(String name) throws Exception {
        return JSON.readTree(pulsarAdmin("sinks", "status", "--name", name));
    }

    private static Stream<String> log(String name) throws IOException {
        return Files.readAllLines(stack.directory()
                        .resolve("pulsar/logs/functions/public/default")
                        .resolve(name)
                        .resolve(name + "-0.log"))
                .stream();
    }

    private static String pulsarAdmin(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(stack.directory().resolve("pulsar/bin/pulsar-admin").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", List.of(arguments), said).isZero();
        return said;
    }

    private static long count(String table) throws SQLException {
        try (Connection connection = admin(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            count.next();
            return count.getLong(1);
        }
    }

    /** A schema that accepts any bytes, as a careless producer might use. */
    private record AnyBytes(SchemaInfo info) implements Schema<byte[]> {
        @Override
        public byte[] encode(byte[] message) {
            return message;
        }

        @Override
        public byte[] decode(byte[] bytes) {
            return bytes;
        }

        @Override
        public SchemaInfo getSchemaInfo() {
            return info;
        }

        @Override
        public Schema<byte[]> clone() {
            return this;
        }
    }
}
