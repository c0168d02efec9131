package dev.sigilo.text;

import java.text.Normalizer;

/**
 * How characters become words: letters in lower case and without accents, so that "Tórax", "TORAX" and "torax" are
 * one word. A table for the scripts of English and Spanish; other letters stand for themselves.
 */
public final class Letters {
    /** Not part of a word. */
    public static final char NONE = 0;
    /** A combining mark, which is passed over. */
    public static final char MARK = 1;

    private static final char[] TABLE = table();

    private Letters() {
    }

    private static char[] table() {
        char[] table = new char[0x250];
        for (char c = 0; c < table.length; c++) {
            if (Character.isLetterOrDigit(c)) {
                String plain = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
                table[c] = Character.toLowerCase(plain.charAt(0));
            }
        }
        return table;
    }

    /** The character as words have it, or {@link #NONE}, or {@link #MARK}. */
    public static char fold(char c) {
        if (c < TABLE.length) {
            return TABLE[c];
        }
        if (c >= 0x300 && c <= 0x36F || c == 0x200D || c == 0x200C || c == 0xFE0F) {
            return MARK;
        }
        return Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : NONE;
    }
}
