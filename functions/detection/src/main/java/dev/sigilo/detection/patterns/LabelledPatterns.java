package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.CheckDigits;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.LabelUse;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers with a label before them ("MRN: 445566", "Tel. 91 555 01 02"), telephone numbers by their form, and numbers
 * too long to be a measurement. {@link IdentifierLabels} has the labels.
 */
public final class LabelledPatterns {

    private static final int MOST_WORDS_BETWEEN = 2;
    private static final int LEAST_ID_DIGITS = 5;
    private static final int LEAST_COUNTED_DIGITS = 4;
    private static final int LEAST_CAPITAL_DIGITS = 6;
    private static final int LEAST_PAGER_DIGITS = 3;
    private static final int LEAST_PLATE_DIGITS = 2;
    private static final int LEAST_LONG_NUMBER = 9;
    private static final int NHS_DIGITS = 10;
    private static final int MOST_USER_DIGITS = 3;
    /** The most digits that surely fit into an int. */
    private static final int MOST_VALUE_DIGITS = 9;

    /** Words before a user name on a network, with a colon. */
    private static final IntTable HANDLES =
            IntTable.words("skype instagram twitter facebook telegram tiktok " + "linkedin username usuario login");
    /** Words for devices that have a short number within a hospital. */
    private static final IntTable PAGERS = IntTable.words("pager pgr beeper bleep busca buscapersonas");

    private static final IntTable BEFORE_LAST_FOUR = IntTable.words("ssn social security account acct card");
    private static final IntTable FOUR = IntTable.words("four 4");
    private static final IntTable FOUR_OF = IntTable.words("digits are is");
    private static final int LAST = Hashes.folded("last");
    private static final int BY = Hashes.folded("by");
    private static final int S = Hashes.folded("s");
    private static final int N = Hashes.folded("n");

    private final TextWords words;
    private final byte[] dateMarks;
    private final PhonePatterns phones;
    private final List<Span> codes;
    private final List<Span> spans = new ArrayList<>();

    private LabelledPatterns(TextWords words, byte[] dateMarks, List<Span> codes) {
        this.words = words;
        this.dateMarks = dateMarks;
        this.phones = new PhonePatterns(words, dateMarks);
        this.codes = codes;
    }

    /**
     * Returns the numbers, in the order of the text and without overlap.
     *
     * @param dateMarks as {@link DatePatterns#marks} gives them
     * @param codes receives the numbers with a label of an identifier that are not dates
     */
    static List<Span> find(TextWords words, byte[] dateMarks, List<Span> codes) {
        return new LabelledPatterns(words, dateMarks, codes).scan();
    }

    /**
     * Returns for every word whether it begins a telephone number (1), continues one (2), begins another of these
     * numbers (3), continues that (4), or none of these (0).
     */
    public static byte[] marks(TextWords words, List<Span> found) {
        byte[] marks = new byte[words.count];
        int i = 0;
        for (Span span : found) {
            while (words.start[i] < span.start()) {
                i++;
            }
            boolean phone = isPhone(span.type());
            marks[i++] = (byte) (phone ? 1 : 3);
            while (i < words.count && words.start[i] < span.end()) {
                marks[i++] = (byte) (phone ? 2 : 4);
            }
        }
        return marks;
    }

    private List<Span> scan() {
        int i = 0;
        while (i < words.count) {
            int end = words.kind[i] == TextWords.LETTERS ? afterWord(i) : number(i);
            i = Math.max(end, i + 1);
        }
        return spans;
    }

