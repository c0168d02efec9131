package dev.sigilo.text;

/** Numbers in ASCII digits within a text. */
public final class Digits {
    private static final int MOST_DIGITS = 9;

    private Digits() {}

    /** Returns whether the character is one of {@code 0} to {@code 9}. */
    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Returns whether the text has a digit at this index; false for an index outside the text. */
    public static boolean isDigitAt(String text, int index) {
        return index >= 0 && index < text.length() && isDigit(text.charAt(index));
    }

    /**
     * Returns whether all characters from {@code start} to {@code end} are digits; false if the text ends before {@code
     * end}.
     */
    public static boolean areDigits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isDigitAt(text, i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the index after the digits that start here, or the index itself if there is no digit. */
    public static int end(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Returns the number that the digits from {@code start} to {@code end} form; only the first nine count. */
    public static int number(String text, int start, int end) {
        int number = 0;
        for (int i = start; i < Math.min(end, start + MOST_DIGITS); i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
