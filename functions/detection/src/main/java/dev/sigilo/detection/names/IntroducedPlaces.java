package dev.sigilo.detection.names;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.detection.words.WordClasses;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;

/**
 * Places and institutions of any name that the words before them introduce: an employer ("works at Golden Lotus
 * Nails"), a hospital ("was treated at Bauer & Stone"), a place where a person lives or travels ("ranches outside
 * Chinle").
 */
final class IntroducedPlaces {

    /** What a person does at an employer or school. Occupations count too. */
    private static final IntTable WORKS = IntTable.words("""
            work works worked working job jobs employed employee student teaches taught teaching attends attended
            enrolled volunteer volunteers volunteered retired shift shifts internship apprentice studies studied
            coaches coached sings plays teller cashier clerk barista bartender welder mechanic paralegal dispatcher
            janitor custodian foreman supervisor freshman sophomore senior""");
    /** What is done to patients at a hospital or clinic. */
    private static final IntTable TREATED = IntTable.words("""
            seen evaluated hospitalized admitted delivered therapy rehab obtained performed done mammogram biopsy
            surgery operated treated born consult transplant dialysis appointment stay follows followed booster
            vaccine vaccinated""");
    /** What a person does or has where they live or travel. */
    private static final IntTable LIVES = IntTable.words("""
            live lives lived living reside resides moved born raised grew farm farms ranch ranches ranched cabin
            home house shop hunts hunted fishes fishing camping hiking trip vacation stationed visiting visited
            traveled crash accident""");

    private static final IntTable AT = IntTable.words("at for");
    private static final IntTable NEAR = IntTable.words("near outside");
    /** Words within a name. */
    private static final IntTable INNER = IntTable.words("of");

    private static final int AT_PLACE = Hashes.folded("at");
    /** The number of words before the place within which the activity must be mentioned. */
    private static final int REACH = 6;

    private static final int MOST_WORDS = 7;

    private final TextWords words;
    private final NameWords names;

    IntroducedPlaces(NameWords names) {
        this.words = names.words;
        this.names = names;
    }

    /**
     * Returns the place or institution after this word if it is "at", "for", "near" or "outside" and an activity of a
     * person at that place is mentioned before it, or null.
     */
    Span behind(int i) {
        boolean near = words.isIn(i, NEAR);
        if (!near && !words.isIn(i, AT) || words.isCapitalised(i) || i + 1 >= words.count) {
            return null;
        }
        int first = words.hash[i + 1] == InstitutionHeads.THE && words.shape[i + 1] == 0 && !near ? i + 2 : i + 1;
        int end = phraseEnd(first);
        if (end == first || words.gap[first] != TextWords.ONE_SPACE || end < words.count && words.isDigits(end)) {
            return null;
        }
        int capitals = 0;
        int clinical = 0;
        boolean unlisted = true;
        boolean generic = true;
        for (int k = first; k < end; k++) {
            if (!words.isCapitalised(k)) {
                continue;
            }
            int lists = names.lists(k);
            if (words.wordClass[k] != WordClasses.NONE) {
                return null;
            }
            clinical +=
                    (lists & ListedWords.CLINICAL) != 0 && (lists & (ListedWords.PLACE | ListedWords.PERSON_NAME)) == 0
                            ? 1
                            : 0;
            capitals++;
            unlisted &= names.isUnlisted(k);
            generic &= words.isIn(k, InstitutionHeads.GENERIC);
        }
        // A single word in capitals or of three letters is more often an abbreviation: "pacing performed at SVC".
        if (generic
                || clinical == capitals && capitals < 3
                || words.length(first) < 2
                || capitals == 1 && (names.isClosed(first) || words.shape[first] == 2 || words.length(first) < 4)) {
            return null;
        }
        IdentifierType type = null;
        if (near) {
            type = capitals == 1
                            && (unlisted || (names.lists(first) & ListedWords.PLACE) != 0)
                            && isDone(i, LIVES, false)
                    ? IdentifierType.TERRITORY
                    : null;
        } else if (isDone(i, WORKS, words.hash[i] == AT_PLACE)
                || clinical == 0
                        && words.hash[i] == AT_PLACE
                        && (capitals > 1 || unlisted)
                        && isDone(i, TREATED, false)) {
            type = IdentifierType.INSTITUTION;
        }
        return type == null ? null : new Span(words.start[first], words.end[end - 1], type);
    }

    /** Returns the word after the capitalized words, and the words that join them, that begin here. */
    private int phraseEnd(int first) {
        int end = first;
        while (end < words.count
                && end - first < MOST_WORDS
                && !words.startsLine(end)
                && (end == first || words.gap[end] == TextWords.ONE_SPACE || words.isGlued(end))) {
            if (words.isCapitalised(end)) {
                end++;
            } else if (end > first && end + 1 < words.count && isJoint(end) && words.isCapitalised(end + 1)) {
                end += 2;
            } else if (end > first
                    && end + 1 < words.count
                    && InstitutionHeads.isApostrophe(words, end)
                    && words.hash[end + 1] == InstitutionHeads.POSSESSIVE
                    && words.isGlued(end + 1)) {
                end += 2;
            } else {
                break;
            }
        }
        return end;
    }

    /** Returns whether it is the "&" of "Bauer & Stone", the "of" of "Bank of Utah" or the hyphen of "H-E-B". */
    private boolean isJoint(int k) {
        char c = names.character(k);
        return words.kind[k] == TextWords.OTHER && (c == '&' || c == '-' && words.isGlued(k) && words.isGlued(k + 1))
                || words.shape[k] == 0 && words.isIn(k, INNER);
    }

    /** Returns whether one of the words, or an occupation, is before this word in its sentence. */
    private boolean isDone(int i, IntTable what, boolean occupations) {
        for (int k = i - 1; k >= 0 && i - k <= REACH && !words.startsLine(k + 1); k--) {
            char c = names.character(k);
            if (words.kind[k] == TextWords.OTHER && (c == '.' || c == ';' || c == ':')) {
                return false;
            }
            if (words.shape[k] == 0
                    && (words.isIn(k, what) || occupations && (names.lists(k) & ListedWords.PROFESSION) != 0)) {
                return true;
            }
        }
        return false;
    }
}