    /** Adds the number that a word introduces; returns the word after it, or {@code i}. */
    private int afterWord(int i) {
        int hash = words.hash[i];
        int special = words.isIn(i, BEFORE_LAST_FOUR) ? lastFour(i) : hash == BY ? userName(i) : i;
        if (special > i) {
            return special;
        }
        int last = abbreviationEnd(i);
        if (last > i) {
            return abbreviated(i, last);
        }
        IdentifierType label = IdentifierLabels.type(LabelUse.ALWAYS, hash);
        if (label != null && !isAcidity(i)) {
            return labelled(i, i, label, false);
        }
        IdentifierType beforeCode = IdentifierLabels.type(LabelUse.BEFORE_CODE, hash);
        if (beforeCode != null && isCodeAfter(i)) {
            return labelled(i, i, beforeCode, false);
        }
        IdentifierType inCapitals = words.shape[i] == 2 ? IdentifierLabels.type(LabelUse.IN_CAPITALS, hash) : null;
        if (inCapitals != null) {
            return labelled(i, i, inCapitals, true);
        }
        IdentifierType counted = label == null ? IdentifierLabels.type(LabelUse.BESIDE_NUMBER_WORD, hash) : null;
        if (counted != null) {
            return counted(i, counted);
        }
        int end = PhoneExtensions.gluedEnd(words, i);
        if (end > i) {
            addSpan(i + 1, end, IdentifierType.PHONE);
            return end;
        }
        end = PhoneExtensions.labelledEnd(words, i);
        if (end > i) {
            return addCode(end - 1, end, IdentifierType.PHONE);
        }
        return words.isIn(i, HANDLES) ? handle(i) : hash == S ? serial(i) : i;
    }

    /**
     * Adds a telephone number or a long number that begins here; returns the word after a telephone number, or {@code
     * i}.
     */
    private int number(int i) {
        PhonePatterns.Match phone = phones.match(i);
        if (phone != null) {
            Span span = addSpan(i, phone.end(), phone.type());
            if (phone.international()) {
                codes.add(span);
            }
            return phone.end();
        }
        if (isLongNumber(i)) {
            boolean nhs = CodeBounds.isDigits(words, i, NHS_DIGITS)
                    && CheckDigits.isNhsNumber(words.text.subSequence(words.start[i], words.end[i]));
            addSpan(i, i + 1, nhs ? IdentifierType.NATIONAL_ID : IdentifierType.ID_PATIENT);
        }
        return i;
    }

    private Span addSpan(int from, int end, IdentifierType type) {
        Span span = new Span(words.start[from], words.end[end - 1], type);
        spans.add(span);
        return span;
    }

    private int addCode(int from, int end, IdentifierType type) {
        codes.add(addSpan(from, end, type));
        return end;
    }

    /**
     * Returns whether a code follows, as in "reference PA-6620913", "ref # 231219-0447". A code has letters, or two
     * numbers that do not increase. "Reference 10000-40000" is a laboratory's interval.
     */
    private boolean isCodeAfter(int label) {
        int i = label + 1;
        while (i < words.count
                && i - label < 3
                && words.kind[i] == TextWords.OTHER
                && ":#.".indexOf(words.character(i)) >= 0) {
            i++;
        }
        if (i + 2 >= words.count || words.startsLine(i) || words.kind[i] == TextWords.OTHER) {
            return false;
        }
        boolean letters = words.kind[i] == TextWords.LETTERS && words.shape[i] >= 2 && words.isGlued(i + 1);
        return letters
                || words.kind[i] == TextWords.DIGITS
                        && words.length(i) >= LEAST_ID_DIGITS
                        && words.character(i + 1) == '-'
                        && words.isGlued(i + 1)
                        && words.isGlued(i + 2)
                        && words.kind[i + 2] == TextWords.DIGITS
                        && words.length(i + 2) <= words.length(i)
                        && words.value(i, MOST_VALUE_DIGITS) > words.value(i + 2, MOST_VALUE_DIGITS);
    }

    /** Returns whether it is "pH 7.31". "Ph" and "ph" are labels of telephone numbers. */
    private boolean isAcidity(int i) {
        int start = words.start[i];
        return words.length(i) == 2 && words.text.charAt(start) == 'p' && words.text.charAt(start + 1) == 'H';
    }

    private static boolean isPhone(IdentifierType type) {
        return type == IdentifierType.PHONE || type == IdentifierType.FAX;
    }

    /** Returns the last word of "D.N.I." that begins here, without its period, or {@code i}. */
    private int abbreviationEnd(int i) {
        int k = i;
        while (k + 2 < words.count
                && k - i < IdentifierLabels.MAX_FILLERS
                && words.length(k) == 1
                && words.character(k + 1) == '.'
                && words.isGlued(k + 1)
                && words.isGlued(k + 2)
                && words.kind[k + 2] == TextWords.LETTERS
                && words.length(k + 2) == 1) {
            k += 2;
        }
        return k;
    }

