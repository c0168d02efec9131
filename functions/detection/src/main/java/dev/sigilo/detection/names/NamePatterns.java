package dev.sigilo.detection.names;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.Span;
import java.util.List;

/**
 * Finds names by the words beside them: after a title ("Dra. Ruiz Gil"), after a word for a role or relative ("Nurse:
 * …", "su hija …", "signed by …"), before a degree or age, and where a listed given name has a surname or is within a
 * sentence.
 *
 * <p>Except for a few rules, the words of a name are capitalized, and the training texts do not have them only outside
 * identifiers. The rules are tried in a fixed order, and the first one that applies to a word decides. Linear in the
 * number of words.
 */
public final class NamePatterns {

    /** Words before names in lower case: "hablo con inés romero". */
    static final IntTable BEFORE_SMALL_NAMES = IntTable.words("con a por with by to");

    private static final int DUE = Hashes.folded("due");
    private static final IntTable BY_OR_WITH = IntTable.words("by with");
    private static final int BY = Hashes.folded("by");
    /** Labels of the patient's name. */
    private static final IntTable PATIENT_LABELS = IntTable.words("patient pt name client resident member");

    private static final IntTable CLAUSES =
            IntTable.words("that he she they her his their no not having " + "feeling being some any to with");
    private static final int CASE = Hashes.folded("case");
    private static final IntTable PREFERS = IntTable.words("prefers goes called aka nickname nicknamed");
    /** Words between {@link #PREFERS} and the name. */
    private static final IntTable CALLED = IntTable.words("by to be called the name nickname");
    /** Lists of words that are given names but also other words. */
    private static final int NOT_ONLY_NAMES =
            ListedWords.COMMON_WORD | ListedWords.PLACE | ListedWords.COUNTRY | ListedWords.CLINICAL;

    private static final int MOST_BEFORE_NICKNAME = 3;
    private static final int IN = Hashes.folded("in");
    private static final int LAW = Hashes.folded("law");

    private final TextWords words;
    private final NameWords names;
    private final NameLikelihood likelihood;
    private final NameSpans found;
    private final NamesAfterTitles titles;
    private final NamesAfterLabels labels;
    private final NamesBeforeCues before;
    private final NamesInRows rows;

    private NamePatterns(NameWords names) {
        this.words = names.words;
        this.names = names;
        this.likelihood = new NameLikelihood(names);
        this.found = new NameSpans(words);
        this.titles = new NamesAfterTitles(names, likelihood, found);
        this.labels = new NamesAfterLabels(names, likelihood, found);
        this.before = new NamesBeforeCues(names);
        this.rows = new NamesInRows(names, found);
    }

    /** Returns the names in the order of the text and without overlap. */
    public static List<Span> find(NameWords names) {
        NamePatterns patterns = new NamePatterns(names);
        patterns.scan();
        return patterns.found.spans();
    }

    private void scan() {
        int i = 0;
        while (i < words.count) {
            int end = words.kind[i] == TextWords.LETTERS ? match(i) : i;
            i = Math.max(end, i + 1);
        }
    }

    /** Tries the rules for a name that begins at or after this word; returns the word after the name, or {@code i}. */
    private int match(int i) {
        int end = afterWord(i);
        if (end > i) {
            return end;
        }
        end = before.beforeDegree(i);
        if (end == i) {
            end = before.beforeRole(i);
        }
        boolean staff = end > i;
        if (end == i) {
            end = before.beforeAge(i);
        }
        if (end > i) {
            found.add(i, end, staff);
            return end;
        }
        int cue = NameCues.of(words.hash[i]);
        if (cue == IntTable.ABSENT && isInLaw(i)) {
            cue = NameCues.PERSON;
        }
        return cue == IntTable.ABSENT ? withoutCue(i) : afterCue(i, cue);
    }

