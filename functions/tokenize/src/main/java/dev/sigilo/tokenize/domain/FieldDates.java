package dev.sigilo.tokenize.domain;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates that stand alone in a field; what comes out is ISO 8601. Understood are
 * <ul>
 * <li>ISO 8601: {@code 2016-06-17}, with time and zone or without, {@code 2016-06}, {@code 2016};
 * <li>DICOM DA and DT: {@code 20160617}, {@code 20160617103000} (the time is left out), {@code 201606};
 * <li>day, month and year in figures with {@code / . -} ({@code 17/06/2016}, {@code 17/06/2016 10:30},
 *     {@code 6/17/16 2:30 PM}), and month and year ({@code 06/2016});
 * <li>English and Spanish names of months: {@code 17 Jun 2016}, {@code June 17th, 2016}, {@code 17 de junio de 2016},
 *     {@code 17-JUN-16}, {@code June 2016}, {@code junio de 2016};
 * <li>marks for a day or month that is not known: {@code 2016-06-00}, {@code 2016-06-XX}, {@code 2016-00-00}.
 * </ul>
 * A date that no calendar has, or of a year before 1850 or after 2200, is not understood.
 */
final class FieldDates {
    private static final int EARLIEST_YEAR = 1850;
    private static final int LATEST_YEAR = 2200;
    private static final int LONGEST = 60;
    /** What is not known of a date is taken for the middle, from where it moves with the least error. */
    private static final int MIDDLE_OF_MONTH = 15;
    private static final int MIDDLE_OF_YEAR = 7;

    private static final Map<String, Integer> MONTHS = months();

