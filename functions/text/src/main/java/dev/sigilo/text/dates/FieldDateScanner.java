package dev.sigilo.text.dates;

import dev.sigilo.text.Digits;
import dev.sigilo.text.Ordinals;

/**
 * Parses a field's value into the parts of a date, for {@link FieldDates}. The whole value must be a date; a value with
 * a name or number beside the date is not one. Reads the value once, in linear time.
 */
final class FieldDateScanner {
    /** A day or month that is not in the value. */
    static final int UNKNOWN = -1;

    private static final int NO_NUMBER = 99;
    private static final String SEPARATORS = "-/.";
    private static final String UNKNOWN_MARKS = "Xx?*_";

    /**
     * The parts of a date, not checked against a calendar. A month of 0 means that its name is unknown.
     *
     * @param isNumeric whether day and month are numbers before the year, so that either may come first
     * @param first     the first of these numbers; otherwise the day or {@link #UNKNOWN}
     * @param second    the second of these numbers; otherwise the month or {@link #UNKNOWN}
     * @param year      as written, without a century if {@code shortYear}
     * @param shortYear whether the year has two digits
     * @param time      the time of day with the separator before it; empty if there is none
     */
    record Parts(boolean isNumeric, int first, int second, int year, boolean shortYear, String time) {

        /** Omits the date, because it may be a patient's. */
        @Override
        public String toString() {
            return "Parts";
        }
    }

    private final String text;
    private int at;

    private FieldDateScanner(String text) {
        this.text = text;
    }

    /** Returns the parts of the date, or null if the text as a whole is not a date. */
    static Parts scan(String text) {
        FieldDateScanner scanner = new FieldDateScanner(text);
        int digits = scanner.digitsAhead();
        Parts parts = switch (digits) {
            case 0 -> scanner.nameFirst();
            case 1, 2 -> scanner.dayOrMonthFirst(digits);
            case 4, 6 -> scanner.yearFirst(digits);
            default -> null;
        };
        return scanner.at == text.length() ? parts : null;
    }

    /** Reads 2016-06-17 and a time, 2016-06, 2016-06-XX, 201606XX, 2016-00-00, 2016 June. */
    private Parts yearFirst(int digits) {
        int year = number(4);
        if (takeUnknown()) {
            takeUnknown();
            return known(UNKNOWN, UNKNOWN, year, "");
        }
        if (digits == 6) {
            int month = number(2);
            return takeUnknown() ? known(UNKNOWN, month, year, "") : null;
        }
        char separator = take(SEPARATORS);
        int length = digitsAhead();
        if (separator == 0 || length == 0) {
            takeBetween();
            return known(UNKNOWN, takeMonthName(), year, "");
        }
        int month = length <= 2 ? number(length) : 0;
        if (at == text.length() || takeUnknown()) {
            return known(UNKNOWN, month, year, "");
        }
        if (take(SEPARATORS) != separator) {
            return null;
        }
        length = digitsAhead();
        return length == 1 || length == 2 ? known(number(length), month, year, time(true)) : null;
    }

    /** Reads 17/06/2016 and a time, 17/06/16, 06/2016, 17 June 2016. */
    private Parts dayOrMonthFirst(int digits) {
        int first = number(digits);
        char separator = Digits.isDigitAt(text, at + 1) ? take(SEPARATORS) : 0;
        if (separator == 0) {
            return nameAfterDay(first);
        }
        int length = digitsAhead();
        if (length == 4) {
            return known(UNKNOWN, first, number(4), "");
        }
        int second = length <= 2 ? number(length) : 0;
        if (take(SEPARATORS) != separator) {
            return null;
        }
        length = digitsAhead();
        boolean isYear = length == 2 || length == 4;
        return isYear ? new Parts(true, first, second, number(length), length == 2, time(false)) : null;
    }

    /** Reads the part after the day of 17th of June, 2016 and of 17-JUN-16. */
    private Parts nameAfterDay(int day) {
        takeOrdinal();
        takeBetween();
        int month = takeMonthName();
        takeBetween();
        int length = digitsAhead();
        boolean isYear = length == 4 || length == 2 && !Character.isLetter(text.charAt(at - 1));
        return isYear ? new Parts(false, day, month, number(length), length == 2, time(false)) : null;
    }

    /** Reads June 17th, 2016 and June 2016, and a weekday before these and before 17 June 2016. */
    private Parts nameFirst() {
        int end = lettersEnd();
        if (CalendarNames.weekday(text, at, end) != null) {
            at = end;
            take(",.");
            if (take(" ") == 0) {
                return null;
            }
            int digits = digitsAhead();
            if (digits > 0) {
                return digits <= 2 ? nameAfterDay(number(digits)) : null;
            }
        }
        int month = takeMonthName();
        takeBetween();
        int length = digitsAhead();
        if (length == 4) {
            return known(UNKNOWN, month, number(4), "");
        }
        if (length != 1 && length != 2) {
            return null;
        }
        int day = number(length);
        takeOrdinal();
        takeBetween();
        return digitsAhead() == 4 ? known(day, month, number(4), time(false)) : null;
    }

    private static Parts known(int day, int month, int year, String time) {
        return new Parts(false, day, month, year, false, time);
    }

