package dev.sigilo.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tests of both databases, to run on each server. */
abstract class TablesContract {
    private static final String PASSWORD = "sigilo-test";
    private static final Map<String, String> PASSWORDS = Map.of(
            "SIGILO_COMMAND_SINK_PASSWORD",
            "c0mmand",
            "SIGILO_VAULT_SINK_PASSWORD",
            "v4ult",
            "SIGILO_QUERY_SINK_PASSWORD",
            "qu3ry",
            "SIGILO_READER_PASSWORD",
            "r3ader");

    /** Returns the server's loopback port; root's password is {@code sigilo-test}. */
    abstract int port();

    @BeforeEach
    void empty() throws SQLException {
        execute(
                "",
                "DROP DATABASE IF EXISTS tokenizer_command_db; DROP DATABASE IF EXISTS tokenizer_query_db;"
                        + "DROP USER IF EXISTS command_sink, vault_sink, query_sink, reader");
    }

    @Test
    void anEmptyServerGetsTablesUsersAndAHistory() throws SQLException {
        Tables.Outcome query = migrate(Schema.QUERY);

        assertThat(query.before()).isNull();
        assertThat(query.applied()).first().isEqualTo("1 tables");
        assertThat(query.users()).containsExactly("query_sink", "reader");
        assertThat(texts("tokenizer_query_db", "SELECT success FROM flyway_schema_history"))
                .containsOnly("1");
        assertThat(texts(
                        "tokenizer_query_db",
                        "SELECT default_collation_name FROM information_schema.schemata"
                                + " WHERE schema_name = DATABASE()"))
                .containsExactly("utf8mb4_unicode_520_ci");
        try (Connection reader = DriverManager.getConnection(url("tokenizer_query_db"), "reader", "r3ader")) {
            assertThat(reader.isValid(5)).isTrue();
        }
        assertThat(migrate(Schema.COMMAND).users()).containsExactly("command_sink", "vault_sink");
    }

    @Test
    void theTablesOfBeforeKeepTheirRowsAndBecomeWhatAnEmptyServerGets() throws SQLException, IOException {
        migrate(Schema.COMMAND);
        migrate(Schema.QUERY);
        List<String> fresh = columns();
        empty();
        execute("", before("command"));
        execute("", before("query"));
        execute(
                "tokenizer_query_db",
                "INSERT INTO medical_records (record_token, findings, policy, version) VALUES"
                        + " ('rec_1', 'Clear lungs.', 'pseudonymized 1', 7), ('rec_2', NULL, NULL, 9)");
        execute(
                "tokenizer_command_db",
                "INSERT INTO records (record_token, status, version) VALUES ('rec_1', 'TOKENIZED', 7);"
                        + "INSERT INTO audit (number, line, hash, signature, public_key) VALUES (1, '{}', 'h', 's', 'k')");
        execute("", "CREATE USER reader IDENTIFIED BY 'kept'");

        assertThat(at(Schema.QUERY).state().version()).isEqualTo("0");
        Tables.Outcome outcome = migrate(Schema.QUERY);
        migrate(Schema.COMMAND);

        assertThat(outcome.before()).isEqualTo("0");
        assertThat(columns()).isEqualTo(fresh);
        assertThat(texts(
                        "tokenizer_query_db",
                        "SELECT CONCAT_WS('|', record_token, findings, policy, version) FROM medical_records"
                                + " ORDER BY record_token"))
                .containsExactly("rec_1|Clear lungs.|pseudonymized 1|7", "rec_2|9");
        assertThat(texts("tokenizer_command_db", "SELECT status FROM records")).containsExactly("TOKENIZED");
        assertThat(texts("tokenizer_command_db", "SELECT hash FROM audit")).containsExactly("h");
    }

    @Test
    void rowsOfASinglePolicyOwnTheTableAndRowsOfSeveralLeaveItUnclaimed() throws SQLException, IOException {
        for (String second : List.of("one", "two")) {
            empty();
            execute("", before("query"));
            execute(
                    "tokenizer_query_db",
                    "INSERT INTO medical_records (record_token, policy, version) VALUES ('rec_1', 'one', 7), ('rec_2', '"
                            + second + "', 8), ('rec_3', NULL, 9)");

            migrate(Schema.QUERY);

            assertThat(texts(
                            "tokenizer_query_db",
                            "SELECT CONCAT_WS('|', table_name, version, name, hash) FROM policies"))
                    .isEqualTo(second.equals("one") ? List.of("medical_records|0|one|") : List.of());
        }
    }

