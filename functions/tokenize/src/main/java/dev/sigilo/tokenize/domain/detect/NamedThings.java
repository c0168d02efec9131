package dev.sigilo.tokenize.domain.detect;

/** Nouns that a person's name before them turns into a term: "Foley catheter", "Paget disease". */
public final class NamedThings {

    /** Nouns that are surnames too ("Law", "Ring") are here and not in {@link NameCues}, where no name may contain its words. */
    private static final IntTable NOUNS = ClinicalScales.words("cyst tube drain operation repair palsy contracture retractor clamp forceps "
            + "scissors tendon node nodes incision position reflex phenomenon esophagus lymphoma thyroiditis ophthalmopathy paralysis "
            + "chorea dementia anastomosis fundoplication esophagectomy diverticulum ring line angle technique stain index lesion "
            + "deformity cells bodies needle pin wire plate prosthesis splint brace collar bandage dressing nevus ulcer gangrene "
            + "anomaly malformation triad law point ligament fracture");

    private NamedThings() {}

    /** Returns whether the word, in any case, is such a noun. */
    public static boolean contains(String word) {
        return isOne(Hashes.folded(word));
    }

    static boolean isOne(int wordHash) {
        int cue = NameCues.of(wordHash);
        return NOUNS.get(wordHash) != IntTable.ABSENT || cue != IntTable.ABSENT && (cue & NameCues.EPONYM) != 0;
    }
}
