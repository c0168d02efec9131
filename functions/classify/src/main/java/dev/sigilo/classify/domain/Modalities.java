package dev.sigilo.classify.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The DICOM modality codes (PS3.3 C.7.3.1.1.1), which of them are of the same kind, and the words that name them. */
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
     * @param strength    how reliably its words indicate it
     * @param equivalents codes of the same kind of image
     * @param words       words that name it, English and Spanish
     */
    record Modality(String code, Strength strength, Set<String> equivalents, List<String> words) {}

    /** How reliably words indicate a modality. */
    enum Strength {
        /** The words name the modality. */
        NAMED,
        /** The words name the modality if they are the whole content of the modality field. */
        DECLARED,
        /** The words suggest this modality if nothing names another one. */
        HINTED,
        /** The words describe what this modality shows. */
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

    /** Returns a few codes as examples in messages. */
    static String examples() {
        return String.join(", ", List.copyOf(BY_CODE.keySet()).subList(0, 6));
    }

    /** Returns every modality, in the order of the table. */
    static List<Modality> all() {
        return ALL;
    }

    /** Returns the code for a declared value, ignoring case and surrounding blanks, or null. */
    static String codeOf(String declared) {
        String code = declared.strip().toUpperCase(Locale.ROOT);
        return BY_CODE.containsKey(code) ? code : DECLARED.get(code);
    }

    /** Returns whether the images of two modalities are of the same kind. */
    static boolean sameKind(String code, String other) {
        return code.equals(other)
                || BY_CODE.containsKey(code) && BY_CODE.get(code).equivalents().contains(other);
    }
}