    /**
     * Reads the time of day, strictly, so that a name or number is not mistaken for one.
     *
     * @param asItCame whether to keep it as written unless it is a 12-hour time; otherwise it is returned after a space
     *     in 24-hour form
     * @return empty if there is none; the remaining text then stays unread, so that the value as a whole is not a date
     */
    private String time(boolean asItCame) {
        int from = at;
        boolean marked = take("Tt") != 0;
        if (!marked) {
            take(",");
            if (take(" ") == 0) {
                at = from;
                return "";
            }
            if (!takeWord("at ")) {
                takeWord("a las ");
            }
        }
        int length = digitsAhead();
        boolean compact = marked && (length == 4 || length == 6);
        int hour = compact ? number(2) : length == 1 || length == 2 ? number(length) : NO_NUMBER;
        int minute = compact || take(":") != 0 ? takeTwo() : marked && length == 2 ? UNKNOWN : NO_NUMBER;
        int second = minute != UNKNOWN && (compact ? length == 6 : take(":") != 0) ? takeTwo() : UNKNOWN;
        if (second != UNKNOWN && take(".,") != 0) {
            int fraction = digitsAhead();
            second = fraction == 0 || fraction > 9 ? NO_NUMBER : second;
            at += fraction;
        }
        char half = takeHalf();
        int zoneFrom = at;
        takeZone();
        String zone = text.substring(zoneFrom, at).strip();
        takeHours();
        if (hour > 23 || minute > 59 || second > 60 || half != 0 && (hour < 1 || hour > 12)) {
            at = from;
            return "";
        }
        if (asItCame && half == 0) {
            return text.substring(from, at);
        }
        StringBuilder written = new StringBuilder(16).append(' ');
        appendTwo(written, half == 0 ? hour : hour % 12 + (half == 'p' ? 12 : 0));
        appendTwo(written.append(':'), Math.max(0, minute));
        if (second != UNKNOWN) {
            appendTwo(written.append(':'), second);
        }
        return written.append(zone).toString();
    }

    private static void appendTwo(StringBuilder to, int number) {
        to.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** Reads am, PM or p.m. and returns {@code a} or {@code p}; 0 if there is none. */
    private char takeHalf() {
        int from = at;
        take(" ");
        char half = take("AaPp");
        take(".");
        if (half == 0 || take("Mm") == 0) {
            at = from;
            return 0;
        }
        take(".");
        return Character.toLowerCase(half);
    }

    /** Reads a zone: Z, UTC, GMT, +02, +0200, +02:00. */
    private void takeZone() {
        int from = at;
        take(" ");
        if (take("Zz") != 0 || takeWord("UTC") || takeWord("GMT")) {
            return;
        }
        boolean signed = take("+-") != 0;
        int length = digitsAhead();
        if (!signed || length != 2 && length != 4) {
            at = from;
            return;
        }
        at += length;
        if (length == 2 && take(":") != 0 && takeTwo() == NO_NUMBER) {
            at = from;
        }
    }

    /** Reads the h, hr or hrs after a time. */
    private void takeHours() {
        int from = at;
        take(" ");
        if (takeWord("hrs") || takeWord("hr") || takeWord("h")) {
            take(".");
        } else {
            at = from;
        }
    }

    /** Reads a marker for an unknown day or month, with a separator before it. */
    private boolean takeUnknown() {
        int from = at;
        take(SEPARATORS);
        if (takeWord("00")) {
            return true;
        }
        boolean hasOne = take(UNKNOWN_MARKS) != 0;
        if (hasOne && take(UNKNOWN_MARKS) != 0) {
            return true;
        }
        at = from;
        return false;
    }

    /** Reads the name of a month, including the period of a short name, and returns the month; 0 if there is none. */
    private int takeMonthName() {
        int end = lettersEnd();
        int month = CalendarNames.monthNumber(text, at, end);
        if (month > 0) {
            at = end;
            take(".");
        }
        return month;
    }

    private void takeOrdinal() {
        at = Ordinals.end(text, at);
    }

    /** Reads the characters between a month's name and its neighbours. A space may also pad the day. */
    private void takeBetween() {
        if (take(",-/.") != 0 || !takeSpaces() || !takeWord("de ") && !takeWord("del ") && !takeWord("of ")) {
            takeSpaces();
        }
    }

    private boolean takeSpaces() {
        int from = at;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at > from;
    }

    /** Reads one of the characters. Returns 0 if none of them is next. */
    private char take(String characters) {
        return at < text.length() && characters.indexOf(text.charAt(at)) >= 0 ? text.charAt(at++) : 0;
    }

    private boolean takeWord(String word) {
        boolean isHere = text.regionMatches(true, at, word, 0, word.length());
        at += isHere ? word.length() : 0;
        return isHere;
    }

    private int takeTwo() {
        return Digits.isDigitAt(text, at) && Digits.isDigitAt(text, at + 1) ? number(2) : NO_NUMBER;
    }

    private int number(int length) {
        at += length;
        return Digits.number(text, at - length, at);
    }

    /** Returns how many digits are next. */
    private int digitsAhead() {
        return Digits.end(text, at) - at;
    }

    private int lettersEnd() {
        int end = at;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