    /** Strict, so that no name or number passes for a time of day. */
    private static final String TIME = "(?<time>(?:[Tt]|,? (?:at |a las )?)(?<hour>[0-9]{1,2})(?::(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
            + "|(?<=[Tt][0-9]{2})(?:[0-9]{2}){0,2})(?: ?(?<half>[AaPp])\\.?[Mm]\\.?)?(?<zone> ?(?:[Zz]|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?))?(?: ?h(?:rs?)?\\.?)?)?";
    private static final Pattern YEAR_FIRST = Pattern.compile("([0-9]{4})([-/.])([0-9]{1,2})\\2([0-9]{1,2})" + TIME);
    private static final Pattern YEAR_LAST = Pattern.compile("([0-9]{1,2})([-/.])([0-9]{1,2})\\2([0-9]{4}|[0-9]{2})" + TIME);
    private static final Pattern YEAR_AND_MONTH = Pattern.compile("([0-9]{4})[-/.]([0-9]{1,2})");
    private static final Pattern MONTH_AND_YEAR = Pattern.compile("([0-9]{1,2})[-/.]([0-9]{4})");
    private static final Pattern UNKNOWN_DAY = Pattern.compile("([0-9]{4}[-/.]?[0-9]{2})[-/.]?(?:00|[Xx?*_]{2})");
    private static final Pattern UNKNOWN_MONTH = Pattern.compile("([0-9]{4})[-/.]?(?:00|[Xx?*_]{2})(?:[-/.]?(?:00|[Xx?*_]{2}))?");
    private static final String BETWEEN = "(?: de | del | of |, ?|[-/.] ?| )";
    private static final String WEEKDAY = "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[,.]? |(?:lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo),? )?";
    private static final Pattern DAY_NAME_YEAR = Pattern.compile(WEEKDAY + "([0-9]{1,2})(?:st|nd|rd|th|º)?" + BETWEEN + "?([a-z]{3,10})\\.?" + BETWEEN
            + "?([0-9]{4}|(?<=[-/.' ])[0-9]{2})" + TIME, Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME_DAY_YEAR = Pattern.compile(WEEKDAY + "([a-z]{3,10})\\.?[ -]([0-9]{1,2})(?:st|nd|rd|th)?(?:, ?| |-)([0-9]{4})" + TIME,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME_YEAR = Pattern.compile("([a-z]{3,10})\\.?" + BETWEEN + "([0-9]{4})", Pattern.CASE_INSENSITIVE);
    private static final Pattern YEAR_NAME = Pattern.compile("([0-9]{4})[ ,/-]{1,2}([a-z]{3,10})\\.?", Pattern.CASE_INSENSITIVE);

    private FieldDates() {
    }

    /**
     * How a record's dates are to be read.
     *
     * @param monthFirst whether {@code 03/04/2016} is of March
     * @param latestYear a year in two figures is not after it: {@code 28} is 1928 in a record of 2026
     */
    record Reading(boolean monthFirst, int latestYear) {
    }

    private enum Precision { DAY, MONTH, YEAR }

    private record Read(LocalDate date, Precision precision, String time) {
    }

    /**
     * The date moved by so many days, the time of day and its zone as they were.
     *
     * @return empty where the value is no possible date
     */
    static Optional<String> shift(String value, Reading reading, int days) {
        Read read = read(value.strip(), reading);
        if (read == null) {
            return Optional.empty();
        }
        LocalDate moved = read.date.plusDays(days);
        return Optional.of(switch (read.precision) {
            case DAY -> moved + read.time;
            case MONTH -> moved.toString().substring(0, 7);
            case YEAR -> Integer.toString(moved.getYear());
        });
    }

    /**
     * The year of the date.
     *
     * @return empty where the value is no possible date
     */
    static Optional<Integer> year(String value, Reading reading) {
        Read read = read(value.strip(), reading);
        return read == null ? Optional.empty() : Optional.of(read.date.getYear());
    }

    /** The day, where the value tells one. */
    static Optional<LocalDate> day(String value, Reading reading) {
        Read read = read(value.strip(), reading);
        return read == null || read.precision != Precision.DAY ? Optional.empty() : Optional.of(read.date);
    }

    /** Whether the value is a day in figures with its year last and in two figures alone, as {@code 11/2/28}. */
    static boolean isOfTwoFigures(String value) {
        Matcher yearLast = YEAR_LAST.matcher(value.strip());
        if (yearLast.matches()) {
            return yearLast.group(4).length() == 2;
        }
        Matcher named = DAY_NAME_YEAR.matcher(value.strip());
        return named.matches() && named.group(3).length() == 2;
    }

    /** Whether the value shows by itself which of two numbers is the month: true or false; empty where it does not. */
    static Optional<Boolean> monthFirst(String value) {
        Matcher yearLast = YEAR_LAST.matcher(value.strip());
        if (!yearLast.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(yearLast.group(1));
        int second = Integer.parseInt(yearLast.group(3));
        return first > 12 == second > 12 ? Optional.empty() : Optional.of(second > 12);
    }

    private static Read read(String text, Reading reading) {
        if (text.length() < 4 || text.length() > LONGEST) {
            return null;
        }
        try {
            Read read = readAny(text, reading);
            return read == null || read.date.getYear() < EARLIEST_YEAR || read.date.getYear() > LATEST_YEAR ? null : read;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Read readAny(String text, Reading reading) {
        int digits = digitsFrom(text);
        if (digits == text.length() || digits >= 8) {
            return digits == text.length() ? compact(text, reading) : dicomDateTime(text, digits);
        }
        if (digits == 4 && text.length() == 10 && digitsFrom(text.substring(5)) == 2 && text.charAt(4) == '-' && text.charAt(7) == '-'
                && digitsFrom(text.substring(8)) == 2 && !text.endsWith("00")) {
            return new Read(LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)), Precision.DAY, "");
        }
        Matcher date;
        if ((date = YEAR_FIRST.matcher(text)).matches() && !date.group(4).equals("00")) {
            String time = time(date, true);
            return time == null ? null : new Read(LocalDate.of(number(date, 1), number(date, 3), number(date, 4)), Precision.DAY, time);
        }
        if ((date = YEAR_LAST.matcher(text)).matches()) {
            int first = number(date, 1);
            int second = number(date, 3);
            boolean monthFirst = second > 12 || reading.monthFirst && first <= 12;
            return day(date, fullYear(date.group(4), reading), monthFirst ? first : second, monthFirst ? second : first);
        }
        if ((date = YEAR_AND_MONTH.matcher(text)).matches() && number(date, 2) > 0) {
            return month(number(date, 1), number(date, 2));
        }
        if ((date = MONTH_AND_YEAR.matcher(text)).matches()) {
            return month(number(date, 2), number(date, 1));
        }
        return partial(text, reading);
    }

    private static Read partial(String text, Reading reading) {
        Matcher date;
        if ((date = UNKNOWN_MONTH.matcher(text)).matches()) {
            return ofYear(number(date, 1));
        }
        if ((date = UNKNOWN_DAY.matcher(text)).matches()) {
            String month = date.group(1);
            return month(number(month, 0, 4), number(month, month.length() - 2, month.length()));
        }
        if ((date = DAY_NAME_YEAR.matcher(text)).matches()) {
            return day(date, fullYear(date.group(3), reading), monthNamed(date.group(2)), number(date, 1));
        }
        if ((date = NAME_DAY_YEAR.matcher(text)).matches()) {
            return day(date, number(date, 3), monthNamed(date.group(1)), number(date, 2));
        }
        if ((date = NAME_YEAR.matcher(text)).matches()) {
            return month(number(date, 2), monthNamed(date.group(1)));
        }
        return (date = YEAR_NAME.matcher(text)).matches() ? month(number(date, 1), monthNamed(date.group(2))) : null;
    }

    private static Read day(Matcher date, int year, int month, int day) {
        String time = time(date, false);
        return time == null ? null : new Read(LocalDate.of(year, month, day), Precision.DAY, time);
    }

    private static Read month(int year, int month) {
        return new Read(LocalDate.of(year, month, MIDDLE_OF_MONTH), Precision.MONTH, "");
    }

    private static Read ofYear(int year) {
        return new Read(LocalDate.of(year, MIDDLE_OF_YEAR, 2), Precision.YEAR, "");
    }

    private static Read compact(String text, Reading reading) {
        return switch (text.length()) {
            case 4 -> ofYear(number(text, 0, 4));
            case 6 -> yearAndMonth(text, reading);
            case 8 -> text.endsWith("00") ? partial(text, reading) : new Read(compactDay(text), Precision.DAY, "");
            case 10, 12, 14 -> new Read(compactDay(text), Precision.DAY, "");
            default -> null;
        };
    }

    /** {@code 201906}, but not {@code 201006}, which a producer of two-figure years writes for the 6th of October 2020. */
    private static Read yearAndMonth(String text, Reading reading) {
        int middle = number(text, 2, 4);
        boolean isDoubtful = middle >= 1 && middle <= 12 && number(text, 4, 6) <= 31 && 2000 + number(text, 0, 2) <= reading.latestYear;
        return isDoubtful ? null : month(number(text, 0, 4), number(text, 4, 6));
    }

    /** DICOM DT: a fraction of a second and the offset from UTC may follow. The time is left out. */
    private static Read dicomDateTime(String text, int digits) {
        for (int i = digits; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && c != '.' && c != '+' && c != '-') {
                return null;
            }
        }
        return new Read(compactDay(text), Precision.DAY, "");
    }

    private static LocalDate compactDay(String text) {
        return LocalDate.of(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8));
    }

    /** The time of day that was matched: as it came, or after a space and in 24 hours; null where there is no such time. */
    private static String time(Matcher date, boolean asItCame) {
        String time = date.group("time");
        if (time == null) {
            return "";
        }
        int hour = number(date.group("hour"), 0, date.group("hour").length());
        String minute = date.group("minute");
        String half = date.group("half");
        if (hour > 23 || minute != null && number(minute, 0, 2) > 59 || date.group("second") != null && number(date.group("second"), 0, 2) > 60
                || half != null && (hour < 1 || hour > 12) || minute == null && half == null && Character.toUpperCase(time.charAt(0)) != 'T') {
            return null;
        }
        if (asItCame && half == null) {
            return time;
        }
        if (half != null) {
            hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
        }
        StringBuilder written = new StringBuilder(16).append(' ').append(hour < 10 ? "0" : "").append(hour).append(':')
                .append(minute == null ? "00" : minute);
        if (date.group("second") != null) {
            written.append(':').append(date.group("second"));
        }
        return date.group("zone") == null ? written.toString() : written.append(date.group("zone").strip()).toString();
    }

    private static int fullYear(String figures, Reading reading) {
        int year = number(figures, 0, figures.length());
        if (figures.length() == 4) {
            return year;
        }
        return 2000 + year > reading.latestYear ? 1900 + year : 2000 + year;
    }

    private static int monthNamed(String name) {
        return MONTHS.getOrDefault(name.toLowerCase(Locale.ROOT), 0);
    }

    private static int number(Matcher match, int group) {
        String figures = match.group(group);
        return number(figures, 0, figures.length());
    }

    private static int number(String figures, int from, int to) {
        return Integer.parseInt(figures, from, to, 10);
    }

    private static int digitsFrom(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        String[] names = ("january jan enero ene,february feb febrero feb,march mar marzo mar,april apr abril abr,may mayo,june jun junio,july jul julio,"
                + "august aug agosto ago,september sep sept septiembre setiembre set,october oct octubre,november nov noviembre,"
                + "december dec diciembre dic").split(",");
        for (int month = 0; month < names.length; month++) {
            for (String name : names[month].split(" ")) {
                months.put(name, month + 1);
            }
        }
        return Map.copyOf(months);
    }
}
