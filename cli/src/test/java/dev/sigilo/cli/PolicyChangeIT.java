package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sigilo.policy.Policy;
import dev.sigilo.stack.EmbeddedStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One policy, one table, on a running stack; each test continues from the state left by the previous ones. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PolicyChangeIT {
    private static final String BY_POLICY =
            "SELECT CONCAT_WS(' ', policy, policy_version, COUNT(*)) FROM medical_records "
                    + "GROUP BY policy, policy_version ORDER BY 1";
    private static final String STALLED =
            "SELECT CONCAT_WS(' ', reason, table_name, COUNT(*)) FROM record_status WHERE status = 'STALLED' "
                    + "GROUP BY reason, table_name";
    private static final int FIRST = 30;
    private static final int ALL = 35;

    @TempDir
    private static Path folder;

    private static EmbeddedStack stack;
    private static String oldToken;

    @BeforeAll
    static void startStack() {
        System.setProperty(Home.STATE_PROPERTY, folder.resolve("state").toString());
        CommandRun up = CommandRun.sigilo("up");
        assertThat(up.status()).as(up.err()).isZero();
        stack = EmbeddedStack.attach(folder.resolve("state")).orElseThrow();
    }

    @AfterAll
    static void stopStack() {
        CommandRun.sigilo("down");
        System.clearProperty(Home.STATE_PROPERTY);
    }

    @Test
    @Order(1)
    void everyRowSaysWhatItWasMadeWith() throws Exception {
        assertThat(publish(0, FIRST).status()).isZero();

        Policy policy = policy("pseudonymized");
        String made = policy.name() + "|" + policy.version() + "|" + policy.contentHash() + "|";
        assertThat(rows(
                        stack.queryJdbcUrl(),
                        "SELECT DISTINCT CONCAT_WS('|', policy, policy_version, policy_hash, detector_version, code_version) "
                                + "FROM medical_records"))
                .singleElement()
                .asString()
                .startsWith(made)
                .containsPattern("\\|[0-9a-f]{12}\\|0\\.1\\.0");
        assertThat(rows(
                        stack.commandJdbcUrl(),
                        "SELECT DISTINCT CONCAT_WS('|', policy, policy_version, policy_hash, detector_version, code_version) "
                                + "FROM records"))
                .singleElement()
                .asString()
                .startsWith(made)
                .containsPattern("\\|[0-9a-f]{12}\\|0\\.1\\.0");
        assertThat(rows(
                        stack.commandJdbcUrl(),
                        "SELECT DISTINCT CONCAT_WS('|', policy, policy_version, policy_hash, code_version) FROM vault"))
                .singleElement()
                .asString()
                .startsWith(made);
        assertThat(rows(
                        stack.queryJdbcUrl(),
                        "SELECT CONCAT_WS('|', version, name, hash) FROM policies ORDER BY version"))
                .containsExactly("0|pseudonymized|", "2|pseudonymized|" + policy.contentHash());
        oldToken = rows(stack.queryJdbcUrl(), "SELECT MIN(patient_token) FROM medical_records")
                .get(0);
    }

    @Test
    @Order(2)
    void deployRefusesAnotherPolicyOverTheRowsOfOne() throws Exception {
        assertThat(DeployScript.run(stack, "SIGILO_POLICY", "safe-harbor"))
                .contains(
                        "the rows belong to policy pseudonymized",
                        "docs/POLICY.md",
                        "sigilo retokenize --policy safe-harbor",
                        "exit 1");
    }

    @Test
    @Order(3)
    void rowsOfAnotherPolicyWaitAndStatusSaysSo() throws Exception {
        assertThat(DeployScript.run(stack, "SIGILO_POLICY", "safe-harbor", "SIGILO_NEW_POLICY", "1"))
                .contains("exit 0");

        publish(FIRST, ALL, "--timeout", "5");

        assertThat(rows(stack.queryJdbcUrl(), BY_POLICY)).containsExactly("pseudonymized 2 " + FIRST);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(rows(stack.commandJdbcUrl(), STALLED))
                        .containsExactly("OTHER_POLICY medical_records " + (ALL - FIRST)));
        CommandRun status = CommandRun.sigilo("status");
        assertThat(status.status()).isEqualTo(Sigilo.FAILED);
        assertThat(status.out()).contains("5 rows refused: OTHER_POLICY (table medical_records)");
        assertThat(status.err()).contains("sigilo retokenize --policy");
    }

    @Test
    @Order(4)
    void retokenizeReplacesNothingUnlessItIsToldTo() throws Exception {
        assertRefused(
                "run with policy safe-harbor, but the rows of db_query belong to policy pseudonymized", retokenize());
        assertRefused("run with policy safe-harbor, not pseudonymized", retokenize("--policy", "pseudonymized"));
        assertRefused("remove --from-epoch and --limit", retokenize("--policy", "safe-harbor", "--limit", "3"));
        assertThat(rows(stack.queryJdbcUrl(), BY_POLICY)).containsExactly("pseudonymized 2 " + FIRST);
    }

    @Test
    @Order(5)
    void rowsThatCouldNotBeMadeAgainStopIt() throws Exception {
        execute(
                stack.queryJdbcUrl(),
                "INSERT INTO medical_records (record_token, policy, version) SELECT CONCAT('rec_1_lost_', record_token), 'pseudonymized', 1 "
                        + "FROM medical_records LIMIT 6");

        assertRefused(
                "db_query has " + (FIRST + 6) + " rows, but only " + ALL
                        + " originals can be opened: 1 rows could not be restored",
                retokenize("--policy", "safe-harbor"));

        assertThat(rows(stack.queryJdbcUrl(), BY_POLICY)).hasSize(2);
        execute(stack.queryJdbcUrl(), "DELETE FROM medical_records WHERE record_token LIKE 'rec_1_lost_%'");
    }

    @Test
    @Order(6)
    void retokenizeReplacesEveryRowAndProvesIt() throws Exception {
        CommandRun run = retokenize("--policy", "safe-harbor");

        assertThat(run.status()).as(run.out() + run.err()).isZero();
        Policy policy = policy("safe-harbor");
        assertThat(run.out())
                .contains(
                        "db_query now belongs to policy safe-harbor instead of pseudonymized; removed " + FIRST
                                + " rows",
                        "removed " + FIRST + " earlier record tokens",
                        "proved: all " + ALL + " records have policy safe-harbor " + policy.version() + " (hash "
                                + policy.contentHash() + ")");
        assertThat(rows(stack.queryJdbcUrl(), BY_POLICY))
                .containsExactly("safe-harbor " + policy.version() + " " + ALL);
        assertThat(rows(
                        stack.commandJdbcUrl(),
                        "SELECT CONCAT_WS(' ', status, COUNT(*)) FROM records GROUP BY status ORDER BY 1"))
                .containsExactly("REPLACED " + FIRST, "TOKENIZED " + ALL);
        assertThat(rows(stack.commandJdbcUrl(), "SELECT COUNT(*) FROM vault_keys"))
                .containsExactly("" + ALL);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(rows(stack.commandJdbcUrl(), STALLED)).isEmpty());
    }

    @Test
    @Order(7)
    void theLogGivesTheSameTable() {
        CommandRun replay = CommandRun.sigilo("replay", "--view", "query");

        assertThat(replay.status()).as(replay.err()).isZero();
        assertThat(replay.out()).contains(ALL + " rows, 0 changed").doesNotContain("left out");
    }

    @Test
    @Order(8)
    void doneAgainItChangesNothing() throws Exception {
        CommandRun run = retokenize();

        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("proved: all " + ALL + " records").doesNotContain("earlier record tokens");
    }

    @Test
    @Order(9)
    void aChangeThatWasInterruptedGoesOn() throws Exception {
        execute(stack.queryJdbcUrl(), "UPDATE policies SET name = '' WHERE version = 0");
        assertRefused("was interrupted; run it again with --policy safe-harbor", retokenize());

        CommandRun run = retokenize("--policy", "safe-harbor");

        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("removed 0 rows of other policies", "proved: all " + ALL + " records");
    }

    @Test
    @Order(10)
    void erasingByATokenThatWasReplacedIsRefusedAndNotTakenForDone() {
        assertRefused(
                "have other tokens now",
                CommandRun.sigilo(
                        "erase",
                        oldToken,
                        "--purpose",
                        "test",
                        "--audit",
                        folder.resolve("audit.ndjson").toString()));
    }

    private static void assertRefused(String why, CommandRun run) {
        assertThat(run.status()).as(run.out()).isEqualTo(Sigilo.FAILED);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains(why);
    }

    private static CommandRun publish(int from, int to, String... more) {
        String records = IntStream.range(from, to)
                .mapToObj(i ->
                        "{\"record_id\":\"C-%d\",\"patient_id\":\"P-%d\",\"modality\":\"CT\",\"findings\":\"Clear.\"}"
                                .formatted(i, i / 3))
                .collect(Collectors.joining("\n", "", "\n"));
        List<String> arguments = new ArrayList<>(List.of("publish", "-"));
        arguments.addAll(List.of(more));
        return CommandRun.withInput(records, arguments.toArray(String[]::new));
    }

    private static CommandRun retokenize(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "retokenize",
                "--purpose",
                "test",
                "--audit",
                folder.resolve("audit.ndjson").toString(),
                "--sealing-keyset",
                stack.sealingKeysetFile().toString()));
        arguments.addAll(List.of(more));
        return CommandRun.sigilo(arguments.toArray(String[]::new));
    }

    private static Policy policy(String name) throws Exception {
        return Policy.load(Files.readString(Path.of("../pulsar-config/policies", name + ".yaml")), name);
    }

    private static List<String> rows(String url, String sql) throws Exception {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static void execute(String url, String sql) throws Exception {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static Connection connect(String url) throws Exception {
        return DriverManager.getConnection(
                url, stack.admin().user(), stack.admin().password());
    }
}
