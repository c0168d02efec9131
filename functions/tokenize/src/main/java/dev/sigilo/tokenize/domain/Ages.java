package dev.sigilo.tokenize.domain;

import java.util.Optional;

/** Ages, with 90 and over as one class, as 45 CFR 164.514(b)(2)(i)(C) asks. */
public final class Ages {
    /** What stands for every age of 90 and over. */
    public static final String OLDEST = "90+";
    /** From this age on nobody is told apart by it. */
    public static final int OLDEST_YEARS = 90;

    private Ages() {
    }

    /**
     * The age in whole years, or {@link #OLDEST}. Reads {@code 47}, {@code 47.5}, {@code 047Y}, {@code 47 years},
     * {@code 47 años}, {@code 90+}, {@code >89}; months, weeks and days (DICOM AS {@code 006M}) are whole years too, as a rule 0.
     *
     * @return empty where it is not understood
     */
    public static Optional<String> cap(String age) {
        String text = age.strip();
        int start = text.startsWith(">=") ? 2 : text.startsWith(">") ? 1 : 0;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        int end = digitsEnd(text, start);
        if (end == start || end > start + 4) {
            return Optional.empty();
        }
        int number = Integer.parseInt(text.substring(start, end));
        if (text.startsWith(">") && !text.startsWith(">=")) {
            number++;
        }
        int unitAt = end;
        if (unitAt + 1 < text.length() && (text.charAt(unitAt) == '.' || text.charAt(unitAt) == ',')) {
            unitAt = digitsEnd(text, unitAt + 1);
        }
        if (unitAt < text.length() && text.charAt(unitAt) == '+') {
            unitAt++;
        }
        int inOneYear = switch (text.substring(unitAt).strip().toLowerCase(java.util.Locale.ROOT)) {
            case "", "y", "yr", "yrs", "year", "years", "year old", "years old", "y/o", "yo", "a", "año", "años", "ano", "anos" -> 1;
            case "m", "mo", "mos", "month", "months", "mes", "meses" -> 12;
            case "w", "wk", "week", "weeks", "semana", "semanas" -> 52;
            case "d", "day", "days", "día", "días", "dia", "dias" -> 365;
            default -> 0;
        };
        if (inOneYear == 0) {
            return Optional.empty();
        }
        int years = number / inOneYear;
        return Optional.of(years >= OLDEST_YEARS ? OLDEST : Integer.toString(years));
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
