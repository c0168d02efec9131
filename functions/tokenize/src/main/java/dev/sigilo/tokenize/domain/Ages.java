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
     * {@code 47 años}; months, weeks and days (DICOM AS {@code 006M}) are whole years too, as a rule 0.
     *
     * @return empty where it is not understood
     */
    public static Optional<String> cap(String age) {
        String text = age.strip();
        int end = 0;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        if (end == 0 || end > 4) {
            return Optional.empty();
        }
        int number = Integer.parseInt(text.substring(0, end));
        int unitAt = end;
        if (unitAt + 1 < text.length() && (text.charAt(unitAt) == '.' || text.charAt(unitAt) == ',') && isDigit(text.charAt(unitAt + 1))) {
            do {
                unitAt++;
            } while (unitAt < text.length() && isDigit(text.charAt(unitAt)));
        }
        int inOneYear = switch (text.substring(unitAt).strip().toLowerCase(java.util.Locale.ROOT)) {
            case "", "y", "yr", "yrs", "year", "years", "y/o", "yo", "a", "año", "años", "+" -> 1;
            case "m", "mo", "month", "months", "mes", "meses" -> 12;
            case "w", "week", "weeks", "semana", "semanas" -> 52;
            case "d", "day", "days", "día", "días", "dia", "dias" -> 365;
            default -> 0;
        };
        if (inOneYear == 0) {
            return Optional.empty();
        }
        int years = number / inOneYear;
        return Optional.of(years >= OLDEST_YEARS ? OLDEST : Integer.toString(years));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
