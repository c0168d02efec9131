package dev.sigilo.detection.names;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.detection.words.WordClasses;

/**
 * Names after a word for a role or relative, and after labels of the patient's name: "Nurse: …", "su hija …", "PATIENT:
 * …".
 */
final class NamesAfterLabels {

    private static final int FDO = Hashes.folded("fdo");
    private static final int BABY = Hashes.folded("baby");
    private static final IntTable NEWBORN = IntTable.words("boy girl");
    private static final IntTable OWNERS = IntTable.words("his her their my our an a per with by from");
    /** Words between the person and the word for the relative: "his older sister". */
    private static final IntTable OF_KIN = IntTable.words("in mother father son daughter brother sister older "
            + "younger oldest youngest eldest elder twin late adult former ex grown half step foster adoptive only "
            + "second first maternal paternal best close two three");

    private static final int MOST_BEFORE_KIN = 6;

    private final TextWords words;
    private final NameWords names;
    private final NameLikelihood likelihood;
    private final NameSpans found;

    NamesAfterLabels(NameWords names, NameLikelihood likelihood, NameSpans found) {
        this.words = names.words;
        this.names = names;
        this.likelihood = likelihood;
        this.found = found;
    }

    /** Finds the name after a word for a role or relative. A comma, a bracket, "is" or "by" may be between them. */
    int find(int label, boolean staff) {
        int first = label + 1;
        boolean colon = false;
        boolean numbered =
                !staff && first + 2 < words.count && words.length(first) == 1 && names.character(first + 1) == ':';
        if (numbered || words.hash[label] == BABY && first < words.count && words.isIn(first, NEWBORN)) {
            first++;
        }
        for (int n = 0; n < 3 && first < words.count && !words.startsLine(first); n++) {
            char c = names.character(first);
            boolean mark = words.kind[first] == TextWords.OTHER && ":,(.\"-".indexOf(c) >= 0;
            boolean filler = words.kind[first] == TextWords.LETTERS
                    && !words.isCapitalised(first)
                    && names.is(first, NameCues.FILLER);
            if (!mark && !filler || c == '.' && words.hash[label] != FDO) {
                break;
            }
            colon |= c == ':';
            first++;
        }
        if (first >= words.count
                || words.startsLine(first)
                || words.gap[first] == TextWords.NO_GAP && first == label + 1) {
            return label;
        }
        int end = withoutHeading(first, names.nameEnd(first));
        // "RADIOLOGIST: GALVERSTON": one word in capitals that ends its line.
        if (colon
                && staff
                && end == first + 1
                && words.shape[first] == 2
                && likelihood.isNameAlone(first)
                && (end == words.count || words.startsLine(end) || ".,;".indexOf(names.character(end)) >= 0)) {
            found.add(first, end, staff);
            return end;
        }
        // "Twin A: Jocasta".
        boolean single = numbered
                && end == first + 1
                && words.shape[first] == 1
                && (names.isUnlisted(first) || names.isListed(first));
        single |= isNameOfBaby(label, first, end) || staff && colon && hasGivenName(first, end);
        if (end > first && (single || likelihood.isPlausible(first, end, colon ? 2 : 3)) && !names.isNamedThing(end)) {
            end = staff && colon ? withGivenName(first, end) : end;
            found.add(first, end, staff);
            return end;
        }
        end = staff || colon ? first : kinName(label, first);
        if (end > first) {
            found.add(first, end, false);
            return end;
        }
        end = likelihood.smallName(first, true);
        if (end > first) {
            found.add(first, end, staff);
            return end;
        }
        return label;
    }

    /** Returns whether the words are the name of a newborn: "Baby girl Jocasta". */
    private boolean isNameOfBaby(int label, int first, int end) {
        return first == label + 2
                && words.hash[label] == BABY
                && end > first
                && (names.isUnlisted(first) || names.isListed(first));
    }

    /** Returns whether the words are a surname followed by a comma and a given name: "Smith, Iskander". */
    private boolean hasGivenName(int first, int end) {
        return end > first && (names.lists(first) & ListedWords.SURNAME) != 0 && withGivenName(first, end) > end;
    }

    /** Returns the end of a name without the heading that follows in its line: "Cosigner: Ana Ruiz Subject:". */
    private int withoutHeading(int first, int end) {
        int last = end - 1;
        return last > first
                        && end < words.count
                        && names.character(end) == ':'
                        && !names.isListed(last)
                        && !names.isUnlisted(last)
                ? last
                : end;
    }

    /**
     * Returns the end of the given name after a surname and a comma, if it ends the line or sentence: "Provider: Smith,
     * Iskander".
     */
    private int withGivenName(int first, int end) {
        int given = end + 1;
        int next = given + 1;
        boolean closes = next >= words.count
                || words.startsLine(next)
                || ".;".indexOf(names.character(next)) >= 0
                || words.kind[next] == TextWords.LETTERS
                        && (names.isClosed(next)
                                || names.isOrdinary(next)
                                || (names.lists(next) & ListedWords.COMMON_WORD) != 0);
        return end - first <= 2
                        && closes
                        && given < words.count
                        && names.character(end) == ','
                        && words.gap[given] == TextWords.ONE_SPACE
                        && words.shape[given] == words.shape[first]
                        && names.isNameWord(given)
                        && (names.isListed(given) || names.isUnlisted(given))
                ? given + 1
                : end;
    }

