package dev.sigilo.classify.domain;

import dev.sigilo.records.Absent;
import java.util.Locale;

/**
 * A patient's age as producers write it: a number of years ({@code 70}, {@code 70.0}, {@code "070"}), a DICOM age
 * string ({@code 070Y}, {@code 006M}, {@code 003W}, {@code 010D}; PS3.5 table 6.2-1), with a unit in words
 * ({@code 70 years}, {@code 6 meses}), or as de-identified data has it ({@code 90+}, {@code >89}).
 */
final class Age {
    private static final int MAX_YEARS = 150;
    private static final double NONE = -1;

    private Age() {
    }

    /** Whether the text is an age, or says that there is none. */
    static boolean isAge(String text) {
        return Absent.isAbsent(text) || parse(text) != NONE;
    }

    /** The age in years, or a negative number where there is none. */
    static double yearsOf(String text) {
        return text == null || Absent.isAbsent(text) ? NONE : parse(text);
    }

    private static double parse(String value) {
        String text = value.strip().toLowerCase(Locale.ROOT);
        if (text.length() > 20) {
            return NONE;
        }
        int at = 0;
        if (text.startsWith(">=")) {
            at = 2;
        } else if (text.startsWith(">")) {
            at = 1;
        }
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        int digits = at;
        int number = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            number = number * 10 + text.charAt(at) - '0';
            at++;
            if (at - digits > 4) {
                return NONE;
            }
        }
        if (at == digits) {
            return NONE;
        }
        if (at < text.length() && text.charAt(at) == '.') {
            // Data frames write whole numbers as 70.0.
            int point = at++;
            while (at < text.length() && text.charAt(at) == '0') {
                at++;
            }
            if (at == point + 1) {
                return NONE;
            }
        }
        if (at < text.length() && text.charAt(at) == '+') {
            at++;
        }
        double years = number * unit(text.substring(at).strip());
        return years >= 0 && years <= MAX_YEARS ? years : NONE;
    }

    private static double unit(String unit) {
        return switch (unit) {
            case "", "y", "yr", "yrs", "y/o", "yo", "year", "years", "year old", "years old", "a", "año", "años",
                    "anos", "ano" -> 1;
            case "m", "mo", "mos", "month", "months", "mes", "meses" -> 1 / 12.0;
            case "w", "wk", "week", "weeks", "semana", "semanas" -> 7 / 365.25;
            case "d", "day", "days", "día", "días", "dia", "dias" -> 1 / 365.25;
            default -> -1000;
        };
    }
}