    /** Rules for single words that are not in the list of cues. */
    private int afterWord(int i) {
        if (words.isCapitalised(i) && words.isIn(i, NamesInRows.LISTS)) {
            int end = rows.list(i);
            if (end > i) {
                return end;
            }
        }
        if (words.shape[i] == 0 && words.isIn(i, BEFORE_SMALL_NAMES)) {
            int end = likelihood.smallName(i + 1, i > 0 && SentenceNames.isVerbOfSpeech(words.hash[i - 1]));
            if (end > i + 1) {
                found.add(i + 1, end, false);
                return end;
            }
        }
        if (isNameByItsVerb(i)) {
            found.add(i, i + 1, false);
            return i + 1;
        }
        if (words.isIn(i, PREFERS)) {
            int end = preferred(i);
            if (end > i) {
                return end;
            }
        }
        int labelledEnd = words.isIn(i, PATIENT_LABELS) ? labels.patient(i) : i;
        return labelledEnd > i ? labelledEnd : afterVerb(i);
    }

    /** Recognizes "Seen by Mason II", "spoke with KIM". */
    private int afterVerb(int i) {
        boolean said = i > 0
                && words.shape[i] == 0
                && words.isIn(i, BY_OR_WITH)
                && SentenceNames.isVerbOfSpeech(words.hash[i - 1]);
        if (!said || !isOneListedName(i + 1)) {
            return i;
        }
        int end = i + 2 < words.count && words.isIn(i + 2, NameWords.SUFFIXES) && words.isCapitalised(i + 2)
                ? i + 3
                : i + 2;
        found.add(i + 1, end, words.hash[i] == BY);
        return end;
    }

    private int withoutCue(int i) {
        int pair = rows.pair(i);
        if (pair > i) {
            return pair;
        }
        return words.isCapitalised(i) ? listed(i) : i;
    }

    private int afterCue(int i, int cue) {
        int end = i;
        if ((cue & NameCues.OTHER) != 0 && isInitialAndSurname(i + 1)) {
            found.add(i + 1, i + 4, true);
            return i + 4;
        }
        if ((cue & (NameCues.STAFF_TITLE | NameCues.OTHER_TITLE)) != 0) {
            end = titles.find(i, (cue & NameCues.STAFF_TITLE) != 0);
        }
        boolean label =
                (cue & (NameCues.STAFF | NameCues.PERSON)) != 0 && (words.hash[i] != DUE || words.shape[i] == 2);
        if (end == i && label) {
            end = labels.find(i, (cue & NameCues.STAFF) != 0);
        }
        return end == i && words.isCapitalised(i) && cue == NameCues.PARTICLE ? listed(i) : end;
    }

    /**
     * Returns whether this word, which may also be an ordinary word, is a given name, as in "Will reports that": it
     * starts a sentence, and a person's verb and "that", "he" or a similar word follow.
     */
    private boolean isNameByItsVerb(int i) {
        int verb = i + 1;
        boolean starts = words.shape[i] == 1
                && (words.startsLine(i) || i == 0 || ".!?:".indexOf(names.character(i - 1)) >= 0)
                && verb + 1 < words.count
                && words.gap[verb] == TextWords.ONE_SPACE
                && words.shape[verb] == 0
                && !words.startsLine(verb + 1);
        return starts
                && (names.lists(i) & ListedWords.GIVEN_NAME) != 0
                && words.isIn(verb, PersonVerbs.DOES)
                && words.text.charAt(words.end[verb] - 1) == 's'
                && words.isIn(verb + 1, CLAUSES)
                && words.hash[i] != CASE;
    }

    /** Returns whether it is one listed name. In capitals it must not be in any other list. */
    private boolean isOneListedName(int i) {
        if (i >= words.count
                || words.kind[i] != TextWords.LETTERS
                || words.gap[i] != TextWords.ONE_SPACE
                || words.shape[i] != 1 && words.shape[i] != 2
                || i + 1 < words.count
                        && words.isCapitalised(i + 1)
                        && !words.isIn(i + 1, NameWords.SUFFIXES)
                        && !words.startsLine(i + 1)
                || names.isNamedThing(i + 1)) {
            return false;
        }
        int lists = names.lists(i);
        return (lists & ListedWords.PERSON_NAME) != 0
                && (lists & (ListedWords.CLINICAL | ListedWords.COUNTRY | ListedWords.NATIONALITY)) == 0
                && (words.shape[i] == 1
                        ? !names.isOrdinary(i)
                        : words.length(i) > 2 && (lists & ~ListedWords.PERSON_NAME) == 0 && !names.isClosed(i));
    }

