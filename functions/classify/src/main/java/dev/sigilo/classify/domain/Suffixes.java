package dev.sigilo.classify.domain;

import dev.sigilo.text.Letters;
import java.util.ArrayList;
import java.util.List;

/**
 * Recognizes words for diseases and operations that are not in any table by their endings: -itis, -oma, -megaly and
 * similar endings are Greek, and the same in English and Spanish.
 */
final class Suffixes {
    /** The placeholder in the terms for all words of disease. */
    static final String DISEASE = "wordofdisease";
    /** The placeholder in the terms for all words of operations. */
    static final String OPERATION = "wordofoperation";

    private static final int SHORTEST = 7;
    private static final String[] DISEASES = {
        "itis",
        "osis",
        "oma",
        "omas",
        "omata",
        "megaly",
        "megalia",
        "pathy",
        "pathies",
        "patia",
        "patias",
        "ectasis",
        "ectasia",
        "plasia",
        "listhesis",
        "listesis",
        "penia",
        "rrhage",
        "rragia",
        "lithiasis",
        "litiasis",
        "itides",
        "oses",
        "cele",
        "plegia",
        "paresis",
        "ptosis",
        "malacia",
        "sclerosis",
        "trophy",
        "trofia",
        "stenosis",
        "ectopia",
        "rrhexis"
    };
    private static final String[] OPERATIONS = {
        "ectomy",
        "ectomia",
        "plasty",
        "plastia",
        "ostomy",
        "ostomia",
        "pexy",
        "pexia",
        "desis",
        "ectomized",
        "ectomizado",
        "ectomizada"
    };

    /** By the last letter: the endings and their meanings. */
    private static final String[][] ENDINGS = new String[128][];

    private static final String[][] MEANINGS = new String[128][];

    static {
        for (char last = 'a'; last <= 'z'; last++) {
            List<String> endings = new ArrayList<>();
            List<String> meanings = new ArrayList<>();
            collect(DISEASES, DISEASE, last, endings, meanings);
            collect(OPERATIONS, OPERATION, last, endings, meanings);
            if (!endings.isEmpty()) {
                ENDINGS[last] = endings.toArray(String[]::new);
                MEANINGS[last] = meanings.toArray(String[]::new);
            }
        }
    }

    private static void collect(String[] all, String meaning, char last, List<String> endings, List<String> meanings) {
        for (String ending : all) {
            if (ending.charAt(ending.length() - 1) == last) {
                endings.add(ending);
                meanings.add(meaning);
            }
        }
    }

    private Suffixes() {}

    /**
     * Returns {@link #DISEASE}, {@link #OPERATION} or null for the word of a text from {@code start} to {@code end}.
     */
    static String of(String text, int start, int end) {
        if (end - start < SHORTEST) {
            return null;
        }
        char last = Letters.fold(text.charAt(end - 1));
        if (last >= ENDINGS.length || ENDINGS[last] == null) {
            return null;
        }
        String[] endings = ENDINGS[last];
        for (int i = 0; i < endings.length; i++) {
            if (endsWith(text, end, endings[i])) {
                return MEANINGS[last][i];
            }
        }
        return null;
    }

    private static boolean endsWith(String text, int end, String suffix) {
        for (int i = suffix.length() - 2, at = end - 2; i >= 0; i--, at--) {
            if (Letters.fold(text.charAt(at)) != suffix.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
