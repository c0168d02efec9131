package dev.sigilo.tokenize.domain;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.util.Optional;

/**
 * Dates that stand alone in a field: ISO 8601 ({@code 2016-06-17}, with time and zone or without, {@code 2016-06},
 * {@code 2016}), DICOM DA and DT ({@code 20160617}, {@code 20160617103000}), and {@code 17/06/2016} with the separators
 * {@code / . -}, day first but where the language is English and the day could be a month. What comes out is ISO 8601.
 * A date that no calendar has is not understood.
 */
public final class FieldDates {
    private static final int LATEST_YEAR_OF_TWO_DIGITS = 2029;

    private FieldDates() {
    }

    private enum Precision { DAY, MONTH, YEAR }

    private record Read(LocalDate date, Precision precision, String time) {
    }

    /**
     * The date moved by so many days, the time of day and its zone as they were.
     *
     * @return empty where the value is no possible date
     */
    public static Optional<String> shift(String value, String language, int days) {
        Read read = read(value.strip(), language);
        if (read == null) {
            return Optional.empty();
        }
        LocalDate moved;
        try {
            moved = read.date.plusDays(days);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
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
    public static Optional<Integer> year(String value, String language) {
        Read read = read(value.strip(), language);
        return read == null ? Optional.empty() : Optional.of(read.date.getYear());
    }

    private static Read read(String text, String language) {
        try {
            int[] numbers = new int[3];
            int digits = digitsFrom(text, 0);
            if (digits == text.length()) {
                return compact(text);
            }
            if (digits >= 8) {
                return dicomDateTime(text, digits);
            }
            char separator = text.charAt(digits);
            if (separator != '-' && separator != '/' && separator != '.') {
                return null;
            }
            int at = 0;
            int parts = 0;
            int firstLength = digits;
            int thirdLength = 0;
            while (parts < 3) {
                int length = digitsFrom(text, at);
                if (length == 0 || length > 4) {
                    return null;
                }
                numbers[parts++] = Integer.parseInt(text.substring(at, at + length));
                at += length;
                thirdLength = length;
                if (parts == 3 || at == text.length()) {
                    break;
                }
                if (text.charAt(at) != separator) {
                    return null;
                }
                at++;
            }
            if (firstLength == 4) {
                if (parts == 2) {
                    return at == text.length() ? new Read(LocalDate.of(numbers[0], numbers[1], 15), Precision.MONTH, "") : null;
                }
                String time = text.substring(at);
                return isTime(time) ? new Read(LocalDate.of(numbers[0], numbers[1], numbers[2]), Precision.DAY, time) : null;
            }
            if (parts != 3 || at != text.length() || firstLength > 2 || thirdLength != 2 && thirdLength != 4) {
                return null;
            }
            boolean monthFirst = numbers[1] > 12 || "en".equals(language) && numbers[0] <= 12;
            int year = thirdLength == 4 ? numbers[2] : century(numbers[2]);
            return new Read(monthFirst ? LocalDate.of(year, numbers[0], numbers[1]) : LocalDate.of(year, numbers[1], numbers[0]), Precision.DAY, "");
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Read compact(String text) {
        return switch (text.length()) {
            case 4 -> new Read(Year.of(Integer.parseInt(text)).atMonthDay(java.time.MonthDay.of(7, 2)), Precision.YEAR, "");
            case 8, 10, 12, 14 -> new Read(day(text), Precision.DAY, "");
            default -> null;
        };
    }

    /** DICOM DT: a fraction of a second and the offset from UTC may follow. The time is left out. */
    private static Read dicomDateTime(String text, int digits) {
        for (int i = digits; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && c != '.' && c != '+' && c != '-') {
                return null;
            }
        }
        return new Read(day(text), Precision.DAY, "");
    }

    private static LocalDate day(String text) {
        return LocalDate.of(Integer.parseInt(text.substring(0, 4)), Integer.parseInt(text.substring(4, 6)),
                Integer.parseInt(text.substring(6, 8)));
    }

    private static int century(int twoDigits) {
        int year = 2000 + twoDigits;
        return year > LATEST_YEAR_OF_TWO_DIGITS ? year - 100 : year;
    }

    private static int digitsFrom(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }

    /** Nothing, or T or a space and then a time of day with its zone. No other letters, so that nothing hides there. */
    private static boolean isTime(String text) {
        if (text.isEmpty()) {
            return true;
        }
        if (text.length() < 3 || text.length() > 32 || text.charAt(0) != 'T' && text.charAt(0) != 't' && text.charAt(0) != ' ') {
            return false;
        }
        int digits = 0;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c != ':' && c != '.' && c != ',' && c != '+' && c != '-' && !((c == 'Z' || c == 'z') && i == text.length() - 1)) {
                return false;
            }
        }
        return digits >= 2;
    }
}
