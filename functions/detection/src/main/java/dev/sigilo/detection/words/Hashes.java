package dev.sigilo.detection.words;

import java.text.Normalizer;

/** Hash functions of words and features. They are part of the model file's format: changing one needs a new model. */
public final class Hashes {

    private static final int FOLDED_LIMIT = 0x250;
    private static final char[] FOLDED = foldingTable();
    /** The hash of an empty text. */
    public static final int SEED = 0x811C9DC5;

    private static final int PRIME = 0x01000193;

    private Hashes() {}

    /** Returns the character in lower case and, if it is Latin, without its accent. */
    public static char fold(char c) {
        return c < FOLDED_LIMIT ? FOLDED[c] : Character.toLowerCase(c);
    }

    /** Hashes a part of a text regardless of case and accents. */
    public static int folded(CharSequence text, int start, int end) {
        int hash = SEED;
        for (int i = start; i < end; i++) {
            hash = next(hash, fold(text.charAt(i)));
        }
        return hash;
    }

    /** Returns the hash of a text that is extended by one folded character. */
    public static int next(int hash, char folded) {
        return (hash ^ folded) * PRIME;
    }

    /** Hashes a text regardless of case and accents. */
    public static int folded(CharSequence text) {
        return folded(text, 0, text.length());
    }

    /** Combines a hash with one more value, so that every bit of both matters. */
    public static int mix(int hash, int value) {
        int mixed = (hash ^ value * 0x9E3779B1) * 0x85EBCA6B;
        return mixed ^ mixed >>> 15;
    }

    /** Spreads a hash over a table whose size is a power of two. */
    public static int slot(int hash, int mask) {
        int spread = hash * 0x9E3779B1;
        return (spread ^ spread >>> 16) & mask;
    }

    private static char[] foldingTable() {
        char[] table = new char[FOLDED_LIMIT];
        for (char c = 0; c < FOLDED_LIMIT; c++) {
            String decomposed = Normalizer.normalize(String.valueOf(Character.toLowerCase(c)), Normalizer.Form.NFD);
            table[c] = decomposed.charAt(0);
        }
        return table;
    }
}
