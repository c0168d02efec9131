package dev.sigilo.tokenize.domain.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers with a word before them that says what they are ("MRN: 445566", "Tel. 91 555 01 02"), telephone numbers in
 * international or North American form, and numbers too long to be a measurement.
 */
final class LabelledPatterns {

    private static final int MAX_FILLERS = 4;
    private static final int MIN_ID_DIGITS = 5;
    private static final int MIN_PLATE_DIGITS = 3;
    private static final int NHS_DIGITS = 10;
    private static final int MIN_PHONE_DIGITS = 7;
    private static final int MAX_PHONE_DIGITS = 15;
    private static final int LONG_NUMBER = 9;
    private static final int MAX_VALUE_WORDS = 16;

    private static final IdentifierType[] TYPES = IdentifierType.values();
    private static final IntTable LABELS = new IntTable(128);
    private static final IntTable FILLERS = new IntTable(64);

    static {
        label(IdentifierType.PHONE, "tel telf tfno tlf telephone telefono phone fono movil mobile cell celular desk pager");
        label(IdentifierType.FAX, "fax");
        label(IdentifierType.ID_PATIENT, "mrn nhc cipa cip hcn record historia hc expediente chart");
        label(IdentifierType.ID_CONTACT, "accession episodio encounter");
        label(IdentifierType.ID_INSURANCE, "nass nss member subscriber policy poliza afiliacion sanitaria");
        label(IdentifierType.ID_STAFF, "ncol npi colegiado colegiada gmc dea");
        label(IdentifierType.LICENSE, "license licence licencia conducir");
        label(IdentifierType.NATIONAL_ID, "dni nie nif nhs curp");
        label(IdentifierType.SSN, "ssn security");
        label(IdentifierType.PASSPORT, "passport pasaporte");
        label(IdentifierType.IBAN, "iban");
        label(IdentifierType.ACCOUNT, "account acct cuenta");
        label(IdentifierType.DEVICE, "serial serie udi device");
        label(IdentifierType.VEHICLE, "plate matricula");
        for (String filler : "no nº n num number numero id is es line at de clinica clinico".split(" ")) {
            FILLERS.put(Hashes.folded(filler), 1);
        }
        for (char filler : ":.#-=(º°ª".toCharArray()) {
            FILLERS.put(filler, 1);
        }
    }

    private LabelledPatterns() {}

    private static void label(IdentifierType type, String names) {
        for (String name : names.split(" ")) {
            LABELS.put(Hashes.folded(name), type.ordinal());
        }
    }

    static List<Span> find(TextWords words) {
        List<Span> spans = new ArrayList<>();
        int i = 0;
        while (i < words.count) {
            int end = i;
            if (words.kind[i] == TextWords.LETTERS && LABELS.get(words.hash[i]) != IntTable.ABSENT) {
                end = labelled(words, i, TYPES[LABELS.get(words.hash[i])], spans);
            } else if (words.kind[i] != TextWords.LETTERS) {
                end = phone(words, i, spans);
                if (end == i && isLongNumber(words, i)) {
                    boolean nhs = isDigits(words, i, NHS_DIGITS) && CheckedPatterns.isNhs(words.text, words.start[i], words.end[i]);
                    spans.add(new Span(words.start[i], words.end[i],
                            (nhs ? IdentifierType.NATIONAL_ID : IdentifierType.ID_PATIENT).name()));
                }
            }
            i = Math.max(end, i + 1);
        }
        return spans;
    }

    /** Returns for every word whether it starts a telephone number (1), goes on with one (2), starts another of
     * these numbers (3), goes on with that (4), or does nothing of this (0). */
    static byte[] marks(TextWords words, List<Span> found) {
        byte[] marks = new byte[words.count];
        int i = 0;
        for (Span span : found) {
            while (words.start[i] < span.start()) {
                i++;
            }
            boolean phone = span.identifierType() == IdentifierType.PHONE || span.identifierType() == IdentifierType.FAX;
            marks[i++] = (byte) (phone ? 1 : 3);
            while (i < words.count && words.start[i] < span.end()) {
                marks[i++] = (byte) (phone ? 2 : 4);
            }
        }
        return marks;
    }