    /**
     * Finds one word after a relative: "his wife, Awilda, attends", "HER SON NADEEM WILL". Between commas or brackets,
     * and if a possessive precedes the relative, any capitalized word is a name, whatever list it is in.
     */
    private int kinName(int label, int first) {
        if (label == 0
                || first >= words.count
                || !names.isNameWord(first)
                || words.wordClass[first] == WordClasses.WEEKDAY
                || words.kind[label - 1] != TextWords.LETTERS && names.character(label - 1) != '-') {
            return first;
        }
        boolean upper = words.shape[first] == 2;
        boolean owned = isOwned(label);
        int lists = names.lists(first);
        if (first == label + 1) {
            boolean told = owned
                    && upper
                    && words.length(first) > 3
                    && (names.isUnlisted(first)
                            || (lists & NameLikelihood.GIVEN_NAME_OR_WORD) == ListedWords.GIVEN_NAME
                                    && !names.isOrdinary(first));
            return told ? first + 1 : first;
        }
        if (first != label + 2 || ",(".indexOf(names.character(label + 1)) < 0) {
            return first;
        }
        int end = names.nameEnd(first);
        boolean closes = end < words.count && ",.;)".indexOf(names.character(end)) >= 0;
        boolean likely = (lists & ListedWords.CLINICAL) == 0
                && !names.isOrdinary(first)
                && (!upper
                        || (lists & (ListedWords.GIVEN_NAME | ListedWords.COMMON_WORD)) == ListedWords.GIVEN_NAME
                        || names.isUnlisted(first));
        boolean enclosed = owned
                && !upper
                && closes
                && names.character(end) != '.'
                && (lists & (ListedWords.NATIONALITY | ListedWords.COUNTRY | ListedWords.PROFESSION)) == 0;
        boolean pair = likely && end == first + 1 && names.is(end, NameCues.AND);
        return (likely || enclosed) && closes && end <= first + 3 || pair ? end : first;
    }

    /** Recognizes "his wife", "HER OLDER SISTER", "their mother-in-law". */
    private boolean isOwned(int kin) {
        int i = kin - 1;
        while (i > 0 && kin - i < MOST_BEFORE_KIN && (names.character(i) == '-' || words.isIn(i, OF_KIN))) {
            i--;
        }
        return i >= 0 && words.isIn(i, OWNERS);
    }

    /**
     * Returns the word after the name that follows "PATIENT:" or "Name:", even if its words are ordinary ones: "BONE,
     * LUCILLE", "Will Price III". It needs at least two words, each in a list of names or in no list. It ends with the
     * line, at a wide gap, a mark or any other word.
     */
    int patient(int label) {
        int first = label + 2;
        if (first + 2 >= words.count
                || names.character(label + 1) != ':'
                || words.startsLine(first)
                || !isNameForm(first) && !isBeforeGivenName(first)) {
            return label;
        }
        boolean upper = words.shape[first] == 2;
        int end = first;
        int parts = 0;
        while (end < words.count
                && !words.startsLine(end)
                && parts < 4
                && (end == first || words.gap[end] == TextWords.ONE_SPACE)
                && ((end == first || isNameForm(end)) && words.shape[end] == 2 == upper
                        || parts > 0 && words.shape[end] == 3 && words.kind[end] == TextWords.LETTERS)) {
            parts += words.shape[end] == 3 ? 0 : 1;
            end++;
            if (end < words.count
                    && (names.character(end) == ',' && parts == 1
                            || names.character(end) == '.' && words.length(end - 1) == 1)) {
                end++;
            }
        }
        if (words.kind[end - 1] == TextWords.OTHER && names.character(end - 1) == ',') {
            end--;
        }
        boolean closes = end == words.count
                || words.startsLine(end)
                || words.gap[end] != TextWords.ONE_SPACE
                || words.kind[end] != TextWords.LETTERS
                || words.isIn(end, NameWords.SUFFIXES)
                || NameCues.of(words.hash[end]) != IntTable.ABSENT
                || upper
                || names.isOrdinary(end)
                || names.isClosed(end);
        if (parts < 2 || !closes) {
            return label;
        }
        found.add(first, end, false);
        return end;
    }

    /** Returns whether a given name follows the comma: "BONE, LUCILLE". */
    private boolean isBeforeGivenName(int i) {
        return words.kind[i] == TextWords.LETTERS
                && (words.shape[i] == 1 || words.shape[i] == 2)
                && names.character(i + 1) == ','
                && words.shape[i + 2] == words.shape[i]
                && words.gap[i + 2] == TextWords.ONE_SPACE
                && (names.lists(i + 2) & ListedWords.GIVEN_NAME) != 0
                && !names.isOrdinary(i + 2);
    }

    private boolean isNameForm(int i) {
        return words.kind[i] == TextWords.LETTERS
                && (words.shape[i] == 1 || words.shape[i] == 2)
                && words.length(i) > 1
                && !names.isPlaceholder(i)
                && ((names.lists(i) & ListedWords.PERSON_NAME) != 0 || names.isUnlisted(i))
                && words.wordClass[i] != WordClasses.WEEKDAY
                && (NameCues.of(words.hash[i]) == IntTable.ABSENT || names.is(i, NameCues.PARTICLE));
    }
}