    @Test
    void theStatusOfARecordWhoseRowIsRefusedIsStalledUntilItIsErased() throws SQLException {
        migrate(Schema.COMMAND);
        String status =
                "SELECT CONCAT_WS('|', record_token, status, COALESCE(recorded, '-'), COALESCE(reason, '-'), COALESCE(table_name, '-'),"
                        + " COALESCE(column_name, '-')) FROM record_status ORDER BY record_token";
        // 31 is 1f in hexadecimal.
        execute(
                "tokenizer_command_db",
                "INSERT INTO records (record_token, status, reason, version) VALUES ('rec_1', 'TOKENIZED', NULL, 31),"
                        + " ('rec_2', 'REJECTED', 'NOT_JSON', 31), ('rec_3', 'ERASED', NULL, 31), ('rec_4', 'TOKENIZED', NULL, 31), ('rec_6', 'ERASED', NULL, 31);"
                        + "INSERT INTO stalled (record_token, table_name, reason, column_name, since, row_order) VALUES"
                        + " ('rec_1', 'medical_records', 'NULL_NOT_ALLOWED', 'hospital', '2026-01-02', '000000000000001f'),"
                        + " ('rec_1', 'vault', 'TOO_LONG', 'sealed', '2026-01-01', '000000000000001cff'),"
                        + " ('rec_3', 'vault', 'TOO_LONG', 'sealed', '2026-01-01', '000000000000001cff'),"
                        + " ('rec_5', 'records', 'TOO_LONG', NULL, '2026-01-01', '000000000000001c'),"
                        + " ('rec_6', 'records', 'TOO_LONG', NULL, '2026-01-01', '0000000000000020')");

        assertThat(texts("tokenizer_command_db", status))
                .containsExactly(
                        "rec_1|STALLED|TOKENIZED|NULL_NOT_ALLOWED, TOO_LONG|medical_records, vault|hospital, sealed",
                        "rec_2|REJECTED|REJECTED|NOT_JSON|-|-",
                        "rec_3|ERASED|ERASED|-|-|-",
                        "rec_4|TOKENIZED|TOKENIZED|-|-|-",
                        "rec_5|STALLED|-|TOO_LONG|records|-",
                        "rec_6|STALLED|ERASED|TOO_LONG|records|-");
        try (Connection sink = DriverManager.getConnection(url("tokenizer_command_db"), "command_sink", "c0mmand");
                Statement statement = sink.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT since FROM record_status WHERE record_token = 'rec_1'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).startsWith("2026-01-01");
        }

