package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.identifiers.IdentifierScheme;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.text.WordList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The types that keys, columns and element names of records give to their values: "PatientName", "last_name", "F.
 * Nac.", "nhc".
 */
final class RecordKeys {

    private static final int LONGEST = 40;
    private static final Map<String, IdentifierType> KEYS = new HashMap<>();
    /** Keys that are also everyday words. Their value must look like an identifier. */
    private static final Map<String, IdentifierType> ORDINARY = new HashMap<>();

    private static final List<String> STAFF = WordList.listOfWords("""
            referring attending performing ordering admitting consulting operating physicians physician provider
            doctor author operators operator reading requesting practitioner medico surgeon reporting
            responsible primary facultativo""");
    private static final List<String> PEOPLE = WordList.listOfWords("""
            patients patient paciente pac pt subject mothers mother fathers father guarantor insured contact
            nextofkin nok emergency person subscriber guardian home current legal del de num numero no n number
            id""");

    static {
        for (IdentifierScheme scheme : IdentifierScheme.values()) {
            scheme.type().ifPresent(type -> {
                scheme.recordKeys().forEach(key -> KEYS.put(key, type));
                scheme.ordinaryKeys().forEach(key -> ORDINARY.put(key, type));
            });
        }
    }

    private RecordKeys() {}

    /**
     * Returns the type of the value of the key in this range, or null. Everyday words are keys only {@code
     * inStructure}.
     */
    static IdentifierType of(String text, int from, int to, boolean inStructure) {
        if (to - from > LONGEST) {
            return null;
        }
        StringBuilder letters = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = Hashes.fold(text.charAt(i));
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                letters.append(c);
            }
        }
        return of(letters.toString(), inStructure);
    }

    private static IdentifierType of(String key, boolean inStructure) {
        IdentifierType type = KEYS.get(key);
        type = type == null && inStructure ? ORDINARY.get(key) : type;
        if (type != null || key.length() < 4) {
            return type;
        }
        for (String prefix : STAFF) {
            if (key.startsWith(prefix)) {
                IdentifierType rest = of(key.substring(prefix.length()), true);
                return rest == IdentifierType.PATIENT_NAME ? IdentifierType.STAFF_NAME : rest;
            }
        }
        for (String prefix : PEOPLE) {
            if (key.startsWith(prefix) && key.length() > prefix.length() + 1) {
                return of(key.substring(prefix.length()), true);
            }
        }
        return null;
    }

    /**
     * Returns whether the key is an everyday word, whose value may be something else: "name" may be the name of a drug.
     */
    static boolean isOrdinary(String text, int from, int to) {
        return ORDINARY.containsKey(text.substring(from, to).strip().toLowerCase(Locale.ROOT));
    }
}
