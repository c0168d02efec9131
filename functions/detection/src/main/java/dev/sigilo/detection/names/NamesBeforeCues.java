package dev.sigilo.detection.names;

import dev.sigilo.detection.words.Degrees;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.detection.words.WordClasses;

/** Names before a degree, a role, or age and sex: "K. Brandvold, RN", "Gupta fellow", "BEGAYE, Lorencita F 71y". */
final class NamesBeforeCues {

    private static final IntTable SEXES = IntTable.words("m f male female");
    private static final IntTable AGES = IntTable.words("y yo yr yrs year years m f mo male female");
    private static final IntTable ROLES_AFTER = IntTable.words("fellow attending resident intern hospitalist");
    private static final IntTable HEADING_LABELS = IntTable.words("mrn dob chart hc nhc");
    private static final int MOST_IN_HEADING = 7;
    private static final int MIN_CODE_DIGITS = 5;

    private final TextWords words;
    private final NameWords names;

    NamesBeforeCues(NameWords names) {
        this.words = names.words;
        this.names = names;
    }

    /** Returns the end of the name before a comma and a degree: "K. Brandvold, RN", "Itzel Ramírez-Pond, PMHNP-BC". */
    int beforeDegree(int i) {
        if (!words.isCapitalised(i)
                || i > 0
                        && words.isCapitalised(i - 1)
                        && words.kind[i - 1] == TextWords.LETTERS
                        && !words.startsLine(i)
                        && names.isNameWord(i - 1)) {
            return i;
        }
        int end = beforeComma(i);
        if (end == i
                || end + 1 >= words.count
                || names.character(end) != ','
                || words.gap[end + 1] != TextWords.ONE_SPACE
                || !Degrees.isDegree(words, end + 1)
                || words.shape[i] == 2 && isOpenInCapitals(i, end)) {
            return i;
        }
        boolean sure = Degrees.isOnlyDegree(words, end + 1);
        if (!sure && words.shape[i] == 2 && end == i + 1) {
            return i;
        }
        if (isGivenAndSurname(i, end) || sure && areTwoWordsBeforeDegree(i, end)) {
            return end;
        }
        int likely = 0;
        for (int k = i; k < end; k++) {
            if (words.kind[k] != TextWords.LETTERS
                    || words.length(k) < 2
                    || names.is(k, NameCues.PARTICLE)
                    || names.isSyllable(k)) {
                continue;
            }
            boolean name = names.isListed(k) || names.isUnlisted(k);
            boolean first = k == i
                    && end > i + 1
                    && words.shape[i] == 1
                    && !names.isClosed(i)
                    && NameCues.of(words.hash[i]) == IntTable.ABSENT;
            if (!name && !(sure && ((names.lists(k) & ListedWords.PERSON_NAME) != 0 || first))) {
                return i;
            }
            likely += name || !first ? 1 : 0;
        }
        return likely > 0 ? end : i;
    }

    /** Returns the end of a name before a comma. Its first word may be one that is closed elsewhere ("Will Tanaka"). */
    private int beforeComma(int i) {
        int end = names.nameEnd(i);
        boolean closed = end == i
                && i + 2 < words.count
                && words.shape[i] == 1
                && names.character(i + 2) == ','
                && words.gap[i + 1] == TextWords.ONE_SPACE;
        return closed && names.nameEnd(i + 1) == i + 2 && isGivenAndSurname(i, i + 2) ? i + 2 : end;
    }

    /**
     * Returns whether the words are, within a sentence, a given name that may be an ordinary word and a surname that is
     * not: "with Will Tanaka, PT".
     */
    private boolean isGivenAndSurname(int from, int to) {
        return to == from + 2
                && words.shape[from] == 1
                && words.shape[from + 1] == 1
                && from > 0
                && !words.startsLine(from)
                && words.shape[from - 1] == 0
                && (names.lists(from) & ListedWords.GIVEN_NAME) != 0
                && (names.isListed(from + 1) || names.isUnlisted(from + 1));
    }

    /**
     * Returns whether two capitalized words are a name because the word after them has no meaning but a degree: "with
     * Jasper Nightingale, LMHC". It does not matter what else the words mean.
     */
    private boolean areTwoWordsBeforeDegree(int from, int to) {
        boolean likely = to == from + 2
                && from > 0
                && (words.isIn(from - 1, NamePatterns.BEFORE_SMALL_NAMES)
                        || words.shape[from - 1] == 0
                                && words.kind[from - 1] == TextWords.LETTERS
                                && (names.isUnlisted(from) || names.isListed(from)));
        return likely
                && words.shape[from] == 1
                && words.shape[from + 1] == 1
                && !words.startsLine(from)
                && ((names.lists(from) | names.lists(from + 1)) & ListedWords.CLINICAL) == 0;
    }

