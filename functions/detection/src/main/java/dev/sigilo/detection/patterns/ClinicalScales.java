package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;

/**
 * Recognizes scores on clinical scales: "Glasgow Coma Scale 15", "Lung-RADS category 4A", "Gleason 3+4=7", "escala de
 * Norton 14", "NIHSS 7". The name of a scale may look like a place or person, and the score like an age or house
 * number.
 */
final class ClinicalScales {

    /** The most words before the score of a scale. */
    static final int MOST_WORDS = 8;

    private static final int MOST_NAME_WORDS = 4;
    /** The most digits or Roman numerals of a score. */
    private static final int MOST_LENGTH = 3;

    /**
     * Scales whose name is unambiguous. Names that are also people's or places' names need a word of {@link #SCALES}
     * too.
     */
    private static final IntTable NAMES = IntTable.words("""
            rads birads lungrads pirads tirads lirads orads cadrads gleason bosniak deauville aspects ecog nyha fazekas
            edss kellgren garden apgar glasgow child tnm figo fuhrman gcs nihss rankin barthel karnofsky mmse moca
            minimental meld apache sofa qsofa ranson mallampati phq gad killip timi curb yahr yesavage tinetti agatston
            pfeiffer silverman capurro scheltens koedam gca wfns modic pfirrmann meyerding geneva wells caprini
            alvarado centor balthazar maddrey rockall blatchford oswestry tanner ashworth spetzler lysholm rass saps
            isup outerbridge pasi scorad basdai womac braden norton aldrete epworth shulman intermacs kccq slums
            bisap""");
    /** Their second part, after a hyphen: "Salter-Harris", "Mini-Mental". */
    private static final IntTable JOINED = IntTable.words("rads rad vasc bled pugh lawrence harris mental revised");

    private static final IntTable SCALES =
            IntTable.words("scale score index classification stage escala indice puntuacion clasificacion estadio");
    private static final IntTable OF = IntTable.words("de del of for");
    private static final IntTable BETWEEN = IntTable.words("""
            scale score index category grade type class stage escala indice categoria grado tipo clase estadio
            puntuacion coma total modified modificado modificada of de is was es fue mental""");

    private static final int CHA = Hashes.folded("cha");
    private static final int HUNT = Hashes.folded("hunt");
    private static final int HESS = Hashes.folded("hess");
    private static final int DS = Hashes.folded("ds");

    private final TextWords words;

    ClinicalScales(TextWords words) {
        this.words = words;
    }

    /** Returns the word after the scale with its score that begins at this word, or {@code i}. */
    int end(int i) {
        if (!isLetters(i)) {
            return i;
        }
        int named = nameEnd(i);
        if (named == i) {
            named = words.isIn(i, SCALES) ? afterOf(i) : beforeScale(i);
        }
        if (named == i) {
            return i;
        }
        // "CURB-65 3": the first number belongs to the name.
        boolean numbered = isNumber(named + 1) && isJoined(named, "-") && words.isGlued(named + 1);
        int end = numbered ? score(named + 2, i) : i;
        return end > i ? end : score(named, i);
    }

    /** Recognizes "Lung-RADS", "CURB-65", "Gleason", "CHA2DS2-VASc". */
    private int nameEnd(int i) {
        int k = i;
        if (words.hash[i] == CHA
                && i + 3 < words.count
                && words.hash[i + 2] == DS
                && words.isGlued(i + 1)
                && words.isGlued(i + 2)
                && words.isGlued(i + 3)) {
            return i + 5 < words.count && isJoined(i + 4, "-") && words.isGlued(i + 5) ? i + 6 : i + 4;
        }
        // "Hunt and Hess grade 3": each of the two names by itself is a surname.
        if (words.hash[i] == HUNT && i + 2 < words.count && words.hash[i + 2] == HESS) {
            return i + 3;
        }
        if (k + 2 < words.count
                && isJoined(k + 1, "-")
                && isLetters(k + 2)
                && words.isGlued(k + 2)
                && words.isIn(k + 2, JOINED)) {
            return k + 3;
        }
        return words.isIn(k, NAMES) ? k + 1 : i;
    }

    /** Reads the words up to the score in "escala de coma de Glasgow". */
    private int afterOf(int i) {
        if (i + 1 >= words.count || !words.isIn(i + 1, OF)) {
            return i;
        }
        int k = i + 2;
        while (k < words.count
                && k - i < MOST_WORDS - 2
                && (isLetters(k) || isJoined(k, "-"))
                && !words.startsLine(k)) {
            k++;
        }
        return k > i + 2 ? k : i;
    }

    /** Returns the word after the scale in "Morse Fall Scale". */
    private int beforeScale(int i) {
        int k = i;
        while (k < words.count
                && k - i < MOST_NAME_WORDS
                && (isLetters(k) || k > i && isJoined(k, "-"))
                && (k == i || !words.startsLine(k))) {
            if (k > i && words.isIn(k, SCALES)) {
                return k + 1;
            }
            k++;
        }
        return i;
    }

    private int score(int named, int start) {
        int k = named;
        while (k < words.count
                && (isLetters(k) && words.isIn(k, BETWEEN) || words.isMark(k, ":=-"))
                && k - named < MOST_NAME_WORDS
                && !words.startsLine(k)) {
            k++;
        }
        if (k >= words.count || words.startsLine(k)) {
            return start;
        }
        // "Child-Pugh B7".
        k += isLetters(k) && words.length(k) == 1 && isNumber(k + 1) && words.isGlued(k + 1) ? 1 : 0;
        if (words.isRoman(k, MOST_LENGTH)) {
            // "APACHE II 22".
            return isNumber(k + 1) && !words.startsLine(k + 1) ? k + 2 : k + 1;
        }
        if (!isNumber(k)) {
            return start;
        }
        k++;
        while (k < words.count
                && (words.isGlued(k) && isLetters(k) && words.length(k) == 1
                        || words.isMark(k, "+=-/.,")
                                && isNumber(k + 1)
                                && (words.isGlued(k + 1) || words.isMark(k, "+=")))) {
            k += isLetters(k) ? 1 : 2;
        }
        return k;
    }

    /** Returns whether the word is a number of the length of a score. */
    private boolean isNumber(int k) {
        return k < words.count && words.isDigits(k) && words.length(k) <= MOST_LENGTH;
    }

    private boolean isLetters(int i) {
        return i < words.count && words.isLetters(i);
    }

    private boolean isJoined(int i, String marks) {
        return words.isMark(i, marks) && words.isGlued(i);
    }
}
