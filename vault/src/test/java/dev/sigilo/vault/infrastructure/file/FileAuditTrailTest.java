package dev.sigilo.vault.infrastructure.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.vault.application.AuditChain;
import dev.sigilo.vault.domain.AuditKey;
import dev.sigilo.vault.domain.AuditLine;
import dev.sigilo.vault.domain.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAuditTrailTest {
    @TempDir
    private Path folder;

    private Path file;
    private FileAuditTrail log;

    @BeforeEach
    void writeThreeLines() {
        file = folder.resolve("audit/audit.ndjson");
        log = new FileAuditTrail(
                file,
                Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC),
                FileAuditTrailTest::noDatabase);
        log.note("reveal", "rec_1_a", "care", "revealed", 1);
        log.note("reveal", "rec_1_b", "\"quoted\"\nlines", "refused", 0);
        log.note("erase", "pat_1_c", "request", "erased", 2);
    }

    @Test
    void writesOneLineAnActionThatItsOwnerAloneMayRead() throws IOException {
        assertThat(Files.readAllLines(file))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("{\"number\":1,\"at\":\"2026-01-02T03:04:05.678Z\",\"who\":")
                .contains("\"action\":\"reveal\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(log.verify().lines()).isEqualTo(3);
    }

    @Test
    void showsALineThatWasRemovedChangedOrExchanged() throws IOException {
        List<String> lines = Files.readAllLines(file);

        assertBrokenAt(2, List.of(lines.get(0), lines.get(2)));
        assertBrokenAt(1, lines.subList(1, 3));
        assertBrokenAt(3, List.of(lines.get(0), lines.get(1).replace("refused", "revealed"), lines.get(2)));
        assertBrokenAt(2, List.of(lines.get(0), lines.get(2), lines.get(1)));
        assertBrokenAt(2, List.of(lines.get(0), "nonsense", lines.get(2)));
    }

    @Test
    void givesAnotherLastHashWhenLastLinesAreRemoved() throws IOException {
        FileAuditTrail.State before = log.verify();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        Files.write(file, lines.subList(0, 2));

        assertThat(log.verify()).isNotEqualTo(before);
    }

    @Test
    void addsNothingToALogThatIsNotWhole() throws IOException {
        Files.writeString(file, Files.readString(file).replace("care", "fun"));

        assertThatThrownBy(() -> log.note("reveal", "rec_1_a", "care", "revealed", 1))
                .hasMessageContaining("line 2 does not follow");
        assertThat(Files.readAllLines(file)).hasSize(3);
    }

    @Test
    void nothingIsDoneWhereTheChainInTheDatabaseCannotBeHad() throws IOException {
        assertThatThrownBy(() -> log.append("reveal", "rec_1_a", "care", "revealed", 1))
                .hasMessageContaining("no database");
        assertThat(Files.readAllLines(file)).hasSize(3);
    }

    @Test
    void whoIsTheUserOfTheOperatingSystemWhateverAPropertySays() throws IOException {
        String name = System.getProperty("user.name");
        System.setProperty("user.name", "somebody-else");
        try {
            log.note("reveal", "rec_1_a", "care", "refused", 0);
        } finally {
            System.setProperty("user.name", name);
        }

        assertThat(AuditLine.fields(Files.readAllLines(file).get(3)))
                .containsEntry("who", Files.getOwner(file).getName());
    }

    @Test
    void aLineThatWentIntoTheChainMustBeInTheFile() throws IOException {
        AuditKey key = AuditKeyFile.read(folder.resolve("key"));
        String text =
                "{\"number\":1,\"log\":\"" + file.toAbsolutePath() + "\",\"previous\":\"" + AuditLine.FIRST + "\"}";
        AuditLine line = new AuditLine(
                1, text, AuditLine.sha256(text), key.sign(AuditLine.sha256(text)), key.publicKey(), "vault_sink@h");

        AuditLine.verify(List.of(line), Set.of(AuditKey.id(key.publicKey())));
        assertThatThrownBy(() -> AuditLine.verify(List.of(line), Set.of()))
                .hasMessageContaining("--trust " + AuditKey.id(key.publicKey()));
        assertThatThrownBy(() -> log.compare(List.of(line))).hasMessageContaining("was truncated: line 1 of the chain");
        Files.delete(file);
        assertThatThrownBy(() -> log.compare(List.of(line))).hasMessageContaining("is missing: line 1 of the chain");
    }

    private static AuditChain noDatabase() {
        throw new OperatorException("no database");
    }

    private void assertBrokenAt(int line, List<String> lines) throws IOException {
        Path copy = folder.resolve("copy.ndjson");
        Files.write(copy, lines);
        assertThatThrownBy(() -> new FileAuditTrail(copy, Clock.systemUTC(), FileAuditTrailTest::noDatabase).verify())
                .hasMessageContaining("line " + line + " does not follow");
    }
}
