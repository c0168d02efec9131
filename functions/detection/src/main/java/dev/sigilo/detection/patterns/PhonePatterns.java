package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;

/**
 * Recognizes telephone numbers by their form, "+34 91 555 01 02", "(555) 123-4567", "555-123-4567", and finds the end
 * of one that a label introduces.
 */
final class PhonePatterns {

    static final int LEAST_DIGITS = 7;
    static final int MOST_DIGITS = 15;

    /** Letters that optical character recognition puts in place of digits. */
    private static final String LOOKS_LIKE_DIGITS = "lIoOSB|";

    private static final String MISREAD_FORM = "ddd-ddd-dddd";
    private static final String MISREAD_DATE = "dd/dd/dddd";
    private static final int MOST_MISREAD = 6;
    private static final int MOST_MISREAD_LETTERS = 3;

    private final TextWords words;
    private final byte[] dateMarks;

    /** @param dateMarks as {@link DatePatterns#marks} gives them */
    PhonePatterns(TextWords words, byte[] dateMarks) {
        this.words = words;
        this.dateMarks = dateMarks;
    }

    /** A number found by its form: the word after it, its type, and whether it has an international prefix. */
    record Match(int end, IdentifierType type, boolean international) {}

    /** Returns the telephone number, or misread date, that begins here; null if none does. */
    Match match(int i) {
        if (i > 0 && words.isGlued(i) && words.kind[i - 1] != TextWords.OTHER) {
            return null;
        }
        int misread = misread(i, MISREAD_FORM);
        if (misread > i) {
            return new Match(misread, IdentifierType.PHONE, false);
        }
        int misreadDate = misread(i, MISREAD_DATE);
        if (misreadDate > i) {
            return new Match(misreadDate, IdentifierType.DATE, false);
        }
        int end = formEnd(i);
        boolean denominator = i > 0 && words.isGlued(i) && words.character(i - 1) == '/';
        if (end > i
                && !denominator
                && (end == words.count
                        || !words.isGlued(end)
                        || words.kind[end] == TextWords.OTHER && words.character(end) != '-')) {
            return new Match(end, IdentifierType.PHONE, words.character(i) == '+');
        }
        return null;
    }

    private int formEnd(int i) {
        char first = words.character(i);
        if (first == '+' && i + 1 < words.count && words.kind[i + 1] == TextWords.DIGITS && words.isGlued(i + 1)) {
            int end = labelledEnd(i, false);
            int digits = CodeBounds.digits(words, i, end);
            return digits > LEAST_DIGITS && digits <= MOST_DIGITS ? end : i;
        }
        if (first == '(' && joined(i + 1, 3, ')', 3, '-', 4)) {
            return i + 6;
        }
        if (first == '('
                && i + 3 < words.count
                && isDigits(i + 1, 3)
                && words.character(i + 2) == ')'
                && isDigits(i + 3, 7)
                && words.isGlued(i + 1)
                && words.isGlued(i + 2)) {
            return i + 4;
        }
        if (joined(i, 3, '/', 3, '-', 4) || joined(i, 3, '-', 3, '-', 4) || joined(i, 3, '.', 3, '.', 4)) {
            return i + 5;
        }
        if (isHospitalExtension(i)) {
            return i + 3;
        }
        if (first == '0') {
            // As in Britain: "07700 900123", "020 7946 0018".
            return firstOf(
                    i,
                    grouped(i, 5, 6),
                    grouped(i, 3, 4, 4),
                    grouped(i, 4, 3, 4),
                    grouped(i, 5, 3, 3),
                    grouped(i, 3, 3, 4));
        }
        if (first >= '6' && first <= '9') {
            // As in Spain: "666 981 590", "91 555 01 42".
            return firstOf(i, grouped(i, 3, 3, 3), grouped(i, 3, 2, 2, 2), grouped(i, 2, 3, 2, 2));
        }
        return i;
    }

    /** Recognizes an extension within a hospital: "PGY4 #6-1187". */
    private boolean isHospitalExtension(int i) {
        return i > 0
                && words.isGlued(i)
                && words.character(i - 1) == '#'
                && isDigits(i, 1)
                && i + 2 < words.count
                && words.character(i + 1) == '-'
                && words.isGlued(i + 1)
                && words.isGlued(i + 2)
                && isDigits(i + 2, 4);
    }

