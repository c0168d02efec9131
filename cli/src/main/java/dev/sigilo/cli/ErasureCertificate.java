package dev.sigilo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * States what an erasure destroyed, where and when, and proves that the views no longer have it. One JSON object, signed with the key
 * of the audit chain; the erasure's last line in the chain contains its hash. It holds tokens, message ids, counts and the purpose,
 * but no value of a record.
 */
final class ErasureCertificate {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT = "certificate";

    private final PrivateFile file;
    private final Map<String, Object> whole = new LinkedHashMap<>();

    private ErasureCertificate(PrivateFile file) {
        this.file = file;
    }

    /**
     * Prepares a certificate and checks, before anything is erased, that its file can be written.
     *
     * @throws CliException if the file exists or its folder is not writable
     */
    static ErasureCertificate at(Path file) {
        if (Files.exists(file)) {
            throw new CliException(file + " exists, and a certificate replaces nothing; name another file");
        }
        return new ErasureCertificate(PrivateFile.at(file, false));
    }

    /** Signs the content and returns its SHA-256 hash. */
    String sign(Map<String, Object> content, AuditKey key) {
        try {
            String hash = AuditLog.sha256(JSON.writeValueAsString(content));
            whole.put(CONTENT, content);
            whole.put("hash", hash);
            whole.put("signature", key.sign(hash));
            whole.put("public_key", key.publicKey());
            return hash;
        } catch (IOException e) {
            throw new IllegalStateException("texts, numbers and lists are JSON", e);
        }
    }

    /** Writes the signed certificate. */
    void write() {
        file.write(out -> out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(whole) + "\n"));
    }

    /**
     * Checks the hash, the signature and the signing key of a certificate.
     *
     * @param trusted the {@linkplain AuditKey#id ids} of the keys allowed to sign it
     * @return the hash of its content
     * @throws CliException if the file is unreadable, is no certificate, was changed, or is signed with any other key
     */
    static String verify(Path file, Set<String> trusted) {
        try {
            JsonNode whole = JSON.readTree(Files.readAllBytes(file));
            String hash = whole.path("hash").asText();
            String publicKey = whole.path("public_key").asText();
            if (!whole.path(CONTENT).isObject() || !AuditLog.sha256(JSON.writeValueAsString(whole.path(CONTENT))).equals(hash)
                    || !AuditKey.isSignature(publicKey, hash, whole.path("signature").asText())) {
                throw new CliException("certificate " + file + " was changed or is none: its hash or signature is not its own");
            }
            if (!trusted.contains(AuditKey.id(publicKey))) {
                throw new CliException("certificate " + file + " is signed by key " + AuditKey.id(publicKey)
                        + ", which is not this machine's; if it is one of yours, say so with --trust " + AuditKey.id(publicKey));
            }
            return hash;
        } catch (IOException e) {
            throw new CliException("certificate " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
