package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.vault.infrastructure.file.FileAuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeThreeLines() {
        file = folder.resolve("audit/audit.ndjson");
        FileAuditTrail log = new FileAuditTrail(file, Clock.systemUTC(), () -> {
            throw new CliException("no database");
        });
        log.note("reveal", "rec_1_a", "care", "revealed", 1);
        log.note("reveal", "rec_1_b", "\"quoted\"\nlines", "refused", 0);
        log.note("erase", "pat_1_c", "request", "erased", 2);
    }

    @Test
    void isCheckedByTheCommandAudit() throws IOException {
        CommandRun whole = CommandRun.sigilo("audit", "--offline", "--audit", file.toString());
        Files.write(file, Files.readAllLines(file).subList(1, 3));
        CommandRun broken = CommandRun.sigilo("audit", "--offline", "--audit", file.toString());

        assertThat(whole.status()).isZero();
        assertThat(whole.out()).contains("is intact: 3 lines, last hash ");
        assertThat(broken.status()).isEqualTo(Sigilo.FAILED);
        assertThat(broken.errLines()).hasSize(1);
    }

    @Test
    void aLogThatIsMissingOrEmptyIsNotWhole() throws IOException {
        Files.writeString(file, "");
        for (Path log : List.of(file, folder.resolve("none.ndjson"))) {
            CommandRun run = CommandRun.sigilo("audit", "--offline", "--audit", log.toString());

            assertThat(run.status()).isEqualTo(Sigilo.FAILED);
            assertThat(run.errLines()).hasSize(1);
            assertThat(run.err()).contains("is missing or empty");
        }
    }
}
