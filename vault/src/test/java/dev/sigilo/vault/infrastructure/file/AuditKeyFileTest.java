package dev.sigilo.vault.infrastructure.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.vault.domain.AuditKey;
import dev.sigilo.vault.domain.AuditLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditKeyFileTest {
    @TempDir
    private Path folder;

    @Test
    void theChainShowsALineThatWasChangedOrSignedByNobody() throws IOException {
        AuditKey key = AuditKeyFile.read(folder.resolve("key"));
        String text = "{\"number\":1,\"previous\":\"" + AuditLine.FIRST + "\"}";
        String hash = AuditLine.sha256(text);

        for (AuditLine line : List.of(
                new AuditLine(1, text + " ", hash, key.sign(hash), key.publicKey(), "u"),
                new AuditLine(2, text, hash, key.sign(hash), key.publicKey(), "u"),
                new AuditLine(1, text, hash, key.sign("another"), key.publicKey(), "u"))) {
            assertThatThrownBy(() -> AuditLine.verify(List.of(line), Set.of(AuditKey.id(key.publicKey()))))
                    .hasMessageContaining("is not intact")
                    .hasMessageContaining("line 1");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
                .isEqualTo("rw-------");
    }
}
