package dev.sigilo.text.dates;

import dev.sigilo.records.Absent;
import dev.sigilo.text.Digits;

/**
 * Dates in a standard format only: an ISO 8601 date ({@code 2024-01-31}), date and time ({@code 2024-01-31T10:20:30Z}),
 * or a DICOM DA or DT ({@code 20240131}, {@code 20240131102030}). Stricter than {@link FieldDates}: the time of day is
 * also checked.
 */
public final class StandardDate {
    private StandardDate() {}

    /** Returns whether the text is such a date, or a placeholder for a missing value according to {@link Absent}. */
    public static boolean isDate(String text) {
        return Absent.isAbsent(text) || parse(text.strip());
    }

    private static boolean parse(String text) {
        if (text.length() > 40) {
            return false;
        }
        if (Digits.areDigits(text, 0, 8)) {
            return day(text, 0, 4, 6) && dicomTime(text, 8);
        }
        boolean isIso = text.length() >= 10
                && Digits.areDigits(text, 0, 4)
                && text.charAt(4) == '-'
                && Digits.areDigits(text, 5, 7)
                && text.charAt(7) == '-'
                && Digits.areDigits(text, 8, 10);
        return isIso && day(text, 0, 5, 8) && isoTime(text, 10);
    }

    private static boolean day(String text, int year, int month, int day) {
        int years = Digits.number(text, year, year + 4);
        return FieldDates.isYear(years)
                && CalendarDay.exists(years, Digits.number(text, month, month + 2), Digits.number(text, day, day + 2));
    }

    /** Returns whether the rest of the text may follow YYYYMMDD: HH, MM, SS, a fraction, an offset. */
    private static boolean dicomTime(String text, int from) {
        int at = from;
        for (int limit : new int[] {24, 60, 61}) {
            if (!Digits.areDigits(text, at, at + 2)) {
                break;
            }
            if (Digits.number(text, at, at + 2) >= limit) {
                return false;
            }
            at += 2;
        }
        if (at == from + 6) {
            at = fraction(text, at);
        }
        return at > 0 && (at == text.length() || at > from && offset(text, at));
    }

    /**
     * Returns whether the rest of the text may follow YYYY-MM-DD: T or a space, hh:mm, seconds, a fraction, Z or an
     * offset.
     */
    private static boolean isoTime(String text, int from) {
        if (text.length() == from) {
            return true;
        }
        char separator = text.charAt(from);
        int at = from + 1;
        if (separator != 'T' && separator != 't' && separator != ' '
                || !clock(text, at, 24)
                || at + 2 >= text.length()
                || text.charAt(at + 2) != ':'
                || !clock(text, at + 3, 60)) {
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
        return Digits.areDigits(text, at, at + 2) && Digits.number(text, at, at + 2) < limit;
    }

    /**
     * Returns the end of a fraction that starts at {@code at}, {@code at} itself if there is none, or -1 if it is
     * malformed.
     */
    private static int fraction(String text, int at) {
        if (at >= text.length() || text.charAt(at) != '.' && text.charAt(at) != ',') {
            return at;
        }
        int end = Digits.end(text, at + 1);
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
}
