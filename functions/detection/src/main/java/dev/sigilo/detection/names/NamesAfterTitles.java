package dev.sigilo.detection.names;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.detection.words.WordClasses;

/** Names after a title: "Dra. Ruiz Gil", "MRS. BONE", "hi dr stone". */
final class NamesAfterTitles {

    private static final int DRS = Hashes.folded("drs");
    private static final int DRES = Hashes.folded("dres");
    private static final int DR = Hashes.folded("dr");
    private static final int COACH = Hashes.folded("coach");
    private static final IntTable SMALL_TITLES = IntTable.words("dr mr mrs ms");
    /** Words after "Dr." or "Mr." that are not names. */
    private static final IntTable NOT_AFTER_TITLES = IntTable.words("apt suite unit ste lot bldg building "
            + "office on call and or to in at is who has will the a rm room floor north south east west ne nw se sw "
            + "phone tel fax name");

    private static final int LISTED_OR_PLACE = ListedWords.PERSON_NAME | ListedWords.PLACE | ListedWords.STREET;

    private final TextWords words;
    private final NameWords names;
    private final NameLikelihood likelihood;
    private final NameSpans found;

    NamesAfterTitles(NameWords names, NameLikelihood likelihood, NameSpans found) {
        this.words = names.words;
        this.names = names;
        this.likelihood = likelihood;
        this.found = found;
    }

    /** Finds the name after the title; returns the word after it, or {@code title}. */
    int find(int title, boolean staff) {
        if (!words.isCapitalised(title)) {
            boolean small = words.isIn(title, SMALL_TITLES) && isWordAfterTitle(title, title + 1);
            if (small) {
                found.add(title + 1, title + 2, staff);
            }
            return small ? title + 2 : title;
        }
        boolean upper = words.shape[title] == 2;
        int first = names.afterMarks(title + 1, ".ªº");
        // MR and MS are also a modality and an illness. In capitals they are titles if a period follows, or if a name
        // in capitals follows that has no other meaning.
        boolean only = first < words.count
                && words.shape[first] == 2
                && words.gap[first] == TextWords.ONE_SPACE
                && likelihood.isNameAlone(first);
        if (upper && !staff && (first == title + 1 && !only || first < words.count && words.shape[first] != 2)) {
            return title;
        }
        int end = first < words.count && words.startsLine(first) ? first : names.nameEnd(first);
        if (end == first && !upper && isSurnameAfterTitle(title, first)) {
            // "Dr. Seldinger-Hsu"
            end = first + 2 < words.count
                            && names.character(first + 1) == '-'
                            && words.isGlued(first + 1)
                            && words.isGlued(first + 2)
                            && words.shape[first + 2] == 1
                    ? first + 3
                    : first + 1;
            found.add(first, end, staff);
            return end;
        }
        if (upper && only && first == title + 1) {
            end = first + 1;
            while (end < words.count
                    && end - first < 4
                    && words.gap[end] == TextWords.ONE_SPACE
                    && words.shape[end] == 2
                    && (names.lists(end) & ListedWords.PERSON_NAME) != 0
                    && names.isListed(end)) {
                end++;
            }
        }
        if ((end == first || !likelihood.isPlausible(first, end, 1)) && isWordAfterTitle(title, first)) {
            end = endAfterOrdinaryWord(first);
            found.add(first, end, staff);
            return end;
        }
        if (end == first || !likelihood.isPlausible(first, end, 1)) {
            return title;
        }
        found.add(first, end, staff);
        return words.hash[title] == DRS || words.hash[title] == DRES ? furtherNames(end, staff) : end;
    }

    /** Returns the end of a name that begins with an ordinary word, as in "Mr. Two Bulls" and "Dr. Camper Ruiz". */
    private int endAfterOrdinaryWord(int first) {
        int surname = names.nameEnd(first + 1);
        int end = first + 1;
        if (words.wordClass[first] == WordClasses.NUMBER
                && end < words.count
                && words.shape[end] == 1
                && words.gap[end] == TextWords.ONE_SPACE) {
            end++;
        }
        if (surname == first + 2
                && words.gap[first + 1] == TextWords.ONE_SPACE
                && (names.lists(first + 1) & ListedWords.SURNAME) != 0
                && words.shape[first + 1] == words.shape[first]) {
            end = surname;
        }
        return end;
    }

    /** Finds the names that follow the first one after a plural title; returns the word after the last one. */
    private int furtherNames(int first, boolean staff) {
        int end = first;
        while (end < words.count && (names.is(end, NameCues.AND) || names.character(end) == ',')) {
            int next = names.nameEnd(end + 1);
            if (next == end + 1) {
                return end;
            }
            found.add(end + 1, next, staff);
            end = next;
        }
        return end;
    }

    /**
     * Returns whether this word follows a title and is therefore a name, even if it is an ordinary word: "Dr. Camper",
     * "MRS. BONE", "hi dr stone". The "Dr." of an address ("Elm Dr. Apt 4") is not a title.
     */
    private boolean isWordAfterTitle(int title, int i) {
        boolean point = i == title + 2 && names.character(title + 1) == '.' && words.isGlued(title + 1)
                || i == title + 1 && words.hash[title] == COACH && words.shape[title] == 1;
        if (i >= words.count
                || words.kind[i] != TextWords.LETTERS
                || words.gap[i] != TextWords.ONE_SPACE
                || words.length(i) < 2
                || NameCues.of(words.hash[i]) != IntTable.ABSENT
                || names.isNamedThing(i + 1)
                || words.isIn(i, NOT_AFTER_TITLES)
                || names.isPlaceholder(i)
                || title > 0
                        && !words.startsLine(title)
                        && words.kind[title - 1] == TextWords.LETTERS
                        && words.isCapitalised(title - 1)
                        && (names.lists(title - 1) & LISTED_OR_PLACE) != 0
                        && words.hash[title] == DR
                        && hasNumberBefore(title)) {
            return false;
        }
        if (words.shape[title] == 0) {
            return words.shape[i] == 0
                    && i == title + 1
                    && !words.isIn(i, PersonVerbs.DOES)
                    && !SentenceNames.isVerb(words.hash[i])
                    && ((names.lists(i) & ListedWords.SURNAME) != 0
                            || (names.lists(i) & (ListedWords.CLINICAL | ListedWords.COMMON_WORD))
                                    == ListedWords.CLINICAL
                            || names.isUnlisted(i));
        }
        return point
                && (words.shape[i] == 1 || words.shape[i] == 2 && (words.shape[title] == 2 || words.hash[title] == DR));
    }

    private boolean hasNumberBefore(int title) {
        for (int k = title - 1; k >= 0 && title - k < 5; k--) {
            if (words.kind[k] == TextWords.DIGITS) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether a word follows a title with a period and is therefore a name, even if the training texts know it
     * as an eponym: "Mrs. Goldberg", "Dr. Paget".
     */
    private boolean isSurnameAfterTitle(int title, int i) {
        boolean point = i == title + 2;
        return i < words.count
                && words.kind[i] == TextWords.LETTERS
                && words.shape[i] == 1
                && words.gap[i] == TextWords.ONE_SPACE
                && (point && !names.isOrdinary(i)
                        || (names.lists(i) & (ListedWords.PERSON_NAME | (point ? ListedWords.CLINICAL : 0))) != 0)
                && NameCues.of(words.hash[i]) == IntTable.ABSENT
                && !names.isNamedThing(i + 1)
                && !(i + 1 < words.count && names.character(i + 1) == '\'');
    }
}
