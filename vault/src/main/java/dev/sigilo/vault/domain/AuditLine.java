package dev.sigilo.vault.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A line of the audit chain: JSON with a number and the hash of the previous line, signed. So changed, removed and
 * inserted lines are detected.
 *
 * @param number       its number, from 1
 * @param line         the JSON
 * @param hash         SHA-256 of the JSON
 * @param signature    signature of the hash, in base64; null in a line that was just appended
 * @param publicKey    the public key of the signature, in base64
 * @param databaseUser the user that the server authenticated, with host; null in a line that was just appended
 */
public record AuditLine(
        long number, String line, String hash, String signature, String publicKey, String databaseUser) {
    /** The previous hash in the first line of a chain. */
    public static final String FIRST = "0".repeat(64);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
    public static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Returns whether a line has this number and contains the hash of the previous one. */
    public static boolean follows(String line, long number, String previous) {
        try {
            JsonNode entry = JSON.readTree(line);
            return entry.path("number").asLong() == number
                    && entry.path("previous").asText().equals(previous);
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the fields of a line as text; empty if it is not JSON. */
    public static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        try {
            JSON.readTree(line)
                    .properties()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().asText()));
        } catch (IOException e) {
            return fields;
        }
        return fields;
    }

    /**
     * Checks that a chain is intact: numbers without gaps, valid hashes and signatures, each line following from the
     * one before.
     *
     * @param lines   all lines of the chain, in order
     * @param trusted the {@linkplain AuditKey#id ids} of the keys that may have signed it
     * @throws OperatorException naming the first line that fails
     */
    public static void verify(List<AuditLine> lines, Set<String> trusted) {
        String previous = FIRST;
        long number = 0;
        for (AuditLine line : lines) {
            number++;
            if (line.number() != number
                    || !sha256(line.line()).equals(line.hash())
                    || !follows(line.line(), number, previous)) {
                throw new OperatorException(
                        "the audit chain in db_command is not intact: line " + number
                                + " was removed or changed, or does not follow from the line before it; keep the table as evidence");
            }
            if (!AuditKey.isSignature(line.publicKey(), line.hash(), line.signature())) {
                throw new OperatorException("the audit chain in db_command is not intact: the signature of line "
                        + number + " does not match its key; keep the table as evidence");
            }
            if (!trusted.contains(AuditKey.id(line.publicKey()))) {
                throw new OperatorException("line " + number + " of the audit chain in db_command is signed by key "
                        + AuditKey.id(line.publicKey())
                        + ", which is not this machine's; if it is one of yours, add --trust "
                        + AuditKey.id(line.publicKey()));
            }
            previous = line.hash();
        }
    }
}
