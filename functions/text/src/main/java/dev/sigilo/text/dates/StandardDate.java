package dev.sigilo.text.dates;

import dev.sigilo.records.Absent;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * A day as producers write it: an ISO 8601 date ({@code 2024-01-31}), date and time ({@code 2024-01-31T10:20:30Z}),
 * or a DICOM DA or DT ({@code 20240131}, {@code 20240131102030}).
 */
public final class StandardDate {
    private static final int MIN_YEAR = 1850;
    private static final int MAX_YEAR = 2200;

    private StandardDate() {
    }

    /** Whether the text is such a date, or says that there is none. */
    public static boolean isDate(String text) {
        return Absent.isAbsent(text) || parse(text.strip());
    }

    private static boolean parse(String text) {
        if (text.length() > 40) {
            return false;
        }
        if (digits(text, 0, 8)) {
            return day(text, 0, 4, 6) && dicomTime(text, 8);
        }
        if (text.length() < 10 || !digits(text, 0, 4) || text.charAt(4) != '-' || !digits(text, 5, 7)
                || text.charAt(7) != '-' || !digits(text, 8, 10)) {
            return false;
        }
        return day(text, 0, 5, 8) && isoTime(text, 10);
    }

    private static boolean day(String text, int year, int month, int day) {
        int years = number(text, year, year + 4);
        if (years < MIN_YEAR || years > MAX_YEAR) {
            return false;
        }
        try {
            LocalDate.of(years, number(text, month, month + 2), number(text, day, day + 2));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** What may follow YYYYMMDD: HH, MM, SS, a fraction, an offset. */
    private static boolean dicomTime(String text, int from) {
        int at = from;
        for (int limit : new int[] {24, 60, 61}) {
            if (!digits(text, at, at + 2)) {
                break;
            }
            if (number(text, at, at + 2) >= limit) {
                return false;
            }
            at += 2;
        }
        if (at == from + 6) {
            at = fraction(text, at);
        }
        return at > 0 && (at == text.length() || at > from && offset(text, at));
    }

    /** What may follow YYYY-MM-DD: T or a space, hh:mm, seconds, a fraction, Z or an offset. */
    private static boolean isoTime(String text, int from) {
        if (text.length() == from) {
            return true;
        }
        char separator = text.charAt(from);
        int at = from + 1;
        if (separator != 'T' && separator != 't' && separator != ' ' || !clock(text, at, 24)
                || at + 2 >= text.length() || text.charAt(at + 2) != ':' || !clock(text, at + 3, 60)) {
            return false;
        }
        at += 5;
        if (at < text.length() && text.charAt(at) == ':') {
            if (!clock(text, at + 1, 61)) {
                return false;
            }
            at = fraction(text, at + 3);
        }
        return at > 0 && (at == text.length() || offset(text, at));
    }

    private static boolean clock(String text, int at, int limit) {
        return digits(text, at, at + 2) && number(text, at, at + 2) < limit;
    }

    /** The end of a fraction that begins at {@code at}, {@code at} where there is none, -1 where it is broken. */
    private static int fraction(String text, int at) {
        if (at >= text.length() || text.charAt(at) != '.' && text.charAt(at) != ',') {
            return at;
        }
        int end = at + 1;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end == at + 1 || end > at + 10 ? -1 : end;
    }

    private static boolean offset(String text, int at) {
        if (text.length() == at + 1) {
            return text.charAt(at) == 'Z' || text.charAt(at) == 'z';
        }
        if (text.charAt(at) != '+' && text.charAt(at) != '-' || !clock(text, at + 1, 24)) {
            return false;
        }
        int minutes = at + 3;
        if (minutes < text.length() && text.charAt(minutes) == ':') {
            minutes++;
        }
        return minutes == text.length() || clock(text, minutes, 60) && minutes + 2 == text.length();
    }

    private static boolean digits(String text, int from, int to) {
        if (to > text.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
