package dev.sigilo.classify.domain;

/**
 * Words of disease that are in no table, known by how they end: -itis, -oma, -megaly and the like are Greek, and the
 * same in English and Spanish.
 */
final class Suffixes {
    /** The word that stands in the lexicon for all of these. */
    static final String DISEASE = "wordofdisease";
    /** The word that stands in the lexicon for operations. */
    static final String OPERATION = "wordofoperation";

    private static final int SHORTEST = 7;
    private static final String[] DISEASES = {"itis", "osis", "oma", "omas", "omata", "megaly", "megalia", "pathy",
        "pathies", "patia", "patias", "ectasis", "ectasia", "plasia", "listhesis", "listesis", "penia", "rrhage",
        "rragia", "lithiasis", "litiasis", "itides", "oses", "cele", "plegia", "paresis", "ptosis", "malacia",
        "sclerosis", "trophy", "trofia", "stenosis", "ectopia", "rrhexis"};
    private static final String[] OPERATIONS = {"ectomy", "ectomia", "plasty", "plastia", "ostomy", "ostomia",
        "pexy", "pexia", "desis", "ectomized", "ectomizado", "ectomizada"};

    private Suffixes() {
    }

    /** {@link #DISEASE}, {@link #OPERATION} or null, for a word of a text from {@code start} to {@code end}. */
    static String of(String text, int start, int end) {
        if (end - start < SHORTEST) {
            return null;
        }
        for (String suffix : DISEASES) {
            if (endsWith(text, end, suffix)) {
                return DISEASE;
            }
        }
        for (String suffix : OPERATIONS) {
            if (endsWith(text, end, suffix)) {
                return OPERATION;
            }
        }
        return null;
    }

    private static boolean endsWith(String text, int end, String suffix) {
        for (int i = suffix.length() - 1, at = end - 1; i >= 0; i--, at--) {
            if (Letters.fold(text.charAt(at)) != suffix.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
