package dev.sigilo.export.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of resources, made from tokens, so that the same token has the same id in every bundle. */
final class ResourceIds {
    /** Leaves room for the ending of a record's own observations in the 64 characters of an id. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_]{1,50}");

    private ResourceIds() {}

    /** Returns a FHIR id (letters, digits, {@code -}, at most 64) for a token; other texts give one of their digest. */
    static String of(String token) {
        return TOKEN.matcher(token).matches()
                ? token.replace('_', '-')
                : "sha256-" + HexFormat.of().formatHex(sha256(token), 0, 16);
    }

    /** Returns the {@code urn:uuid} by which a bundle's entries refer to this resource. */
    static String fullUrl(String type, String id) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(type + "/" + id));
        // Version 8 of RFC 9562: a UUID whose content its maker defines.
        long high = digest.getLong() & ~0xF000L | 0x8000L;
        long low = digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return "urn:uuid:" + new UUID(high, low);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
