package dev.sigilo.records;

/**
 * Normalises ids, so that spreadsheets, fixed-width exports and copies from web pages do not turn one id into several:
 *
 * <ul>
 * <li>invisible characters around it are removed: white space (no-break spaces too), control characters, and zero-width
 *     characters such as a byte order mark;
 * <li>a whole number written with a zero fraction becomes the whole number: {@code 1.0} and {@code 1.00} become {@code
 *     1}.
 * </ul>
 *
 * Everything else is significant: case, punctuation, leading zeros, inner spaces.
 */
public final class IdText {
    private IdText() {}

    /** Returns the normalised id; empty if nothing is visible. An id that is already normalised is returned as is. */
    public static String of(String id) {
        String text = strip(id);
        int fraction = zeroFraction(text);
        return fraction < 0 ? text : text.substring(0, fraction);
    }

    /** Returns the text without invisible characters around it. */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isUnseen(text.charAt(start))) {
            start++;
        }
        while (end > start && isUnseen(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Returns whether the character is white space, a control character or zero-width. */
    public static boolean isUnseen(char c) {
        if (c < 0x7f) {
            return c <= ' ';
        }
        return Character.isSpaceChar(c) || Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
    }

    /** Returns where the zero fraction of a number such as 12.00 starts, or -1 if the text is not such a number. */
    private static int zeroFraction(String text) {
        int at = text.length();
        while (at > 0 && text.charAt(at - 1) == '0') {
            at--;
        }
        if (at == text.length() || at < 2 || text.charAt(at - 1) != '.') {
            return -1;
        }
        for (int i = 0; i < at - 1; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return -1;
            }
        }
        return at - 1;
    }
}
