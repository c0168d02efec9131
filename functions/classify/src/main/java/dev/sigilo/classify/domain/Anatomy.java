package dev.sigilo.classify.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The body parts: DICOM terms and codes (PS3.16 CID 4031), which part belongs to which region, and the words that name
 * them.
 */
final class Anatomy {
    private static final Map<String, Part> BY_TERM = new LinkedHashMap<>();
    private static final Map<String, String> TERM_OF_CODE = new HashMap<>();
    private static final List<String> CHEST_HINTS = new ArrayList<>();

    static {
        for (String line : Resources.lines("anatomy.txt")) {
            String[] columns = line.split("\\|");
            String term = columns[0].strip();
            List<String> words = new ArrayList<>();
            for (String word : columns[4].split(";")) {
                words.add(word.strip());
            }
            if (term.equals("CHEST?")) {
                CHEST_HINTS.addAll(words);
                continue;
            }
            String wholes = columns[2].strip();
            BY_TERM.put(
                    term,
                    new Part(
                            term,
                            wholes.equals("-") ? List.of() : List.of(wholes.split(" ")),
                            Integer.parseInt(columns[3].strip()),
                            List.copyOf(words)));
            for (String code : columns[1].strip().split(" ")) {
                TERM_OF_CODE.put(code, term);
            }
        }
    }

    private Anatomy() {}

    /**
     * One body part.
     *
     * @param term  DICOM Body Part Examined term
     * @param of    regions that it belongs to, or that it spans
     * @param rank  1 for a part that leads a study of several parts, higher for other parts
     * @param words words that name it, English and Spanish
     */
    record Part(String term, List<String> of, int rank, List<String> words) {}

    static Iterable<Part> all() {
        return BY_TERM.values();
    }

    /** Returns the words that indicate the chest if no part is named. */
    static List<String> chestHints() {
        return List.copyOf(CHEST_HINTS);
    }

    static Set<String> terms() {
        return BY_TERM.keySet();
    }

    static Part part(String term) {
        return BY_TERM.get(term);
    }

    /** Returns the term for a DICOM term or SNOMED code, or null. */
    static String termOf(String termOrCode) {
        String value = termOrCode.strip().toUpperCase(Locale.ROOT);
        return BY_TERM.containsKey(value) ? value : TERM_OF_CODE.get(value);
    }

    /** Returns whether the part belongs to the region, at any depth; false if they are equal. */
    static boolean isPartOf(String term, String region) {
        Part part = BY_TERM.get(term);
        if (part == null) {
            return false;
        }
        for (String whole : part.of()) {
            if (whole.equals(region) || isPartOf(whole, region)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the part and all regions that it belongs to. */
    static Set<String> withRegions(String term) {
        Set<String> all = new LinkedHashSet<>();
        all.add(term);
        for (String whole : BY_TERM.get(term).of()) {
            all.addAll(withRegions(whole));
        }
        return all;
    }
}