    private static int labelled(TextWords words, int label, IdentifierType type, List<Span> spans) {
        int i = label + 1;
        int fillers = 0;
        while (i < words.count && fillers < MAX_FILLERS && !words.startsLine(i)
                && FILLERS.get(words.hash[i]) != IntTable.ABSENT && words.kind[i] != TextWords.DIGITS) {
            i++;
            fillers++;
        }
        if (i >= words.count || words.startsLine(i)) {
            return label;
        }
        boolean phone = type == IdentifierType.PHONE || type == IdentifierType.FAX;
        boolean plate = type == IdentifierType.VEHICLE;
        int end = phone ? phoneEnd(words, i) : plate ? plateEnd(words, i) : codeEnd(words, i);
        int digits = digits(words, i, end);
        int least = phone ? MIN_PHONE_DIGITS : plate ? MIN_PLATE_DIGITS : MIN_ID_DIGITS;
        if (digits < least || phone && digits > MAX_PHONE_DIGITS) {
            return label;
        }
        spans.add(new Span(words.start[i], words.end[end - 1], type.name()));
        return end;
    }

    /** A code: letters, digits and hyphens without a space; digit groups may have a space between. */
    private static int codeEnd(TextWords words, int start) {
        int i = start;
        while (i < words.count && i - start < MAX_VALUE_WORDS) {
            boolean groupAfterGroup = i > start && words.gap[i] == TextWords.ONE_SPACE
                    && words.kind[i] == TextWords.DIGITS && words.kind[i - 1] == TextWords.DIGITS;
            if (i > start && words.gap[i] != TextWords.NO_GAP && !groupAfterGroup) {
                break;
            }
            boolean joins = words.kind[i] == TextWords.OTHER && "-/.".indexOf(character(words, i)) >= 0
                    && i > start && i + 1 < words.count && words.gap[i + 1] == TextWords.NO_GAP
                    && words.kind[i + 1] != TextWords.OTHER;
            if (words.kind[i] != TextWords.DIGITS && words.kind[i] != TextWords.LETTERS && !joins) {
                break;
            }
            i++;
        }
        return i;
    }

    /** A code, and groups of capitals or digits behind it: "4417 KBD". */
    private static int plateEnd(TextWords words, int start) {
        int end = codeEnd(words, start);
        if (end > start && end < words.count && words.gap[end] == TextWords.ONE_SPACE
                && (words.kind[end] == TextWords.DIGITS || words.kind[end] == TextWords.LETTERS && words.shape[end] == 2)
                && words.end[end] - words.start[end] <= 4) {
            return end + 1;
        }
        return end;
    }

    private static int phoneEnd(TextWords words, int start) {
        int i = start;
        int last = start;
        while (i < words.count && i - start < MAX_VALUE_WORDS) {
            if (words.kind[i] == TextWords.DIGITS) {
                if (i > start && words.gap[i] >= TextWords.WIDE_SPACE) {
                    break;
                }
                last = i + 1;
            } else if (words.kind[i] != TextWords.OTHER || "+()-./".indexOf(character(words, i)) < 0
                    || i > start && words.gap[i] >= TextWords.WIDE_SPACE) {
                break;
            }
            i++;
        }
        return last;
    }

