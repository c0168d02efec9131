package dev.sigilo.tokenize.domain.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Names by what stands beside them: after a title ("Dra. Ruiz Gil"), after a word for a role or relative ("Nurse: …",
 * "su hija …", "signed by …"), and where a listed given name stands with a surname or in the midst of a sentence.
 *
 * <p>A name's words begin with a capital and are no words that the training texts have outside of identifiers alone.
 * Linear in the number of words.
 */
final class NamePatterns {

    private static final int DRS = Hashes.folded("drs");
    private static final int DRES = Hashes.folded("dres");
    private static final int DUE = Hashes.folded("due");
    private static final int FDO = Hashes.folded("fdo");

    private final TextWords words;
    private final NameWords names;
    private final List<Span> spans = new ArrayList<>();

    private NamePatterns(NameWords names) {
        this.words = names.words;
        this.names = names;
    }

    /** Returns what was found, in the order of the text and without overlap. */
    static List<Span> find(NameWords names) {
        NamePatterns patterns = new NamePatterns(names);
        patterns.scan();
        return patterns.spans;
    }

    private void scan() {
        int i = 0;
        while (i < words.count) {
            int end = words.kind[i] == TextWords.LETTERS ? match(i) : i;
            i = Math.max(end, i + 1);
        }
    }

    /** Tries what may begin at this word; returns the word after what was found, or {@code i}. */
    private int match(int i) {
        int cue = NameCues.of(words.hash[i]);
        if (cue == IntTable.ABSENT) {
            return words.isCapitalised(i) ? listed(i) : i;
        }
        int end = i;
        if ((cue & (NameCues.STAFF_TITLE | NameCues.OTHER_TITLE)) != 0) {
            end = titled(i, (cue & NameCues.STAFF_TITLE) != 0);
        }
        if (end == i && (cue & (NameCues.STAFF | NameCues.PERSON)) != 0 && (words.hash[i] != DUE || words.shape[i] == 2)) {
            end = labelled(i, (cue & NameCues.STAFF) != 0);
        }
        return end == i && words.isCapitalised(i) && cue == NameCues.PARTICLE ? listed(i) : end;
    }

    private int titled(int title, boolean staff) {
        if (!words.isCapitalised(title)) {
            return title;
        }
        boolean upper = words.shape[title] == 2;
        int first = names.afterMarks(title + 1, ".ªº");
        // MR and MS are a modality and an illness: in capitals they are titles with a point, or before a name that is nothing else,
        // and with a name in capitals alone.
        boolean only = first < words.count && words.shape[first] == 2 && words.gap[first] == TextWords.ONE_SPACE && isNameAlone(first);
        if (upper && !staff && (first == title + 1 && !only || first < words.count && words.shape[first] != 2)) {
            return title;
        }
        int end = first < words.count && words.startsLine(first) ? first : names.nameEnd(first);
        if (end == first && !upper && isSurnameBehindTitle(title, first)) {
            add(first, first + 1, staff);
            return first + 1;
        }
        if (upper && only && first == title + 1) {
            end = first + 1;
            while (end < words.count && end - first < 4 && words.gap[end] == TextWords.ONE_SPACE && words.shape[end] == 2
                    && (names.lists(end) & NameWords.LISTED) != 0 && names.isListed(end)) {
                end++;
            }
        }
        if (end == first || !isPlausible(first, end, 1)) {
            return title;
        }
        add(first, end, staff);
        boolean plural = words.hash[title] == DRS || words.hash[title] == DRES;
        while (plural && end < words.count && (names.is(end, NameCues.AND) || names.character(end) == ',')) {
            int next = names.nameEnd(end + 1);
            if (next == end + 1) {
                return end;
            }
            add(end + 1, next, staff);
            end = next;
        }
        return end;
    }

    /** "Mrs. Goldberg", "Dr. Paget": after a title with a point a word is a name, also where the training texts know it as an eponym. */
    private boolean isSurnameBehindTitle(int title, int i) {
        boolean point = i == title + 2;
        return i < words.count && words.kind[i] == TextWords.LETTERS && words.shape[i] == 1 && words.gap[i] == TextWords.ONE_SPACE
                && (point && !names.isOrdinary(i) || (names.lists(i) & (NameWords.LISTED | (point ? Lexicon.CLINICAL : 0))) != 0) && NameCues.of(words.hash[i]) == IntTable.ABSENT
                && !names.isNamedThing(i + 1) && !(i + 1 < words.count && names.character(i + 1) == '\'');
    }