    /**
     * Returns whether it is a single word that is in a list of words. In capitals, without an initial, it is then not a
     * name.
     */
    private boolean isOpenInCapitals(int from, int to) {
        return to == from + 1 && (names.lists(from) & (ListedWords.COMMON_WORD | ListedWords.CLINICAL)) != 0;
    }

    /**
     * Finds one capitalized word before a degree or role, with no capitalized word before it: "report from Chinonso
     * RN", "Gupta fellow".
     */
    int beforeRole(int i) {
        int role = i + 1;
        if (role >= words.count
                || words.shape[i] != 1
                || words.gap[role] != TextWords.ONE_SPACE
                || words.kind[role] != TextWords.LETTERS
                || i > 0 && !words.startsLine(i) && (words.isCapitalised(i - 1) || words.isGlued(i))
                || names.isClosed(i)
                || names.isOrdinary(i)
                || NameCues.of(words.hash[i]) != IntTable.ABSENT
                || words.wordClass[i] != WordClasses.NONE) {
            return i;
        }
        boolean degree = Degrees.isDegree(words, role) && Degrees.isOnlyDegree(words, role);
        boolean title = words.shape[role] == 0 && words.isIn(role, ROLES_AFTER);
        boolean sure = (names.lists(i) & ListedWords.PERSON_NAME) != 0
                && (names.lists(i) & (ListedWords.COMMON_WORD | ListedWords.CLINICAL | ListedWords.PROFESSION)) == 0;
        return (degree || title) && (sure || degree && names.isUnlisted(i)) ? role : i;
    }

    /**
     * Returns the end of the name in a heading, followed by age, sex or number: "BEGAYE, Lorencita F 71y", "Graves,
     * Temperance | 41F".
     */
    int beforeAge(int i) {
        if (!words.isCapitalised(i)
                || !names.isNameWord(i)
                || i > 0 && !words.startsLine(i) && words.kind[i - 1] == TextWords.LETTERS) {
            return i;
        }
        int entry = inSignOut(i);
        if (entry > i) {
            return entry;
        }
        int comma = names.nameEnd(i);
        if (comma == i
                || comma + 1 >= words.count
                || names.character(comma) != ','
                || words.gap[comma + 1] != TextWords.ONE_SPACE) {
            return i;
        }
        int end = names.nameEnd(comma + 1);
        if (end == comma + 1 || end - i > MOST_IN_HEADING) {
            return i;
        }
        int k = end;
        if (k + 1 < words.count
                && words.kind[k] == TextWords.LETTERS
                && words.shape[k] == 3
                && !words.startsLine(k)
                && !words.isIn(k, SEXES)) {
            k += names.character(k + 1) == '.' ? 2 : 1;
            end = k;
        }
        for (int n = 0; n < 4 && k < words.count && !words.startsLine(k); n++, k++) {
            boolean age = words.kind[k] == TextWords.DIGITS
                    && words.length(k) <= 3
                    && k + 1 < words.count
                    && words.isIn(k + 1, AGES)
                    && (words.isGlued(k + 1)
                            || words.gap[k + 1] == TextWords.ONE_SPACE
                            || names.character(k + 1) == '-');
            if (age || words.isIn(k, HEADING_LABELS)) {
                return end;
            }
            boolean code = words.kind[k] == TextWords.LETTERS
                    && words.shape[k] >= 2
                    && k + 2 < words.count
                    && names.character(k + 1) == '-'
                    && words.isGlued(k + 2)
                    && words.kind[k + 2] == TextWords.DIGITS
                    && words.length(k + 2) >= MIN_CODE_DIGITS;
            if (code) {
                return end;
            }
            if (words.kind[k] == TextWords.LETTERS && !words.isIn(k, SEXES)) {
                return i;
            }
        }
        return i;
    }

    /**
     * Finds a name at the start of a line or an entry, before age and sex: "1) Lindquist, B 66M.", "5) Worthington
     * 88F".
     */
    private int inSignOut(int i) {
        boolean starts = i == 0
                || words.startsLine(i)
                || i > 1 && ").".indexOf(names.character(i - 1)) >= 0 && words.kind[i - 2] == TextWords.DIGITS;
        int end = names.nameEnd(i);
        if (!starts
                || end == i
                || end > i + 3
                || !(names.isListed(i)
                        || names.isUnlisted(i)
                        || (names.lists(i) & ListedWords.PERSON_NAME) != 0 && end > i + 1)) {
            return i;
        }
        int age = end;
        if (age + 1 < words.count
                && names.character(age) == ','
                && words.kind[age + 1] == TextWords.LETTERS
                && words.shape[age + 1] == 3) {
            end = age + 2;
            age = end < words.count && names.character(end) == '.' ? end + 1 : end;
        }
        return age + 1 < words.count
                        && !words.startsLine(age)
                        && words.kind[age] == TextWords.DIGITS
                        && words.length(age) <= 3
                        && words.isGlued(age + 1)
                        && words.isIn(age + 1, SEXES)
                        && words.length(age + 1) == 1
                ? end
                : i;
    }
}