    /** A number that has the form of a telephone number: "+34 91 555 01 02", "(555) 123-4567", "555-123-4567". */
    private static int phone(TextWords words, int i, List<Span> spans) {
        char first = character(words, i);
        boolean glued = i > 0 && words.gap[i] == TextWords.NO_GAP && words.kind[i - 1] != TextWords.OTHER;
        if (glued) {
            return i;
        }
        int end = i;
        if (first == '+' && i + 1 < words.count && words.kind[i + 1] == TextWords.DIGITS
                && words.gap[i + 1] == TextWords.NO_GAP) {
            int candidate = phoneEnd(words, i);
            int digits = digits(words, i, candidate);
            end = digits >= MIN_PHONE_DIGITS + 1 && digits <= MAX_PHONE_DIGITS ? candidate : i;
        } else if (first == '(' && lengths(words, i + 1, 3, ')', 3, '-', 4)) {
            end = i + 6;
        } else if (lengths(words, i, 3, '-', 3, '-', 4) || lengths(words, i, 3, '.', 3, '.', 4)) {
            end = i + 5;
        } else if (first == '0') {
            // As in Britain: "07700 900123", "020 7946 0018".
            end = first(words, grouped(words, i, 5, 6), grouped(words, i, 3, 4, 4), grouped(words, i, 4, 3, 4), i);
        } else if (first >= '6' && first <= '9') {
            // As in Spain: "666 981 590", "91 555 01 42".
            end = first(words, grouped(words, i, 3, 3, 3), grouped(words, i, 3, 2, 2, 2), grouped(words, i, 2, 3, 2, 2), i);
        }
        if (end > i && (end == words.count || words.gap[end] != TextWords.NO_GAP
                || words.kind[end] == TextWords.OTHER && character(words, end) != '-')) {
            spans.add(new Span(words.start[i], words.end[end - 1], IdentifierType.PHONE.name()));
            return end;
        }
        return i;
    }

    private static int first(TextWords words, int... ends) {
        int start = ends[ends.length - 1];
        for (int end : ends) {
            // No further group: "900 100 200 300" is something else.
            if (end > start && (end == words.count || words.kind[end] != TextWords.DIGITS || words.gap[end] > TextWords.ONE_SPACE)) {
                return end;
            }
        }
        return start;
    }

    /** Returns the word after groups of so many digits with a space, hyphen or point between, or {@code i}. */
    private static int grouped(TextWords words, int i, int... lengths) {
        int k = i;
        for (int group = 0; group < lengths.length; group++) {
            if (group > 0 && k < words.count && words.kind[k] == TextWords.OTHER && "-.".indexOf(character(words, k)) >= 0
                    && words.gap[k] == TextWords.NO_GAP) {
                k++;
            } else if (group > 0 && (k >= words.count || words.gap[k] != TextWords.ONE_SPACE)) {
                return i;
            }
            if (k >= words.count || !isDigits(words, k, lengths[group])) {
                return i;
            }
            k++;
        }
        return k;
    }

    /** Returns whether digits of these lengths follow each other with these characters between. */
    private static boolean lengths(TextWords words, int i, int first, char one, int second, char two, int third) {
        return i + 4 < words.count && isDigits(words, i, first) && character(words, i + 1) == one
                && isDigits(words, i + 2, second) && character(words, i + 3) == two && isDigits(words, i + 4, third)
                && words.gap[i + 1] == TextWords.NO_GAP && words.gap[i + 3] == TextWords.NO_GAP
                && words.gap[i + 4] == TextWords.NO_GAP;
    }

    private static boolean isDigits(TextWords words, int i, int length) {
        return words.kind[i] == TextWords.DIGITS && words.end[i] - words.start[i] == length;
    }

    private static boolean isLongNumber(TextWords words, int i) {
        return words.kind[i] == TextWords.DIGITS && words.end[i] - words.start[i] >= LONG_NUMBER
                && (i == 0 || words.gap[i] != TextWords.NO_GAP || words.kind[i - 1] != TextWords.OTHER
                        || "./,".indexOf(character(words, i - 1)) < 0);
    }

    private static int digits(TextWords words, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            if (words.kind[i] == TextWords.DIGITS) {
                digits += words.end[i] - words.start[i];
            }
        }
        return digits;
    }

    private static char character(TextWords words, int i) {
        return words.text.charAt(words.start[i]);
    }
}
