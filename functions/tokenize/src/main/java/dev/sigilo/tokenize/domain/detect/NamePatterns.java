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

    /** Behind these and a colon names stand in a row: "Consults: Nakamura (GI), Agyeman (ID)". */
    private static final IntTable LISTS = ClinicalScales.words("consults consultants interconsultas attendees attending present board "
            + "comite asisten asistentes presentes");
    private static final IntTable SEXES = ClinicalScales.words("m f male female");
    private static final IntTable AGES = ClinicalScales.words("y yo yr yrs year years m f mo male female");
    private static final IntTable BY_OR_WITH = ClinicalScales.words("by with");
    private static final int BY = Hashes.folded("by");
    private static final IntTable ROLES_BEHIND = ClinicalScales.words("fellow attending resident intern hospitalist");
    private static final IntTable HEADING_LABELS = ClinicalScales.words("mrn dob chart hc nhc");
    private static final IntTable SMALL_TITLES = ClinicalScales.words("dr mr mrs ms");
    /** Words after "Dr." or "Mr." that are no names. */
    private static final IntTable NOT_BEHIND_TITLES = ClinicalScales.words("apt suite unit ste lot bldg building office on call and or to in at is who has will the a "
            + "rm room floor north south east west ne nw se sw phone tel fax name");
    private static final int DR = Hashes.folded("dr");
    private static final int LISTED_OR_PLACE = NameWords.LISTED | Lexicon.PLACE | Lexicon.STREET;
    /** Labels of the patient's name. */
    private static final IntTable PATIENT_LABELS = ClinicalScales.words("patient pt name client resident member");
    private static final int MOST_IN_HEADING = 7;
    private static final int MIN_CODE_DIGITS = 5;
    private static final int MOST_TO_COLON = 3;
    private static final int MOST_IN_BRACKETS = 4;
    /** Before names in small letters: "hablo con inés romero". */
    private static final IntTable BEFORE_SMALL_NAMES = ClinicalScales.words("con a por with by to");
    private static final IntTable OWNERS = ClinicalScales.words("his her their my our an a per with by from");
    private static final IntTable CLAUSES = ClinicalScales.words("that he she they her his their no not having feeling being some any to with");
    private static final int COACH = Hashes.folded("coach");
    private static final int CASE = Hashes.folded("case");
    private static final IntTable PREFERS = ClinicalScales.words("prefers goes called aka nickname nicknamed");
    /** Words between {@link #PREFERS} and the name. */
    private static final IntTable CALLED = ClinicalScales.words("by to be called the name nickname");
    private static final IntTable NEWBORN = ClinicalScales.words("boy girl");
    private static final int BABY = Hashes.folded("baby");
    /** What may stand between whose relative it is and the relative. */
    private static final IntTable OF_KIN = ClinicalScales.words("in mother father son daughter brother sister older younger oldest youngest eldest "
            + "elder twin late adult former ex grown half step foster adoptive only second first maternal paternal best close two three");
    private static final int MOST_BEFORE_KIN = 6;
    private static final int IN = Hashes.folded("in");
    private static final int LAW = Hashes.folded("law");

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
        if (cue == IntTable.ABSENT && isInLaw(i)) {
            cue = NameCues.PERSON;
        }
        if (words.isCapitalised(i) && words.isIn(i, LISTS)) {
            int end = list(i);
            if (end > i) {
                return end;
            }
        }
        if (words.shape[i] == 0 && words.isIn(i, BEFORE_SMALL_NAMES)) {
            int end = smallName(i + 1, i > 0 && SentenceNames.isSaid(words.hash[i - 1]));
            if (end > i + 1) {
                add(i + 1, end, false);
                return end;
            }
        }
        if (isWordThatDoes(i)) {
            add(i, i + 1, false);
            return i + 1;
        }
        if (words.isIn(i, PREFERS)) {
            int end = preferred(i);
            if (end > i) {
                return end;
            }
        }
        int labelledEnd = words.isIn(i, PATIENT_LABELS) ? patient(i) : i;
        if (labelledEnd > i) {
            return labelledEnd;
        }
        if (i > 0 && words.shape[i] == 0 && words.isIn(i, BY_OR_WITH) && SentenceNames.isSaid(words.hash[i - 1]) && isSurnameSaid(i + 1)) {
            int end = i + 2 < words.count && words.isIn(i + 2, NameWords.SUFFIXES) && words.isCapitalised(i + 2) ? i + 3 : i + 2;
            add(i + 1, end, words.hash[i] == BY);
            return end;
        }
        int certain = beforeDegree(i);
        if (certain > i) {
            add(i, certain, true);
            return certain;
        }
        certain = beforeRole(i);
        if (certain > i) {
            add(i, certain, true);
            return certain;
        }
        certain = beforeAge(i);
        if (certain > i) {
            add(i, certain, false);
            return certain;
        }
        if (cue == IntTable.ABSENT) {
            int pair = pair(i);
            if (pair > i) {
                return pair;
            }
            return words.isCapitalised(i) ? listed(i) : i;
        }
        int end = i;
        if ((cue & NameCues.OTHER) != 0 && isInitialAndSurname(i + 1)) {
            add(i + 1, i + 4, true);
            return i + 4;
        }
        if ((cue & (NameCues.STAFF_TITLE | NameCues.OTHER_TITLE)) != 0) {
            end = titled(i, (cue & NameCues.STAFF_TITLE) != 0);
        }
        if (end == i && (cue & (NameCues.STAFF | NameCues.PERSON)) != 0 && (words.hash[i] != DUE || words.shape[i] == 2)) {
            end = labelled(i, (cue & NameCues.STAFF) != 0);
        }
        return end == i && words.isCapitalised(i) && cue == NameCues.PARTICLE ? listed(i) : end;
    }

    /**
     * "Will reports that": returns whether this word, which may be an ordinary word too, is a given name: it starts a sentence, and a person's verb and "that",
     * "he" or a similar word follow.
     */
    private boolean isWordThatDoes(int i) {
        int verb = i + 1;
        boolean starts = words.shape[i] == 1 && (words.startsLine(i) || i == 0 || ".!?:".indexOf(names.character(i - 1)) >= 0) && verb + 1 < words.count
                && words.gap[verb] == TextWords.ONE_SPACE && words.shape[verb] == 0 && !words.startsLine(verb + 1);
        return starts && (names.lists(i) & Lexicon.GIVEN_NAME) != 0 && words.isIn(verb, PersonVerbs.DOES) && words.text.charAt(words.end[verb] - 1) == 's'
                && words.isIn(verb + 1, CLAUSES) && words.hash[i] != CASE;
    }

    /** "cardiology P. Raghunathan": behind a department. */
    private boolean isInitialAndSurname(int i) {
        int surname = i + 2;
        return surname < words.count && words.gap[i] == TextWords.ONE_SPACE && names.isInitial(i) && words.shape[surname] == 1
                && words.gap[surname] == TextWords.ONE_SPACE && words.length(surname) > 2 && names.isNameWord(surname)
                && (names.isListed(surname) || names.isUnlisted(surname)) && words.shape[i - 1] == 0;
    }

    /** The name in quotation marks behind "prefers", "goes by": "(prefers "MJ")". */
    private int preferred(int i) {
        int quote = i + 1;
        while (quote < words.count && quote - i < MOST_TO_COLON && words.kind[quote] == TextWords.LETTERS && words.isIn(quote, CALLED)) {
            quote++;
        }
        int end = quote + 2;
        if (end >= words.count || words.startsLine(quote) || "\"“'‘".indexOf(names.character(quote)) < 0 || words.kind[quote + 1] != TextWords.LETTERS
                || !words.isCapitalised(quote + 1) || !words.isGlued(end) || "\"”'’".indexOf(names.character(end)) < 0) {
            return i;
        }
        add(quote + 1, end, false);
        return end;
    }

    /** The last word of "mother-in-law". */
    private boolean isInLaw(int i) {
        return words.hash[i] == LAW && i > 3 && names.character(i - 1) == '-' && words.hash[i - 2] == IN && names.is(i - 4, NameCues.PERSON);
    }

    /**
     * Returns the word after the name that follows "PATIENT:" or "Name:", even if its words are ordinary ones: "BONE, LUCILLE", "Will Price III".
     * It needs at least two words, each in a list of names or in no list. It ends with the line, at a wide gap, a mark or any other word.
     */
    private int patient(int label) {
        int first = label + 2;
        if (first + 2 >= words.count || names.character(label + 1) != ':' || words.startsLine(first) || !isNameForm(first) && !isBeforeGivenName(first)) {
            return label;
        }
        boolean upper = words.shape[first] == 2;
        int end = first;
        int parts = 0;
        while (end < words.count && !words.startsLine(end) && parts < 4 && (end == first || words.gap[end] == TextWords.ONE_SPACE) && ((end == first || isNameForm(end)) && words.shape[end] == 2 == upper
                || parts > 0 && words.shape[end] == 3 && words.kind[end] == TextWords.LETTERS)) {
            parts += words.shape[end] == 3 ? 0 : 1;
            end++;
            if (end < words.count && (names.character(end) == ',' && parts == 1 || names.character(end) == '.' && words.length(end - 1) == 1)) {
                end++;
            }
        }
        if (words.kind[end - 1] == TextWords.OTHER && names.character(end - 1) == ',') {
            end--;
        }
        boolean closes = end == words.count || words.startsLine(end) || words.gap[end] != TextWords.ONE_SPACE || words.kind[end] != TextWords.LETTERS
                || words.isIn(end, NameWords.SUFFIXES) || NameCues.of(words.hash[end]) != IntTable.ABSENT || upper || names.isOrdinary(end) || names.isClosed(end);
        if (parts < 2 || !closes) {
            return label;
        }
        add(first, end, false);
        return end;
    }

    /** "BONE, LUCILLE": a given name behind the comma. */
    private boolean isBeforeGivenName(int i) {
        return words.kind[i] == TextWords.LETTERS && (words.shape[i] == 1 || words.shape[i] == 2) && names.character(i + 1) == ',' && words.shape[i + 2] == words.shape[i]
                && words.gap[i + 2] == TextWords.ONE_SPACE && (names.lists(i + 2) & Lexicon.GIVEN_NAME) != 0 && !names.isOrdinary(i + 2);
    }

    private boolean isNameForm(int i) {
        return words.kind[i] == TextWords.LETTERS && (words.shape[i] == 1 || words.shape[i] == 2) && words.length(i) > 1 && !names.isPlaceholder(i)
                && ((names.lists(i) & NameWords.LISTED) != 0 || names.isUnlisted(i)) && words.wordClass[i] != WordClasses.WEEKDAY
                && (NameCues.of(words.hash[i]) == IntTable.ABSENT || names.is(i, NameCues.PARTICLE));
    }

    private int titled(int title, boolean staff) {
        if (!words.isCapitalised(title)) {
            boolean small = words.isIn(title, SMALL_TITLES) && isWordBehindTitle(title, title + 1);
            if (small) {
                add(title + 1, title + 2, staff);
            }
            return small ? title + 2 : title;
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
            // "Dr. Seldinger-Hsu"
            end = first + 2 < words.count && names.character(first + 1) == '-' && words.isGlued(first + 1) && words.isGlued(first + 2) && words.shape[first + 2] == 1
                    ? first + 3 : first + 1;
            add(first, end, staff);
            return end;
        }
        if (upper && only && first == title + 1) {
            end = first + 1;
            while (end < words.count && end - first < 4 && words.gap[end] == TextWords.ONE_SPACE && words.shape[end] == 2
                    && (names.lists(end) & NameWords.LISTED) != 0 && names.isListed(end)) {
                end++;
            }
        }
        if ((end == first || !isPlausible(first, end, 1)) && isWordBehindTitle(title, first)) {
            int surname = names.nameEnd(first + 1);
            end = first + 1;
            if (words.wordClass[first] == WordClasses.NUMBER && end < words.count && words.shape[end] == 1 && words.gap[end] == TextWords.ONE_SPACE) {
                // "Mr. Two Bulls".
                end++;
            }
            if (surname == first + 2 && words.gap[first + 1] == TextWords.ONE_SPACE && (names.lists(first + 1) & Lexicon.SURNAME) != 0 && words.shape[first + 1] == words.shape[first]) {
                end = surname;
            }
            add(first, end, staff);
            return end;
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

    /**
     * Returns whether this word follows a title and so is a name, even an ordinary word: "Dr. Camper", "MRS. BONE", "hi dr stone". The
     * "Dr." of an address ("Elm Dr. Apt 4") is no title.
     */
    private boolean isWordBehindTitle(int title, int i) {
        boolean point = i == title + 2 && names.character(title + 1) == '.' && words.isGlued(title + 1) || i == title + 1 && words.hash[title] == COACH && words.shape[title] == 1;
        if (i >= words.count || words.kind[i] != TextWords.LETTERS || words.gap[i] != TextWords.ONE_SPACE || words.length(i) < 2
                || NameCues.of(words.hash[i]) != IntTable.ABSENT || names.isNamedThing(i + 1) || words.isIn(i, NOT_BEHIND_TITLES) || names.isPlaceholder(i)
                || title > 0 && !words.startsLine(title) && words.kind[title - 1] == TextWords.LETTERS && words.isCapitalised(title - 1)
                && (names.lists(title - 1) & LISTED_OR_PLACE) != 0 && words.hash[title] == DR && hasNumberBefore(title)) {
            return false;
        }
        if (words.shape[title] == 0) {
            return words.shape[i] == 0 && i == title + 1 && !words.isIn(i, PersonVerbs.DOES) && !SentenceNames.isVerb(words.hash[i])
                    && ((names.lists(i) & Lexicon.SURNAME) != 0 || (names.lists(i) & (Lexicon.CLINICAL | Lexicon.COMMON_WORD)) == Lexicon.CLINICAL || names.isUnlisted(i));
        }
        return point && (words.shape[i] == 1 || words.shape[i] == 2 && (words.shape[title] == 2 || words.hash[title] == DR));
    }

    private boolean hasNumberBefore(int title) {
        for (int k = title - 1; k >= 0 && title - k < 5; k--) {
            if (words.kind[k] == TextWords.DIGITS) {
                return true;
            }
        }
        return false;
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

    /** "K. Brandvold, RN", "Itzel Ramírez-Pond, PMHNP-BC": the end of the name before a comma and a degree. */
    private int beforeDegree(int i) {
        if (!words.isCapitalised(i) || i > 0 && words.isCapitalised(i - 1) && words.kind[i - 1] == TextWords.LETTERS && !words.startsLine(i)
                && names.isNameWord(i - 1)) {
            return i;
        }
        int end = beforeComma(i);
        if (end == i || end + 1 >= words.count || names.character(end) != ',' || words.gap[end + 1] != TextWords.ONE_SPACE
                || !Degrees.isDegree(words, end + 1) || words.shape[i] == 2 && isOpenInCapitals(i, end)) {
            return i;
        }
        boolean sure = Degrees.isOnlyDegree(words, end + 1);
        if (!sure && words.shape[i] == 2 && end == i + 1) {
            return i;
        }
        if (isGivenAndSurname(i, end) || sure && isTwoWordsBehind(i, end)) {
            return end;
        }
        int likely = 0;
        for (int k = i; k < end; k++) {
            if (words.kind[k] != TextWords.LETTERS || words.length(k) < 2 || names.is(k, NameCues.PARTICLE) || names.isSyllable(k)) {
                continue;
            }
            boolean name = names.isListed(k) || names.isUnlisted(k);
            boolean first = k == i && end > i + 1 && words.shape[i] == 1 && !names.isClosed(i) && NameCues.of(words.hash[i]) == IntTable.ABSENT;
            if (!name && !(sure && ((names.lists(k) & NameWords.LISTED) != 0 || first))) {
                return i;
            }
            likely += name || !first ? 1 : 0;
        }
        return likely > 0 ? end : i;
    }

    /** The end of a name, whose first word may be one that is closed elsewhere ("Will Tanaka"), before a comma. */
    private int beforeComma(int i) {
        int end = names.nameEnd(i);
        boolean closed = end == i && i + 2 < words.count && words.shape[i] == 1 && names.character(i + 2) == ',' && words.gap[i + 1] == TextWords.ONE_SPACE;
        return closed && names.nameEnd(i + 1) == i + 2 && isGivenAndSurname(i, i + 2) ? i + 2 : end;
    }

    /** "with Will Tanaka, PT": within a sentence, a given name that may be a word, and a surname that is none. */
    private boolean isGivenAndSurname(int from, int to) {
        return to == from + 2 && words.shape[from] == 1 && words.shape[from + 1] == 1 && from > 0 && !words.startsLine(from)
                && words.shape[from - 1] == 0 && (names.lists(from) & Lexicon.GIVEN_NAME) != 0
                && (names.isListed(from + 1) || names.isUnlisted(from + 1));
    }

    /** "with Jasper Nightingale, LMHC": before a degree that is nothing else two words with a capital are a name, whatever else they are. */
    private boolean isTwoWordsBehind(int from, int to) {
        boolean likely = to == from + 2 && from > 0 && (words.isIn(from - 1, BEFORE_SMALL_NAMES)
                || words.shape[from - 1] == 0 && words.kind[from - 1] == TextWords.LETTERS && (names.isUnlisted(from) || names.isListed(from)));
        return likely && words.shape[from] == 1 && words.shape[from + 1] == 1 && !words.startsLine(from) && ((names.lists(from) | names.lists(from + 1)) & Lexicon.CLINICAL) == 0;
    }

    /** In capitals a word alone, without an initial, must be in no list of words. */
    private boolean isOpenInCapitals(int from, int to) {
        return to == from + 1 && (names.lists(from) & (Lexicon.COMMON_WORD | Lexicon.CLINICAL)) != 0;
    }

    /** "report from Chinonso RN", "Gupta fellow": one capitalised word before a degree or role, with no capitalised word before it. */
    private int beforeRole(int i) {
        int role = i + 1;
        if (role >= words.count || words.shape[i] != 1 || words.gap[role] != TextWords.ONE_SPACE || words.kind[role] != TextWords.LETTERS
                || i > 0 && !words.startsLine(i) && (words.isCapitalised(i - 1) || words.isGlued(i)) || names.isClosed(i) || names.isOrdinary(i)
                || NameCues.of(words.hash[i]) != IntTable.ABSENT || words.wordClass[i] != WordClasses.NONE) {
            return i;
        }
        boolean degree = Degrees.isDegree(words, role) && Degrees.isOnlyDegree(words, role);
        boolean title = words.shape[role] == 0 && words.isIn(role, ROLES_BEHIND);
        boolean sure = (names.lists(i) & NameWords.LISTED) != 0 && (names.lists(i) & (Lexicon.COMMON_WORD | Lexicon.CLINICAL | Lexicon.PROFESSION)) == 0;
        return (degree || title) && (sure || degree && names.isUnlisted(i)) ? role : i;
    }

    /** "Seen by Mason II", "spoke with KIM": one listed name; in capitals it must be nothing else. */
    private boolean isSurnameSaid(int i) {
        if (i >= words.count || words.kind[i] != TextWords.LETTERS || words.gap[i] != TextWords.ONE_SPACE || words.shape[i] != 1 && words.shape[i] != 2
                || i + 1 < words.count && words.isCapitalised(i + 1) && !words.isIn(i + 1, NameWords.SUFFIXES) && !words.startsLine(i + 1) || names.isNamedThing(i + 1)) {
            return false;
        }
        int lists = names.lists(i);
        return (lists & NameWords.LISTED) != 0 && (lists & (Lexicon.CLINICAL | Lexicon.COUNTRY | Lexicon.NATIONALITY)) == 0
                && (words.shape[i] == 1 ? !names.isOrdinary(i) : words.length(i) > 2 && (lists & ~NameWords.LISTED) == 0 && !names.isClosed(i));
    }

    /** "1) Lindquist, B 66M.", "5) Worthington 88F": at the start of a line or an entry, before age and sex. */
    private int inSignOut(int i) {
        boolean starts = i == 0 || words.startsLine(i) || i > 1 && ").".indexOf(names.character(i - 1)) >= 0 && words.kind[i - 2] == TextWords.DIGITS;
        int end = names.nameEnd(i);
        if (!starts || end == i || end > i + 3 || !(names.isListed(i) || names.isUnlisted(i) || (names.lists(i) & NameWords.LISTED) != 0 && end > i + 1)) {
            return i;
        }
        int age = end;
        if (age + 1 < words.count && names.character(age) == ',' && words.kind[age + 1] == TextWords.LETTERS && words.shape[age + 1] == 3) {
            end = age + 2;
            age = end < words.count && names.character(end) == '.' ? end + 1 : end;
        }
        return age + 1 < words.count && !words.startsLine(age) && words.kind[age] == TextWords.DIGITS && words.length(age) <= 3 && words.isGlued(age + 1)
                && words.isIn(age + 1, SEXES) && words.length(age + 1) == 1 ? end : i;
    }

    /** "BEGAYE, Lorencita F 71y", "Graves, Temperance | 41F": the end of the name in a heading with age, sex or number behind it. */
    private int beforeAge(int i) {
        if (!words.isCapitalised(i) || !names.isNameWord(i) || i > 0 && !words.startsLine(i) && words.kind[i - 1] == TextWords.LETTERS) {
            return i;
        }
        int entry = inSignOut(i);
        if (entry > i) {
            return entry;
        }
        int comma = names.nameEnd(i);
        if (comma == i || comma + 1 >= words.count || names.character(comma) != ',' || words.gap[comma + 1] != TextWords.ONE_SPACE) {
            return i;
        }
        int end = names.nameEnd(comma + 1);
        if (end == comma + 1 || end - i > MOST_IN_HEADING) {
            return i;
        }
        int k = end;
        if (k + 1 < words.count && words.kind[k] == TextWords.LETTERS && words.shape[k] == 3 && !words.startsLine(k) && !words.isIn(k, SEXES)) {
            k += names.character(k + 1) == '.' ? 2 : 1;
            end = k;
        }
        for (int n = 0; n < 4 && k < words.count && !words.startsLine(k); n++, k++) {
            boolean age = words.kind[k] == TextWords.DIGITS && words.length(k) <= 3 && k + 1 < words.count && words.isIn(k + 1, AGES)
                    && (words.isGlued(k + 1) || words.gap[k + 1] == TextWords.ONE_SPACE || names.character(k + 1) == '-');
            if (age || words.isIn(k, HEADING_LABELS)) {
                return end;
            }
            boolean code = words.kind[k] == TextWords.LETTERS && words.shape[k] >= 2 && k + 2 < words.count && names.character(k + 1) == '-'
                    && words.isGlued(k + 2) && words.kind[k + 2] == TextWords.DIGITS && words.length(k + 2) >= MIN_CODE_DIGITS;
            if (code) {
                return end;
            }
            if (words.kind[k] == TextWords.LETTERS && !words.isIn(k, SEXES)) {
                return i;
            }
        }
        return i;
    }

    /** Two surnames that end their line by themselves, of who looked after somebody: "Nyberg/Winterbottom". */
    private int pair(int i) {
        boolean starts = words.startsLine(i) || i > 0 && names.character(i - 1) == '.';
        if (!starts || i + 2 >= words.count || names.character(i + 1) != '/' || !words.isGlued(i + 1) || !words.isGlued(i + 2)
                || i + 3 < words.count && !words.startsLine(i + 3) || words.shape[i] != 1 || words.shape[i + 2] != 1) {
            return i;
        }
        boolean sure = names.isListed(i) || names.isUnlisted(i);
        boolean otherSure = names.isListed(i + 2) || names.isUnlisted(i + 2);
        boolean likely = sure || (names.lists(i) & Lexicon.SURNAME) != 0;
        boolean otherLikely = otherSure || (names.lists(i + 2) & Lexicon.SURNAME) != 0;
        if ((sure || otherSure) && likely && otherLikely && !names.isClosed(i) && !names.isClosed(i + 2)) {
            add(i, i + 1, true);
            add(i + 2, i + 3, true);
            return i + 3;
        }
        return i;
    }

    /** Names in a row behind a word and a colon, with a department in brackets behind each, or none. */
    private int list(int label) {
        int colon = label + 1;
        while (colon < words.count && colon - label <= MOST_TO_COLON && !words.startsLine(colon) && words.kind[colon] == TextWords.LETTERS) {
            colon++;
        }
        if (colon + 1 >= words.count || names.character(colon) != ':' || words.startsLine(colon)) {
            return label;
        }
        int end = label;
        int i = colon + 1;
        while (i < words.count && !words.startsLine(i)) {
            int after = names.nameEnd(i);
            if (after > i && isNameInList(i, after)) {
                add(i, after, true);
            } else if (after == i) {
                break;
            }
            end = after;
            i = afterBrackets(after);
            if (i >= words.count || !names.is(i, NameCues.AND) && ",;".indexOf(names.character(i)) < 0) {
                break;
            }
            i++;
        }
        return end;
    }

    private boolean isNameInList(int from, int to) {
        boolean sure = false;
        for (int k = from; k < to; k++) {
            if (words.kind[k] == TextWords.LETTERS && words.length(k) > 1 && !names.is(k, NameCues.PARTICLE) && !names.isSyllable(k)) {
                boolean name = names.isListed(k) || names.isUnlisted(k);
                if (!name && (names.lists(k) & Lexicon.SURNAME) == 0) {
                    return false;
                }
                sure |= name;
            }
        }
        return sure;
    }

    private int afterBrackets(int i) {
        if (i >= words.count || names.character(i) != '(') {
            return i;
        }
        int k = i + 1;
        while (k < words.count && k - i <= MOST_IN_BRACKETS && names.character(k) != ')') {
            k++;
        }
        return k < words.count && names.character(k) == ')' ? k + 1 : i;
    }

    /** A name after a word for a role, a comma or bracket or "is" or "by" between them at most. */
    private int labelled(int label, boolean staff) {
        int first = label + 1;
        boolean colon = false;
        boolean numbered = !staff && first + 2 < words.count && words.length(first) == 1 && names.character(first + 1) == ':';
        if (numbered || words.hash[label] == BABY && first < words.count && words.isIn(first, NEWBORN)) {
            first++;
        }
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
        int end = withoutHeading(first, names.nameEnd(first));
        // "RADIOLOGIST: GALVERSTON": one word in capitals that ends its line.
        if (colon && staff && end == first + 1 && words.shape[first] == 2 && isNameAlone(first)
                && (end == words.count || words.startsLine(end) || ".,;".indexOf(names.character(end)) >= 0)) {
            add(first, end, staff);
            return end;
        }
        // "Twin A: Jocasta".
        boolean single = numbered && end == first + 1 && words.shape[first] == 1 && (names.isUnlisted(first) || names.isListed(first));
        single |= first == label + 2 && words.hash[label] == BABY && end > first && (names.isUnlisted(first) || names.isListed(first));
        single |= staff && colon && end > first && (names.lists(first) & Lexicon.SURNAME) != 0 && withGivenName(first, end) > end;
        if (end > first && (single || isPlausible(first, end, colon ? 2 : 3)) && !names.isNamedThing(end)) {
            end = staff && colon ? withGivenName(first, end) : end;
            add(first, end, staff);
            return end;
        }
        end = staff || colon ? first : kinName(label, first);
        if (end > first) {
            add(first, end, false);
            return end;
        }
        end = smallName(first, true);
        if (end > first) {
            add(first, end, staff);
            return end;
        }
        return label;
    }

    /** A name without the heading that follows in its line: "Cosigner: Ana Ruiz Subject:". */
    private int withoutHeading(int first, int end) {
        int last = end - 1;
        return last > first && end < words.count && names.character(end) == ':' && !names.isListed(last) && !names.isUnlisted(last) ? last : end;
    }

    /** "Provider: Smith, Iskander": the end of the given name behind a surname and a comma, if it ends the line or sentence. */
    private int withGivenName(int first, int end) {
        int given = end + 1;
        int next = given + 1;
        boolean closes = next >= words.count || words.startsLine(next) || ".;".indexOf(names.character(next)) >= 0
                || words.kind[next] == TextWords.LETTERS && (names.isClosed(next) || names.isOrdinary(next) || (names.lists(next) & Lexicon.COMMON_WORD) != 0);
        return end - first <= 2 && closes && given < words.count && names.character(end) == ',' && words.gap[given] == TextWords.ONE_SPACE
                && words.shape[given] == words.shape[first] && names.isNameWord(given) && (names.isListed(given) || names.isUnlisted(given))
                ? given + 1 : end;
    }

    /**
     * One word behind a relative: "his wife, Awilda, attends", "HER SON NADEEM WILL". Where commas or brackets enclose it, and the
     * relative is somebody's, any word with a capital is a name, whatever list it is in.
     */
    private int kinName(int label, int first) {
        if (label == 0 || first >= words.count || !names.isNameWord(first) || words.wordClass[first] == WordClasses.WEEKDAY
                || words.kind[label - 1] != TextWords.LETTERS && names.character(label - 1) != '-') {
            return first;
        }
        boolean upper = words.shape[first] == 2;
        boolean owned = isOwned(label);
        int lists = names.lists(first);
        if (first == label + 1) {
            boolean told = owned && upper && words.length(first) > 3 && (names.isUnlisted(first)
                    || (lists & (Lexicon.GIVEN_NAME | Lexicon.COMMON_WORD | Lexicon.CLINICAL)) == Lexicon.GIVEN_NAME && !names.isOrdinary(first));
            return told ? first + 1 : first;
        }
        if (first != label + 2 || ",(".indexOf(names.character(label + 1)) < 0) {
            return first;
        }
        int end = names.nameEnd(first);
        boolean closes = end < words.count && ",.;)".indexOf(names.character(end)) >= 0;
        boolean likely = (lists & Lexicon.CLINICAL) == 0 && !names.isOrdinary(first)
                && (!upper || (lists & (Lexicon.GIVEN_NAME | Lexicon.COMMON_WORD)) == Lexicon.GIVEN_NAME || names.isUnlisted(first));
        boolean enclosed = owned && !upper && closes && names.character(end) != '.' && (lists & (Lexicon.NATIONALITY | Lexicon.COUNTRY | Lexicon.PROFESSION)) == 0;
        boolean pair = likely && end == first + 1 && names.is(end, NameCues.AND);
        return (likely || enclosed) && closes && end <= first + 3 || pair ? end : first;
    }

    /** "his wife", "HER OLDER SISTER", "their mother-in-law". */
    private boolean isOwned(int kin) {
        int i = kin - 1;
        while (i > 0 && kin - i < MOST_BEFORE_KIN && (names.character(i) == '-' || words.isIn(i, OF_KIN))) {
            i--;
        }
        return i >= 0 && words.isIn(i, OWNERS);
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
            surname |= words.kind[k] == TextWords.LETTERS && words.length(k) > 1 && !names.is(k, NameCues.PARTICLE) && !names.isSyllable(k)
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
            if (words.kind[k] == TextWords.LETTERS && words.length(k) > 1 && !names.is(k, NameCues.PARTICLE) && !names.isSyllable(k)) {
                int lists = names.lists(k);
                parts++;
                listed += (lists & NameWords.LISTED) != 0 && (doubt == 1 || (lists & (Lexicon.COMMON_WORD | Lexicon.CLINICAL)) == 0) ? 1 : 0;
                unknown += lists == 0 ? 1 : 0;
            }
        }
        boolean upper = words.shape[from] == 2;
        return switch (doubt) {
            case 1 -> listed + unknown > 0;
            case 2 -> listed > 0 || parts > 1 && unknown == parts && (!upper || to == words.count || words.startsLine(to) || names.character(to) == '.');
            default -> parts > 1 && listed > 0 && listed + unknown > 1 || !upper && isUnlistedName(from, to, parts)
                    || !upper && (names.lists(from) & (Lexicon.GIVEN_NAME | Lexicon.COMMON_WORD | Lexicon.CLINICAL)) == Lexicon.GIVEN_NAME;
        };
    }

    /** Two words or more of no list, or one after a label in small letters: "su nuera Oihane". */
    private boolean isUnlistedName(int from, int to, int parts) {
        for (int k = from; k < to; k++) {
            if (words.kind[k] == TextWords.LETTERS && words.length(k) > 1 && !names.is(k, NameCues.PARTICLE) && !names.isSyllable(k)
                    && !names.isUnlisted(k) && !names.isListed(k)) {
                return false;
            }
        }
        return parts > 1 || parts == 1 && from > 0 && words.shape[from - 1] == 0;
    }

    /**
     * A name in small letters: a listed given name and surnames that are no words of the training texts.
     *
     * @param labelled whether a word before it says that a name follows; then the surname may be in no list
     */
    private int smallName(int i, boolean labelled) {
        if (i >= words.count || words.startsLine(i) || words.shape[i] != 0
                || (names.lists(i) & (Lexicon.GIVEN_NAME | Lexicon.COMMON_WORD)) != Lexicon.GIVEN_NAME || names.isClosed(i) || names.is(i, -1)) {
            return i;
        }
        int end = i + 1;
        int last = i;
        while (end < words.count && end - i < NameWords.MAX_NAME_WORDS && words.gap[end] != TextWords.NEW_LINE) {
            if (last > i && names.character(end) == '-' && end + 1 < words.count && words.isGlued(end) && words.isGlued(end + 1)
                    && words.kind[end + 1] == TextWords.LETTERS && words.shape[end + 1] == 0) {
                last = end + 1;
                end += 2;
                continue;
            }
            if (words.kind[end] != TextWords.LETTERS || words.shape[end] != 0) {
                break;
            }
            boolean particle = names.is(end, NameCues.PARTICLE);
            boolean listed = (names.lists(end) & NameWords.LISTED) != 0 && (names.lists(end) & Lexicon.COMMON_WORD) == 0;
            boolean part = listed && (!names.isClosed(end) || last > i)
                    || (labelled || last > i) && names.lists(end) == 0 && !names.isClosed(end) && end == last + 1 && last < i + 2;
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
