package dev.sigilo.evaluation.texts;

/** Defines letters, digits and words for scoring. */
final class ScoredCharacters {

    private ScoredCharacters() {}

    /** Letters and numbers of any script. */
    static boolean isLetterOrDigit(int codePoint) {
        return Character.isLetter(codePoint) || isNumber(codePoint);
    }

    private static boolean isNumber(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    /** Digits of any script, including superscript, subscript and circled ones. */
    static boolean hasDigit(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.isDigit(c)
                        || c == 0xb2
                        || c == 0xb3
                        || c == 0xb9
                        || c >= 0x2070 && c <= 0x2089 && isNumber(c)
                        || c >= 0x2460 && c <= 0x2468);
    }

    /** Number of words separated by white space, including no-break spaces and the ASCII separators. */
    static int words(String text) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean space = isSpace(text.charAt(i));
            words += inside || space ? 0 : 1;
            inside = !space;
        }
        return words;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
