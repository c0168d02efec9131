package dev.sigilo.text;

import dev.sigilo.records.Absent;
import dev.sigilo.records.FieldValue;
import java.util.Locale;

/** The flags a producer may declare, in the ways that they are written. */
public final class Flag {
    private Flag() {
    }

    /** Whether the text is one of the ways to write a flag, or says that there is none. */
    public static boolean isFlag(String text) {
        return Absent.isAbsent(text) || parse(text) != null;
    }

    /** What the flag says, or null where it says nothing. */
    public static Boolean valueOf(FieldValue value) {
        return value == null || Absent.isAbsent(value.text()) ? null : parse(value.text());
    }

    private static Boolean parse(String text) {
        String word = text.strip();
        if (word.length() > 9) {
            return null;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1", "1.0", "si", "sí", "s", "verdadero" -> Boolean.TRUE;
            case "false", "f", "no", "n", "0", "0.0", "falso" -> Boolean.FALSE;
            default -> null;
        };
    }
}
