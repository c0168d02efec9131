package dev.sigilo.keys;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.prf.HmacPrfKey;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.subtle.PrfHmacJce;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes tokens and everything else that is derived from the token keyset. Thread-safe.
 *
 * <h2>Guarantees</h2>
 * Equal kind, value, domain and epoch give the same token, on any machine and at any time. Tokens have the same length
 * whatever the value is (but for kind and epoch, which they name), and without the keyset nobody can tell a token from a
 * random one, so neither trying all birthdays nor all social security numbers tells whose it is.
 *
 * <h2>What a token reveals</h2>
 * That two fields of one kind, domain and epoch held the same value, and how often it occurs. Nothing more.
 */
public final class TokenKeys {
    /** Characters after the epoch: 128 bits in base32. */
    public static final int TOKEN_LENGTH = 26;
    private static final int TOKEN_BYTES = 16;
    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    /** What a derived value is for; each purpose has its own space, so that none can stand in for another. */
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
     * The keys of a token keyset in Tink's JSON form.
     *
     * @throws KeysetException where the text is no token keyset or its primary key is not its newest epoch
     */
    public static TokenKeys parse(String keysetJson) {
        return of(Keyset.parse(keysetJson, Keyset.Purpose.TOKEN));
    }

    /**
     * The keys of this keyset.
     *
     * @throws KeysetException where it is no token keyset or its primary key is not its newest epoch
     */
    public static TokenKeys of(Keyset keyset) {
        if (keyset.purpose() != Keyset.Purpose.TOKEN) {
            throw new KeysetException("the token keyset is wanted and this is a sealing keyset: exchange the two");
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

    /** The epoch that new tokens are made with: the newest. */
    public int primaryEpoch() {
        return primary;
    }

    /** The epoch that record tokens are made with: the oldest, so that a rotation does not make a second row of a record. */
    public int oldestEpoch() {
        return epochList.get(0);
    }

    /** All epochs, oldest first. */
    public List<Integer> epochs() {
        return epochList;
    }

    /** The token of a value under the primary epoch; see {@link #token(int, String, String, String)}. */
    public String token(String kind, String normalizedValue, String domain) {
        return token(primary, kind, normalizedValue, domain);
    }

    /**
     * The token of a value: {@code <kind>_<epoch>_<26 base32 characters>}.
     *
     * @param epoch           one of {@link #epochs()}
     * @param kind            what the value is, as {@code pat}; separates fields whose values could be equal
     * @param normalizedValue the value, with all spellings of one thing made equal
     * @param domain          the recipient; tokens of two domains cannot be joined
     * @throws TokenKeyMissingException where the keyset has no such epoch
     */
    public String token(int epoch, String kind, String normalizedValue, String domain) {
        byte[] bits = derive(epoch, Purpose.TOKEN, kind, domain, normalizedValue, TOKEN_BYTES);
        StringBuilder token = new StringBuilder(kind.length() + TOKEN_LENGTH + 4).append(kind).append('_').append(epoch).append('_');
        appendBase32(token, bits);
        return token.toString();
    }

    /** The token of a record, from its natural id, under the oldest epoch. */
    public String recordToken(String naturalId, String domain) {
        return token(oldestEpoch(), "rec", naturalId, domain);
    }

    /**
     * The first {@code lengthBytes} (at most 32) of HMAC-SHA-256 over purpose, label, domain and value.
     *
     * @throws TokenKeyMissingException where the keyset has no such epoch
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

    /** What is fed to the HMAC: each part with its length before it, so that no two inputs look the same. */
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

        /** UTF-8, but that a lone surrogate is written as it is: Java would make a question mark of any. */
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
                } else if (Character.isHighSurrogate(c) && i + 1 < text.length()
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

    /** The epochs, never a key. */
    @Override
    public String toString() {
        return "TokenKeys[epochs " + epochList + "]";
    }
}