    /** Recognizes "cardiology P. Raghunathan": a name after a department. */
    private boolean isInitialAndSurname(int i) {
        int surname = i + 2;
        return surname < words.count
                && words.gap[i] == TextWords.ONE_SPACE
                && names.isInitial(i)
                && words.shape[surname] == 1
                && words.gap[surname] == TextWords.ONE_SPACE
                && words.length(surname) > 2
                && names.isNameWord(surname)
                && (names.isListed(surname) || names.isUnlisted(surname))
                && words.shape[i - 1] == 0;
    }

    /** Finds the name in quotation marks after "prefers", "goes by": "(prefers "MJ")". */
    private int preferred(int i) {
        int quote = i + 1;
        while (quote < words.count
                && quote - i < MOST_BEFORE_NICKNAME
                && words.kind[quote] == TextWords.LETTERS
                && words.isIn(quote, CALLED)) {
            quote++;
        }
        int end = quote + 2;
        if (end >= words.count
                || words.startsLine(quote)
                || "\"“'‘".indexOf(names.character(quote)) < 0
                || words.kind[quote + 1] != TextWords.LETTERS
                || !words.isCapitalised(quote + 1)
                || !words.isGlued(end)
                || "\"”'’".indexOf(names.character(end)) < 0) {
            return i;
        }
        found.add(quote + 1, end, false);
        return end;
    }

    /** Returns whether it is the last word of "mother-in-law". */
    private boolean isInLaw(int i) {
        return words.hash[i] == LAW
                && i > 3
                && names.character(i - 1) == '-'
                && words.hash[i - 2] == IN
                && names.is(i - 4, NameCues.PERSON);
    }

    /** Finds a listed given name, with a surname or within a sentence. */
    private int listed(int i) {
        if (words.shape[i] == 3
                || (names.lists(i) & ListedWords.GIVEN_NAME) == 0
                || !names.isNameWord(i)
                || names.isPartOfThing(i)
                || (names.lists(i) & NOT_ONLY_NAMES) != 0) {
            return i;
        }
        int end = names.nameEnd(i);
        if (end == i) {
            return i;
        }
        // In capitals, where every word looks like a name, the surname must be listed too.
        boolean surname = false;
        for (int k = i + 1; k < end; k++) {
            // Joined only by a hyphen, it is just as often a method: "ecuación de Harris-Benedict".
            surname |= words.kind[k] == TextWords.LETTERS
                    && words.length(k) > 1
                    && !names.is(k, NameCues.PARTICLE)
                    && !names.isSyllable(k)
                    && words.gap[k] != TextWords.NO_GAP
                    && (names.lists(k) & (ListedWords.PERSON_NAME | ListedWords.CLINICAL)) != ListedWords.CLINICAL
                    && (words.shape[i] != 2 || (names.lists(k) & ListedWords.PERSON_NAME) != 0);
        }
        boolean alone = end == i + 1 && words.shape[i] == 1 && isInSentence(i);
        if (!surname && !alone || names.isNamedThing(end)) {
            return i;
        }
        found.add(i, end, false);
        return end;
    }

    /**
     * Returns whether the preceding word in its line is in lower case, and the following word is not capitalized: not
     * "saco de Douglas".
     */
    private boolean isInSentence(int i) {
        return i > 0
                && !words.startsLine(i)
                && words.kind[i - 1] == TextWords.LETTERS
                && words.shape[i - 1] == 0
                && !names.is(i - 1, NameCues.PREPOSITION)
                && (i + 1 == words.count || words.shape[i + 1] != 1 || words.startsLine(i + 1));
    }
}
