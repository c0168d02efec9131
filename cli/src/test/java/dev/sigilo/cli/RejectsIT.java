package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.stack.EmbeddedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Tests rejects, trace and erase on one embedded stack; each test builds on the ones before. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RejectsIT {
    /** A name in rejected records; it must not appear unless a reject is opened. */
    private static final String NAME = "Wilhelmina";

    private static final String WRONG =
            "{\"record_id\":\"W-1\",\"patient_id\":\"P-1\",\"patient_name\":\"" + NAME + "\",\"age\":{\"years\":4}}";

    @TempDir
    private static Path folder;

    private static EmbeddedStack stack;

    @BeforeAll
    static void startStack() throws IOException {
        System.setProperty(Home.STATE_PROPERTY, folder.resolve("state").toString());
        stack = EmbeddedStack.builder(Path.of(".."))
                .directory(folder.resolve("state"))
                .start();
        Path file = Files.writeString(
                folder.resolve("some.ndjson"),
                "{\"record_id\":\"G-1\",\"modality\":\"CT\",\"patient_id\":\"P-1\"}\n" + "\n" + WRONG + "\n%" + NAME
                        + "\n");
        assertThat(CommandRun.sigilo("publish", file.toString()).out()).contains("accepted 1, rejected 2");
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
    void listsRejectsWithTheirLinesAndNeverAValue() throws IOException {
        List<JsonNode> rejects = list();

        assertThat(rejects).hasSize(2);
        JsonNode wrong = byReason(rejects, "WRONG_TYPE");
        assertThat(wrong.get("line").asLong()).isEqualTo(3);
        assertThat(wrong.get("field").asText()).isEqualTo("age");
        assertThat(wrong.get("stage").asText()).isEqualTo("classify");
        assertThat(wrong.get("now").asText()).isEqualTo("REJECTED");
        assertThat(wrong.get("record_token").isNull())
                .as("classify has no token key")
                .isTrue();
        assertThat(byReason(rejects, "NOT_JSON").get("line").asLong()).isEqualTo(4);
        assertThat(rejects.toString()).doesNotContain(NAME).doesNotContain("W-1");
        assertThat(CommandRun.sigilo("rejects", "list").out())
                .contains("WRONG_TYPE", "(2 rejects)")
                .doesNotContain(NAME);
        assertThat(CommandRun.sigilo("rejects", "list", "--reason", "NOT_JSON").out())
                .contains("(1 reject)")
                .doesNotContain("WRONG_TYPE");
    }

    @Test
    @Order(2)
    void namesRecordAndPatientOfARejectWhereBothKeysAreGiven() throws IOException {
        JsonNode wrong = byReason(list(keys()), "WRONG_TYPE");

        assertThat(wrong.get("record_token").asText()).matches("rec_1_[a-z2-7]{26}");
        assertThat(wrong.get("patient_token").asText())
                .isEqualTo(cell("SELECT patient_token FROM medical_records WHERE patient_token IS NOT NULL"));
        assertThat(byReason(list(keys()), "NOT_JSON").get("record_token").isNull())
                .isTrue();
        assertThat(CommandRun.sigilo("audit", "--list").out()).contains("opened for their tokens");
    }

    @Test
    @Order(3)
    void opensARejectAsItWasSentAndWritesItDown() throws IOException {
        String id = byReason(list(), "WRONG_TYPE").get("id").asText();

        CommandRun run = CommandRun.sigilo("rejects", "open", id, "--purpose", "repair", "--sealing-keyset", sealing());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(WRONG + "\n");
        assertThat(CommandRun.sigilo("audit", "--list").out()).contains(id);
        CommandRun strange =
                CommandRun.sigilo("rejects", "open", NAME, "--purpose", "repair", "--sealing-keyset", sealing());
        assertThat(strange.status()).isEqualTo(Sigilo.FAILED);
        assertThat(strange.err()).contains("the id of the reject is not valid").doesNotContain(NAME);
        CommandRun unknown = CommandRun.sigilo(
                "rejects",
                "open",
                id.replaceFirst("msg_.", "msg_0"),
                "--purpose",
                "repair",
                "--sealing-keyset",
                sealing());
        assertThat(unknown.errLines()).singleElement().asString().contains("no reject has this id");
    }

    @Test
    @Order(4)
    void saysWhyARejectedRecordIsNotInTheViews() {
        CommandRun unopened = trace("W-1");
        assertThat(unopened.status()).isEqualTo(Sigilo.FAILED);
        assertThat(unopened.err()).contains("no trace of it was found").contains("2 rejects that name no record");

        CommandRun opened = trace("W-1", "--sealing-keyset", sealing(), "--purpose", "asked");
        assertThat(opened.status()).isEqualTo(Sigilo.FAILED);
        assertThat(opened.out())
                .contains(
                        "classify rejected it",
                        "WRONG_TYPE at field age",
                        "line 3 of its file",
                        "log:      No event.",
                        "No row in db_query.")
                .doesNotContain("W-1");
        assertThat(opened.errLines())
                .singleElement()
                .asString()
                .contains("classify rejected its newest message, WRONG_TYPE");
        assertThat(trace("never-seen", "--sealing-keyset", sealing(), "--purpose", "asked")
                        .err())
                .contains("no trace of it was found");
    }

    @Test
    @Order(5)
    void publishesTheRepairedRecordInThePlaceOfTheRejectedOneAndOnce() throws IOException {
        String id = byReason(list(), "WRONG_TYPE").get("id").asText();
        String[] publish = {"rejects", "publish", id, "--purpose", "repair", "--sealing-keyset", sealing()};

        CommandRun other = CommandRun.withInput("{\"record_id\":\"W-2\",\"age\":4}", publish);
        assertThat(other.status()).isEqualTo(Sigilo.FAILED);
        assertThat(other.err()).contains("different ids in field record_id").doesNotContain("W-2");
        assertThat(count()).isEqualTo(1);

        CommandRun again = CommandRun.withInput(WRONG.replace("{\"years\":4}", "4"), publish);
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.out()).startsWith("accepted");
        assertThat(count()).isEqualTo(2);
        assertThat(byReason(list(), "WRONG_TYPE").get("now").asText()).isEqualTo("REPLACED");
        assertThat(commandCount("REJECTED")).as("what is left").isEqualTo(1);
        assertThat(CommandRun.sigilo("rejects", "list", "--open").out()).contains("(1 reject)");

        CommandRun twice = CommandRun.withInput(WRONG.replace("{\"years\":4}", "5"), publish);
        assertThat(twice.status()).isEqualTo(Sigilo.FAILED);
        assertThat(twice.err()).contains("already published again");
        assertThat(CommandRun.sigilo("replay", "--view", "command").out()).contains("rows, 0 changed");
        assertThat(commandCount("REPLACED")).isEqualTo(1);
    }

    @Test
    @Order(6)
    void tellsARepairThatIsRejectedAgain() throws IOException {
        String id = byReason(list(), "NOT_JSON").get("id").asText();

        CommandRun run = CommandRun.withInput(
                "{\"record_id\":\"N-1\",\"age\":[1]}",
                "rejects",
                "publish",
                id,
                "--purpose",
                "repair",
                "--sealing-keyset",
                sealing());

        assertThat(run.status()).isEqualTo(Sigilo.FAILED);
        assertThat(run.errLines()).singleElement().asString().contains("rejected again: WRONG_TYPE");
        assertThat(commandCount("REJECTED")).as("the newer one counts").isEqualTo(1);
    }

    @Test
    @Order(7)
    void findsARecordThatIsInBothViewsByIdAndByToken() throws SQLException {
        CommandRun byId = trace("G-1 ");
        assertThat(byId.status()).as(byId.err()).isZero();
        assertThat(byId.out())
                .contains("Status in db_command: TOKENIZED.", "It is in both views.")
                .doesNotContain("G-1");
        String token = byId.outLines().get(0).replaceFirst("record: +", "");
        assertThat(CommandRun.sigilo("trace", token).status()).isZero();
        assertThat(CommandRun.sigilo("trace", "G-1").err())
                .contains("the record token is not valid")
                .doesNotContain("G-1");

        try (Connection connection = DriverManager.getConnection(
                        stack.queryJdbcUrl(),
                        stack.admin().user(),
                        stack.admin().password());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM medical_records WHERE record_token = '" + token + "'");
        }
        CommandRun lost = CommandRun.sigilo("trace", token);
        assertThat(lost.status()).isEqualTo(Sigilo.FAILED);
        assertThat(lost.err()).contains("it is in the log").contains("replay --view query");
        assertThat(CommandRun.sigilo("replay", "--view", "query").status()).isZero();
        assertThat(CommandRun.sigilo("trace", token).status()).isZero();
    }

    @Test
    @Order(8)
    void erasesByMedicalRecordNumberWithItsRejectsAndCertifiesIt() throws IOException {
        CommandRun.withInput("""
                {"record_id":"E-1","patient_id":"MRN-55","national_id":"12345678Z"}
                {"record_id":"E-2","patient_id":"MRN-55"}
                {"record_id":"E-3","patient_id":"mrn-55","age":[1]}
                """, "publish", "-");
        long before = count();
        Path certificate = folder.resolve("certificate.json");
        String reject = list(keys()).stream()
                .filter(each -> each.get("reason").asText().equals("WRONG_TYPE")
                        && each.get("line").asLong() == 3
                        && each.get("now").asText().equals("REJECTED"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asText();

        CommandRun erase =
                erase("MRN-55", "--mrn", "--sealing-keyset", sealing(), "--certificate", certificate.toString());

        assertThat(erase.status()).as(erase.err()).isZero();
        assertThat(erase.out())
                .contains("erased 2 records", "1 rejected message of this patient")
                .doesNotContain("MRN-55");
        assertThat(count()).isEqualTo(before - 2);
        assertThat(Files.readString(certificate))
                .contains("\"records_left_by_replay\" : 0", "\"data_keys_destroyed_now\" : 2", reject)
                .doesNotContain("MRN-55")
                .doesNotContain("12345678Z");
        assertThat(CommandRun.sigilo("audit", "--certificate", certificate.toString())
                        .out())
                .contains("certificate.json is intact, and the chain contains it");
        CommandRun opened =
                CommandRun.sigilo("rejects", "open", reject, "--purpose", "x", "--sealing-keyset", sealing());
        assertThat(opened.status()).isEqualTo(Sigilo.FAILED);
        assertThat(opened.err()).contains("its patient was erased");
        assertThat(list().stream()
                        .filter(each -> each.get("id").asText().equals(reject))
                        .map(each -> each.get("now").asText()))
                .containsExactly("ERASED");
        assertThat(trace("E-1").err()).contains("its patient was erased");

        Files.writeString(
                certificate,
                Files.readString(certificate)
                        .replace("\"data_keys_destroyed_now\" : 2", "\"data_keys_destroyed_now\" : 3"));
        assertThat(CommandRun.sigilo("audit", "--certificate", certificate.toString())
                        .err())
                .contains("was changed or is not a certificate");
    }

    @Test
    @Order(9)
    void saysThatNothingWasLeftAndRefusesWhoIsNotHere() {
        Path certificate = folder.resolve("second.json");
        assertThat(erase("MRN-55", "--mrn").out())
                .contains("rejected messages have no patient token and were not opened");
        CommandRun second =
                erase("MRN-55", "--mrn", "--sealing-keyset", sealing(), "--certificate", certificate.toString());
        assertThat(second.status()).as(second.err()).isZero();
        assertThat(second.out())
                .startsWith("nothing was left: 2 records of this patient were erased before")
                .doesNotContain("were not opened", "was not opened");
        assertThat(certificate).content().contains("\"result\" : \"nothing was left\"");

        CommandRun nobody = erase("MRN-56", "--mrn");
        assertThat(nobody.status()).isEqualTo(Sigilo.FAILED);
        assertThat(nobody.errLines())
                .singleElement()
                .asString()
                .contains("no record or reject of this patient")
                .doesNotContain("MRN-56");
        assertThat(CommandRun.sigilo("audit", "--list", "--format", "csv").out())
                .doesNotContain("MRN-5");
    }

    /** A record's patient token is made from one patient key, but its other patient keys must find the patient too. */
    @Test
    @Order(10)
    void erasesByAnotherKeyOfThePatientThanTheOneThatGaveTheToken() {
        CommandRun.withInput(
                "{\"record_id\":\"F-1\",\"patient_id\":\"MRN-60\",\"national_id\":\"87654321X\"}\n"
                        + "{\"record_id\":\"F-2\",\"patient_id\":\"MRN-60\"}\n"
                        + "{\"record_id\":\"F-3\",\"patient_name\":\"" + NAME + "\",\"birth_date\":\"1950-03-04\"}\n"
                        + "{\"record_id\":\"F-4\",\"patient_name\":\"" + NAME + "\",\"birth_date\":\"1951-03-04\"}\n",
                "publish",
                "-");
        long before = count();

        CommandRun byId = erase("87654321X", "--by", "national_id");
        CommandRun byName = erase(NAME + "\n1950-03-04", "--by", "patient_name+birth_date");

        assertThat(byId.out()).as(byId.err()).startsWith("erased 2 records");
        assertThat(byName.out()).as(byName.err()).startsWith("erased 1 record");
        assertThat(count()).isEqualTo(before - 3);
        assertThat(trace("F-4").status()).isZero();
        assertThat(erase("x", "--by", "ward").err()).contains("does not identify patients by these fields");
        assertThat(CommandRun.sigilo("audit").status()).isZero();
    }

    /** Records published again after an erasure are rejected until somebody lifts the erasure. */
    @Test
    @Order(11)
    void whoWasErasedComesBackByADecisionAlone() throws IOException {
        String record = "{\"record_id\":\"H-1\",\"patient_id\":\"MRN-70\",\"modality\":\"MR\"}\n";
        String other = "{\"record_id\":\"H-2\",\"patient_id\":\"MRN-71\"}\n";
        assertThat(CommandRun.withInput(record, "publish", "-").out()).contains("accepted 1");
        long before = count();
        assertThat(erase("MRN-70", "--mrn").out())
                .startsWith("erased 1 record")
                .contains("new messages about this patient are rejected until `sigilo erase --lift`");
        assertThat(erase("MRN-70", "--mrn").out()).startsWith("nothing was left");

        CommandRun again = CommandRun.withInput(record + other, "publish", "-");

        assertThat(again.out() + again.err())
                .contains("accepted 1, rejected 1")
                .contains("ERASED_PATIENT")
                .doesNotContain("MRN-70");
        assertThat(count()).as("the other patient's alone").isEqualTo(before);
        assertThat(trace("H-2").status()).isZero();
        assertThat(vaultKeys("H-1")).as("keys of the original").isZero();
        JsonNode reject = byReason(list(), "ERASED_PATIENT");
        assertThat(list().stream().filter(each -> each.get("reason").asText().equals("ERASED_PATIENT")))
                .as("one line for both stages")
                .hasSize(1);
        assertThat(reject.get("now").asText()).isEqualTo("REJECTED");
        assertThat(trace("H-1").err()).contains("ERASED_PATIENT");
        String[] publish = {
            "rejects", "publish", reject.get("id").asText(), "--purpose", "asked", "--sealing-keyset", sealing()
        };
        CommandRun early = CommandRun.withInput(record, publish);
        assertThat(early.status()).isEqualTo(Sigilo.FAILED);
        assertThat(early.errLines())
                .singleElement()
                .asString()
                .contains("not published")
                .contains("--lift");

        CommandRun lift = erase("MRN-70", "--mrn", "--lift");
        assertThat(lift.status()).as(lift.err()).isZero();
        assertThat(lift.out()).startsWith("lifted");
        assertThat(CommandRun.sigilo("audit", "--list").out()).contains("erase lift");
        assertThat(erase("MRN-70", "--mrn", "--lift").errLines())
                .singleElement()
                .asString()
                .contains("nothing was lifted");
        CommandRun late = CommandRun.withInput(record, publish);
        assertThat(late.status()).as(late.err()).isZero();
        assertThat(count()).isEqualTo(before + 1);
        assertThat(trace("H-1").status()).isZero();
        assertThat(vaultKeys("H-1")).isEqualTo(1);
    }

    /** Records in flight during an erasure are neither kept nor lost: they are erased too, or rejected. */
    @Test
    @Order(12)
    void whatIsOnItsWayDuringAnErasureDoesNotComeThrough() throws Exception {
        CommandRun.withInput("{\"record_id\":\"I-0\",\"patient_id\":\"MRN-80\"}\n", "publish", "-");
        String patient =
                cell("SELECT patient_token FROM medical_records WHERE record_token = '" + recordToken("I-0") + "'");
        StringBuilder many = new StringBuilder();
        for (int i = 1; i <= 400; i++) {
            many.append("{\"record_id\":\"I-")
                    .append(i)
                    .append("\",\"patient_id\":\"MRN-8")
                    .append(i % 2)
                    .append("\"}\n");
        }
        Path file = Files.writeString(folder.resolve("many.ndjson"), many);

        assertThat(CommandRun.sigilo("publish", file.toString(), "--no-wait").status())
                .isZero();
        CommandRun erase = CommandRun.sigilo("erase", patient, "--purpose", "request");

        assertThat(erase.status()).as(erase.err()).isZero();
        assertThat(cell("SELECT COUNT(*) FROM medical_records WHERE patient_token = '" + patient + "'"))
                .isEqualTo("0");
        assertThat(count("SELECT COUNT(*) FROM records WHERE patient_token = '" + patient
                        + "' AND status NOT IN ('ERASED', 'REJECTED')"))
                .isZero();
        assertThat(count(
                        "SELECT COUNT(*) FROM vault v JOIN vault_keys k ON k.record_token = v.record_token WHERE v.patient_token = '"
                                + patient + "'"))
                .as("openable originals")
                .isZero();
        assertThat(trace("I-1").status()).as("the other patient's").isZero();
        assertThat(erase("MRN-80", "--mrn", "--lift").status()).isZero();
    }

    @Test
    @Order(13)
    void oneRecordIsErasedAndThePatientsOthersStay() {
        CommandRun.withInput(
                "{\"record_id\":\"J-1\",\"patient_id\":\"MRN-90\"}\n{\"record_id\":\"J-2\",\"patient_id\":\"MRN-90\"}\n",
                "publish",
                "-");
        long before = count();

        CommandRun erase = erase("J-1", "--record");

        assertThat(erase.out()).as(erase.err()).startsWith("erased 1 record").doesNotContain("J-1");
        assertThat(count()).isEqualTo(before - 1);
        CommandRun again = CommandRun.withInput(
                "{\"record_id\":\"J-1\",\"patient_id\":\"MRN-90\"}\n{\"record_id\":\"J-3\",\"patient_id\":\"MRN-90\"}\n",
                "publish",
                "-");
        assertThat(again.out() + again.err()).contains("accepted 1, rejected 1").contains("ERASED_RECORD");
        assertThat(erase("J-1", "--record", "--lift").status()).isZero();
        assertThat(CommandRun.withInput("{\"record_id\":\"J-1\",\"patient_id\":\"MRN-90\"}\n", "publish", "-")
                        .out())
                .contains("accepted 1");
        assertThat(count()).isEqualTo(before + 1);
        assertThat(erase("J-9", "--record").errLines())
                .singleElement()
                .asString()
                .contains("no record or reject with this id")
                .doesNotContain("J-9");
        assertThat(CommandRun.sigilo("audit").status()).isZero();
    }

    /** Seal may refuse a record that tokenize took in just before: db_command then has it as REJECTED, without a policy. */
    @Test
    @Order(14)
    void aRecordThatOnlyOneStageRefusedIsErasedToo() throws SQLException {
        CommandRun.withInput("{\"record_id\":\"K-1\",\"patient_id\":\"MRN-95\"}\n", "publish", "-");
        String record = recordToken("K-1");
        String patient = cell("SELECT patient_token FROM medical_records WHERE record_token = '" + record + "'");
        try (Connection connection = DriverManager.getConnection(
                        stack.commandJdbcUrl(),
                        stack.admin().user(),
                        stack.admin().password());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "UPDATE records SET status = 'REJECTED', policy = NULL, key_epoch = NULL, version = version + 1 WHERE record_token = '"
                                    + record + "'"))
                    .isEqualTo(1);
        }

        CommandRun erase = CommandRun.sigilo("erase", patient, "--purpose", "request", "--timeout", "20");

        assertThat(erase.status()).as(erase.err()).isZero();
        assertThat(cell("SELECT COUNT(*) FROM medical_records WHERE record_token = '" + record + "'"))
                .isEqualTo("0");
        assertThat(count("SELECT COUNT(*) FROM records WHERE record_token = '" + record + "' AND status = 'ERASED'"))
                .isEqualTo(1);
    }

    private static String recordToken(String id) {
        return trace(id).outLines().get(0).replaceFirst("record: +", "");
    }

    private static long vaultKeys(String id) {
        return count("SELECT COUNT(*) FROM vault_keys WHERE record_token = '" + recordToken(id) + "'");
    }

    private static CommandRun erase(String input, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "erase",
                "--purpose",
                "request",
                "--token-keyset",
                stack.tokenKeysetFile().toString()));
        arguments.addAll(List.of(more));
        return CommandRun.withInput(input + "\n", arguments.toArray(String[]::new));
    }

    private static CommandRun trace(String id, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("trace", "--token-keyset", stack.tokenKeysetFile().toString()));
        arguments.addAll(List.of(more));
        return CommandRun.withInput(id + "\n", arguments.toArray(String[]::new));
    }

    private static String[] keys() {
        return new String[] {
            "--token-keyset", stack.tokenKeysetFile().toString(), "--sealing-keyset", sealing(), "--purpose", "look"
        };
    }

    private static String sealing() {
        return stack.sealingKeysetFile().toString();
    }

    private static List<JsonNode> list(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("rejects", "list", "--format", "json"));
        arguments.addAll(List.of(more));
        CommandRun run = CommandRun.sigilo(arguments.toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isZero();
        List<JsonNode> rejects = new ArrayList<>();
        for (String line : run.outLines()) {
            rejects.add(new ObjectMapper().readTree(line));
        }
        return rejects;
    }

    private static JsonNode byReason(List<JsonNode> rejects, String reason) {
        return rejects.stream()
                .filter(reject -> reject.get("reason").asText().equals(reason))
                .findFirst()
                .orElseThrow();
    }

    private static long count() {
        return Long.parseLong(cell("SELECT COUNT(*) FROM medical_records"));
    }

    private static long commandCount(String status) {
        return count("SELECT COUNT(*) FROM records WHERE status = '" + status + "'");
    }

    private static long count(String sqlInCommand) {
        try (Connection connection = DriverManager.getConnection(
                        stack.commandJdbcUrl(),
                        stack.admin().user(),
                        stack.admin().password());
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sqlInCommand)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("SQLState " + e.getSQLState(), e);
        }
    }

    private static String cell(String sql) {
        return CommandRun.sigilo("query", sql, "--format", "csv").outLines().get(1);
    }
}
