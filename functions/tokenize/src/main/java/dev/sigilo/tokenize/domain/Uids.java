package dev.sigilo.tokenize.domain;

import dev.sigilo.keys.TokenKeys;
import java.math.BigInteger;

/**
 * Maps DICOM UIDs to UIDs under 2.25 (PS3.5 annex B.2). Equal UIDs give equal results, so that the parts of a study
 * stay together.
 */
final class Uids {
    private Uids() {}

    /** Returns {@code 2.25.} and 128 bits in decimal, at most 44 characters. */
    static String map(TokenKeys keys, int epoch, String kind, String domain, String uid) {
        // DICOM pads a UID with a NUL or a space to an even length.
        String plain = uid.replace("\0", "").strip();
        byte[] bits = keys.derive(epoch, TokenKeys.Purpose.UID, kind, domain, plain, 16);
        return "2.25." + new BigInteger(1, bits);
    }
}
