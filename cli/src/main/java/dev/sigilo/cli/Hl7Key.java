package dev.sigilo.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The message key of an HL7 v2 message: a hash of the patient's first identifier (PID-3, else PID-2), so that all messages of a
 * patient are in one partition and keep their order. It is a hash only because keys are shown in more places than messages; it
 * is not a token, and the topic with the message is as sensitive as the message.
 */
final class Hl7Key {
    private static final int KEY_BYTES = 12;

    private Hl7Key() {}

    /** Returns the key of a message, or null if it has no patient identifier. */
    static String of(byte[] message) {
        int segment = pid(message);
        if (segment < 0) {
            return null;
        }
        byte separator = message[segment + 3];
        String id = field(message, segment, separator, 3);
        id = id.isEmpty() ? field(message, segment, separator, 2) : id;
        return id.isEmpty() ? null : hash(id);
    }

    private static int pid(byte[] message) {
        for (int i = 1; i + 3 < message.length; i++) {
            if (message[i] == 'P'
                    && message[i + 1] == 'I'
                    && message[i + 2] == 'D'
                    && (message[i - 1] == '\r' || message[i - 1] == '\n')
                    && !Character.isLetterOrDigit(message[i + 3])) {
                return i;
            }
        }
        return -1;
    }

    /** Returns a field up to its first component's or repetition's end. */
    private static String field(byte[] message, int segment, byte separator, int number) {
        int at = segment;
        for (int field = 0; field < number; at++) {
            if (at == message.length || message[at] == '\r' || message[at] == '\n') {
                return "";
            }
            if (message[at] == separator) {
                field++;
            }
        }
        int end = at;
        while (end < message.length
                && message[end] != separator
                && message[end] != '^'
                && message[end] != '~'
                && message[end] != '\r'
                && message[end] != '\n') {
            end++;
        }
        return new String(message, at, end - at, StandardCharsets.ISO_8859_1).strip();
    }

    private static String hash(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(hash, KEY_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