    /** Whether a word in capitals is listed as a name and nothing else, or in no list and no result's or scale's name. */
    private boolean isNameAlone(int i) {
        return words.end[i] - words.start[i] > 3 && (names.isListed(i) || names.isUnlisted(i)) && !ClinicalFigures.isName(words.hash[i])
                && !names.is(i, -1);
    }

    /** A name after a word for a role, a comma or bracket or "is" or "by" between them at most. */
    private int labelled(int label, boolean staff) {
        int first = label + 1;
        boolean colon = false;
        for (int n = 0; n < 3 && first < words.count && !words.startsLine(first); n++) {
            char c = names.character(first);
            boolean mark = words.kind[first] == TextWords.OTHER && ":,(.\"-".indexOf(c) >= 0;
            boolean filler = words.kind[first] == TextWords.LETTERS && !words.isCapitalised(first) && names.is(first, NameCues.FILLER);
            if (!mark && !filler || c == '.' && words.hash[label] != FDO) {
                break;
            }
            colon |= c == ':';
            first++;
        }
        if (first >= words.count || words.startsLine(first) || words.gap[first] == TextWords.NO_GAP && first == label + 1) {
            return label;
        }
        int end = names.nameEnd(first);
        // "RADIOLOGIST: GALVERSTON": one word in capitals that ends its line.
        if (colon && staff && end == first + 1 && words.shape[first] == 2 && isNameAlone(first)
                && (end == words.count || words.startsLine(end) || ".,;".indexOf(names.character(end)) >= 0)) {
            add(first, end, staff);
            return end;
        }
        if (end > first && isPlausible(first, end, colon ? 2 : 3) && !names.isNamedThing(end)) {
            add(first, end, staff);
            return end;
        }
        end = staff || colon ? first : kinName(label, first);
        if (end > first) {
            add(first, end, false);
            return end;
        }
        end = smallName(first);
        if (end > first) {
            add(first, end, staff);
            return end;
        }
        return label;
    }

    /** "his wife, Awilda, attends": one word behind a relative and a comma or bracket, whatever list it is in. */
    private int kinName(int label, int first) {
        if (first != label + 2 || ",(".indexOf(names.character(label + 1)) < 0 || !names.isNameWord(first) || label == 0
                || words.kind[label - 1] != TextWords.LETTERS && names.character(label - 1) != '-') {
            return first;
        }
        int lists = names.lists(first);
        boolean upper = words.shape[first] == 2;
        boolean name = (lists & Lexicon.CLINICAL) == 0 && !names.isOrdinary(first)
                && (!upper || (lists & (Lexicon.GIVEN_NAME | Lexicon.COMMON_WORD)) == Lexicon.GIVEN_NAME);
        int end = names.nameEnd(first);
        boolean closes = end < words.count && ",.;)".indexOf(names.character(end)) >= 0;
        return name && closes && end <= first + 3 ? end : first;
    }

    /** A listed given name, with a surname or in the midst of a sentence. */
    private int listed(int i) {
        if (words.shape[i] == 3 || (names.lists(i) & Lexicon.GIVEN_NAME) == 0 || !names.isNameWord(i) || names.isPartOfThing(i)
                || (names.lists(i) & (Lexicon.COMMON_WORD | Lexicon.PLACE | Lexicon.COUNTRY | Lexicon.CLINICAL)) != 0) {
            return i;
        }
        int end = names.nameEnd(i);
        if (end == i) {
            return i;
        }
        // In capitals, where every word looks like a name, the surname must be listed too.
        boolean surname = false;
        for (int k = i + 1; k < end; k++) {
            // Joined by a hyphen alone it is as often a method: "ecuación de Harris-Benedict".
            surname |= words.kind[k] == TextWords.LETTERS && words.end[k] - words.start[k] > 1 && !names.is(k, NameCues.PARTICLE)
                    && words.gap[k] != TextWords.NO_GAP && (names.lists(k) & (NameWords.LISTED | Lexicon.CLINICAL)) != Lexicon.CLINICAL
                    && (words.shape[i] != 2 || (names.lists(k) & NameWords.LISTED) != 0);
        }
        boolean alone = end == i + 1 && words.shape[i] == 1 && isInSentence(i);
        if (!surname && !alone || names.isNamedThing(end)) {
            return i;
        }
        add(i, end, false);
        return end;
    }

