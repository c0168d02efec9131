package dev.sigilo.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Hashes the content of a policy, independent of its formatting. */
final class ContentHash {
    private static final int BYTES = 16;

    private ContentHash() {}

    /** Returns the first 128 bits, in hexadecimal, of the SHA-256 of the tree with its keys sorted. */
    static String of(JsonNode root) {
        StringBuilder text = new StringBuilder();
        write(root, text);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void write(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> inOrder = new TreeMap<>();
            node.properties().forEach(property -> inOrder.put(property.getKey(), property.getValue()));
            text.append('{');
            inOrder.forEach((key, value) -> {
                text.append(key.length()).append(':').append(key).append('=');
                write(value, text);
            });
            text.append('}');
        } else if (node.isArray()) {
            text.append('[');
            node.forEach(item -> write(item, text));
            text.append(']');
        } else {
            // Each value is prefixed with its length, so that different trees never produce the same text.
            String value = node.asText();
            text.append(value.length()).append(':').append(value);
        }
    }
}
