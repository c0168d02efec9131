package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands whose servers are not there: one line that says so, and no success. */
class ConnectionFaultsTest {
    private static final String TOKEN = "rec_1_abcdefghijklmnopqrstuvwxyz";

    @TempDir
    private Path folder;

    @Test
    void queryRefusesToWriteBeforeItConnects() {
        for (String sql :
                new String[] {"DELETE FROM medical_records", "  /* x */ DROP TABLE medical_records", "", "# SELECT"}) {
            CommandRun run = CommandRun.sigilo("query", sql, "--url", "jdbc:mysql://127.0.0.1:1/x");

            assertThat(run.status()).isEqualTo(Sigilo.FAILED);
            assertThat(run.err()).contains("query is read-only");
        }
    }

    @Test
    void revealRefusesWhatIsNoTokenWithoutRepeatingIt() {
        CommandRun run = CommandRun.sigilo(
                "reveal",
                "Garcia",
                "--purpose",
                "care",
                "--audit",
                folder.resolve("a").toString());

        assertThat(run.status()).isEqualTo(Sigilo.FAILED);
        assertThat(run.err()).contains("the token is not valid").doesNotContain("Garcia");
    }

    @Test
    void revealAsksForAPurpose() {
        assertThat(CommandRun.sigilo("reveal", TOKEN).status()).isEqualTo(Sigilo.WRONG_USAGE);
        assertThat(CommandRun.sigilo("reveal", TOKEN, "--purpose", " ").err())
                .contains("--purpose must give the reason");
    }

    @Test
    void revealWithoutTheSealingKeyLeavesAnAuditLine() {
        Path audit = folder.resolve("audit.ndjson");

        CommandRun run = CommandRun.sigilo(
                "reveal",
                TOKEN,
                "--purpose",
                "care",
                "--audit",
                audit.toString(),
                "--sealing-keyset",
                folder.resolve("none").toString());

        assertThat(run.status()).isEqualTo(Sigilo.FAILED);
        assertThat(run.errLines()).hasSize(1);
        assertThat(audit).content().contains("\"purpose\":\"care\"").contains("\"result\":\"refused: ");
    }

    @Test
    void publishSaysThatTheFileIsMissing() throws IOException {
        CommandRun run = CommandRun.sigilo(
                "publish",
                folder.resolve("none.csv").toString(),
                "--no-wait",
                "--pulsar-config",
                "../pulsar-config",
                "--url",
                "pulsar://127.0.0.1:" + freePort());

        assertThat(run.status()).isEqualTo(Sigilo.FAILED);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains("none.csv does not exist");
    }

    @Test
    void benchSinkRefusesWhatCannotBeMeasured() {
        assertThat(CommandRun.sigilo("bench", "sink", "--rows", "10").err()).contains("--rows must be");
        assertThat(CommandRun.sigilo("bench", "sink", "--url", "pulsar://127.0.0.1:1")
                        .err())
                .contains("--url and --admin-url");
        assertThat(CommandRun.sigilo(
                                "bench", "sink", "--nar", folder.resolve("none").toString())
                        .err())
                .contains("build it");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