    /** Whether a word in small letters stands before it in its line, and none with a capital after it: not "saco de Douglas". */
    private boolean isInSentence(int i) {
        return i > 0 && !words.startsLine(i) && words.kind[i - 1] == TextWords.LETTERS && words.shape[i - 1] == 0
                && !names.is(i - 1, NameCues.PREPOSITION) && (i + 1 == words.count || words.shape[i + 1] != 1 || words.startsLine(i + 1));
    }

    /**
     * Whether a run of words is a name and not a heading or a finding.
     *
     * @param doubt 1 after a title, where an unknown word is enough; 2 after a label with a colon, where one must be listed or
     *              two unknown; 3 after a label without, where a given name must be listed or one of two words
     */
    private boolean isPlausible(int from, int to, int doubt) {
        int listed = 0;
        int unknown = 0;
        int parts = 0;
        for (int k = from; k < to; k++) {
            if (words.kind[k] == TextWords.LETTERS && words.end[k] - words.start[k] > 1 && !names.is(k, NameCues.PARTICLE)) {
                int lists = names.lists(k);
                parts++;
                listed += (lists & NameWords.LISTED) != 0 && (doubt == 1 || (lists & (Lexicon.COMMON_WORD | Lexicon.CLINICAL)) == 0) ? 1 : 0;
                unknown += lists == 0 ? 1 : 0;
            }
        }
        boolean upper = words.shape[from] == 2;
        return switch (doubt) {
            case 1 -> listed + unknown > 0;
            case 2 -> listed > 0 || parts > 1 && unknown == parts && !upper;
            default -> parts > 1 && listed > 0 && listed + unknown > 1 || !upper && isUnlistedName(from, to, parts)
                    || !upper && (names.lists(from) & (Lexicon.GIVEN_NAME | Lexicon.COMMON_WORD | Lexicon.CLINICAL)) == Lexicon.GIVEN_NAME;
        };
    }

    /** Two words or more of no list, or one after a label in small letters: "su nuera Oihane". */
    private boolean isUnlistedName(int from, int to, int parts) {
        for (int k = from; k < to; k++) {
            if (words.kind[k] == TextWords.LETTERS && words.end[k] - words.start[k] > 1 && !names.is(k, NameCues.PARTICLE)
                    && !names.isUnlisted(k) && !names.isListed(k)) {
                return false;
            }
        }
        return parts > 1 || parts == 1 && from > 0 && words.shape[from - 1] == 0;
    }

    /** A name in small letters: a listed given name and surnames that are no words of the training texts. */
    private int smallName(int i) {
        if (i >= words.count || words.shape[i] != 0 || (names.lists(i) & (Lexicon.GIVEN_NAME | Lexicon.COMMON_WORD)) != Lexicon.GIVEN_NAME
                || names.isClosed(i) || names.is(i, -1)) {
            return i;
        }
        int end = i + 1;
        int last = i;
        while (end < words.count && end - i < NameWords.MAX_NAME_WORDS && words.gap[end] != TextWords.NEW_LINE
                && words.kind[end] == TextWords.LETTERS && words.shape[end] == 0) {
            boolean particle = names.is(end, NameCues.PARTICLE);
            boolean part = !names.isClosed(end) && (names.lists(end) & NameWords.LISTED) != 0 && (names.lists(end) & Lexicon.COMMON_WORD) == 0
                    || names.lists(end) == 0 && !names.isClosed(end) && end == last + 1 && last == i;
            if (!particle && !part) {
                break;
            }
            last = particle ? last : end;
            end++;
        }
        return last > i ? last + 1 : i;
    }

    private void add(int from, int to, boolean staff) {
        spans.add(new Span(words.start[from], words.end[to - 1],
                (staff ? IdentifierType.STAFF_NAME : IdentifierType.PATIENT_NAME).name()));
    }
}
