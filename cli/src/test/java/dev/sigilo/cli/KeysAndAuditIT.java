package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.keys.Keyset;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Protection of keys and audit on a running stack; each test continues from the state left by the previous ones. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeysAndAuditIT {
    private static final String RECORD =
            "{\"record_id\":\"K-1\",\"patient_id\":\"P-9\",\"modality\":\"CT\",\"findings\":\"Clear.\"}\n";

    @TempDir
    private static Path folder;

    private static EmbeddedStack stack;
    private static Path audit;
    private static String token;

    @BeforeAll
    static void startStack() {
        System.setProperty(Home.STATE_PROPERTY, folder.resolve("state").toString());
        audit = folder.resolve("own.ndjson");
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
    void bothDatabasesSayWhichKeysetsTheirRowsBelongTo() throws SQLException {
        CommandRun publish = CommandRun.withInput(RECORD, "publish", "-");
        assertThat(publish.status()).as(publish.err()).isZero();
        token = CommandRun.sigilo("query", "SELECT record_token FROM medical_records", "--format", "csv")
                .outLines()
                .get(1);

        for (String url : List.of(stack.commandJdbcUrl(), stack.queryJdbcUrl())) {
            try (Connection connection = DriverManager.getConnection(
                            url, stack.admin().user(), stack.admin().password());
                    Statement statement = connection.createStatement();
                    var rows =
                            statement.executeQuery("SELECT GROUP_CONCAT(lineage ORDER BY purpose DESC) FROM keysets")) {
                rows.next();
                assertThat(rows.getString(1))
                        .as(url)
                        .isEqualTo(Keyset.read(stack.tokenKeysetFile()).lineage() + ","
                                + Keyset.read(stack.sealingKeysetFile()).lineage());
            }
        }
    }

    @Test
    @Order(2)
    void aPrivateLogHidesNothing() throws IOException {
        CommandRun reveal = reveal(stack.sealingKeysetFile());
        assertThat(reveal.status()).as(reveal.err()).isZero();

        String list = CommandRun.sigilo("audit", "--list", "--format", "csv").out();
        assertThat(list)
                .contains(",policy,pseudonymized,deploy,")
                .contains(",reveal," + token + ",test,revealed,1")
                .contains("," + Files.getOwner(audit).getName() + ",vault_sink@");
        CommandRun whole = CommandRun.sigilo("audit", "--audit", audit.toString());
        assertThat(whole.status()).as(whole.err()).isZero();
        assertThat(whole.out()).contains("also written to other files").contains("signed by");
    }

    @Test
    @Order(3)
    void aLogThatWasCutOrMovedAwayIsAnError() throws IOException {
        reveal(stack.sealingKeysetFile());
        List<String> lines = Files.readAllLines(audit);
        Files.write(audit, lines.subList(0, 1));
        assertRefused("was truncated: line", "audit", "--audit", audit.toString());
        Files.delete(audit);
        assertRefused("is missing: line", "audit", "--audit", audit.toString());

        Files.write(audit, lines);
        assertThat(CommandRun.sigilo("audit", "--audit", audit.toString()).status())
                .isZero();
    }

    @Test
    @Order(4)
    void theRoleThatWritesTheChainCanChangeNothingInIt() throws SQLException {
        Login vault = stack.vault();
        try (Connection connection =
                        DriverManager.getConnection(stack.commandJdbcUrl(), vault.user(), vault.password());
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "UPDATE audit SET line = ''",
                    "DELETE FROM audit",
                    "TRUNCATE audit",
                    "DROP TABLE audit",
                    "INSERT INTO audit (number, line, hash, signature, public_key, database_user) VALUES (99, '', '', '', '', 'root@localhost')",
                    "REPLACE INTO audit (number, line, hash, signature, public_key) VALUES (1, '', '', '', '')",
                    "UPDATE keysets SET lineage = ''",
                    "DELETE FROM keysets")) {
                assertThatThrownBy(() -> statement.execute(sql))
                        .as(sql)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("denied");
            }
        }
    }

    @Test
    @Order(5)
    void aChainThatAnAdministratorShortensShows() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        stack.commandJdbcUrl(),
                        stack.admin().user(),
                        stack.admin().password());
                Statement statement = connection.createStatement()) {
            statement.execute("USE tokenizer_command_db");
            statement.execute("CREATE TABLE kept AS SELECT * FROM audit");
            statement.execute("DELETE FROM audit ORDER BY number DESC LIMIT 1");
            assertRefused("is not in the chain", "audit", "--audit", audit.toString());
            statement.execute("DELETE FROM audit");
            statement.execute("INSERT INTO audit SELECT * FROM kept");
            statement.execute("UPDATE audit SET line = REPLACE(line, 'test', 'best') WHERE number = 2");
            assertRefused("line 2 was removed or changed", "audit", "--audit", audit.toString());
            statement.execute("DELETE FROM audit");
            statement.execute("INSERT INTO audit SELECT * FROM kept");
        }
        assertThat(CommandRun.sigilo("audit", "--audit", audit.toString()).status())
                .isZero();
    }

    @Test
    @Order(6)
    void aForeignSealingKeysetOpensNothingAndTheChainSaysSo() {
        Path other = folder.resolve("other.json");
        CommandRun.sigilo("keys", "new", "--purpose", "sealing", other.toString());

        CommandRun run = reveal(other);

        assertThat(run.status()).isEqualTo(Sigilo.FAILED);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err())
                .contains("belongs to the sealing keyset of lineage "
                        + Keyset.read(stack.sealingKeysetFile()).lineage());
        assertThat(CommandRun.sigilo("audit", "--list", "--format", "csv").out())
                .contains("refused: the given keyset");
    }

    @Test
    @Order(7)
    void deployRefusesAKeysetThatTheLogDoesNotBelongTo() throws Exception {
        Path other = folder.resolve("token.json");
        CommandRun.sigilo("keys", "new", "--purpose", "token", other.toString());

        assertThat(DeployScript.run(stack, "SIGILO_TOKEN_KEYSET_FILE", other.toString()))
                .contains("the log belongs to the token keyset of lineage "
                        + Keyset.read(stack.tokenKeysetFile()).lineage() + ", and the one given is of lineage "
                        + Keyset.read(other).lineage())
                .contains("exit 1");
        assertThat(DeployScript.run(stack, "SIGILO_TOKEN_KEYSET_FILE", other.toString(), "SIGILO_NEW_KEYS", "1"))
                .contains("SIGILO_NEW_KEYS is for an empty log")
                .contains("exit 1");
        assertThat(DeployScript.run(
                        stack,
                        "SIGILO_TOKEN_KEYSET_FILE",
                        stack.sealingKeysetFile().toString()))
                .contains("the token keyset is needed")
                .contains("exit 1");
        assertThat(DeployScript.run(stack)).contains("0 deployed, 10 unchanged").contains("exit 0");
    }

    @Test
    @Order(8)
    void nothingGoesOnWithoutTheKeysetsUntilTheyAreRestored() throws IOException {
        assertThat(CommandRun.sigilo("keys", "backup", folder.resolve("backup").toString())
                        .status())
                .isZero();
        Files.delete(stack.tokenKeysetFile());

        assertRefused("token-keyset.json is missing", "up");
        Path file = folder.resolve("record.ndjson");
        Files.writeString(file, RECORD);
        assertRefused("token-keyset.json is missing", "publish", file.toString());
        CommandRun.sigilo("down");
        assertRefused("token-keyset.json is missing", "up");
        assertThat(stack.tokenKeysetFile()).doesNotExist();

        CommandRun restore =
                CommandRun.sigilo("keys", "restore", folder.resolve("backup").toString());
        assertThat(restore.out()).contains("restored from");
    }

    private static CommandRun reveal(Path keyset) {
        return CommandRun.sigilo(
                "reveal",
                token,
                "--purpose",
                "test",
                "--audit",
                audit.toString(),
                "--sealing-keyset",
                keyset.toString());
    }

    private static void assertRefused(String reason, String... command) {
        CommandRun run = CommandRun.sigilo(command);
        assertThat(run.status()).as(run.out()).isEqualTo(Sigilo.FAILED);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains(reason);
    }
}
