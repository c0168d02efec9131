package dev.sigilo.detection.names;

import dev.sigilo.detection.sequence.SequenceModel;
import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.detection.words.WordClasses;
import java.util.Arrays;

/** Decides which words of one text can be part of a name, and how far a name extends. */
public final class NameWords {

    static final int MAX_NAME_WORDS = 9;
    /** Words after a name that belong to it. */
    static final IntTable SUFFIXES = IntTable.words("jr sr ii iii iv");

    /** Endings of words for illnesses, examinations, departments and manners. */
    private static final IntTable ENDINGS = IntTable.words("""
                    logia logias iatria grafia scopia terapia metria tomia ectomia plastia itis osis emia uria algia
                    patia mente cion idad miento logico logica graphy scopy therapy metry tomy ectomy plasty logy
                    opathy ally tion ness ated like""");

    private static final int SAINT = Hashes.folded("st");

    final TextWords words;
    private final SequenceModel model;
    /** The lists that contain each word; -1 if not looked up yet. */
    private final short[] lists;
    /** The last word passed to {@link #nameEnd}, and the result: several rules ask for the same word in a row. */
    private int lastAsked = -1;

    private int lastEnd;

    /** Examines the words of one text with the lists and word labels of a model. */
    public NameWords(TextWords words, SequenceModel model) {
        this.words = words;
        this.model = model;
        this.lists = new short[words.count];
        Arrays.fill(lists, (short) -1);
    }

    /** Recognizes "Signo de Murphy", "Hospital La Paz", "calle Marta Ruiz". */
    boolean isPartOfThing(int i) {
        int k = i - 1;
        while (k >= 0
                && i - k < 4
                && words.kind[k] == TextWords.LETTERS
                && is(k, NameCues.PARTICLE | NameCues.PREPOSITION)) {
            k--;
        }
        return k >= 0 && words.kind[k] == TextWords.LETTERS && is(k, NameCues.EPONYM)
                || i > 0
                        && words.kind[i - 1] == TextWords.OTHER
                        && words.gap[i] == TextWords.NO_GAP
                        && "-/@_.".indexOf(character(i - 1)) >= 0
                || i + 1 < words.count && words.gap[i + 1] == TextWords.NO_GAP && "®@_/".indexOf(character(i + 1)) >= 0;
    }

    /** Returns the word after the name that begins at this word, or {@code i}. */
    int nameEnd(int i) {
        if (i != lastAsked) {
            lastEnd = findNameEnd(i);
            lastAsked = i;
        }
        return lastEnd;
    }

    private int findNameEnd(int i) {
        if (i >= words.count || !isNameWord(i) && !isInitial(i) && !isSaint(i)) {
            return i;
        }
        boolean saint = isSaint(i);
        int end = saint ? i + 3 : isInitial(i) ? i + 2 : i + 1;
        boolean any = saint || !isInitial(i);
        boolean upper = words.shape[isInitial(i) && end < words.count ? end : i] == 2;
        while (end < words.count && end - i < MAX_NAME_WORDS) {
            int next = part(end, upper);
            if (next == end) {
                break;
            }
            any |= next - end > 1 || !isInitial(end);
            end = next;
        }
        return any ? end : i;
    }

