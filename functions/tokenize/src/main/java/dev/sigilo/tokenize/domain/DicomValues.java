package dev.sigilo.tokenize.domain;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes the values of DICOM attributes (PS3.5 section 6.2). */
final class DicomValues {
    private static final Pattern DATE_TIME = Pattern.compile(
            "([0-9]{4})(?:[.]?([0-9]{2})(?:[.]?([0-9]{2})((?:[0-9]{2}){0,3}(?:[.][0-9]{1,6})?)?)?)?([+-][0-9]{4})?");
    private static final Pattern TIME =
            Pattern.compile("([01][0-9]|2[0-3])(:?[0-5][0-9](:?([0-5][0-9]|60)([.][0-9]{1,6})?)?)?");
    private static final Pattern ZONE = Pattern.compile("[+-](0[0-9]|1[0-4])[0-5][0-9]");
    private static final Pattern AGE = Pattern.compile("([0-9]{3})([DWMY])");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,3})?");
    private static final Pattern CODE_STRING = Pattern.compile("[A-Z0-9_ ]{1,16}");
    private static final Pattern CODE_VALUE = Pattern.compile("[!-~]{1,16}");
    private static final Pattern TAG = Pattern.compile("[0-9A-Fa-f]{8}");
    private static final Pattern UID = Pattern.compile("[0-9.]+");
    private static final int LONGEST_NUMBER = 32;
    private static final int OLDEST_YEARS = 90;
    private static final int MONTHS = 12;
    private static final int MIDDLE_DAY = 15;
    private static final int MIDDLE_MONTH = 7;
    private static final int LAST_YEAR = 9999;

    private DicomValues() {}

    static boolean isNumber(String text) {
        return text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches();
    }

    static boolean isCodeString(String text) {
        return CODE_STRING.matcher(text).matches();
    }

    /** Returns whether it is a code value without characters that only texts have. */
    static boolean isCodeValue(String text) {
        return CODE_VALUE.matcher(text).matches();
    }

    static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    static boolean isUid(String text) {
        return UID.matcher(text).matches();
    }

    static boolean isTime(String text) {
        return TIME.matcher(text).matches();
    }

    static boolean isZone(String text) {
        return ZONE.matcher(text).matches();
    }

    /** Returns the age, with 90 years and over as one class, {@code 090Y}; empty if it is not an age string. */
    static Optional<String> capAge(String text) {
        Matcher age = AGE.matcher(text.toUpperCase(Locale.ROOT));
        if (!age.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(age.group(1));
        boolean oldest = switch (age.group(2)) {
            case "Y" -> number >= OLDEST_YEARS;
            case "M" -> number >= OLDEST_YEARS * MONTHS;
            default -> false;
        };
        return Optional.of(oldest ? "0" + OLDEST_YEARS + "Y" : age.group());
    }

    /**
     * Shifts a DA or DT. Time and zone stay; the precision too: a month is shifted from its 15th day, a year from 2 July,
     * as {@code shift_date} does.
     *
     * @param earliestYear a date in this year or before reveals an age of 90 or over
     * @return empty if it is not a date, is too early or would have a year of five digits
     */
    static Optional<String> shift(String text, int days, int earliestYear) {
        Matcher date = DATE_TIME.matcher(text);
        if (!date.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(date.group(1));
        boolean hasMonth = date.group(2) != null;
        boolean hasDay = date.group(3) != null;
        if (year <= earliestYear) {
            return Optional.empty();
        }
        LocalDate shifted;
        try {
            shifted = LocalDate.of(
                            year,
                            hasMonth ? Integer.parseInt(date.group(2)) : MIDDLE_MONTH,
                            hasDay ? Integer.parseInt(date.group(3)) : hasMonth ? MIDDLE_DAY : 2)
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
            if (date.group(4) != null) {
                result.append(date.group(4));
            }
        }
        if (date.group(5) != null) {
            result.append(date.group(5));
        }
        return Optional.of(result.toString());
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
