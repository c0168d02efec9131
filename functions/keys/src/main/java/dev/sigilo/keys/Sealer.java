package dev.sigilo.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Seals originals and opens them again. Thread-safe.
 *
 * <p>Each original is encrypted (AES-256-GCM) under a fresh data key, and the data key under the keyset's primary key.
 * Both are bound to the record's token, so that neither can be moved to another row. Destroying the
 * wrapped data key makes the original permanently unreadable, in every copy.
 */
public final class Sealer {
    private static final int DATA_KEY_BYTES = 32;
    /** A Tink ciphertext begins with one version byte and four bytes of the key's id. */
    private static final int PREFIX_BYTES = 5;

    /** One generator per thread: a shared SecureRandom is thread-safe, but all threads would wait for its lock. */
    private static final ThreadLocal<SecureRandom> RANDOM = ThreadLocal.withInitial(SecureRandom::new);

    /**
     * An original under seal.
     *
     * @param sealed       the original, encrypted with its own data key
     * @param wrappedKey   that data key, encrypted under the sealing key
     * @param sealingKeyId the sealing key's id in its keyset
     */
    public record Sealed(byte[] sealed, byte[] wrappedKey, long sealingKeyId) {
        @Override
        public String toString() {
            return "Sealed[" + sealed.length + " bytes, sealing key " + sealingKeyId + "]";
        }
    }

    private final Map<Long, Aead> keys;
    private final long primary;

    private Sealer(Map<Long, Aead> keys, long primary) {
        this.keys = keys;
        this.primary = primary;
    }

    /**
     * Creates a sealer from a sealing keyset in Tink's JSON format.
     *
     * @throws KeysetException if the text is not a sealing keyset
     */
    public static Sealer parse(String keysetJson) {
        return of(Keyset.parse(keysetJson, Keyset.Purpose.SEALING));
    }

    /**
     * Creates a sealer from a sealing keyset.
     *
     * @throws KeysetException if it is not a sealing keyset
     */
    public static Sealer of(Keyset keyset) {
        if (keyset.purpose() != Keyset.Purpose.SEALING) {
            throw new KeysetException("the sealing keyset is needed, but this is a token keyset: exchange the two");
        }
        KeysetHandle handle = keyset.handle();
        Map<Long, Aead> keys = new LinkedHashMap<>();
        try {
            for (int i = 0; i < handle.size(); i++) {
                KeysetHandle.Entry entry = handle.getAt(i);
                if (entry.getStatus() == KeyStatus.ENABLED) {
                    keys.put(Integer.toUnsignedLong(entry.getId()), AesGcmJce.create((AesGcmKey) entry.getKey()));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new KeysetException("this JVM's cryptographic providers do not offer AES-256-GCM");
        }
        return new Sealer(keys, Integer.toUnsignedLong(handle.getPrimary().getId()));
    }

    /** Seals {@code original} for the record of this token. Sealing it twice gives two different results. */
    public Sealed seal(byte[] original, String recordToken) {
        byte[] dataKey = new byte[DATA_KEY_BYTES];
        RANDOM.get().nextBytes(dataKey);
        try {
            byte[] sealed = new AesGcmJce(dataKey).encrypt(original, boundTo("sealed", recordToken));
            byte[] wrappedKey = keys.get(primary).encrypt(dataKey, boundTo("data-key", recordToken));
            return new Sealed(sealed, wrappedKey, primary);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /**
     * Opens what was sealed for the record of this token.
     *
     * @param sealed      the sealed original
     * @param wrappedKey  its data key, or null if it was destroyed
     * @param recordToken the token it was sealed for
     * @throws UnsealException with the reason why it cannot be opened
     */
    public byte[] open(byte[] sealed, byte[] wrappedKey, String recordToken) throws UnsealException {
        if (wrappedKey == null) {
            throw new UnsealException(UnsealException.Failure.ERASED, recordToken);
        }
        if (sealed == null) {
            throw new UnsealException(UnsealException.Failure.ALTERED, recordToken);
        }
        if (wrappedKey.length < PREFIX_BYTES) {
            throw new UnsealException(UnsealException.Failure.WRONG_KEY_OR_ALTERED_KEY, recordToken);
        }
        Aead key = keys.get(Integer.toUnsignedLong(ByteBuffer.wrap(wrappedKey).getInt(1)));
        if (key == null) {
            throw new UnsealException(UnsealException.Failure.KEY_MISSING, recordToken);
        }
        byte[] dataKey;
        try {
            dataKey = key.decrypt(wrappedKey, boundTo("data-key", recordToken));
        } catch (GeneralSecurityException e) {
            throw new UnsealException(UnsealException.Failure.WRONG_KEY_OR_ALTERED_KEY, recordToken);
        }
        try {
            return new AesGcmJce(dataKey).decrypt(sealed, boundTo("sealed", recordToken));
        } catch (GeneralSecurityException e) {
            throw new UnsealException(UnsealException.Failure.ALTERED, recordToken);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    private static byte[] boundTo(String part, String recordToken) {
        return ("sigilo/1/" + part + "/" + recordToken).getBytes(StandardCharsets.UTF_8);
    }

    /** Prints the key ids, never a key. */
    @Override
    public String toString() {
        return "Sealer[sealing keys " + keys.keySet() + ", primary " + primary + "]";
    }
}
