package dev.sigilo.tokenize.evaluate;

/** What counts as a letter, a figure or a word when scores are counted. */
final class Letters {

    private Letters() {}

    /** Letters and numbers of any script. */
    static boolean isLetterOrDigit(int codePoint) {
        return Character.isLetter(codePoint) || isNumber(codePoint);
    }

    private static boolean isNumber(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.DECIMAL_DIGIT_NUMBER || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }

    /** Figures of any script, raised and lowered ones, and those in a circle. */
    static boolean hasDigit(String text) {
        return text.codePoints().anyMatch(c -> Character.isDigit(c) || c == 0xb2 || c == 0xb3 || c == 0xb9
                || c >= 0x2070 && c <= 0x2089 && isNumber(c) || c >= 0x2460 && c <= 0x2468);
    }

    /** How many words stand between white space, no-break space and the separators of ASCII included. */
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
