package dev.sigilo.classify.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** DICOM modality codes (PS3.3 C.7.3.1.1.1), which of them are one kind, and the words that name them. */
final class Modalities {
    private static final List<Modality> ALL = load();
    private static final Map<String, Modality> BY_CODE = new LinkedHashMap<>();
    /** Words that a modality field may contain instead of a code. */
    private static final Map<String, String> DECLARED = new LinkedHashMap<>();

    static {
        for (Modality modality : ALL) {
            BY_CODE.putIfAbsent(modality.code(), modality);
            if (modality.strength() == Strength.DECLARED) {
                modality.words().forEach(word -> DECLARED.put(word.toUpperCase(Locale.ROOT), modality.code()));
            }
        }
    }

    private Modalities() {}

    /**
     * One modality.
     *
     * @param code        DICOM's code
     * @param strength    how sure its words are
     * @param equivalents codes of the same kind of image
     * @param words       words that name it, English and Spanish
     */
    record Modality(String code, Strength strength, Set<String> equivalents, List<String> words) {}

    /** How sure words are. */
    enum Strength {
        /** They name the modality. */
        NAMED,
        /** They name it if they are the whole content of the modality field. */
        DECLARED,
        /** They are said of this modality where nothing names another. */
        HINTED,
        /** They describe what this modality shows. */
        SEEN
    }

    private static List<Modality> load() {
        List<Modality> all = new ArrayList<>();
        for (String line : Resources.lines("modalities.txt")) {
            String[] columns = line.split("\\|", -1);
            String code = columns[0].strip();
            Strength strength = code.endsWith("?")
                    ? Strength.HINTED
                    : code.endsWith("~") ? Strength.SEEN : code.endsWith("=") ? Strength.DECLARED : Strength.NAMED;
            List<String> words = new ArrayList<>();
            for (String word : columns.length < 3 ? new String[0] : columns[2].split(";")) {
                if (!word.isBlank()) {
                    words.add(word.strip());
                }
            }
            String others = columns.length < 2 ? "" : columns[1].strip();
            all.add(new Modality(
                    strength == Strength.NAMED ? code : code.substring(0, code.length() - 1),
                    strength,
                    others.isEmpty() ? Set.of() : Set.of(others.split(" ")),
                    List.copyOf(words)));
        }
        return List.copyOf(all);
    }

    static boolean isCode(String code) {
        return BY_CODE.containsKey(code);
    }

    /** A few codes, for messages. */
    static String examples() {
        return String.join(", ", List.copyOf(BY_CODE.keySet()).subList(0, 6));
    }

    /** Every line of the table, in its order. */
    static List<Modality> all() {
        return ALL;
    }

    /** The code that a declared value is, in any case and with blanks around, or null. */
    static String codeOf(String declared) {
        String code = declared.strip().toUpperCase(Locale.ROOT);
        return BY_CODE.containsKey(code) ? code : DECLARED.get(code);
    }

    /** Whether images of one modality are of the kind of another. */
    static boolean sameKind(String code, String other) {
        return code.equals(other)
                || BY_CODE.containsKey(code) && BY_CODE.get(code).equivalents().contains(other);
    }
}
