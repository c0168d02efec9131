package dev.sigilo.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.samples.SyntheticRecord;
import dev.sigilo.stack.FunctionRuntime;
import dev.sigilo.stack.Login;
import dev.sigilo.tests.fault.Chain;
import dev.sigilo.tests.fault.StackRun;
import dev.sigilo.tests.leak.LeakScanner;
import dev.sigilo.tests.leak.LeakScanner.Hit;
import dev.sigilo.tests.leak.StackSurfaces;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.pulsar.client.api.CryptoKeyReader;
import org.apache.pulsar.client.api.EncryptionKeyInfo;
import org.apache.pulsar.client.api.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attacks on a running stack: hostile messages, statements of each database user, and identifiers left on any surface. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackAttackIT {
    private static final int RECORDS = Chain.size(200, 2_000);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private static Path directory;

    private static StackRun run;

    @BeforeAll
    static void start() throws Exception {
        run = StackRun.start(directory, FunctionRuntime.THREAD);
    }

    @AfterAll
    static void stop() {
        if (run != null) {
            run.close();
        }
    }

    @Test
    @Order(1)
    void messagesWithoutAValueAreRejectedAndTheStreamContinues() throws Exception {
        try (Producer<byte[]> producer = run.client()
                        .newProducer()
                        .topic(StackRun.RAW)
                        .enableBatching(false)
                        .create();
                Producer<byte[]> batching = run.client()
                        .newProducer()
                        .topic(StackRun.RAW)
                        .batchingMaxPublishDelay(1, TimeUnit.SECONDS)
                        .create()) {
            for (int i = 0; i < 3; i++) {
                producer.newMessage().value(null).send();
            }
            for (byte[] value :
                    Arrays.asList(null, StackRun.utf8("{\"record_id\":\"beside-null\",\"modality\":\"CT\"}"), null)) {
                var unused = batching.newMessage().value(value).sendAsync();
            }
            batching.flush();
            producer.send(StackRun.utf8("{\"record_id\":\"after-null\",\"modality\":\"CT\"}"));
        }
        awaitNumber("records", "SELECT COUNT(*) FROM records WHERE reason = 'EMPTY_MESSAGE'", 5);
        awaitNumber("records", "SELECT COUNT(*) FROM records WHERE status = 'TOKENIZED'", 2);
        assertThat(run.restarts("classify")).isZero();
    }

    @Test
    @Order(2)
    void encryptedMessagesAreRejectedAndAcknowledged() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        CryptoKeyReader reader = new CryptoKeyReader() {
            private static final long serialVersionUID = 1L;

            @Override
            public EncryptionKeyInfo getPublicKey(String name, Map<String, String> metadata) {
                return new EncryptionKeyInfo(pem.getBytes(StandardCharsets.US_ASCII), metadata);
            }

            @Override
            public EncryptionKeyInfo getPrivateKey(String name, Map<String, String> metadata) {
                throw new UnsupportedOperationException("nobody here has it");
            }
        };
        long before = number("records", "SELECT COUNT(*) FROM records WHERE status = 'REJECTED'");
        try (Producer<byte[]> producer = run.client()
                .newProducer()
                .topic(StackRun.RAW)
                .enableBatching(false)
                .addEncryptionKey("theirs")
                .cryptoKeyReader(reader)
                .create()) {
            producer.send(StackRun.utf8("{\"record_id\":\"encrypted\"}"));
        }
        awaitNumber("records", "SELECT COUNT(*) FROM records WHERE status = 'REJECTED'", before + 1);
        run.awaitDrained(PATIENCE);
    }

    @Test
    @Order(3)
    void aRecordInChunksThatIsTooLargeIsRejected() throws Exception {
        try (Producer<byte[]> producer = run.client()
                .newProducer()
                .topic(StackRun.RAW)
                .enableBatching(false)
                .enableChunking(true)
                .create()) {
            producer.send(
                    StackRun.utf8("{\"record_id\":\"huge\",\"report\":\"" + "Normal. ".repeat(1_250_000) + "\"}"));
        }
        awaitNumber("records", "SELECT COUNT(*) FROM records WHERE reason = 'TOO_LARGE' AND size_bytes > 10000000", 1);
        run.awaitDrained(PATIENCE);
    }

    @Test
    @Order(4)
    void hostileTextIsTextInTheDatabaseToo() throws Exception {
        List<String> attacks = InputAttackTest.attacks();
        long before = number("medical_records", "SELECT COUNT(*) FROM medical_records");
        try (Producer<byte[]> producer =
                run.client().newProducer().topic(StackRun.RAW).create()) {
            for (int i = 0; i < attacks.size(); i++) {
                String value = InputAttackTest.quoted(attacks.get(i));
                producer.newMessage()
                        .key(attacks.get(i))
                        .property("type", attacks.get(i))
                        .property(attacks.get(i), "x")
                        .value(StackRun.utf8("{\"record_id\":\"hostile-" + i + "\",\"findings\":" + value + ",\"code\":"
                                + value + ",\"image\":" + value + "}"))
                        .send();
            }
        }
        awaitNumber("medical_records", "SELECT COUNT(*) FROM medical_records", before + attacks.size());
        run.awaitDrained(PATIENCE);
        assertThat(number("medical_records", "SELECT COUNT(*) FROM medical_records WHERE findings LIKE '%DROP TABLE%'"))
                .as("text stays text")
                .isEqualTo(1);
    }

    @Test
    @Order(5)
    void noIdentifierOfAPopulationIsOnAnySurface() throws Exception {
        List<SyntheticRecord> records = new SyntheticPopulation(4242).records(RECORDS);
        long before = number("medical_records", "SELECT COUNT(*) FROM medical_records");
        try (Producer<byte[]> producer =
                run.client().newProducer().topic(StackRun.RAW).create()) {
            for (SyntheticRecord record : records) {
                var unusedWithKey = producer.newMessage()
                        .key(record.record().text("patient_name"))
                        .property("patient", record.record().text("patient_id"))
                        .value(StackRun.utf8(record.json()))
                        .sendAsync();
                var unusedMalformed = producer.newMessage()
                        .value(StackRun.utf8(
                                record.json() + " " + record.record().text("patient_name")))
                        .sendAsync();
            }
            producer.flush();
        }
        awaitNumber("medical_records", "SELECT COUNT(*) FROM medical_records", before + RECORDS);
        run.awaitDrained(PATIENCE);

        publishByCommand(records);

        StackSurfaces surfaces = new StackSurfaces(run);
        List<Hit> hits = new ArrayList<>(surfaces.scan(LeakScanner.of(records)));
        System.out.println("StackAttackIT: " + RECORDS + " records, looked at " + surfaces.looked() + ", " + hits.size()
                + " hits");
        assertThat(LeakScanner.summary(hits)).isEqualTo("{}");
    }

    @ParameterizedTest(name = "{0} may not: {1}")
    @Order(6)
    @CsvSource(
            delimiter = '|',
            value = {
                "COMMAND | SELECT COUNT(*) FROM vault",
                "COMMAND | SELECT COUNT(*) FROM vault_keys",
                "COMMAND | DROP TABLE records",
                "COMMAND | CREATE TABLE tokenizer_command_db.x (a INT)",
                "COMMAND | ALTER TABLE records ADD COLUMN x INT",
                "COMMAND | TRUNCATE TABLE records",
                "COMMAND | CREATE USER 'x'@'%'",
                "COMMAND | GRANT SELECT ON tokenizer_command_db.records TO 'vault_sink'@'%'",
                "COMMAND | SELECT * FROM records INTO OUTFILE '/tmp/sigilo-x'",
                "COMMAND | SELECT LOAD_FILE('/etc/passwd') FROM mysql.user",
                "COMMAND | SET GLOBAL read_only = 0",
                "COMMAND | SELECT COUNT(*) FROM erased_keys",
                "VAULT | SELECT COUNT(*) FROM records",
                "VAULT | TRUNCATE TABLE vault_keys",
                "VAULT | ALTER TABLE vault DROP COLUMN sealed",
                "VAULT | DROP TABLE vault",
                "VAULT | SELECT * FROM mysql.user",
                "QUERY | DROP TABLE medical_records",
                "QUERY | SELECT * FROM records_per_model",
                "QUERY | CREATE DATABASE x",
                "READER | INSERT INTO medical_records (record_token, version) VALUES ('x', 1)",
                "READER | UPDATE medical_records SET label = 'normal'",
                "READER | DELETE FROM medical_records",
                "READER | TRUNCATE TABLE medical_records",
                "READER | CREATE TEMPORARY TABLE x (a INT)",
                "READER | CREATE VIEW x AS SELECT 1",
                "READER | DROP VIEW records_per_model",
                "READER | ALTER TABLE medical_records ADD COLUMN x INT",
                "READER | LOCK TABLES medical_records WRITE",
                "READER | FLUSH TABLES",
                "READER | SET GLOBAL max_connections = 1",
                "READER | SHUTDOWN",
                "READER | SELECT * FROM medical_records INTO OUTFILE '/tmp/sigilo-x'",
                "READER | SELECT * FROM mysql.user",
                "READER | KILL 1"
            })
    void noDatabaseUserHasMoreRightsThanItNeeds(String who, String statement) throws SQLException {
        try (Connection connection = as(who);
                Statement sql = connection.createStatement()) {
            assertThatThrownBy(() -> sql.execute(statement))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getErrorCode())
                    // Denied: command, table, column, database, privilege, grant, kill.
                    .isIn(1142, 1143, 1044, 1227, 1045, 1095, 1094, 1290, 1370, 1410);
        }
    }

    @Test
    @Order(7)
    void eachDatabaseUserCanDoItsWorkAndConnectsOnlyToItsDatabase() throws SQLException {
        try (Connection reader = as("READER")) {
            assertThat(StackRun.number(reader, "SELECT COUNT(*) FROM medical_records"))
                    .isNotNegative();
        }
        // No user of one database can connect to the other, and none can connect without a password.
        Login reader = run.stack().reader();
        assertThatThrownBy(() -> StackRun.connect(run.stack().commandJdbcUrl(), reader))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() ->
                        StackRun.connect(run.stack().queryJdbcUrl(), run.stack().vault()))
                .isInstanceOf(SQLException.class);
        for (String user : List.of("reader", "query_sink", "root", "")) {
            assertThatThrownBy(() -> StackRun.connect(run.stack().queryJdbcUrl(), new Login(user, "")))
                    .isInstanceOf(SQLException.class);
        }
    }

    /** Without this, a scan that finds nothing would prove nothing. It runs last, because it leaves planted values behind. */
    @Test
    @Order(8)
    void aPlantedValueIsFoundOnEverySurface() throws Exception {
        String planted = "Zubizarreta Etxenagusia";
        LeakScanner scanner = LeakScanner.ofValues("patient_name", List.of(planted));
        try (Producer<byte[]> producer = run.client()
                .newProducer()
                .topic("persistent://medical/events/tokenized")
                .create()) {
            producer.newMessage()
                    .property("patient", planted)
                    .value(StackRun.utf8("{}"))
                    .send();
        }
        try (Connection query = run.query();
                Statement statement = query.createStatement()) {
            statement.execute(
                    "INSERT INTO medical_records (record_token, version, findings) VALUES ('rec_planted', 1, '"
                            + Base64.getEncoder().encodeToString(StackRun.utf8("seen: " + planted)) + "')");
        }
        try (Connection command = run.command();
                Statement statement = command.createStatement()) {
            statement.execute("UPDATE records SET reason = 'ZUBIZARRETA' LIMIT 1");
        }
        Files.writeString(directory.resolve("pulsar/logs/planted.log"), "WARN cannot read zubizarreta%20etxenagusia\n");

        Set<String> places = new StackSurfaces(run)
                .scan(scanner).stream()
                        .map(hit -> hit.where().replaceAll(".*/|-partition-\\d+$", ""))
                        .collect(Collectors.toSet());

        assertThat(places)
                .contains(
                        "tokenized",
                        "db_query medical_records.findings",
                        "db_command records.reason",
                        "planted.log",
                        "sigilo query");
    }

    private static Connection as(String who) throws SQLException {
        return switch (who) {
            case "COMMAND" ->
                StackRun.connect(
                        run.stack().commandJdbcUrl(), new Login("command_sink", run.setting("commandSinkPassword")));
            case "QUERY" ->
                StackRun.connect(run.stack().queryJdbcUrl(), new Login("query_sink", run.setting("querySinkPassword")));
            case "VAULT" ->
                StackRun.connect(run.stack().commandJdbcUrl(), run.stack().vault());
            default -> StackRun.connect(run.stack().queryJdbcUrl(), run.stack().reader());
        };
    }

    /** Publishes the same records with the command, whose output is scanned too. */
    private static void publishByCommand(List<SyntheticRecord> records) throws Exception {
        Path file = directory.resolve("population.ndjson");
        Files.writeString(file, records.stream().map(SyntheticRecord::json).collect(Collectors.joining("\n")));
        String said = new StackSurfaces(run).run(List.of("publish", file.toString()));
        Files.delete(file);
        assertThat(said).contains("accepted " + RECORDS + ", rejected 0");
        assertThat(LeakScanner.summary(LeakScanner.of(records).scan("sigilo publish", said)))
                .isEqualTo("{}");
    }

    private static void awaitNumber(String table, String sql, long expected) {
        await(sql + " gives " + expected)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(number(table, sql)).isEqualTo(expected));
    }

    private static long number(String table, String sql) throws SQLException {
        try (Connection connection = table.equals("medical_records") ? run.query() : run.command()) {
            return StackRun.number(connection, sql);
        }
    }
}
