package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the values of records that match the type of their key or column. */
final class RecordValues {

    /** The most characters of a value. */
    static final int LONGEST = 200;

    private static final int ID_DIGITS = 5;
    private static final int MOST_ID_CHARACTERS = 24;
    /** Placeholders of a missing value. */
    private static final IntTable NOTHING = IntTable.words("""
            null none unknown na nil empty desconocido ninguno undefined true false string""");
    /** Words of headings and reports that are not part of a name. */
    private static final IntTable ORDINARY = IntTable.words("""
            total final result results test report status normal negative positive pending value range units left
            right day days count panel serum blood urine culture history allergies medications plan exam physical
            vital signs date time room bed unit""");

    private final String text;
    private final ListedWords lexicon;
    private final List<Span> spans = new ArrayList<>();

    RecordValues(String text, ListedWords lexicon) {
        this.text = text;
        this.lexicon = lexicon;
    }

    /** Returns the values in the order of the text. Of overlapping values, the first and then the longest is kept. */
    List<Span> spans() {
        spans.sort(Comparator.comparingInt(Span::start)
                .thenComparing(Comparator.comparingInt(Span::end).reversed()));
        List<Span> apart = new ArrayList<>(spans.size());
        int end = 0;
        for (Span span : spans) {
            if (span.start() >= end) {
                apart.add(span);
                end = span.end();
            }
        }
        return apart;
    }

    /**
     * Adds the value, without white space and quotes around it, if it matches the type.
     *
     * @param doubtful whether the key also occurs with other values, so that the value must have a clearer form
     */
    void add(IdentifierType type, int from, int to, boolean doubtful) {
        int first = from;
        int last = Math.min(to, text.length());
        while (first < last && (text.charAt(first) <= ' ' || "\"'".indexOf(text.charAt(first)) >= 0)) {
            first++;
        }
        while (last > first && (text.charAt(last - 1) <= ' ' || "\"'".indexOf(text.charAt(last - 1)) >= 0)) {
            last--;
        }
        if (first >= last
                || last - first > LONGEST
                || NOTHING.get(Hashes.folded(text, first, last)) != IntTable.ABSENT) {
            return;
        }
        int digits = digits(first, last);
        boolean fits = switch (type) {
            case PATIENT_NAME, STAFF_NAME ->
                hasLetter(first, last) && digits <= 2 && last - first > 1 && (!doubtful || isName(first, last));
            case STREET -> digits > 0 && hasLetter(first, last);
            case TERRITORY, HOSPITAL ->
                hasLetter(first, last) && Character.isUpperCase(text.charAt(first)) && last - first > 2;
            case ZIP -> digits >= 4 || digits > 1 && hasLetter(first, last);
            case PHONE, FAX -> digits >= ID_DIGITS;
            case DATE -> digits >= 4;
            // "HC = 28.26 cm" is a measure.
            default -> digits > 0 && last - first >= 3 && (!doubtful || digits >= ID_DIGITS);
        };
        if (fits) {
            spans.add(new Span(first, last, type));
        }
    }

    /** Adds the value, whose key does not occur with other values, if it matches the type. */
    void add(IdentifierType type, int from, int to) {
        add(type, from, to, false);
    }

    /** Returns whether the text has a letter. */
    boolean hasLetter(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isLetter(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Returns how many digits the text has. */
    int digits(int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
        }
        return digits;
    }

    /**
     * Returns whether the text is two to five capitalized words, none of them ordinary and none the name of a result.
     */
    boolean isName(int from, int to) {
        int parts = 0;
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            if (Character.isLetter(c)) {
                int end = i;
                boolean upper = Character.isUpperCase(c);
                while (end < to && (Character.isLetter(text.charAt(end)) || "'’-".indexOf(text.charAt(end)) >= 0)) {
                    end++;
                }
                int hash = Hashes.folded(text, i, end);
                int lists = lexicon.lists(hash);
                boolean listed = (lists & ListedWords.PERSON_NAME) != 0;
                if (ORDINARY.get(hash) != IntTable.ABSENT
                        || ClinicalValues.isName(hash) && end - i > 1
                        || !upper && end - i > 3
                        || (lists & (ListedWords.COMMON_WORD | ListedWords.PROFESSION | ListedWords.COUNTRY)) != 0
                                && !listed) {
                    return false;
                }
                parts += upper && end - i > 1 ? 1 : 0;
                i = end;
            } else if (c == ' ' || c == ',' || c == '.' || c == '^') {
                i++;
            } else {
                return false;
            }
        }
        return parts >= 2 && parts <= 5;
    }

    /** Returns whether one of the words is in a list of names. */
    boolean isListed(int from, int to) {
        for (int i = from; i < to; i++) {
            int end = i;
            while (end < to && Character.isLetter(text.charAt(end))) {
                end++;
            }
            if (end > i && (lexicon.lists(Hashes.folded(text, i, end)) & ListedWords.PERSON_NAME) != 0) {
                return true;
            }
            i = end;
        }
        return false;
    }

    /** Returns whether the text can be a file number: letters, hyphens and at least five digits, but not a date. */
    boolean isIdentifier(int from, int to) {
        if (to - from > MOST_ID_CHARACTERS || digits(from, to) < ID_DIGITS || isDate(from, to)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!Character.isLetterOrDigit(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the text is three numbers with marks between them, of the length of a date. */
    boolean isDate(int from, int to) {
        int marks = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            marks += c == '/' || c == '-' || c == '.' ? 1 : 0;
            if (!Character.isDigit(c) && c != '/' && c != '-' && c != '.') {
                return false;
            }
        }
        return marks == 2 && to - from >= 6 && to - from <= 10;
    }
}