    /** Returns the word after the part of a name that continues at this word, or {@code i}. */
    int part(int i, boolean upper) {
        char c = character(i);
        if (words.kind[i] == TextWords.OTHER
                && (c == '-' || c == '\'' || c == '’')
                && words.gap[i] == TextWords.NO_GAP) {
            boolean joined = i + 1 < words.count && words.gap[i + 1] == TextWords.NO_GAP;
            return joined && (words.isCapitalised(i + 1) || c == '-' && isSecondSyllable(i + 1)) ? i + 2 : i;
        }
        if (c == '"'
                && i + 3 < words.count
                && words.isGlued(i + 1)
                && words.isCapitalised(i + 1)
                && character(i + 2) == '"'
                && words.isGlued(i + 2)
                && words.gap[i + 3] == TextWords.ONE_SPACE
                && isNameWord(i + 3)) {
            // Zbigniew "Ziggy" Long
            return i + 4;
        }
        if (words.gap[i] == TextWords.NO_GAP || words.kind[i] != TextWords.LETTERS) {
            return i;
        }
        if (isSaint(i)) {
            return words.startsLine(i) ? i : i + 3;
        }
        if (isInitial(i)) {
            int next = i + 2;
            return next < words.count && isNameWord(next) && !words.startsLine(next) ? next : i;
        }
        int k = i;
        while (k < words.count
                && k - i < 3
                && words.kind[k] == TextWords.LETTERS
                && is(k, NameCues.PARTICLE)
                && !words.startsLine(k)) {
            k++;
        }
        if (k >= words.count || !isNameWord(k) || words.shape[k] == 2 != upper) {
            return i;
        }
        boolean newLine = words.startsLine(k);
        boolean goesOnOverLine = newLine && k == i && (lists(k) & ListedWords.SURNAME) != 0 && endsLine(k);
        return !newLine || goesOnOverLine ? k + 1 : i;
    }

    /**
     * Returns whether it is a second syllable, as in "Hyun-woo" and "Hye-jin": a short word in lower case that is not
     * an ordinary word, or that precedes a surname.
     */
    private boolean isSecondSyllable(int i) {
        if (words.kind[i] != TextWords.LETTERS || words.shape[i] != 0 || words.end[i] - words.start[i] > 5) {
            return false;
        }
        boolean surname = i + 1 < words.count
                && words.gap[i + 1] == TextWords.ONE_SPACE
                && words.shape[i + 1] == 1
                && words.kind[i + 1] == TextWords.LETTERS
                && ((lists(i + 1) & ListedWords.SURNAME) != 0 || isUnlisted(i + 1));
        // "Min-jun denies": a following verb of people shows a name, even if its second syllable is an ordinary word.
        boolean subject = i > 1
                && words.end[i - 2] - words.start[i - 2] > 1
                && (isListed(i - 2) || isUnlisted(i - 2))
                && i + 1 < words.count
                && words.gap[i + 1] == TextWords.ONE_SPACE
                && (words.isIn(i + 1, PersonVerbs.DOES) || SentenceNames.isVerb(words.hash[i + 1]));
        return surname
                || subject
                || (lists(i) & (ListedWords.COMMON_WORD | ListedWords.CLINICAL)) == 0 && !isOrdinary(i);
    }

    /** Returns whether a word in lower case is the second syllable of a name: "Ji-won". */
    boolean isSyllable(int i) {
        return i > 1
                && words.shape[i] == 0
                && words.isGlued(i)
                && words.isGlued(i - 1)
                && character(i - 1) == '-'
                && words.isCapitalised(i - 2);
    }

    /**
     * Returns whether nothing follows that indicates a heading. A name broken over lines ends its line or continues as
     * a sentence.
     */
    boolean endsLine(int k) {
        return k + 1 >= words.count || character(k + 1) != ':';
    }

    /** Returns whether it is the "St." of "St. John". */
    boolean isSaint(int i) {
        return words.hash[i] == SAINT
                && words.isCapitalised(i)
                && i + 2 < words.count
                && character(i + 1) == '.'
                && words.isGlued(i + 1)
                && words.gap[i + 2] == TextWords.ONE_SPACE
                && isNameWord(i + 2)
                && words.shape[i + 2] == words.shape[i]
                && (lists(i + 2) & ListedWords.GIVEN_NAME) != 0;
    }

    /** Returns whether it is a capital letter with a period. */
    boolean isInitial(int i) {
        return words.kind[i] == TextWords.LETTERS
                && words.shape[i] == 3
                && i + 1 < words.count
                && character(i + 1) == '.'
                && words.gap[i + 1] == TextWords.NO_GAP;
    }

    /** Returns whether it is a capitalized word that may be part of a name. */
    boolean isNameWord(int i) {
        if (words.kind[i] != TextWords.LETTERS
                || words.shape[i] != 1 && words.shape[i] != 2 && words.shape[i] != 4 && !isApostropheName(i)
                || isClosed(i)) {
            return false;
        }
        int cue = NameCues.of(words.hash[i]);
        return cue == IntTable.ABSENT || cue == NameCues.PARTICLE;
    }