    private int abbreviated(int first, int last) {
        int joined = Hashes.SEED;
        for (int k = first; k <= last; k += 2) {
            joined = Hashes.next(joined, Hashes.fold(words.character(k)));
        }
        IdentifierType label = IdentifierLabels.type(LabelUse.ALWAYS, joined);
        IdentifierType type = label == null ? IdentifierLabels.type(LabelUse.IN_CAPITALS, joined) : label;
        return type == null ? first : labelled(first, last, type, label == null);
    }

    /** @param capital whether the label may be something else, so that a longer number must follow */
    private int labelled(int label, int last, IdentifierType type, boolean capital) {
        int i = IdentifierLabels.afterFillers(words, last + 1);
        // If a label follows a label, the number belongs to the second one: "CIPA: nhc-272226".
        if (i >= words.count
                || words.startsLine(i)
                || words.kind[i] == TextWords.LETTERS && IdentifierLabels.isLabel(words.hash[i])) {
            return label;
        }
        boolean phone = isPhone(type);
        boolean plate = type == IdentifierType.VEHICLE;
        boolean counted = !phone && IdentifierLabels.hasNumberWord(words, label, i);
        int end = phone
                ? phones.labelledEnd(i, true)
                : plate ? CodeBounds.plateEnd(words, i) : CodeBounds.codeEnd(words, i, counted || capital);
        int digits = phone ? phones.digits(i, end) : CodeBounds.digits(words, i, end);
        // "HC = 28.26 cm", head circumference, is a measure.
        if (CodeBounds.isDecimal(words, i, end) && digits < LEAST_CAPITAL_DIGITS) {
            return label;
        }
        if (phone) {
            int least = words.isIn(label, PAGERS) ? LEAST_PAGER_DIGITS : PhonePatterns.LEAST_DIGITS;
            return digits >= least && digits <= PhonePatterns.MOST_DIGITS ? addCode(i, end, type) : label;
        }
        if (plate) {
            if (!isPlate(i, end, digits)) {
                return label;
            }
            addSpan(i, end, type);
            return end;
        }
        if (digits < leastDigits(type, i, end, capital, counted)) {
            return label;
        }
        Span span = addSpan(i, end, type);
        if (counted || !isDate(i, end)) {
            codes.add(span);
        }
        return end;
    }

    /**
     * Returns whether it is a number plate: its digits have three letters beside them, or are many. "Plate 2-0" is not
     * one.
     */
    private boolean isPlate(int from, int end, int digits) {
        int letters = CodeBounds.letters(words, from, end);
        return digits >= LEAST_COUNTED_DIGITS
                || digits >= LEAST_PAGER_DIGITS && letters > 0
                || digits >= LEAST_PLATE_DIGITS && letters >= LEAST_PAGER_DIGITS;
    }

    private int leastDigits(IdentifierType type, int from, int end, boolean capital, boolean counted) {
        boolean mixed = (type == IdentifierType.DEVICE || type == IdentifierType.LICENSE)
                && CodeBounds.isMixedCode(words, from, end);
        if (mixed) {
            return LEAST_PAGER_DIGITS;
        }
        if (type == IdentifierType.ZIP) {
            return LEAST_COUNTED_DIGITS;
        }
        return capital ? LEAST_CAPITAL_DIGITS : counted ? LEAST_COUNTED_DIGITS : LEAST_ID_DIGITS;
    }

    /** Recognizes "SSN last four 6620", "SSN last 4: 6620". */
    private int lastFour(int label) {
        int i = label + 1;
        i += i < words.count && words.character(i) == ':' ? 1 : 0;
        if (i + 2 >= words.count || words.hash[i] != LAST || !words.isIn(i + 1, FOUR)) {
            return label;
        }
        int code = i + 2;
        while (code < words.count
                && code - i < IdentifierLabels.MAX_FILLERS
                && words.kind[code] != TextWords.DIGITS
                && (words.isIn(code, FOUR_OF) || IdentifierLabels.isFiller(words, code))) {
            code++;
        }
        if (code >= words.count || words.startsLine(code) || !CodeBounds.isDigits(words, code, 4)) {
            return label;
        }
        return addCode(code, code + 1, IdentifierType.SSN);
    }

