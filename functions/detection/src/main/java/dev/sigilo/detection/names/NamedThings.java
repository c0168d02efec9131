package dev.sigilo.detection.names;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;

/** Nouns that turn a person's name before them into a term: "Foley catheter", "Paget disease". */
public final class NamedThings {

    /**
     * Nouns of findings that do not belong to a person: a name before them is always an eponym. Reflexes and murmurs
     * can be a person's.
     */
    private static final IntTable SIGNS =
            IntTable.words("sign maneuver maneuvers manoeuvre phenomenon triad law criteria classification "
                    + "signo signos maniobra fenomeno triada ley criterios clasificacion");
    /** Nouns of illnesses and anatomy, which keep their eponym's possessive: "Baker's cyst", "Barrett's esophagus". */
    private static final IntTable DISEASES = IntTable.words("""
            disease syndrome esophagus contracture palsy cyst lymphoma sarcoma thyroiditis paralysis encephalopathy
            chorea gangrene ligament duct gland pouch fascia foramen canal triangle node nodes enfermedad sindrome""");
    /**
     * Nouns that are also surnames ("Law", "Ring") are listed here and not in {@link NameCues}, whose words no name may
     * contain.
     */
    private static final IntTable NOUNS = IntTable.words("""
            murmur murmurs reflex reflexes reflejo esophagus cyst tube drain operation repair palsy contracture
            retractor clamp forceps scissors tendon node nodes nodule nodules incision position lymphoma thyroiditis
            ophthalmopathy paralysis chorea dementia anastomosis fundoplication esophagectomy diverticulum ring line
            angle technique stain index lesion deformity cells bodies needle pin wire plate prosthesis splint brace
            boot collar bandage dressing nevus ulcer gangrene anomaly malformation point ligament fracture hernia
            sarcoma tumor triangle duct gland space pouch fascia foramen canal staging grading cell cannula speculum
            trocar introducer dilator laryngoscope dissector grasper elevator curette rongeur hook knife balloon
            guidewire frame protocol clamps retractors catheters lesions lavage projection formula equation method
            nipple catheter suture sutures stent filter valve graft shunt nodulo""");

    /**
     * Nouns of anatomy and techniques that are rarely described as a patient's: "Palmer's point". "Fox's glands" may be
     * a patient's.
     */
    private static final IntTable LANDMARKS =
            IntTable.words("point points lines triangle angle pouch ligament fascia foramen canal duct ring technique "
                    + "method formula equation");

    private NamedThings() {}

    /** Returns whether the word is a device that is named only after its inventor: "Foley". */
    public static boolean isDevice(String word) {
        return ClinicalNames.isListedDevice(Hashes.folded(word));
    }

    /** Returns whether the word, in any case, is such a noun. */
    public static boolean contains(String word) {
        return isOne(Hashes.folded(word));
    }

    static boolean isOne(int wordHash) {
        int cue = NameCues.of(wordHash);
        return isSign(wordHash)
                || NOUNS.get(wordHash) != IntTable.ABSENT
                || cue != IntTable.ABSENT && (cue & NameCues.EPONYM) != 0;
    }

    /** Returns whether the word is a noun of a finding that does not belong to a person: "sign", "murmur". */
    static boolean isSign(int wordHash) {
        return SIGNS.get(wordHash) != IntTable.ABSENT;
    }

    /** Returns whether the word is a noun of anatomy or a technique, after whose discoverer it is named. */
    static boolean isLandmark(int wordHash) {
        return LANDMARKS.get(wordHash) != IntTable.ABSENT;
    }

    /** Returns whether the word is a noun of an illness or of anatomy: "disease", "esophagus". */
    static boolean isDisease(int wordHash) {
        return DISEASES.get(wordHash) != IntTable.ABSENT;
    }
}
