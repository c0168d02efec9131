package dev.sigilo.tokenize.domain;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Reads and writes the values of DICOM attributes (PS3.5 section 6.2). */
final class DicomValues {
    private static final int LONGEST_CODE = 16;
    private static final int TAG_DIGITS = 8;
    private static final int LONGEST_NUMBER = 32;
    private static final int OLDEST_YEARS = 90;
    private static final int MONTHS = 12;
    private static final int MIDDLE_DAY = 15;
    private static final int MIDDLE_MONTH = 7;
    private static final int LAST_YEAR = 9999;
    private static final int ABSENT = -1;

    /**
     * A DA or DT.
     *
     * @param month {@link #ABSENT} if it is not given; so is the day
     * @param time  the digits of the time of day, with its fraction; empty if it is not given
     * @param zone  the offset from UTC with its sign; empty if it is not given
     */
    private record DateTime(int year, int month, int day, String time, String zone) {
        /** Returns nothing of the value, because it may be a birth date. */
        @Override
        public String toString() {
            return "DateTime";
        }
    }

    private DicomValues() {}

    static boolean isNumber(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return false;
        }
        FormCursor form = new FormCursor(text);
        form.skip("+-");
        boolean whole = form.skipDigits(1, LONGEST_NUMBER);
        if (form.skip(".")) {
            if (!form.skipDigits(whole ? 0 : 1, LONGEST_NUMBER)) {
                return false;
            }
        } else if (!whole) {
            return false;
        }
        if (form.skip("eE")) {
            form.skip("+-");
            if (!form.skipDigits(1, 3)) {
                return false;
            }
        }
        return form.isAtEnd();
    }

    static boolean isCodeString(String text) {
        return text.length() <= LONGEST_CODE
                && consistsOf(text, c -> c >= 'A' && c <= 'Z' || isDigit(c) || c == '_' || c == ' ');
    }

    /** Returns whether it is a code value without characters that only texts have. */
    static boolean isCodeValue(String text) {
        return text.length() <= LONGEST_CODE && consistsOf(text, c -> c >= '!' && c <= '~');
    }

    static boolean isTag(String text) {
        return text.length() == TAG_DIGITS
                && consistsOf(text, c -> isDigit(c) || c >= 'A' && c <= 'F' || c >= 'a' && c <= 'f');
    }

    static boolean isUid(String text) {
        return consistsOf(text, c -> isDigit(c) || c == '.');
    }

    static boolean isTime(String text) {
        FormCursor form = new FormCursor(text);
        if (!twoDigits(text, form, 23)) {
            return false;
        }
        if (form.isAtEnd()) {
            return true;
        }
        form.skip(":");
        if (!twoDigits(text, form, 59)) {
            return false;
        }
        if (form.isAtEnd()) {
            return true;
        }
        form.skip(":");
        // 60 is a leap second.
        return twoDigits(text, form, 60)
                && (form.isAtEnd() || form.skip(".") && form.skipDigits(1, 6) && form.isAtEnd());
    }

    static boolean isZone(String text) {
        FormCursor form = new FormCursor(text);
        return form.skip("+-") && twoDigits(text, form, 14) && twoDigits(text, form, 59) && form.isAtEnd();
    }

    /** Passes two digits; returns whether they are a number of at most {@code most}. */
    private static boolean twoDigits(String text, FormCursor form, int most) {
        return form.skipDigits(2, 2) && numberBefore(text, form, 2) <= most;
    }

    private static int numberBefore(String text, FormCursor form, int digits) {
        return Integer.parseInt(text.substring(form.position() - digits, form.position()));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean consistsOf(String text, IntPredicate characters) {
        return !text.isEmpty() && text.chars().allMatch(characters);
    }

    /** Returns the age, with 90 years and over as one class, {@code 090Y}; empty if it is not an age string. */
    static Optional<String> capAge(String text) {
        FormCursor form = new FormCursor(text);
        if (!form.skipDigits(3, 3) || !form.skip("DWMYdwmy") || !form.isAtEnd()) {
            return Optional.empty();
        }
        String age = text.toUpperCase(Locale.ROOT);
        int number = Integer.parseInt(age.substring(0, 3));
        boolean oldest = switch (age.charAt(3)) {
            case 'Y' -> number >= OLDEST_YEARS;
            case 'M' -> number >= OLDEST_YEARS * MONTHS;
            default -> false;
        };
        return Optional.of(oldest ? "0" + OLDEST_YEARS + "Y" : age);
    }

    /**
     * Shifts a DA or DT. Time and zone stay; the precision too: a month is shifted from its 15th day, a year from 2 July,
     * as {@code shift_date} does.
     *
     * @param earliestYear a date in this year or before reveals an age of 90 or over
     * @return empty if it is not a date, is too early or would have a year of five digits
     */
    static Optional<String> shift(String text, int days, int earliestYear) {
        DateTime date = dateTime(text);
        if (date == null || date.year() <= earliestYear) {
            return Optional.empty();
        }
        boolean hasMonth = date.month() != ABSENT;
        boolean hasDay = date.day() != ABSENT;
        LocalDate shifted;
        try {
            shifted = LocalDate.of(
                            date.year(),
                            hasMonth ? date.month() : MIDDLE_MONTH,
                            hasDay ? date.day() : hasMonth ? MIDDLE_DAY : 2)
                    .plusDays(days);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        if (shifted.getYear() > LAST_YEAR) {
            return Optional.empty();
        }
        StringBuilder result = new StringBuilder(text.length());
        append(result, shifted.getYear(), 1000);
        if (hasMonth) {
            append(result, shifted.getMonthValue(), 10);
        }
        if (hasDay) {
            append(result, shifted.getDayOfMonth(), 10);
        }
        return Optional.of(result.append(date.time()).append(date.zone()).toString());
    }

    /** Reads a DA or DT, also with the points of the old form {@code 1993.08.22}; null if it is neither. */
    private static DateTime dateTime(String text) {
        FormCursor form = new FormCursor(text);
        if (!form.skipDigits(4, 4)) {
            return null;
        }
        int year = numberBefore(text, form, 4);
        int month = ABSENT;
        int day = ABSENT;
        String time = "";
        boolean point = form.skip(".");
        if (form.skipDigits(2, 2)) {
            month = numberBefore(text, form, 2);
            point = form.skip(".");
            if (form.skipDigits(2, 2)) {
                day = numberBefore(text, form, 2);
                point = false;
                int from = form.position();
                int parts = 0;
                while (parts < 3 && form.skipDigits(2, 2)) {
                    parts++;
                }
                if (form.skip(".") && !form.skipDigits(1, 6)) {
                    return null;
                }
                time = text.substring(from, form.position());
            }
        }
        int zone = form.position();
        if (point || form.skip("+-") && !form.skipDigits(4, 4) || !form.isAtEnd()) {
            return null;
        }
        return new DateTime(year, month, day, time, text.substring(zone));
    }

    /** Appends a number with all its digits from that of the highest place, a power of ten, down to the ones. */
    private static void append(StringBuilder to, int number, int highest) {
        for (int place = highest; place > 0; place /= 10) {
            to.append((char) ('0' + number / place % 10));
        }
    }

    /** Returns the maximum number of characters of a value. */
    static int maxLength(String vr) {
        return switch (vr) {
            case "SH" -> 16;
            case "LO" -> 64;
            case "ST" -> 1024;
            case "LT" -> 10_240;
            default -> Integer.MAX_VALUE;
        };
    }
}
