package dev.sigilo.vault.infrastructure.file;

import dev.sigilo.vault.domain.AuditKey;
import dev.sigilo.vault.domain.OperatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;

/**
 * The file of the key that signs the audit chain: two lines of base64, the private key (PKCS #8) and the public key
 * (X.509).
 */
public final class AuditKeyFile {
    private AuditKeyFile() {}

    /**
     * Returns the key in this file. The file is created with a new key if it does not exist.
     *
     * @throws OperatorException if it cannot be read or created
     */
    public static AuditKey read(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file, AuditKey.generate());
            }
            String[] lines = Files.readString(file).split("\\R");
            return AuditKey.of(lines[0], lines[1]);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            // The cause may quote the file.
            throw new OperatorException(
                    "audit key " + file + " cannot be read or created ("
                            + e.getClass().getSimpleName()
                            + "), and nothing is opened or erased without it; check that you may read it, or restore it from a backup");
        }
    }

    private static void write(Path file, List<String> lines) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PrivateFile.OWNER_ONLY)) {
            channel.write(StandardCharsets.US_ASCII.encode(String.join("\n", lines) + "\n"));
        }
    }
}
