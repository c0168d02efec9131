package dev.sigilo.vault.infrastructure.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.vault.application.ErasureCertificate;
import dev.sigilo.vault.domain.AuditKey;
import dev.sigilo.vault.domain.AuditLine;
import dev.sigilo.vault.domain.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * States what an erasure destroyed, where and when, and proves that the views no longer have it. One JSON object,
 * signed with the key of the audit chain; the erasure's last line in the chain contains its hash. It holds tokens,
 * message ids, counts and the purpose, but no value of a record.
 */
public final class ErasureCertificateFile implements ErasureCertificate {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT = "certificate";

    private final PrivateFile file;
    private final Path keyFile;
    private final Map<String, Object> whole = new LinkedHashMap<>();

    private ErasureCertificateFile(PrivateFile file, Path keyFile) {
        this.file = file;
        this.keyFile = keyFile;
    }

    /**
     * Prepares a certificate and checks, before anything is erased, that its file can be written.
     *
     * @param file    the file to write
     * @param keyFile the file of the key that signs it
     * @throws OperatorException if the file exists or its folder is not writable
     */
    public static ErasureCertificateFile at(Path file, Path keyFile) {
        if (Files.exists(file)) {
            throw new OperatorException(file + " exists, and a certificate never overwrites a file; give another file");
        }
        return new ErasureCertificateFile(PrivateFile.at(file, false), keyFile);
    }

    @Override
    public String sign(Map<String, Object> content) {
        AuditKey key = AuditKeyFile.read(keyFile);
        try {
            String hash = AuditLine.sha256(JSON.writeValueAsString(content));
            whole.put(CONTENT, content);
            whole.put("hash", hash);
            whole.put("signature", key.sign(hash));
            whole.put("public_key", key.publicKey());
            return hash;
        } catch (IOException e) {
            throw new IllegalStateException("texts, numbers and lists are JSON", e);
        }
    }

    @Override
    public void write() {
        file.write(out -> out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(whole) + "\n"));
    }

    /**
     * Checks the hash, the signature and the signing key of a certificate.
     *
     * @param trusted the {@linkplain AuditKey#id ids} of the keys allowed to sign it
     * @return the hash of its content
     * @throws OperatorException if the file is unreadable, is not a certificate, was changed, or is signed with another
     *         key
     */
    public static String verify(Path file, Set<String> trusted) {
        try {
            JsonNode whole = JSON.readTree(Files.readAllBytes(file));
            String hash = whole.path("hash").asText();
            String publicKey = whole.path("public_key").asText();
            if (!whole.path(CONTENT).isObject()
                    || !AuditLine.sha256(JSON.writeValueAsString(whole.path(CONTENT)))
                            .equals(hash)
                    || !AuditKey.isSignature(
                            publicKey, hash, whole.path("signature").asText())) {
                throw new OperatorException("certificate " + file
                        + " was changed or is not a certificate: its hash or signature does not match");
            }
            if (!trusted.contains(AuditKey.id(publicKey))) {
                throw new OperatorException("certificate " + file + " is signed by key " + AuditKey.id(publicKey)
                        + ", which is not this machine's; if it is one of yours, add --trust "
                        + AuditKey.id(publicKey));
            }
            return hash;
        } catch (IOException e) {
            throw new OperatorException(
                    "certificate " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
