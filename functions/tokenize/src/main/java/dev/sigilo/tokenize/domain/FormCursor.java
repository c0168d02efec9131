package dev.sigilo.tokenize.domain;

/**
 * Reads a text from left to right against a strict form. It never goes back more than one step, so it takes linear time
 * for any text. Each method moves on and returns true if the text continues as asked; otherwise it stays.
 */
final class FormCursor {
    private static final String DIGITS = "0123456789";

    private final String text;
    private int at;

    FormCursor(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    /** Returns the offset of the next character. */
    int position() {
        return at;
    }

    /** Passes one of these characters. */
    boolean skip(String characters) {
        if (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
            return true;
        }
        return false;
    }

    /** Passes exactly this text. */
    boolean skipText(String literal) {
        if (text.startsWith(literal, at)) {
            at += literal.length();
            return true;
        }
        return false;
    }

    boolean skipDigits(int least, int most) {
        return skip(DIGITS, least, most);
    }

    /** Passes as many of these characters as follow, up to {@code most}, if they are at least {@code least}. */
    boolean skip(String characters, int least, int most) {
        int end = at;
        while (end < text.length() && end - at < most && characters.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        if (end - at < least) {
            return false;
        }
        at = end;
        return true;
    }
}
