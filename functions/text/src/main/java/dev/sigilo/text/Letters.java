package dev.sigilo.text;

import java.text.Normalizer;

/**
 * Folds the letters of a report to lower case without accents, so that "Tórax", "TORAX" and "torax" are one word. A
 * table covers the Latin script; letters of other scripts only become lower case.
 *
 * <p>{@link Folding} also folds look-alikes and compatibility forms. It is used for identifiers, which must be found in
 * any spelling.
 */
public final class Letters {
    /** Not part of a word. */
    public static final char NONE = 0;
    /** A combining mark, which is skipped. */
    public static final char MARK = 1;

    private static final char[] TABLE = table();

    private Letters() {}

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

    /** Returns the folded character, or {@link #NONE}, or {@link #MARK}. */
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
