package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sigilo.keys.Keyset;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.Login;
import dev.sigilo.stack.PulsarRole;
import dev.sigilo.stack.StackException;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Reader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need servers, run for real on one embedded stack; each goes on from what the ones before it left. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackCommandsIT {
    private static final String COUNT = "SELECT COUNT(*) AS n FROM medical_records";
    private static final String OLD_EPOCH = "SELECT COUNT(*) AS n FROM medical_records WHERE key_epoch < 2";

    @TempDir
    private static Path folder;

    private static EmbeddedStack stack;

    @BeforeAll
    static void startStack() {
        System.setProperty(Home.STATE_PROPERTY, folder.resolve("state").toString());
        stack = EmbeddedStack.builder(Path.of(".."))
                .directory(folder.resolve("state"))
                .start();
    }

    @AfterAll
    static void stopStack() {
        System.clearProperty(Home.STATE_PROPERTY);
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Order(1)
    void publishesRecordsAndTellsWhatBecameOfThem() throws IOException {
        Path file = folder.resolve("records.csv");
        StringBuilder csv = new StringBuilder("uid,image,findings\n");
        for (int i = 0; i < 200; i++) {
            csv.append(i).append(",Chest CT,\"Heart size normal, lungs clear\"\n");
            csv.append(i % 20 == 7 ? "%garbage " + i + "\n" : "");
        }
        Files.writeString(file, csv);

        CommandRun run = CommandRun.sigilo("publish", file.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.outLines().get(0)).startsWith("published 210 of 210 records");
        assertThat(run.outLines().get(1)).startsWith("accepted 200, rejected 10: NOT_JSON 10; all processed");
        assertThat(count()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void saysThatTheTablesAreOfThisVersionAndRefusesWhatIsNoDatabase() {
        CommandRun looked = CommandRun.sigilo("migrate", "--dry-run");
        assertThat(looked.outLines())
                .hasSize(2)
                .allMatch(line -> line.contains("nothing is missing; nothing was changed"));
        CommandRun done = CommandRun.sigilo("migrate", "--database", "query");
        assertThat(done.outLines())
                .singleElement()
                .asString()
                .startsWith("db_query: already at version")
                .contains("query_sink, reader");
        assertThat(CommandRun.sigilo("migrate", "--database-url", stack.queryJdbcUrl())
                        .status())
                .isEqualTo(Sigilo.WRONG_USAGE);
        CommandRun refused = CommandRun.sigilo(
                "migrate",
                "--database",
                "query",
                "--database-url",
                stack.commandJdbcUrl().replace("tokenizer_command_db", "mysql"));
        assertThat(refused.status()).isEqualTo(Sigilo.FAILED);
        assertThat(refused.errLines()).singleElement().asString().contains("it is not Sigilo's");
    }

    @Test
    @Order(100)
    void aRowThatATableRefusesShowsInTheStatusAndIsWrittenOnceTheTableTakesIt() throws Exception {
        long before = count();
        administer("ALTER TABLE medical_records ADD COLUMN hospital VARCHAR(20) NOT NULL AFTER label");
        CommandRun.withInput(
                "{\"record_id\":\"refused 1\",\"findings\":\"Clear.\"}\n{\"record_id\":\"refused 2\",\"findings\":\"Clear.\"}\n",
                "publish",
                "--no-wait",
                "-");

        await("the refusal").atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            CommandRun status = CommandRun.sigilo("status");
            assertThat(status.outLines())
                    .map(String::strip)
                    .contains("2 rows refused: NULL_NOT_ALLOWED in hospital (table medical_records)");
            assertThat(status.status()).isEqualTo(Sigilo.FAILED);
            assertThat(status.out())
                    .contains("2 records STALLED: NULL_NOT_ALLOWED in hospital (table medical_records)");
        });
        assertThat(count()).isEqualTo(before);
        assertThat(stalled())
                .hasSize(2)
                .allMatch(row -> row.equals("TOKENIZED NULL_NOT_ALLOWED medical_records hospital"));
        CommandRun trace = CommandRun.withInput(
                "refused 1\n",
                "trace",
                "--token-keyset",
                stack.tokenKeysetFile().toString());
        assertThat(trace.out())
                .contains("STALLED: table medical_records has refused its row since ", "NULL_NOT_ALLOWED in hospital.");
        assertThat(trace.errLines())
                .singleElement()
                .asString()
                .contains("a table refuses its row, NULL_NOT_ALLOWED in hospital of medical_records");
        List<byte[]> reports = reports();
        assertThatThrownBy(stack::deploy)
                .hasMessageContaining("the canary record did not get through")
                .hasMessageContaining("No function or sink was changed");
        assertThat(Files.readString(stack.directory().resolve("deploy.log")))
                .contains(
                        "query-records: the table refuses the canary record's row, NULL_NOT_ALLOWED in hospital (table medical_records)");
        assertThat(stalled()).as("records, not the canary").hasSize(2);

        administer("ALTER TABLE medical_records DROP COLUMN hospital");
        await("the rows")
                .atMost(Duration.ofSeconds(150))
                .untilAsserted(() -> assertThat(count()).isEqualTo(before + 2));
        await("no record is stalled")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(stalled()).isEmpty());
        assertThat(CommandRun.sigilo("trace", trace.outLines().get(0).replaceFirst("record: +", ""))
                        .status())
                .isZero();

        // Delivered once more, the old reports do not bring it back; the marker behind them says when they were taken.
        String marker = new String(reports.get(0), StandardCharsets.UTF_8)
                .replaceFirst("\"key\":\"[^\"]+\"", "\"key\":\"rec_1_marker\"");
        reports.add(marker.getBytes(StandardCharsets.UTF_8));
        report(reports);
        await("the marker")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(stalled()).hasSize(1));
        report(List.of(marker.replace("\"written\":false", "\"written\":true").getBytes(StandardCharsets.UTF_8)));
        await("no marker")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(stalled()).isEmpty());
    }

    @Test
    @Order(102)
    void anErasedRecordIsNotStalledAnyMore() throws Exception {
        administer("ALTER TABLE medical_records ADD COLUMN hospital VARCHAR(20) NOT NULL AFTER label");
        CommandRun.withInput(
                "{\"record_id\":\"refused 3\",\"patient_id\":\"MRN-refused-3\",\"findings\":\"Clear.\"}\n",
                "publish",
                "--no-wait",
                "-");
        await("the refusal")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(stalled()).hasSize(1));

        CommandRun erase = CommandRun.withInput(
                "MRN-refused-3\n",
                "erase",
                "--by",
                "patient_id",
                "--token-keyset",
                stack.tokenKeysetFile().toString(),
                "--purpose",
                "request");

        assertThat(erase.status()).as(erase.err()).isZero();
        await("it is ERASED").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(stalled()).isEmpty();
            assertThat(command("SELECT record_token FROM stalled")).isEmpty();
        });
        administer("ALTER TABLE medical_records DROP COLUMN hospital");
    }

    /** The reports on views/refused so far. */
    private static List<byte[]> reports() throws Exception {
        List<byte[]> reports = new ArrayList<>();
        try (PulsarClient client = client();
                Reader<byte[]> reader = client.newReader()
                        .topic("persistent://medical/views/refused")
                        .startMessageId(MessageId.earliest)
                        .create()) {
            while (reader.hasMessageAvailable()) {
                reports.add(reader.readNext().getValue());
            }
        }
        return reports;
    }

    private static void report(List<byte[]> reports) throws Exception {
        try (PulsarClient client = client();
                Producer<byte[]> producer = client.newProducer()
                        .topic("persistent://medical/views/refused")
                        .create()) {
            for (byte[] report : reports) {
                producer.send(report);
            }
        }
    }

    private static PulsarClient client() throws PulsarClientException {
        return PulsarClient.builder()
                .serviceUrl(stack.pulsarUrl())
                .authentication(AuthenticationFactory.token(stack.credential(PulsarRole.ADMIN)))
                .build();
    }

    /** The records that are STALLED in db_command: what the stages said last, and why. */
    private static List<String> stalled() throws SQLException {
        return command(
                "SELECT CONCAT_WS(' ', recorded, reason, table_name, column_name) FROM record_status WHERE status = 'STALLED'");
    }

    private static List<String> command(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        Login admin = stack.admin();
        try (Connection connection =
                        DriverManager.getConnection(stack.commandJdbcUrl(), admin.user(), admin.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    /** A sink that fails at each start runs for a moment each time; this must not count as running. */
    @Test
    @Order(101)
    void whatIsStartedAgainAndAgainIsNoSuccessAndTellsWhy() throws Exception {
        String reason = "query-records cannot start: table medical_records lacks column label";
        long before = count();
        administer("ALTER TABLE medical_records RENAME COLUMN label TO labels");
        CommandRun.withInput("{\"record_id\":\"column 1\",\"findings\":\"Clear.\"}\n", "publish", "--no-wait", "-");

        await("the end of the sink").atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            CommandRun status = CommandRun.sigilo("status");
            assertThat(status.status()).isEqualTo(Sigilo.FAILED);
            assertThat(status.outLines()).map(String::strip).anyMatch(line -> line.startsWith(reason));
        });
        List<String> told = new ArrayList<>();
        assertThatThrownBy(() -> EmbeddedStack.builder(Path.of(".."))
                        .directory(folder.resolve("state"))
                        .deployVariable("SIGILO_WAIT_SECONDS", "15")
                        .progress(told::add)
                        .start())
                .isInstanceOf(StackException.class)
                .hasMessageContaining("not running after 15 s: query-records (");
        assertThat(told)
                .anyMatch(line -> line.startsWith("deploy: " + reason))
                .noneMatch(line -> line.contains("functions and sinks run"));

        administer("ALTER TABLE medical_records RENAME COLUMN labels TO label");
        await("the sink")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(CommandRun.sigilo("status").status()).isZero());
        await("the row")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(count()).isEqualTo(before + 1));
    }

    private static void administer(String sql) throws SQLException {
        Login admin = stack.admin();
        try (Connection connection = DriverManager.getConnection(stack.queryJdbcUrl(), admin.user(), admin.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Each with its own end of a file that somebody published by mistake. */
    @Test
    @Order(2)
    void refusesToCallAMistakenFileASuccess() throws IOException {
        long before = count();
        Path names = Files.writeString(folder.resolve("names.csv"), "rec;mod;rep\n1;2;3\n");
        CommandRun refused = CommandRun.sigilo("publish", names.toString());
        assertThat(refused.status()).isEqualTo(Sigilo.FAILED);
        assertThat(refused.errLines()).singleElement().asString().contains("column 2 may be modality");

        CommandRun strange = CommandRun.withInput("{\"informe\":\"a\"}\n{\"informe\":\"b\"}\n", "publish", "-");
        assertThat(strange.status()).isEqualTo(Sigilo.FAILED);
        assertThat(strange.out()).contains("published 0 of 0 records", "informe: 2 records");
        assertThat(strange.errLines())
                .singleElement()
                .asString()
                .contains("2 records were not published")
                .contains("line 1");

        CommandRun rejected = CommandRun.withInput("# Notes\n\nof somebody\n", "publish", "-");
        assertThat(rejected.status()).isEqualTo(Sigilo.FAILED);
        assertThat(rejected.out()).contains("accepted 0, rejected 2: NOT_JSON 2");
        assertThat(rejected.errLines()).singleElement().asString().contains("no record was accepted");

        CommandRun nothing = CommandRun.withInput("\n", "publish", "-");
        assertThat(nothing.status()).isEqualTo(Sigilo.FAILED);
        assertThat(nothing.err()).contains("no records to publish");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    @Order(2)
    void keepsOneRowOfARecordThatIsPublishedAgain() {
        CommandRun.sigilo("publish", folder.resolve("records.csv").toString());

        assertThat(count()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void printsRowsAsTableCsvAndJson() {
        String sql = "SELECT 1 AS one, NULL AS nothing, 'a,\"b' AS text";

        assertThat(CommandRun.sigilo("query", sql).out())
                .contains("one | nothing | text", "1   | NULL    | a,\"b", "(1 row)");
        assertThat(CommandRun.sigilo("query", sql, "--format", "csv").out())
                .isEqualTo("one,nothing,text\n1,,\"a,\"\"b\"\n");
        assertThat(CommandRun.withInput(sql, "query", "-", "--format", "json").out())
                .isEqualTo("[\n{\"one\":1,\"nothing\":null,\"text\":\"a,\\\"b\"}\n]\n");
    }

    @Test
    @Order(4)
    void tellsFaultsOfAStatementInTheServersOwnWords() {
        Map<String, String> said = Map.of(
                "SELECT reprot FROM medical_records",
                "error from db_query: Unknown column 'reprot'",
                "SELECT * FROM medical_record",
                "doesn't exist",
                "SELECT FROM WHERE 'x'",
                "error from db_query: You have an error in your SQL syntax",
                // The driver refuses the last one itself.
                "SELECT * FROM mysql.user",
                "denied",
                "SELECT 'x' INTO OUTFILE '/tmp/x'",
                "query is read-only");
        said.forEach((sql, words) -> {
            CommandRun run = CommandRun.sigilo("query", sql);

            assertThat(run.status()).as(sql).isEqualTo(Sigilo.FAILED);
            assertThat(run.errLines()).as(sql).singleElement().asString().contains(words);
        });
    }

    /** MariaDB, which the embedded stack uses, reports a JSON column as text. Last, because of the record that it adds. */
    @Test
    @Order(20)
    void nestsJsonColumnsInJsonAndLeavesTextAsText() throws IOException {
        CommandRun.withInput("{\"record_id\":\"J-1\",\"report\":\"[1, 2]\",\"modality\":\"CT\"}\n", "publish", "-");

        CommandRun run = CommandRun.sigilo(
                "query",
                "--format",
                "json",
                "SELECT model_ids, tokens AS t, report, JSON_EXTRACT(tokens, '$.record_id') AS id FROM medical_records WHERE report = '[1, 2]'");

        assertThat(run.status()).as(run.err()).isZero();
        // Of the key that the tests before have rotated to.
        assertThat(run.out()).contains("\"model_ids\":[", "\"t\":{\"record_id\":\"record_2_", "\"report\":\"[1, 2]\"");
    }

    @Test
    @Order(5)
    void saysThatEverythingRuns() {
        CommandRun run = CommandRun.sigilo("status");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("server    broker", "function  classify", "sink      query-records")
                .contains("1 of 1 running, 0 restarts, 0 entries waiting");
    }

    @Test
    @Order(6)
    void revealsAnOriginalAndErasesItsPatient() throws IOException {
        String original =
                "{\"record_id\":\"R-1\",\"patient_id\":\"P-77\",\"patient_name\":\"Ana Quintanilla\",\"modality\":\"CT\"}";
        CommandRun.withInput(original + "\n", "publish", "-");
        String patient = cell("SELECT patient_token FROM medical_records WHERE patient_token IS NOT NULL");
        Path audit = folder.resolve("audit.ndjson");
        String[] reveal = {
            "reveal",
            patient,
            "--purpose",
            "test",
            "--audit",
            audit.toString(),
            "--sealing-keyset",
            stack.sealingKeysetFile().toString()
        };

        assertThat(CommandRun.sigilo(reveal).out()).isEqualTo(original + "\n");

        CommandRun erase = CommandRun.sigilo("erase", patient, "--purpose", "request", "--audit", audit.toString());
        assertThat(erase.status()).as(erase.err()).isZero();
        assertThat(count()).isEqualTo(200);
        CommandRun after = CommandRun.sigilo(reveal);
        assertThat(after.status()).isEqualTo(Sigilo.FAILED);
        assertThat(after.err()).contains("the patient was erased").doesNotContain("Quintanilla");
        assertThat(Files.readAllLines(audit)).hasSize(4);
        assertThat(CommandRun.sigilo("audit", "--audit", audit.toString()).status())
                .isZero();
    }

    @Test
    @Order(7)
    void rebuildsBothViewsAsTheyWere() {
        CommandRun query = CommandRun.sigilo("replay", "--view", "query");
        CommandRun command = CommandRun.sigilo("replay", "--view", "command");

        assertThat(query.status()).as(query.err()).isZero();
        assertThat(query.out()).contains("200 rows, 0 changed");
        assertThat(command.status()).as(command.err()).isZero();
        assertThat(command.out()).contains("rows, 0 changed");
        assertThat(count()).isEqualTo(200);
    }

    @Test
    @Order(8)
    void goesOnWritingIntoTheRebuiltTable() {
        CommandRun run = CommandRun.withInput("{\"record_id\":\"R-2\"}\n", "publish", "-");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(count()).isEqualTo(201);
    }

    @Test
    @Order(9)
    void rebuildsAViewWhileRecordsFlowAndReadersAlwaysSeeAllOfIt() throws Exception {
        long before = count();
        Map<String, String> written = rows();
        AtomicInteger sent = new AtomicInteger();
        List<CompletableFuture<MessageId>> stored = Collections.synchronizedList(new ArrayList<>());
        ScheduledExecutorService others = Executors.newScheduledThreadPool(2);
        try (PulsarClient client = PulsarClient.builder()
                        .serviceUrl(stack.pulsarUrl())
                        .authentication(AuthenticationFactory.token(stack.credential(PulsarRole.PRODUCER)))
                        .build();
                Producer<byte[]> producer = client.newProducer()
                        .topic("persistent://medical/intake/raw")
                        .create()) {
            Future<?> flow = others.scheduleAtFixedRate(
                    () -> stored.add(producer.sendAsync(
                            ("{\"record_id\":\"flow-" + sent.incrementAndGet() + "\",\"findings\":\"Lungs clear.\"}")
                                    .getBytes(StandardCharsets.UTF_8))),
                    0,
                    20,
                    TimeUnit.MILLISECONDS);
            AtomicLong least = new AtomicLong(Long.MAX_VALUE);
            Future<?> reader = others.scheduleWithFixedDelay(
                    () -> least.accumulateAndGet(rows().size(), Math::min), 0, 1, TimeUnit.MILLISECONDS);
            for (String view : List.of("query", "command")) {
                int sofar = sent.get();
                CommandRun run = CommandRun.sigilo("replay", "--view", view);
                assertThat(run.status()).as(run.err()).isZero();
                assertThat(sent.get()).as("records flowed meanwhile").isGreaterThan(sofar);
            }
            // Both end by an exception, or here.
            assertThat(flow.isDone()).isFalse();
            assertThat(reader.isDone()).isFalse();
            others.shutdown();
            assertThat(others.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            // A producer that is closed gives up what the broker has not confirmed.
            CompletableFuture.allOf(stored.toArray(CompletableFuture[]::new)).get(1, TimeUnit.MINUTES);
            assertThat(least.get()).isGreaterThanOrEqualTo(before);
        } finally {
            others.shutdownNow();
        }

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(count()).isEqualTo(before + stored.size()));
        assertThat(rows()).containsAllEntriesOf(written);
        assertThat(CommandRun.sigilo("replay", "--view", "query").out()).contains(count() + " rows, 0 changed");
        assertThat(CommandRun.sigilo("replay", "--view", "command").out()).contains("rows, 0 changed");
    }

    /** The rows as readers see them, by record token, without what the database's own clock says. */
    private static Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        Login login = stack.reader();
        try (Connection connection = DriverManager.getConnection(stack.queryJdbcUrl(), login.user(), login.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM medical_records")) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    if (!result.getMetaData().getColumnName(i).equals("updated_at")) {
                        row.append(result.getString(i)).append('\n');
                    }
                }
                rows.put(result.getString("record_token"), row.toString());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a reader was refused: SQLState " + e.getSQLState(), e);
        }
        return rows;
    }

    @Test
    @Order(10)
    void countsWhoStandsOut() {
        CommandRun run = CommandRun.sigilo("risk", "--by", "modality,body_part");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("smallest group: ");
        assertThat(CommandRun.sigilo("risk", "--by", "record_token", "--fail").status())
                .isEqualTo(Sigilo.FAILED);
        assertThat(CommandRun.sigilo("risk", "--by", "nothing").errLines()).hasSize(1);
        assertThat(CommandRun.sigilo("risk").out())
                .contains("postal_code, country")
                .contains("smallest group: ");
    }

    @Test
    @Order(11)
    void countsARecordThatTheBrokerDoesNotTakeAndPublishesTheOthers() throws IOException {
        Path file = folder.resolve("large.ndjson");
        Files.write(
                file,
                List.of(
                        "{\"record_id\":\"L\",\"report\":\"" + "x".repeat(6_000_000) + "\"}",
                        "{\"record_id\":\"R-3\"}"),
                StandardCharsets.UTF_8);

        CommandRun run = CommandRun.sigilo("publish", file.toString());

        assertThat(run.status()).isEqualTo(Sigilo.FAILED);
        assertThat(run.out()).startsWith("published 1 of 2 records");
        assertThat(run.err()).contains("line 1").contains("larger than the broker accepts");
    }

    @Test
    @Order(11)
    void failsOnARejectWhereAskedToAndCountsUnknownFields() {
        String records =
                "{\"record_id\":\"R-3\",\"patient_nmae\":\"Ana Quintanilla\"}\n{\"record_id\":\"R-3 \",\"ward\":4}\n[]\n";
        long before = count();

        CommandRun lenient = CommandRun.withInput(records, "publish", "-");
        CommandRun strict = CommandRun.withInput(records, "publish", "-", "--fail-on-reject");

        assertThat(lenient.status()).as(lenient.err()).isZero();
        assertThat(lenient.out())
                .contains("patient_nmae: 1 record, did you mean patient_name?", "ward: 1 record\n")
                .doesNotContain("Quintanilla");
        assertThat(strict.status()).isEqualTo(Sigilo.FAILED);
        assertThat(strict.errLines()).singleElement().asString().contains("1 of 3 records were rejected");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    @Order(12)
    void measuresTheSinkAndLeavesNothingBehind() throws SQLException {
        CommandRun run = CommandRun.sigilo("bench", "sink", "--rows", "20000", "--rounds", "1", "--format", "json");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .matches("\\{\"bench\":\"sink\",\"sink\":\\d+,\"loop\":\\d+,\"row_by_row\":\\d+,\"load_data\":\\d+,"
                        + "\"sink_to_loop\":[0-9.]+,\"sink_to_row_by_row\":[0-9.]+}\n");
        try (Connection connection = DriverManager.getConnection(
                        stack.queryJdbcUrl(),
                        stack.admin().user(),
                        stack.admin().password());
                Statement statement = connection.createStatement();
                ResultSet left = statement.executeQuery(
                        "SELECT schema_name FROM information_schema.schemata "
                                + "WHERE schema_name = 'sigilo_bench' UNION SELECT user FROM mysql.user WHERE user = 'sigilo_bench'")) {
            assertThat(left.next()).isFalse();
        }
    }

    @Test
    @Order(13)
    void tokenizesTheWholeVaultAgainUnderTheNewEpoch() throws IOException {
        String original = "{\"record_id\":\"R-4\",\"patient_id\":\"P-78\",\"patient_name\":\"Ana Quintanilla\"}";
        CommandRun.withInput(original + "\n", "publish", "-");
        long rows = count();
        CommandRun.sigilo("keys", "rotate", stack.tokenKeysetFile().toString());
        // The functions get their keysets when the stack starts.
        stack.close();
        stack = EmbeddedStack.builder(Path.of(".."))
                .directory(folder.resolve("state"))
                .start();
        Path audit = folder.resolve("retokenize.ndjson");

        assertThat(retokenize(audit, "--dry-run").out())
                .startsWith("looked at " + (rows + 1) + " originals: opened " + rows
                        + ", passed over 1 that were erased, could not open 0")
                .contains("nothing was published");
        assertThat(cell(OLD_EPOCH)).isEqualTo("" + rows);
        CommandRun some = retokenize(audit, "--limit", "50");
        assertThat(some.status()).as(some.err()).isZero();
        CommandRun rest = retokenize(audit, "--from-epoch", "1");

        assertThat(rest.status()).as(rest.err()).isZero();
        assertThat(rest.out()).contains("rejected 0; all processed").doesNotContain("Quintanilla");
        assertThat(cell(OLD_EPOCH)).isEqualTo("0");
        assertThat(count()).isEqualTo(rows);
        assertThat(retokenize(audit, "--from-epoch", "1").out())
                .startsWith("looked at 1 originals: published 0, passed over 1");
        assertThat(Files.readString(audit))
                .contains("\"action\":\"retokenize\",\"token\":\"vault\",\"purpose\":\"epoch 2\"")
                .doesNotContain("Quintanilla");
        assertThat(Files.readAllLines(audit)).hasSize(8);
        assertThat(CommandRun.sigilo("audit", "--audit", audit.toString()).status())
                .isZero();
    }

    @Test
    @Order(14)
    void refusesToTokenizeAgainWithAnotherKeyset() throws IOException {
        Path other = folder.resolve("other-keyset.json");
        CommandRun.sigilo("keys", "new", "--purpose", "sealing", other.toString());

        CommandRun run = CommandRun.sigilo(
                "retokenize",
                "--purpose",
                "test",
                "--audit",
                folder.resolve("other.ndjson").toString(),
                "--sealing-keyset",
                other.toString(),
                "--limit",
                "3");

        assertThat(run.status()).isEqualTo(Sigilo.FAILED);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err())
                .contains("belongs to the sealing keyset of lineage "
                        + Keyset.read(stack.sealingKeysetFile()).lineage());
        assertThat(Files.readAllLines(folder.resolve("other.ndjson"))).hasSize(1);
    }

    private static CommandRun retokenize(Path audit, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "retokenize",
                "--purpose",
                "epoch 2",
                "--audit",
                audit.toString(),
                "--sealing-keyset",
                stack.sealingKeysetFile().toString()));
        arguments.addAll(List.of(more));
        return CommandRun.sigilo(arguments.toArray(String[]::new));
    }

    private static long count() {
        return Long.parseLong(cell(COUNT));
    }

    private static String cell(String sql) {
        return CommandRun.sigilo("query", sql, "--format", "csv").outLines().get(1);
    }
}
