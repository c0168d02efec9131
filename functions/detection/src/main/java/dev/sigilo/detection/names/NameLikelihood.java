package dev.sigilo.detection.names;

import dev.sigilo.detection.patterns.ClinicalValues;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;

/** Decides from the word lists how likely words are a name, where other rules expect one. */
final class NameLikelihood {

    /** A word that is a given name and not an ordinary word is only in the first of these lists. */
    static final int GIVEN_NAME_OR_WORD = ListedWords.GIVEN_NAME | ListedWords.COMMON_WORD | ListedWords.CLINICAL;

    private final TextWords words;
    private final NameWords names;

    NameLikelihood(NameWords names) {
        this.words = names.words;
        this.names = names;
    }

    /**
     * Returns whether a sequence of words is a name and not a heading or a finding.
     *
     * @param doubt 1 after a title, where an unknown word is enough; 2 after a label with a colon, where one word must
     *     be listed or two unknown; 3 after a label without one, where a given name must be listed, or one of two words
     */
    boolean isPlausible(int from, int to, int doubt) {
        int listed = 0;
        int unknown = 0;
        int parts = 0;
        for (int k = from; k < to; k++) {
            if (words.kind[k] == TextWords.LETTERS
                    && words.length(k) > 1
                    && !names.is(k, NameCues.PARTICLE)
                    && !names.isSyllable(k)) {
                int lists = names.lists(k);
                parts++;
                listed += (lists & ListedWords.PERSON_NAME) != 0
                                && (doubt == 1 || (lists & (ListedWords.COMMON_WORD | ListedWords.CLINICAL)) == 0)
                        ? 1
                        : 0;
                unknown += lists == 0 ? 1 : 0;
            }
        }
        boolean upper = words.shape[from] == 2;
        return switch (doubt) {
            case 1 -> listed + unknown > 0;
            case 2 ->
                listed > 0
                        || parts > 1
                                && unknown == parts
                                && (!upper || to == words.count || words.startsLine(to) || names.character(to) == '.');
            default ->
                parts > 1 && listed > 0 && listed + unknown > 1
                        || !upper && isUnlistedName(from, to, parts)
                        || !upper && (names.lists(from) & GIVEN_NAME_OR_WORD) == ListedWords.GIVEN_NAME;
        };
    }

    /** Returns whether two or more words are unlisted, or one after a label in lower case: "su nuera Oihane". */
    private boolean isUnlistedName(int from, int to, int parts) {
        for (int k = from; k < to; k++) {
            if (words.kind[k] == TextWords.LETTERS
                    && words.length(k) > 1
                    && !names.is(k, NameCues.PARTICLE)
                    && !names.isSyllable(k)
                    && !names.isUnlisted(k)
                    && !names.isListed(k)) {
                return false;
            }
        }
        return parts > 1 || parts == 1 && from > 0 && words.shape[from - 1] == 0;
    }

    /**
     * Returns whether a word in capitals is listed only as a name, or is unlisted and not the name of a result or
     * scale.
     */
    boolean isNameAlone(int i) {
        return words.end[i] - words.start[i] > 3
                && (names.isListed(i) || names.isUnlisted(i))
                && !ClinicalValues.isName(words.hash[i])
                && !names.is(i, -1);
    }

    /**
     * Returns the end of a name in lower case: a listed given name and surnames that are not words of the training
     * texts.
     *
     * @param labelled whether a word before it introduces a name; then the surname need not be listed
     */
    int smallName(int i, boolean labelled) {
        if (i >= words.count
                || words.startsLine(i)
                || words.shape[i] != 0
                || (names.lists(i) & (ListedWords.GIVEN_NAME | ListedWords.COMMON_WORD)) != ListedWords.GIVEN_NAME
                || names.isClosed(i)
                || names.is(i, -1)) {
            return i;
        }
        int end = i + 1;
        int last = i;
        while (end < words.count && end - i < NameWords.MAX_NAME_WORDS && words.gap[end] != TextWords.NEW_LINE) {
            if (last > i
                    && names.character(end) == '-'
                    && end + 1 < words.count
                    && words.isGlued(end)
                    && words.isGlued(end + 1)
                    && words.kind[end + 1] == TextWords.LETTERS
                    && words.shape[end + 1] == 0) {
                last = end + 1;
                end += 2;
                continue;
            }
            if (words.kind[end] != TextWords.LETTERS || words.shape[end] != 0) {
                break;
            }
            boolean particle = names.is(end, NameCues.PARTICLE);
            boolean listed = (names.lists(end) & ListedWords.PERSON_NAME) != 0
                    && (names.lists(end) & ListedWords.COMMON_WORD) == 0;
            boolean part = listed && (!names.isClosed(end) || last > i)
                    || (labelled || last > i)
                            && names.lists(end) == 0
                            && !names.isClosed(end)
                            && end == last + 1
                            && last < i + 2;
            if (!particle && !part) {
                break;
            }
            last = particle ? last : end;
            end++;
        }
        return last > i ? last + 1 : i;
    }
}