    /**
     * Returns the word after a telephone number of any grouping. If a date begins after seven digits or more, the
     * number ends before it.
     *
     * @param labelled whether letters that look like digits are accepted as digits: "6l7-555-Ol99"
     */
    int labelledEnd(int start, boolean labelled) {
        int i = start;
        int last = start;
        int digits = 0;
        while (i < words.count && i - start < CodeBounds.MAX_VALUE_WORDS) {
            boolean wide = i > start && words.gap[i] >= TextWords.WIDE_SPACE;
            if (words.kind[i] == TextWords.DIGITS || labelled && looksLikeDigits(i)) {
                if (wide || digits >= LEAST_DIGITS && dateMarks[i] == 1) {
                    break;
                }
                digits += words.length(i);
                last = i + 1;
            } else if (words.kind[i] != TextWords.OTHER || "+()-./".indexOf(words.character(i)) < 0 || wide) {
                break;
            }
            i++;
        }
        return last;
    }

    /** Returns how many digits a telephone number has, including the letters that look like digits. */
    int digits(int from, int to) {
        return CodeBounds.digits(words, from, to) + CodeBounds.letters(words, from, to);
    }

    /** Returns whether a word consists of letters that look like digits, and is joined to digits or a hyphen. */
    private boolean looksLikeDigits(int i) {
        if (words.kind[i] != TextWords.LETTERS || words.length(i) > MOST_MISREAD_LETTERS) {
            return false;
        }
        for (int k = words.start[i]; k < words.end[i]; k++) {
            if (LOOKS_LIKE_DIGITS.indexOf(words.text.charAt(k)) < 0) {
                return false;
            }
        }
        return i > 0 && words.isGlued(i) && (words.kind[i - 1] == TextWords.DIGITS || words.character(i - 1) == '-')
                || i + 1 < words.count && words.isGlued(i + 1) && words.kind[i + 1] == TextWords.DIGITS;
    }

    /**
     * Recognizes a number of this form in which optical character recognition mistook digits for letters:
     * "5O3-555-Ol10", "04/l7/1961".
     */
    private int misread(int i, String form) {
        int from = words.start[i];
        int to = from + form.length();
        if (to > words.text.length() || to < words.text.length() && Character.isLetterOrDigit(words.text.charAt(to))) {
            return i;
        }
        int digits = 0;
        for (int k = 0; k < form.length(); k++) {
            char c = words.text.charAt(from + k);
            boolean mark = form.charAt(k) != 'd';
            boolean wrong = mark
                    ? c != form.charAt(k) && c != '.' && c != '-'
                    : !Character.isDigit(c) && LOOKS_LIKE_DIGITS.indexOf(c) < 0;
            if (wrong) {
                return i;
            }
            digits += Character.isDigit(c) ? 1 : 0;
        }
        int end = i;
        while (end < words.count && words.start[end] < to) {
            end++;
        }
        return digits >= form.length() - MOST_MISREAD && digits < form.length() - 2 ? end : i;
    }

    /**
     * Returns the first of these ends that is not {@code i}, or {@code i}. A further group makes the number something
     * else: "900 100 200 300".
     */
    private int firstOf(int i, int... ends) {
        for (int end : ends) {
            if (end > i
                    && (end == words.count
                            || words.kind[end] != TextWords.DIGITS
                            || words.gap[end] > TextWords.ONE_SPACE)) {
                return end;
            }
        }
        return i;
    }

    /**
     * Returns the word after groups of these numbers of digits with a space, hyphen or period between them, or {@code
     * i}.
     */
    private int grouped(int i, int... lengths) {
        int k = i;
        for (int group = 0; group < lengths.length; group++) {
            if (group > 0
                    && k < words.count
                    && words.kind[k] == TextWords.OTHER
                    && "-.".indexOf(words.character(k)) >= 0
                    && words.isGlued(k)) {
                k++;
            } else if (group > 0 && (k >= words.count || words.gap[k] != TextWords.ONE_SPACE)) {
                return i;
            }
            if (k >= words.count || !isDigits(k, lengths[group])) {
                return i;
            }
            k++;
        }
        return k;
    }

    /** Returns whether three groups of these numbers of digits begin here, joined by these characters. */
    private boolean joined(int i, int first, char one, int second, char two, int third) {
        return i + 4 < words.count
                && isDigits(i, first)
                && words.character(i + 1) == one
                && isDigits(i + 2, second)
                && words.character(i + 3) == two
                && isDigits(i + 4, third)
                && words.isGlued(i + 1)
                && words.isGlued(i + 3)
                && words.isGlued(i + 4);
    }

    private boolean isDigits(int i, int length) {
        return CodeBounds.isDigits(words, i, length);
    }
}
