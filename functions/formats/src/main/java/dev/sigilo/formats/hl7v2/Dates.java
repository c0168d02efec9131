package dev.sigilo.formats.hl7v2;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates in HL7's notation YYYY[MM[DD[HH[MM[SS[.S]]]]]][+ZZZZ] (HL7 v2.8.2 section 2A.3.22). */
final class Dates {
    private static final Pattern HL7 =
            Pattern.compile("(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:\\d{2,10}(?:\\.\\d{1,9})?)?)?)?" + "(?:[+-]\\d{4})?");
    private static final Pattern ISO = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ]\\d{2}:\\d{2}.{0,20}");

    private Dates() {}

    /** Returns the date as YYYY-MM-DD, YYYY-MM or YYYY without time and zone, or the text itself if it is not a date. */
    static String iso(String text) {
        String written = text.strip();
        if (written.length() < 4 || written.length() > 40) {
            return text;
        }
        Matcher iso = ISO.matcher(written);
        if (iso.matches()) {
            return isDay(iso.group(1)) ? iso.group(1) : text;
        }
        Matcher date = HL7.matcher(written);
        if (!date.matches() || date.group(1).equals("0000")) {
            return text;
        }
        if (date.group(2) == null) {
            return date.group(1);
        }
        String month = date.group(1) + "-" + date.group(2);
        if (date.group(3) == null) {
            return isDay(month + "-01") ? month : text;
        }
        String day = month + "-" + date.group(3);
        return isDay(day) ? day : text;
    }

    private static boolean isDay(String iso) {
        try {
            LocalDate.parse(iso);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