    /** Returns whether it is the first letter of O'Neil or D'Angelo. */
    boolean isApostropheName(int i) {
        return words.shape[i] == 3
                && i + 2 < words.count
                && (character(i + 1) == '\'' || character(i + 1) == '’')
                && words.gap[i + 1] == TextWords.NO_GAP
                && words.gap[i + 2] == TextWords.NO_GAP
                && words.isCapitalised(i + 2);
    }

    /** Returns whether the word is a placeholder for a removed name, the same letter repeated: "XXXX", "AAA". */
    boolean isPlaceholder(int i) {
        int first = Character.toLowerCase(words.text.charAt(words.start[i]));
        for (int k = words.start[i] + 1; k < words.end[i]; k++) {
            if (Character.toLowerCase(words.text.charAt(k)) != first) {
                return false;
            }
        }
        return words.length(i) > 1;
    }

    /** Returns whether the training texts have the word, but only outside identifiers. */
    boolean isClosed(int i) {
        return model.wordLabels.isOutsideOnly(words, i);
    }

    int lists(int i) {
        int known = lists[i];
        if (known < 0) {
            known = model.lexicon.lists(words.hash[i]);
            lists[i] = (short) known;
        }
        return known;
    }

    boolean is(int i, int kinds) {
        int cue = NameCues.of(words.hash[i]);
        return cue != IntTable.ABSENT && (cue & kinds) != 0;
    }

    /**
     * Returns whether a name before this word is that of a thing: "Baker cyst", "Murphy's sign". "Rosa's cyst" is a
     * person's.
     */
    boolean isNamedThing(int end) {
        int i = afterPossessive(end);
        if (i > end) {
            return i < words.count && NamedThings.isSign(words.hash[i]);
        }
        return i < words.count
                && (words.kind[i] == TextWords.LETTERS && !words.isCapitalised(i) && NamedThings.isOne(words.hash[i])
                        || is(i, NameCues.EPONYM));
    }

    /** Returns the word after the "'s" or apostrophe at this word, or {@code end}. */
    int afterPossessive(int end) {
        if (end + 1 >= words.count || "'’".indexOf(character(end)) < 0 || !words.isGlued(end)) {
            return end;
        }
        return words.isGlued(end + 1) && words.length(end + 1) == 1 && "sS".indexOf(character(end + 1)) >= 0
                ? end + 2
                : end + 1;
    }

    int afterMarks(int i, String marks) {
        int k = i;
        while (k < words.count && k - i < 2 && words.kind[k] == TextWords.OTHER && marks.indexOf(character(k)) >= 0) {
            k++;
        }
        return k;
    }

    char character(int i) {
        return words.text.charAt(words.start[i]);
    }

    /**
     * Returns whether an unlisted word may be a name: it is not an ordinary word, and its ending is not that of an
     * illness, an examination or a department.
     */
    boolean isUnlisted(int i) {
        return lists(i) == 0
                && !isOrdinary(i)
                && words.end[i] - words.start[i] > 2
                && words.wordClass[i] == WordClasses.NONE
                && !isTechnical(i);
    }

    /** Returns whether a word is listed as a name and not as anything else that can be capitalized. */
    boolean isListed(int i) {
        return (lists(i) & ListedWords.PERSON_NAME) != 0
                && (lists(i) & (ListedWords.COMMON_WORD | ListedWords.COUNTRY | ListedWords.PROFESSION)) == 0
                && !isOrdinary(i)
                && words.wordClass[i] == WordClasses.NONE;
    }

    private boolean isTechnical(int i) {
        int length = words.end[i] - words.start[i];
        for (int n = 4; n <= 7 && n < length - 2; n++) {
            if (ENDINGS.get(words.hashOf(words.end[i] - n, words.end[i])) != IntTable.ABSENT) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether the training texts have the word in lower case. It is then an ordinary word, even if it is also
     * listed otherwise.
     */
    boolean isOrdinary(int i) {
        return model.wordLabels.isKnownInSmallLetters(words, i);
    }
}
