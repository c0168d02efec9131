package dev.sigilo.keys;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.prf.HmacPrfKey;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.subtle.PrfHmacJce;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Creates tokens and all other values derived from the token keyset. Thread-safe.
 *
 * <h2>Guarantees</h2>
 * Equal kind, value, domain and epoch give the same token, on any machine and at any time. The length of a token
 * depends only on its kind and epoch, not on the value. Without the keyset, nobody can tell a token from a random one,
 * so nobody can find the value by trying all birth dates or all social security numbers.
 *
 * <h2>What a token reveals</h2>
 * That two fields of one kind, domain and epoch held the same value, and how often it occurs. Nothing more.
 */
public final class TokenKeys {
    /** Characters after the epoch: 128 bits in base32. */
    public static final int TOKEN_LENGTH = 26;

    private static final int TOKEN_BYTES = 16;
    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    /**
     * The purpose of a derived value. Values of different purposes are independent of each other. The position of a
     * purpose is part of what is derived, so new ones go at the end.
     */
    public enum Purpose {
        /** A token's 128 bits. */
        TOKEN,
        /** How many days a patient's dates are moved. */
        DATE_OFFSET,
        /** The AES key of format-preserving encryption. */
        FORMAT_KEY,
        /** The 128 bits of a DICOM UID. */
        UID
    }

    private final Map<Integer, Prf> epochs;
    private final List<Integer> epochList;
    private final int primary;

    private TokenKeys(Map<Integer, Prf> epochs, int primary) {
        this.epochs = epochs;
        this.epochList = List.copyOf(epochs.keySet());
        this.primary = primary;
    }

    /**
     * Reads the keys of a token keyset in Tink's JSON format.
     *
     * @throws KeysetException if the text is not a token keyset or its primary key is not its newest epoch
     */
    public static TokenKeys parse(String keysetJson) {
        return of(Keyset.parse(keysetJson, Keyset.Purpose.TOKEN));
    }