    /** Recognizes a user name of letters and digits: "Edited by: TJOHNSON2". */
    private int userName(int by) {
        int name = by + 2;
        boolean form = name + 1 < words.count
                && words.character(by + 1) == ':'
                && !words.startsLine(name)
                && words.kind[name] == TextWords.LETTERS
                && words.length(name) >= LEAST_COUNTED_DIGITS
                && words.kind[name + 1] == TextWords.DIGITS
                && words.isGlued(name + 1)
                && words.length(name + 1) <= MOST_USER_DIGITS
                && !(name + 2 < words.count && words.isGlued(name + 2) && words.kind[name + 2] != TextWords.OTHER);
        return form ? addCode(name, name + 2, IdentifierType.ID_STAFF) : by;
    }

    /**
     * Recognizes a network name, which includes everything that follows the colon without a space: "skype:
     * live:mara.k7".
     */
    private int handle(int i) {
        int first = i + 2;
        if (first >= words.count || words.character(i + 1) != ':' || words.startsLine(first)) {
            return i;
        }
        first += words.character(first) == '@' && first + 1 < words.count ? 1 : 0;
        int end = first + 1;
        while (end < words.count
                && end - first < CodeBounds.MAX_VALUE_WORDS
                && words.isGlued(end)
                && ",;)\"".indexOf(words.character(end)) < 0) {
            end++;
        }
        end -= end > first + 1 && words.character(end - 1) == '.' ? 1 : 0;
        return addCode(first, end, IdentifierType.URL);
    }

    /**
     * Recognizes a number that a word for "number" must introduce: "Claim no. 2019-03-4471", "certificado de defunción
     * n.º 109/61/1204".
     */
    private int counted(int label, IdentifierType type) {
        int number = label + 1;
        while (number < words.count
                && number - label <= MOST_WORDS_BETWEEN
                && words.shape[number] == 0
                && !IdentifierLabels.isNumberWord(words, number)
                && !words.startsLine(number)) {
            number++;
        }
        boolean announced = number < words.count && IdentifierLabels.isNumberWord(words, number);
        int i = IdentifierLabels.afterFillers(words, announced ? number : label + 1);
        if (i >= words.count || words.startsLine(i) || !announced && !IdentifierLabels.hasNumberWord(words, label, i)) {
            return label;
        }
        int end = CodeBounds.codeEnd(words, i, true);
        return CodeBounds.digits(words, i, end) < LEAST_COUNTED_DIGITS ? label : addCode(i, end, type);
    }

    /** Recognizes "S/N 2016-11-0447". In an address "s/n" means that a house has no number. */
    private int serial(int i) {
        if (i + 3 >= words.count
                || words.shape[i] != 3
                || words.character(i + 1) != '/'
                || words.hash[i + 2] != N
                || !words.isGlued(i + 1)
                || !words.isGlued(i + 2)) {
            return i;
        }
        int code = IdentifierLabels.afterFillers(words, i + 3);
        int end = code < words.count && !words.startsLine(code) ? CodeBounds.codeEnd(words, code, true) : code;
        if (code >= words.count
                || CodeBounds.digits(words, code, end) < LEAST_COUNTED_DIGITS
                || code == i + 3 && end == code + 1) {
            return i;
        }
        return addCode(code, end, IdentifierType.DEVICE);
    }

    private boolean isDate(int from, int to) {
        if (dateMarks[from] != 1) {
            return false;
        }
        for (int k = from + 1; k < to; k++) {
            if (dateMarks[k] != 2) {
                return false;
            }
        }
        return true;
    }

    private boolean isLongNumber(int i) {
        return words.kind[i] == TextWords.DIGITS
                && words.length(i) >= LEAST_LONG_NUMBER
                && (i == 0
                        || !words.isGlued(i)
                        || words.kind[i - 1] != TextWords.OTHER
                        || "./,".indexOf(words.character(i - 1)) < 0);
    }
}
