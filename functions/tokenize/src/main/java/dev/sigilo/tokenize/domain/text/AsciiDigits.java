package dev.sigilo.tokenize.domain.text;

/** The digits 0 to 9; {@link Folding} maps the digits of other scripts to them. */
final class AsciiDigits {

    private AsciiDigits() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Returns whether the text contains only digits. */
    static boolean areDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the digits of the text, without the characters between them. */
    static String digitsOf(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (isDigit(text.charAt(i))) {
                digits.append(text.charAt(i));
            }
        }
        return digits.toString();
    }
}
