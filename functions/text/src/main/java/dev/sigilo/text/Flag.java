package dev.sigilo.text;

import dev.sigilo.records.Absent;
import dev.sigilo.records.FieldValue;
import java.util.Locale;

/** Reads boolean flags from a producer in their English and Spanish spellings. */
public final class Flag {
    private static final int LONGEST = 9;

    private Flag() {}

    /** Returns whether the text is a written flag, or a placeholder for a missing value according to {@link Absent}. */
    public static boolean isFlag(String text) {
        return Absent.isAbsent(text) || read(text) != null;
    }

    /** Returns the value of the flag, or null if there is none. */
    public static Boolean valueOf(FieldValue value) {
        return value == null || Absent.isAbsent(value.text()) ? null : read(value.text());
    }

    /** Returns the value of the flag, or null if the text is not a written flag. */
    public static Boolean read(String text) {
        String word = text.strip();
        if (word.length() > LONGEST) {
            return null;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1", "1.0", "si", "sí", "s", "verdadero" -> Boolean.TRUE;
            case "false", "f", "no", "n", "0", "0.0", "falso" -> Boolean.FALSE;
            default -> null;
        };
    }
}
