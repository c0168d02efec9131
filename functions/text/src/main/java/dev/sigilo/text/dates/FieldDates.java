package dev.sigilo.text.dates;

import dev.sigilo.text.Digits;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Dates that are the whole value of a field; the output is ISO 8601. Accepted formats:
 * <ul>
 * <li>ISO 8601: {@code 2016-06-17}, with or without time and zone, {@code 2016-06}, {@code 2016};
 * <li>DICOM DA and DT: {@code 20160617}, {@code 20160617103000} (the time is left out), {@code 201606};
 * <li>numeric day, month and year with {@code / . -} ({@code 17/06/2016}, {@code 17/06/2016 10:30},
 *     {@code 6/17/16 2:30 PM}), and month and year ({@code 06/2016});
 * <li>English and Spanish month names: {@code 17 Jun 2016}, {@code June 17th, 2016}, {@code 17 de junio de 2016},
 *     {@code 17-JUN-16}, {@code June 2016}, {@code junio de 2016};
 * <li>markers for an unknown day or month: {@code 2016-06-00}, {@code 2016-06-XX}, {@code 2016-00-00}.
 * </ul>
 * An impossible date, or a year before 1850 or after 2200, is not understood.
 */
public final class FieldDates {
    private static final int EARLIEST_YEAR = 1850;
    private static final int LATEST_YEAR = 2200;
    private static final int LONGEST = 60;
    /** Unknown parts of a date are set to the middle, which keeps the error of the shift smallest. */
    private static final int MIDDLE_OF_MONTH = 15;

    private static final int MIDDLE_OF_YEAR = 7;

    private FieldDates() {}

    /**
     * How to read a record's dates.
     *
     * @param monthFirst whether {@code 03/04/2016} is in March
     * @param latestYear the latest year that two digits can mean: {@code 28} is 1928 in a record of 2026
     */
    public record Reading(boolean monthFirst, int latestYear) {}

    private enum Precision {
        DAY,
        MONTH,
        YEAR
    }

    private record Read(LocalDate date, Precision precision, String time) {
        /** Names only the precision, because the date identifies somebody. */
        @Override
        public String toString() {
            return "Read[" + precision + "]";
        }
    }

    /**
     * Returns the date shifted by a number of days. The time of day and its zone do not change.
     *
     * @return empty if the value is not a possible date
     */
    public static Optional<String> shift(String value, Reading reading, int days) {
        Read read = read(value.strip(), reading);
        if (read == null) {
            return Optional.empty();
        }
        LocalDate moved = read.date.plusDays(days);
        return Optional.of(
                switch (read.precision) {
                    case DAY -> moved + read.time;
                    case MONTH -> moved.toString().substring(0, 7);
                    case YEAR -> Integer.toString(moved.getYear());
                });
    }

    /**
     * Returns the year of the date.
     *
     * @return empty if the value is not a possible date
     */
    public static Optional<Integer> year(String value, Reading reading) {
        Read read = read(value.strip(), reading);
        return read == null ? Optional.empty() : Optional.of(read.date.getYear());
    }

    /** Returns the day, if the value has one. */
    public static Optional<LocalDate> day(String value, Reading reading) {
        Read read = read(value.strip(), reading);
        return read == null || read.precision != Precision.DAY ? Optional.empty() : Optional.of(read.date);
    }

    /** Returns whether the value ends with a two-digit year, such as {@code 11/2/28}. */
    public static boolean hasShortYear(String value) {
        FieldDateScanner.Parts parts = FieldDateScanner.scan(value.strip());
        return parts != null && parts.shortYear();
    }

    /** Returns whether the month comes first, or empty if the value itself does not show it. */
    public static Optional<Boolean> monthFirst(String value) {
        FieldDateScanner.Parts parts = FieldDateScanner.scan(value.strip());
        return parts == null || !parts.isNumeric() || parts.first() > 12 == parts.second() > 12
                ? Optional.empty()
                : Optional.of(parts.second() > 12);
    }

    private static Read read(String text, Reading reading) {
        if (text.length() > LONGEST) {
            return null;
        }
        try {
            Read read = readAny(text, reading);
            return read == null || !isYear(read.date.getYear()) ? null : read;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Returns whether a date in a field may have this year. */
    static boolean isYear(int year) {
        return year >= EARLIEST_YEAR && year <= LATEST_YEAR;
    }

    private static Read readAny(String text, Reading reading) {
        int digits = Digits.end(text, 0);
        if (digits == text.length() || digits >= 8) {
            return digits == text.length() ? compact(text, reading) : dicomDateTime(text, digits);
        }
        FieldDateScanner.Parts parts = FieldDateScanner.scan(text);
        if (parts == null) {
            return null;
        }
        int year = parts.shortYear() ? fullYear(parts.year(), reading) : parts.year();
        boolean monthFirst = parts.isNumeric() && (parts.second() > 12 || reading.monthFirst && parts.first() <= 12);
        int day = monthFirst ? parts.second() : parts.first();
        int month = monthFirst ? parts.first() : parts.second();
        if (month == FieldDateScanner.UNKNOWN) {
            return ofYear(year);
        }
        return day == FieldDateScanner.UNKNOWN
                ? month(year, month)
                : new Read(LocalDate.of(year, month, day), Precision.DAY, parts.time());
    }

    private static Read month(int year, int month) {
        return new Read(LocalDate.of(year, month, MIDDLE_OF_MONTH), Precision.MONTH, "");
    }

    private static Read ofYear(int year) {
        return new Read(LocalDate.of(year, MIDDLE_OF_YEAR, 2), Precision.YEAR, "");
    }

    private static Read compact(String text, Reading reading) {
        return switch (text.length()) {
            case 4 -> ofYear(Digits.number(text, 0, 4));
            case 6 -> yearAndMonth(text, reading);
            case 8 -> compactOrPartial(text);
            case 10, 12, 14 -> new Read(compactDay(text), Precision.DAY, "");
            default -> null;
        };
    }

    /** Reads {@code 20190617}, {@code 20190600}, {@code 20190000}. */
    private static Read compactOrPartial(String text) {
        int month = Digits.number(text, 4, 6);
        if (!text.endsWith("00")) {
            return new Read(compactDay(text), Precision.DAY, "");
        }
        return month == 0 ? ofYear(Digits.number(text, 0, 4)) : month(Digits.number(text, 0, 4), month);
    }

    /** Reads {@code 201906}, but not {@code 201006}, which with a two-digit year would be 6 October 2020. */
    private static Read yearAndMonth(String text, Reading reading) {
        int middle = Digits.number(text, 2, 4);
        boolean isDoubtful = middle >= 1
                && middle <= 12
                && Digits.number(text, 4, 6) <= 31
                && 2000 + Digits.number(text, 0, 2) <= reading.latestYear;
        return isDoubtful ? null : month(Digits.number(text, 0, 4), Digits.number(text, 4, 6));
    }

    /** Reads a DICOM DT. A fraction of a second and the offset from UTC may follow. The time is left out. */
    private static Read dicomDateTime(String text, int digits) {
        for (int i = digits; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Digits.isDigit(c) && c != '.' && c != '+' && c != '-') {
                return null;
            }
        }
        return new Read(compactDay(text), Precision.DAY, "");
    }

    private static LocalDate compactDay(String text) {
        return LocalDate.of(Digits.number(text, 0, 4), Digits.number(text, 4, 6), Digits.number(text, 6, 8));
    }

    private static int fullYear(int twoDigits, Reading reading) {
        return 2000 + twoDigits > reading.latestYear ? 1900 + twoDigits : 2000 + twoDigits;
    }
}
