package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedCertificatesTest {
    @TempDir
    private Path folder;

    @Test
    void trustsNobodyInsteadOfEverybodyWhereTheFileIsNoGood() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate\n");

        for (Path file : new Path[] {empty, text, folder.resolve("none.pem")}) {
            assertThatThrownBy(() -> TrustedCertificates.in(file))
                    .isInstanceOf(CliException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining(Settings.TLS_CA);
        }
    }
}
