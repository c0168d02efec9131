package dev.sigilo.detection.names;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.detection.words.WordClasses;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Recognizes institutions in English texts by their form: a capitalized word for an institution after a name
 * ("Shadyside Hospital", "Life Care Center", "St. Luke's Medical Center") or before "of" and a name ("University of
 * Houston"). A department ("Pain Clinic", "Cardiology Clinic") and "the hospital" are not institutions. Also finds
 * {@linkplain IntroducedPlaces places} that the words before them introduce.
 */
public final class NamedInstitutions {

    private static final int MOST_WORDS = 7;
    /** Companies whose name has no other meaning. */
    private static final IntTable COMPANIES = IntTable.words("""
            walgreens cvs walmart costco kroger safeway publix amedisys davita lincare bayada gentiva labcorp fedex
            starbucks mcdonalds amtrak chipotle alcoa shopko petsmart instacart doordash menards meijer wegmans
            hyvee albertsons apria""");
    /** Heads with their name after "of": "University of Houston". */
    private static final IntTable OF_HEADS = IntTable.words("university college hospital institute");
    /** Words of which one is enough before "Hospital" within a sentence, because it means the hospital of that town. */
    private static final IntTable WITH_HOSPITAL = IntTable.words("""
            general memorial county city community regional children childrens veterans va methodist university""");
    /** Words for institutions that may follow a name in lower case: "to Rouses pharmacy". */
    private static final IntTable SMALL_HEADS = IntTable.words("pharmacy hospital elementary drugstore");
    /** Words before "school". */
    private static final IntTable LEVELS = IntTable.words("middle high elementary primary");

    private static final int SCHOOL = Hashes.folded("school");
    private static final IntTable AND = IntTable.words("and");
    /** A letterhead ends within this many words of the start of a text. */
    private static final int LETTERHEAD = 12;

    private static final int HOSPITAL = Hashes.folded("hospital");
    private static final int OF = Hashes.folded("of");
    private static final int SAINT = Hashes.folded("st");

    private final TextWords words;
    private final NameWords names;
    private final InstitutionHeads heads;
    private final IntroducedPlaces introduced;
    private final List<Span> spans = new ArrayList<>();

    private NamedInstitutions(NameWords names) {
        this.words = names.words;
        this.names = names;
        this.heads = new InstitutionHeads(words);
        this.introduced = new IntroducedPlaces(names);
    }

    /** Returns the institutions, in the order of the text and without overlap. */
    public static List<Span> find(NameWords names) {
        NamedInstitutions institutions = new NamedInstitutions(names);
        institutions.read();
        return institutions.spans;
    }

    private void read() {
        int free = 0;
        int i = 0;
        while (i < words.count) {
            int head = heads.end(i);
            int end = head > i ? addWithHead(i, head, free) : addWithoutHead(i, free);
            if (end > i) {
                free = end;
                i = end;
            } else {
                i++;
            }
        }
    }

    /**
     * Adds the institution whose head these words are; returns the word after it, or {@code head} if it has no name.
     */
    private int addWithHead(int head, int end, int free) {
        int last = nameAfter(head, end);
        int first = last > end ? head : nameBefore(head, end, free);
        first = first == head && last == end ? letterhead(head, end) : first;
        if (last == end && first >= head) {
            return head;
        }
        last = withOtherHead(last);
        add(first, last, IdentifierType.HOSPITAL);
        return last;
    }

    /**
     * Adds the company, small institution or introduced place that begins here; returns the word after it, or {@code
     * i}.
     */
    private int addWithoutHead(int i, int free) {
        if (words.isCapitalised(i) && words.isIn(i, COMPANIES)) {
            add(i, i + 1, IdentifierType.INSTITUTION);
            return i + 1;
        }
        if (i < free) {
            return i;
        }
        int small = afterSmallHead(i);
        if (small > i) {
            add(i, small, IdentifierType.INSTITUTION);
            return small;
        }
        Span place = introduced.behind(i);
        if (place == null) {
            return i;
        }
        spans.add(place);
        return words.endingAfter(i, place.end() - 1) + 1;
    }

    private void add(int first, int end, IdentifierType type) {
        spans.add(new Span(words.start[first], words.end[end - 1], type));
    }

    /**
     * Returns the word after an institution that consists of a name and a word in lower case ("Rouses pharmacy",
     * "cheney middle school"), or {@code i}.
     */
    private int afterSmallHead(int i) {
        int head = i + 1;
        if (head >= words.count
                || !words.isLetters(i)
                || words.gap[head] != TextWords.ONE_SPACE
                || words.shape[head] != 0
                || words.length(i) < 4
                || words.wordClass[i] != WordClasses.NONE
                || !words.isIn(head, words.shape[i] == 1 ? SMALL_HEADS : LEVELS)
                || words.isIn(i, InstitutionHeads.GENERIC)) {
            return i;
        }
        boolean name = names.isUnlisted(i) || names.isListed(i) && (names.lists(i) & ListedWords.CLINICAL) == 0;
        if (words.shape[i] == 1) {
            return name && !words.startsLine(i) ? head + 1 : i;
        }
        boolean school = words.shape[i] == 0
                && head + 1 < words.count
                && words.hash[head + 1] == SCHOOL
                && words.shape[head + 1] == 0;
        return school && (names.isUnlisted(i) || names.isListed(i)) && NameCues.of(words.hash[i]) == IntTable.ABSENT
                ? head + 2
                : i;
    }

    /**
     * Returns the first word of a letterhead in capitals ("COASTAL BEND DIAGNOSTIC CENTER"), or {@code head} if the
     * line is not a letterhead.
     */
    private int letterhead(int head, int end) {
        if (end != head + 2
                || words.shape[head] != 2
                || end > LETTERHEAD
                || end < words.count && !words.startsLine(end)) {
            return head;
        }
        int first = head;
        boolean named = false;
        while (first > 0
                && !words.startsLine(first)
                && words.shape[first - 1] == 2
                && words.gap[first] == TextWords.ONE_SPACE) {
            first--;
            named |= !words.isIn(first, InstitutionHeads.GENERIC) && (names.lists(first) & ListedWords.CLINICAL) == 0;
        }
        return named && head - first > 1 && (first == 0 || words.startsLine(first)) ? first : head;
    }

    /** Recognizes "Tamimi Tire [and Brake]". */
    private int withOtherHead(int end) {
        boolean other = end + 1 < words.count
                && words.gap[end] == TextWords.ONE_SPACE
                && (words.isIn(end, AND) || names.character(end) == '&')
                && words.gap[end + 1] == TextWords.ONE_SPACE
                && words.isCapitalised(end + 1)
                && heads.isHead(end + 1);
        return other ? end + 2 : end;
    }

    /** Returns the end of the name that follows "University of", or {@code end}. */
    private int nameAfter(int head, int end) {
        if (end != head + 1
                || !words.isIn(head, OF_HEADS)
                || end + 1 >= words.count
                || words.hash[end] != OF
                || words.startsLine(end)) {
            return end;
        }
        int k = words.hash[end + 1] == InstitutionHeads.THE ? end + 2 : end + 1;
        int first = k;
        while (k < words.count
                && k - first < 3
                && words.gap[k] == TextWords.ONE_SPACE
                && words.isCapitalised(k)
                && !words.isIn(k, InstitutionHeads.GENERIC)) {
            k++;
        }
        return k > first && isName(first) ? k : end;
    }

    /** Returns the first word of the name before the head, or {@code head}. */
    private int nameBefore(int head, int end, int free) {
        int first = head;
        int named = head;
        boolean upper = words.shape[head] == 2;
        while (first > free && head - first < MOST_WORDS && words.gap[first] == TextWords.ONE_SPACE) {
            int before = first - 1;
            char c = names.character(before);
            if (words.hash[before] == InstitutionHeads.POSSESSIVE
                    && before >= 2
                    && InstitutionHeads.isApostrophe(words, before - 1)
                    && words.isCapitalised(before - 2)
                    && before - 2 >= free) {
                before -= 2;
            } else if (c == '.'
                    && before > free
                    && words.hash[before - 1] == SAINT
                    && words.isCapitalised(before - 1)) {
                return before - 1;
            } else if (!words.isCapitalised(before)
                    && !(c == '&'
                            && words.gap[before] == TextWords.ONE_SPACE
                            && before > free
                            && words.isCapitalised(before - 1))) {
                break;
            }
            first = before;
            boolean names = isName(first) && (!heads.isStrict(head, end) || isStrictName(first))
                    || isWithHospital(first, head, end);
            // In capitals, the words before a name look like part of it.
            if (names || !upper && named < head && !words.isIn(first, InstitutionHeads.GENERIC)) {
                named = first;
            }
        }
        return named;
    }

    /** Returns whether the word is enough before "Hospital": "at Community Hospital". */
    private boolean isWithHospital(int i, int head, int end) {
        return end == head + 1
                && words.hash[head] == HOSPITAL
                && words.isIn(i, WITH_HOSPITAL)
                && words.shape[head] == 1
                && i > 0
                && !words.startsLine(i)
                && words.isLetters(i - 1)
                && words.shape[i - 1] == 0;
    }

    /** Returns whether a word is a name: it is listed as a place or name, or not listed as an ordinary word. */
    private boolean isName(int i) {
        if (words.isIn(i, InstitutionHeads.GENERIC) || words.length(i) < 3) {
            return false;
        }
        int lists = names.lists(i);
        boolean listed = (lists & (ListedWords.PLACE | ListedWords.PERSON_NAME)) != 0;
        if (words.shape[i] == 2 || words.startsLine(i)) {
            return listed && (lists & ListedWords.COMMON_WORD) == 0 && !names.isOrdinary(i);
        }
        return listed || (lists & ListedWords.CLINICAL) == 0 && !names.isClosed(i) && !names.isOrdinary(i);
    }

    /** Returns whether a word is a name before a head that can also be a department. */
    private boolean isStrictName(int i) {
        int lists = names.lists(i);
        return lists == 0
                || (lists & (ListedWords.PLACE | ListedWords.PERSON_NAME)) != 0 && (lists & ListedWords.CLINICAL) == 0;
    }
}
