package dev.sigilo.records;

import java.util.Locale;
import java.util.Set;

/** Recognizes placeholders for a missing value: blanks, de-identification marks, and words for an empty cell. */
public final class Absent {
    private static final Set<String> WORDS = Set.of(
            "na",
            "n/a",
            "nan",
            "null",
            "none",
            "nil",
            "unknown",
            "unk",
            "not available",
            "not applicable",
            "desconocido",
            "desconocida",
            "no consta",
            "no disponible",
            "nd",
            "s/d",
            "redacted",
            "removed",
            "-",
            "?");

    private Absent() {}

    /**
     * Returns whether the value is blank, a mark like {@code XXXX}, {@code ____}, {@code [**...**]}, or a word like
     * N/A.
     */
    public static boolean isAbsent(String value) {
        String text = IdText.strip(value);
        if (text.isEmpty() || isMask(text)) {
            return true;
        }
        if (text.length() > 4 && text.startsWith("[**") && text.endsWith("**]")) {
            return true;
        }
        return text.length() <= 16 && WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Returns whether the text consists only of X, *, _, # and separators. */
    public static boolean isMask(String text) {
        boolean mask = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'X' || c == 'x' || c == '*' || c == '_' || c == '#') {
                mask = true;
            } else if (c != ' ' && c != '-' && c != '/' && c != '.' && c != ',') {
                return false;
            }
        }
        return mask;
    }
}