    /**
     * Returns the keys of a token keyset.
     *
     * @throws KeysetException if it is not a token keyset or its primary key is not its newest epoch
     */
    public static TokenKeys of(Keyset keyset) {
        if (keyset.purpose() != Keyset.Purpose.TOKEN) {
            throw new KeysetException("the token keyset is needed, but this is a sealing keyset: exchange the two");
        }
        KeysetHandle handle = keyset.handle();
        TreeMap<Integer, Prf> epochs = new TreeMap<>();
        try {
            for (int i = 0; i < handle.size(); i++) {
                KeysetHandle.Entry entry = handle.getAt(i);
                if (entry.getStatus() == KeyStatus.ENABLED) {
                    epochs.put(entry.getId(), PrfHmacJce.create((HmacPrfKey) entry.getKey()));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new KeysetException("this JVM's cryptographic providers do not offer HMAC-SHA-256");
        }
        int primary = handle.getPrimary().getId();
        if (primary != epochs.lastKey()) {
            throw new KeysetException("the primary key of the token keyset is epoch " + primary + " and the newest is "
                    + epochs.lastKey() + ": rotate with `sigilo keys rotate`, which makes the newest the primary one");
        }
        return new TokenKeys(Collections.unmodifiableMap(epochs), primary);
    }

    /** Returns the epoch of new tokens: the newest. */
    public int primaryEpoch() {
        return primary;
    }

    /** Returns the epoch of record tokens: the oldest, so that a rotation does not create a second row for a record. */
    public int oldestEpoch() {
        return epochList.get(0);
    }

    /** Returns all epochs, oldest first. */
    public List<Integer> epochs() {
        return epochList;
    }

    /** Returns the token of a value with the primary epoch; see {@link #token(int, String, String, String)}. */
    public String token(String kind, String normalizedValue, String domain) {
        return token(primary, kind, normalizedValue, domain);
    }

    /**
     * Returns the token of a value: {@code <kind>_<epoch>_<26 base32 characters>}.
     *
     * @param epoch           one of {@link #epochs()}
     * @param kind            what the value is, such as {@code pat}; separates fields whose values could be equal
     * @param normalizedValue the value in a normal form, so that all its spellings give one token
     * @param domain          the recipient; tokens of two domains cannot be joined
     * @throws TokenKeyMissingException if the keyset does not have this epoch
     */
    public String token(int epoch, String kind, String normalizedValue, String domain) {
        byte[] bits = derive(epoch, Purpose.TOKEN, kind, domain, normalizedValue, TOKEN_BYTES);
        StringBuilder token = new StringBuilder(kind.length() + TOKEN_LENGTH + 4)
                .append(kind)
                .append('_')
                .append(epoch)
                .append('_');
        appendBase32(token, bits);
        return token.toString();
    }

    /** Returns the token of a record from its natural id, with the oldest epoch. */
    public String recordToken(String naturalId, String domain) {
        return token(oldestEpoch(), "rec", naturalId, domain);
    }

    /**
     * Returns the first {@code lengthBytes} (at most 32) of HMAC-SHA-256 over purpose, label, domain and value.
     *
     * @throws TokenKeyMissingException if the keyset does not have this epoch
     */
    public byte[] derive(int epoch, Purpose purpose, String label, String domain, String value, int lengthBytes) {
        Prf prf = epochs.get(epoch);
        if (prf == null) {
            throw new TokenKeyMissingException(epoch, epochList);
        }
        try {
            return prf.compute(Message.of(purpose, label, domain, value), lengthBytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 failed for " + purpose, e);
        }
    }

    private static void appendBase32(StringBuilder to, byte[] bits) {
        int buffer = 0;
        int held = 0;
        for (byte b : bits) {
            buffer = buffer << 8 | b & 0xff;
            held += 8;
            while (held >= 5) {
                held -= 5;
                to.append(BASE32[buffer >> held & 31]);
            }
            buffer &= (1 << held) - 1;
        }
        if (held > 0) {
            to.append(BASE32[buffer << 5 - held & 31]);
        }
    }

    /**
     * The input of the HMAC: each part is preceded by its length, so that different inputs never give the same bytes.
     */
    private static final class Message {
        private final byte[] bytes;
        private int size;

        private Message(int capacity) {
            bytes = new byte[capacity];
        }

        static byte[] of(Purpose purpose, String label, String domain, String value) {
            Message message = new Message(1 + 3 * 4 + 3 * (label.length() + domain.length() + value.length()));
            message.bytes[message.size++] = (byte) (purpose.ordinal() + 1);
            message.add(label);
            message.add(domain);
            message.add(value);
            return java.util.Arrays.copyOf(message.bytes, message.size);
        }

        /** Writes UTF-8, but keeps lone surrogates, which Java would all replace by a question mark. */
        private void add(String text) {
            int lengthAt = size;
            size += 4;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < 0x80) {
                    bytes[size++] = (byte) c;
                } else if (c < 0x800) {
                    bytes[size++] = (byte) (0xc0 | c >> 6);
                    bytes[size++] = (byte) (0x80 | c & 0x3f);
                } else if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    int point = Character.toCodePoint(c, text.charAt(++i));
                    bytes[size++] = (byte) (0xf0 | point >> 18);
                    bytes[size++] = (byte) (0x80 | point >> 12 & 0x3f);
                    bytes[size++] = (byte) (0x80 | point >> 6 & 0x3f);
                    bytes[size++] = (byte) (0x80 | point & 0x3f);
                } else {
                    bytes[size++] = (byte) (0xe0 | c >> 12);
                    bytes[size++] = (byte) (0x80 | c >> 6 & 0x3f);
                    bytes[size++] = (byte) (0x80 | c & 0x3f);
                }
            }
            int length = size - lengthAt - 4;
            bytes[lengthAt] = (byte) (length >> 24);
            bytes[lengthAt + 1] = (byte) (length >> 16);
            bytes[lengthAt + 2] = (byte) (length >> 8);
            bytes[lengthAt + 3] = (byte) length;
        }
    }

    /** Prints the epochs, never a key. */
    @Override
    public String toString() {
        return "TokenKeys[epochs " + epochList + "]";
    }
}