        execute("tokenizer_command_db", "DELETE FROM stalled");
        assertThat(texts("tokenizer_command_db", "SELECT status FROM record_status WHERE status = 'STALLED'"))
                .isEmpty();
    }

    @Test
    void theDataDictionaryNamesEveryColumnOfTheReadersTablesAndViews() throws SQLException, IOException {
        migrate(Schema.QUERY);
        List<String> told = new ArrayList<>();
        String table = "";
        for (String line : Files.readAllLines(Path.of("../docs/DATA.md"))) {
            if (line.startsWith("## ") && line.contains("db_command")) {
                break;
            }
            table = line.startsWith("### ") ? line.substring(4) : table;
            if (line.startsWith("| `") && !table.startsWith("In ")) {
                told.add(table + "." + line.substring(3, line.indexOf('`', 3)));
            }
        }

        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(texts(
                        "tokenizer_query_db",
                        "SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns"
                                + " WHERE table_schema = DATABASE() AND table_name <> 'flyway_schema_history'"));
    }

    @Test
    void mergedPatientsHaveOneCurrentTokenHoweverTheirNumbersWereMerged() throws SQLException {
        migrate(Schema.QUERY);
        execute(
                "tokenizer_query_db",
                "INSERT INTO medical_records (record_token, patient_token, merged_patient_token, version) VALUES"
                        // A chain, in the wrong order of arrival.
                        + " ('a', 'A', NULL, 1), ('b', 'B', NULL, 2), ('c', 'C', NULL, 3), ('bc', 'C', 'B', 5), ('ab', 'B', 'A', 4),"
                        // Merged twice: the newest decides.
                        + " ('px', 'X', 'P', 6), ('py', 'Y', 'P', 7),"
                        // Merged in both directions, and a circle of three with another number that leads into it.
                        + " ('ef', 'F', 'E', 8), ('fe', 'E', 'F', 9),"
                        + " ('gh', 'H', 'G', 10), ('hi', 'I', 'H', 11), ('ig', 'G', 'I', 12), ('kh', 'H', 'K', 13),"
                        // Not merges.
                        + " ('ss', 'S', 'S', 14), ('nz', NULL, 'Z', 15), ('nn', NULL, NULL, 16)");

        assertThat(texts(
                        "tokenizer_query_db",
                        "SELECT CONCAT(patient_token, ' ', current_patient_token) FROM current_patients ORDER BY 1"))
                .containsExactly("A C", "B C", "F E", "H G", "I G", "K G", "P Y");
        assertThat(
                        texts(
                                "tokenizer_query_db",
                                "SELECT CONCAT(COALESCE(current_patient_token, '-'), ' ', COUNT(*)) FROM medical_records_current"
                                        + " WHERE record_token IN ('a', 'b', 'c', 'nn', 'ss') GROUP BY current_patient_token ORDER BY 1"))
                .containsExactly("- 1", "C 3", "S 1");
        assertThat(texts("tokenizer_query_db", "SELECT CONCAT(merged_patient_token, patient_token) FROM patient_links"))
                .containsExactlyInAnyOrder("AB", "BC", "PY", "EF", "FE", "GH", "HI", "IG", "KH");
    }

    @Test
    void theViewsShowStudiesCodedObservationsAndFormats() throws SQLException {
        migrate(Schema.QUERY);
        execute(
                "tokenizer_query_db",
                "INSERT INTO medical_records (record_token, patient_token, source_format, source_type, tokens, extra, study_series, modality_code,"
                        + " diagnosis_date, coded_observations, published_at, version) VALUES"
                        + " ('r1', 'A', 'hl7v2', 'ORU^R01', '{\"study_uid\":\"2.25.1\"}', '{}', NULL, 'CT', '2020-01-02',"
                        + "  '[{\"system\":\"LN\",\"code\":\"718-7\",\"display\":\"Hb ñ\",\"value\":\"13.2\",\"unit\":\"g/dL\",\"range\":\"12-16\"},{\"value\":\"clear\"}]', '2026-01-01', 1),"
                        + " ('r2', 'A', 'dicom', 'CT', '{\"study_uid\":\"2.25.1\"}', '{\"series_uid\":\"2.25.7\",\"instance_uid\":\"2.25.8\"}', 3, 'CT', '2020-01-03', NULL, '2026-01-01', 2),"
                        + " ('r3', 'A', 'dicom', 'SR', '{\"study_uid\":\"2.25.1\"}', '{\"series_uid\":\"2.25.7\",\"instance_uid\":\"2.25.9\"}', NULL, 'SR', NULL, '[]', '2026-01-01', 3),"
                        + " ('r4', 'B', NULL, NULL, '{\"patient_id\":\"B\"}', NULL, NULL, NULL, NULL, NULL, '2026-01-01', 4)");

        assertThat(
                        texts(
                                "tokenizer_query_db",
                                "SELECT CONCAT_WS('|', study_uid, patient_token, records, series, instances, modalities, source_formats, first_day, last_day) FROM studies"))
                .containsExactly("2.25.1|A|3|3|2|CT, SR|dicom, hl7v2|2020-01-02|2020-01-03");
        assertThat(
                        texts(
                                "tokenizer_query_db",
                                "SELECT CONCAT_WS('|', record_token, number, code_system, code, display, value, unit, reference_range) FROM observations_coded ORDER BY record_token, number"))
                .containsExactly("r1|1|LN|718-7|Hb ñ|13.2|g/dL|12-16", "r1|2|clear");
        assertThat(
                        texts(
                                "tokenizer_query_db",
                                "SELECT CONCAT_WS('|', source_format, source_type, records, patients) FROM records_per_format ORDER BY 1"))
                .containsExactly("dicom|CT|1|1", "dicom|SR|1|1", "hl7v2|ORU^R01|1|1", "unknown||1|1");
    }

    @Test
    void aStudyBelongsToAPatientOnlyIfAllItsRecordsNameTheSameOne() throws SQLException {
        migrate(Schema.QUERY);
        execute(
                "tokenizer_query_db",
                "INSERT INTO medical_records (record_token, patient_token, merged_patient_token, tokens, version) VALUES"
                        // Two numbers of one patient, merged later.
                        + " ('r1', 'A', NULL, '{\"study_uid\":\"2.25.1\"}', 1), ('r2', 'B', NULL, '{\"study_uid\":\"2.25.1\"}', 2),"
                        + " ('m', 'B', 'A', '{}', 3),"
                        // Two patients.
                        + " ('r3', 'C', NULL, '{\"study_uid\":\"2.25.2\"}', 4), ('r4', 'D', NULL, '{\"study_uid\":\"2.25.2\"}', 5),"
                        // A record that names no patient.
                        + " ('r5', NULL, NULL, '{\"study_uid\":\"2.25.3\"}', 6), ('r6', 'E', NULL, '{\"study_uid\":\"2.25.3\"}', 7),"
                        + " ('r7', NULL, NULL, '{\"study_uid\":\"2.25.4\"}', 8)");

        assertThat(
                        texts(
                                "tokenizer_query_db",
                                "SELECT CONCAT(study_uid, ' ', COALESCE(patient_token, '-'), ' ', records) FROM studies ORDER BY 1"))
                .containsExactly("2.25.1 B 2", "2.25.2 - 2", "2.25.3 E 2", "2.25.4 - 1");
    }

    @Test
    void textsOfCodedObservationsHaveTheirWholeLength() throws SQLException {
        migrate(Schema.QUERY);
        String text = "ñ".repeat(5000);
        execute(
                "tokenizer_query_db",
                "INSERT INTO medical_records (record_token, coded_observations, version) VALUES ('r1', '[{"
                        + "\"display\":\"D" + text + "\",\"value\":\"V" + text + "\",\"unit\":\"U" + text
                        + "\",\"flag\":\"F" + text
                        + "\",\"status\":\"S" + text + "\",\"range\":\"R" + text + "\"}]', 1)");

        for (String column : List.of("display", "value", "unit", "flag", "status", "reference_range")) {
            assertThat(texts("tokenizer_query_db", "SELECT " + column + " FROM observations_coded"))
                    .as(column)
                    .containsExactly(column.substring(0, 1).toUpperCase(Locale.ROOT) + text);
        }
    }

    @Test
    void doneAgainItChangesNothing() throws SQLException {
        String version = migrate(Schema.QUERY).version();
        List<String> history = texts("tokenizer_query_db", "SELECT installed_on FROM flyway_schema_history");

        Tables.Outcome again = at(Schema.QUERY).migrate(Map.of());

        assertThat(again.applied()).isEmpty();
        assertThat(again.version()).isEqualTo(version);
        assertThat(again.describe(Schema.QUERY)).startsWith("db_query: already at version " + version);
        assertThat(texts("tokenizer_query_db", "SELECT installed_on FROM flyway_schema_history"))
                .isEqualTo(history);
        assertThat(at(Schema.QUERY).state().pending()).isEmpty();
    }

    @Test
    void lookingChangesNothing() throws SQLException {
        execute("", "CREATE DATABASE tokenizer_query_db");

        assertThat(at(Schema.QUERY).state().pending()).isNotEmpty();

        assertThat(texts("tokenizer_query_db", "SHOW TABLES")).isEmpty();
    }

    @Test
    void whatStoppedHalfwayGoesOn() throws SQLException {
        migrate(Schema.QUERY);
        execute(
                "tokenizer_query_db",
                "UPDATE flyway_schema_history SET success = 0 WHERE version = '1';"
                        + "DELETE FROM flyway_schema_history WHERE version > '1'; DROP TABLE medical_records");
        execute("tokenizer_query_db", before("query").replaceAll("(?s)^.*?USE tokenizer_query_db;", ""));

        migrate(Schema.QUERY);

        assertThat(texts("tokenizer_query_db", "SELECT success FROM flyway_schema_history"))
                .containsOnly("1");
    }

    @Test
    void somebodyElsesDatabaseIsLeftAlone() throws SQLException {
        execute("", "CREATE DATABASE tokenizer_query_db; CREATE TABLE tokenizer_query_db.orders (id INT)");

        assertThatThrownBy(() -> migrate(Schema.QUERY))
                .isInstanceOf(TablesException.class)
                .hasMessageContaining("orders")
                .hasMessageContaining("medical_records")
                .hasMessageContaining("of its own");

        assertThat(texts("tokenizer_query_db", "SHOW TABLES")).containsExactly("orders");
    }

    @Test
    void aNewerVersionIsRefused() throws SQLException {
        migrate(Schema.QUERY);
        execute(
                "tokenizer_query_db",
                "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, 'V99__later.sql', 1, installed_by,"
                        + " installed_on, 1, 1 FROM flyway_schema_history WHERE version = '1'");

        assertThatThrownBy(() -> migrate(Schema.QUERY))
                .isInstanceOf(TablesException.class)
                .hasMessageContaining("version 99");
    }

    @Test
    void anAlteredMigrationIsRefused() throws SQLException {
        migrate(Schema.QUERY);
        execute("tokenizer_query_db", "UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '1'");

        assertThatThrownBy(() -> migrate(Schema.QUERY))
                .isInstanceOf(TablesException.class)
                .hasMessageContaining("migration 1 of db_query");
    }

    @Test
    void aUserWithoutAPasswordIsNotMade() {
        assertThatThrownBy(() -> at(Schema.QUERY).migrate(Map.of("SIGILO_QUERY_SINK_PASSWORD", "a")))
                .isInstanceOf(TablesException.class)
                .hasMessageContaining("SIGILO_READER_PASSWORD is not set");
        assertThatThrownBy(() -> at(Schema.QUERY).migrate(Map.of("SIGILO_QUERY_SINK_PASSWORD", "a'b")))
                .isInstanceOf(TablesException.class)
                .hasMessageContaining("SIGILO_QUERY_SINK_PASSWORD holds a quote")
                .hasMessageNotContaining("a'b");
    }

    @Test
    void theContainersJarMigratesAllThatTheEnvironmentNamesAndSaysWhatItCannot() throws Exception {
        Map<String, String> environment = new TreeMap<>(PASSWORDS);
        environment.put("SIGILO_ADMIN_PASSWORD", PASSWORD);
        environment.put("SIGILO_COMMAND_JDBC_URL", url("tokenizer_command_db"));
        environment.put("SIGILO_QUERY_JDBC_URL_0", url("tokenizer_query_db"));

        assertThat(run(environment))
                .matches("(?s)0 migrate: db_command: no tables, now version \\d+ .*migrate: db_query: no tables, .*");
        environment.put("SIGILO_ADMIN_PASSWORD", "wrong");
        assertThat(run(environment))
                .startsWith("1 migrate: db_command at jdbc:mysql://127.0.0.1:")
                .contains("check SIGILO_ADMIN_PASSWORD")
                .hasLineCount(1)
                .doesNotContain("wrong");
        environment.keySet().removeIf(name -> name.endsWith("_URL") || name.endsWith("_0"));
        assertThat(run(environment)).startsWith("1 migrate: SIGILO_COMMAND_JDBC_URL");
    }

    /** Runs the jar that compose uses, with nothing else on the class path. Returns its exit status followed by its output. */
    private static String run(Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        "target/sigilo-migrate.jar")
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SIGILO_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said.strip();
    }

    private Tables at(Schema schema) {
        return Tables.at(
                schema, url(schema == Schema.QUERY ? "tokenizer_query_db" : "tokenizer_command_db"), "root", PASSWORD);
    }

    private Tables.Outcome migrate(Schema schema) {
        return at(schema).migrate(PASSWORDS);
    }

    /** Returns a text description of every table, column, index and view of both databases. */
    private List<String> columns() throws SQLException {
        List<String> all = texts(
                "tokenizer_query_db",
                "SELECT CONCAT_WS(' ', table_schema, table_name, ordinal_position, column_name, column_type,"
                        + " is_nullable, column_default, collation_name, extra, column_comment) FROM information_schema.columns WHERE table_schema LIKE 'tokenizer%'"
                        + " AND table_name <> 'flyway_schema_history' ORDER BY 1");
        all.addAll(
                texts(
                        "tokenizer_query_db",
                        "SELECT CONCAT_WS(' ', table_schema, table_name, index_name, seq_in_index, column_name)"
                                + " FROM information_schema.statistics WHERE table_schema LIKE 'tokenizer%' AND table_name <> 'flyway_schema_history' ORDER BY 1"));
        all.addAll(
                texts(
                        "tokenizer_query_db",
                        "SELECT CONCAT_WS(' ', table_schema, table_name, engine, table_collation, table_comment)"
                                + " FROM information_schema.tables WHERE table_schema LIKE 'tokenizer%' AND table_name <> 'flyway_schema_history' ORDER BY 1"));
        all.addAll(texts(
                "tokenizer_query_db",
                "SELECT CONCAT_WS(' ', table_name, security_type, view_definition) FROM information_schema.views"
                        + " WHERE table_schema LIKE 'tokenizer%' ORDER BY 1"));
        return all;
    }

    /** Creates the tables as they were before schemas had versions. */
    private static String before(String name) {
        try (var in = TablesContract.class.getResourceAsStream("/before-versions/" + name + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String url(String database) {
        return "jdbc:mysql://127.0.0.1:" + port() + "/" + database
                + "?allowPublicKeyRetrieval=true&allowMultiQueries=true";
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database), "root", PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            // Read all results: otherwise only an error of the first statement is reported.
            while (statement.getMoreResults() || statement.getUpdateCount() != -1) {
                // getMoreResults() reads the next one.
            }
        }
    }

    private List<String> texts(String database, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url(database), "root", PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
