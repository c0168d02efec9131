package dev.sigilo.formats.dicom;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the dates and times of DICOM (PS3.5 section 6.2) as ISO 8601 does. What is not a date stays as it is. */
final class DicomDates {
    /** DA, also in the form of ACR-NEMA with dots, and the date of a DT, which may end after the year or the month. */
    private static final Pattern DATE =
            Pattern.compile("([0-9]{4})(?:[.]?(0[1-9]|1[0-2])(?:[.]?(0[1-9]|[12][0-9]|3[01]))?)?");

    private static final Pattern TIME =
            Pattern.compile("([01][0-9]|2[0-3])(?::?([0-5][0-9])(?::?([0-5][0-9]|60)([.][0-9]{1,6})?)?)?");
    private static final Pattern DATE_TIME =
            Pattern.compile("([0-9]{4,8})(?:([0-9]{2,6})([.][0-9]{1,6})?)?([+-][0-9]{4})?");
    private static final int DAY_LENGTH = 8;

    private DicomDates() {}

    /** Returns {@code YYYY-MM-DD}, {@code YYYY-MM} or {@code YYYY} of a DA or DT; null for null. */
    static String date(String text) {
        if (text == null) {
            return null;
        }
        Matcher date = DATE.matcher(text);
        if (date.matches()) {
            return joined(date);
        }
        if (text.length() > DAY_LENGTH && DATE_TIME.matcher(text).matches()) {
            Matcher day = DATE.matcher(text.substring(0, DAY_LENGTH));
            if (day.matches()) {
                return joined(day);
            }
        }
        return text;
    }

    private static String joined(Matcher date) {
        StringBuilder iso = new StringBuilder(date.group(1));
        for (int i = 2; i <= 3 && date.group(i) != null; i++) {
            iso.append('-').append(date.group(i));
        }
        return iso.toString();
    }

    /** Returns {@code HH:MM} or {@code HH:MM:SS} of a TM; null for null. */
    static String time(String text) {
        if (text == null) {
            return null;
        }
        Matcher time = TIME.matcher(text);
        if (!time.matches() || time.group(2) == null) {
            return text;
        }
        return time.group(1) + ":" + time.group(2) + (time.group(3) == null ? "" : ":" + time.group(3));
    }

    /** Returns the date and the time of a DT, separated by a space; null for null. */
    static String dateTime(String text) {
        if (text == null || text.length() <= DAY_LENGTH) {
            return date(text);
        }
        String date = date(text);
        String time = text.substring(DAY_LENGTH).replaceFirst("[+-][0-9]{4}$", "");
        return date.equals(text) || time.isEmpty() ? date : date + " " + time(time);
    }
}
