package dev.sigilo.records;

/**
 * The one spelling of an id, so that what is one id at its source is one id here, however a spreadsheet, a fixed-width
 * export or a copy from a web page wrote it:
 *
 * <ul>
 * <li>what is not seen around it is no part of it: white space of every kind (no-break spaces too), control characters,
 *     and characters without width, as a byte order mark;
 * <li>a whole number with a fraction of zeros is that number: {@code 1.0} and {@code 1.00} are {@code 1}.
 * </ul>
 *
 * Everything else counts: case, punctuation, leading zeros, spaces inside.
 */
public final class IdText {
    private IdText() {
    }

    /** The id in its one spelling; empty where there is nothing to be seen. An id that is in it already is returned itself. */
    public static String of(String id) {
        String text = strip(id);
        int fraction = zeroFraction(text);
        return fraction < 0 ? text : text.substring(0, fraction);
    }

    /** The text without what is not seen around it. */
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

    /** Whether the character is white space, a control character or without width. */
    public static boolean isUnseen(char c) {
        if (c < 0x7f) {
            return c <= ' ';
        }
        return Character.isSpaceChar(c) || Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
    }

    /** Where the fraction of a number of the form 12.00 begins, or -1 where the text is none. */
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
