package dev.sigilo.text.dates;

/** The time of day after a date in free text. */
final class TimeOfDay {
    private static final String[] UNITS = {"am", "pm", "a.m.", "p.m.", "horas", "hrs", "hs", "h", "hours"};

    private TimeOfDay() {}

    /**
     * Returns the end of the time of day that starts here, with seconds, am or pm and zone, or -1 if there is none. A
     * number after a T or an h, or the number of a zone, counts too.
     *
     * @param limit the end of the characters that may belong to it
     */
    static int end(String text, int start, int limit) {
        int i = digitsEnd(text, start, limit);
        int length = i - start;
        char before = start > 0 ? text.charAt(start - 1) : ' ';
        boolean marked = before == 'T' || before == 't';
        if (length > 6 || length > 2 && !marked) {
            boolean zone = length == 4 && (before == '+' || before == '-');
            return zone ? i : -1;
        }
        boolean isTime = marked || before == '+' || before == 'h';
        while (i + 1 < limit
                && (text.charAt(i) == ':' || isTime && text.charAt(i) == '.')
                && Character.isDigit(text.charAt(i + 1))) {
            isTime = true;
            i = digitsEnd(text, i + 1, limit);
        }
        int word = i;
        while (word < limit && text.charAt(word) == ' ') {
            word++;
        }
        for (String unit : UNITS) {
            if (text.regionMatches(true, word, unit, 0, unit.length()) && word + unit.length() <= limit) {
                return word + unit.length();
            }
        }
        return isTime ? i : -1;
    }

    /** Returns the end of the digits, which may be of any script, so that none of them remains beside a date. */
    private static int digitsEnd(String text, int start, int limit) {
        int end = start;
        while (end < limit && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
