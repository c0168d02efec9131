package dev.sigilo.detection.words;

/**
 * The properties of a character that {@link TextWords} needs, as bits: from a table for Latin, from {@link Character}
 * for other scripts.
 */
final class CharacterClasses {

    static final int LETTER = 1;
    static final int DIGIT = 2;
    static final int SPACE = 4;
    static final int UPPER = 8;
    static final int LOWER = 16;
    /** A mark that belongs to the letter before it. */
    static final int MARK = 32;

    private static final int TABLE_SIZE = 0x250;
    private static final byte[] TABLE = new byte[TABLE_SIZE];

    static {
        for (char c = 0; c < TABLE_SIZE; c++) {
            TABLE[c] = (byte) look(c);
        }
    }

    private CharacterClasses() {}

    static int of(char c) {
        return c < TABLE_SIZE ? TABLE[c] : look(c);
    }

    private static int look(char c) {
        int classes = Character.isLetter(c) ? LETTER : 0;
        classes |= Character.isDigit(c) ? DIGIT : 0;
        classes |= c == ' '
                        || c <= '\r' && c >= '\t'
                        || c == '\u00A0'
                        || c == '\uFEFF'
                        || c > 0x7F && Character.isWhitespace(c)
                ? SPACE
                : 0;
        classes |= Character.isUpperCase(c) ? UPPER : 0;
        classes |= Character.isLowerCase(c) ? LOWER : 0;
        return classes | (c >= 0x300 && Character.getType(c) == Character.NON_SPACING_MARK ? MARK : 0);
    }
}
