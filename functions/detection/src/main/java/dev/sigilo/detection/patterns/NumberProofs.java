package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps numbers that the model labelled as a telephone number, identifier or postal code only if their form, or a word
 * before them, confirms it: "GIA-75", "T2 image #1452" and "normal 232-1137" identify no person. A number of five
 * digits is a postal code beside a place or street, or after a word for postal code.
 */
public final class NumberProofs {

    private static final int LABEL_WORDS = 4;
    private static final int VEHICLE_WORDS = 12;
    private static final int PHONE_DIGITS = 7;
    private static final int SHORTEST_LIMIT = 4;
    private static final int MOST_DIGITS = 9;
    private static final int ID_DIGITS = 5;
    private static final int COUNTED_DIGITS = 4;
    private static final int ZIP_DIGITS = 5;
    private static final int STATE_LETTERS = 3;
    private static final int NEIGHBOUR = 12;

    private static final IntTable VEHICLE = IntTable.words("plate plates matricula placa placas patente vehicle "
            + "vehiculo car coche truck "
            + "camion van furgoneta moto motorcycle motocicleta turismo vin registration tag automobile automovil "
            + "bastidor chasis");
    private static final IntTable NO_IDENTIFIER = IntTable.words("model modelo image images imagen imagenes lens "
            + "lente vitamin vitamina stapler "
            + "normal ref referencia range rango percentile serie series slice catheter cateter type tipo");
    private static final IntTable POSTAL = IntTable.words("zip cp postal postcode codigo address direccion "
            + "domicilio provincia localidad lives live living vive resides reside");
    private static final IntTable PHONE = IntTable.words(
            "pager busca buscapersonas beeper ext extension extn " + "anexo interno phone tel telefono fax");

    private final TextWords words;
    private final WeakPatterns weak;
    private final ListedWords lexicon;

    private NumberProofs(TextWords words, WeakPatterns weak, ListedWords lexicon) {
        this.words = words;
        this.lexicon = lexicon;
        this.weak = weak;
    }

    /** Returns the confirmed spans, in their order. */
    public static List<Span> of(List<Span> spans, WeakPatterns weak, TextWords words, ListedWords lexicon) {
        return new NumberProofs(words, weak, lexicon).confirmed(spans);
    }

    private List<Span> confirmed(List<Span> spans) {
        List<Span> kept = new ArrayList<>(spans.size());
        int word = 0;
        int labelled = 0;
        for (int k = 0; k < spans.size(); k++) {
            Span span = spans.get(k);
            word = words.endingAfter(word, span.start());
            while (labelled < weak.numbers().size()
                    && weak.numbers().get(labelled).end() <= span.start()) {
                labelled++;
            }
            boolean proven = labelled < weak.numbers().size()
                    && weak.numbers().get(labelled).overlaps(span);
            if (span.type() == IdentifierType.ZIP) {
                addPostalCode(spans, k, word, kept);
            } else if (isAddress(span) && digits(span) > 0 && !hasAddressWord(span, word)) {
                addBesidePlace(spans, k, word, kept);
            } else if (proven || isConfirmed(span, word)) {
                kept.add(span);
            }
        }
        return kept;
    }

    private boolean isConfirmed(Span span, int word) {
        IdentifierType type = span.type();
        return switch (type) {
            case PHONE, FAX ->
                digits(span) >= PHONE_DIGITS && !isInterval(span, word)
                        || digits(span) > 1 && has(word, LABEL_WORDS, PHONE);
            case ID_PATIENT, ID_CONTACT, ID_INSURANCE, ID_STAFF, LICENSE, NATIONAL_ID, PASSPORT, ACCOUNT, DEVICE ->
                isIdentifier(span, word);
            case SSN -> digits(span) >= 9 || digits(span) >= COUNTED_DIGITS && isLabelled(word);
            case VEHICLE ->
                has(word, VEHICLE_WORDS, VEHICLE)
                        && (hasLetter(span) ? digits(span) > 1 : digits(span) >= COUNTED_DIGITS);
            case OTHER -> digits(span) == 0 || digits(span) >= COUNTED_DIGITS;
            default -> true;
        };
    }

    /**
     * Returns whether it is a laboratory's interval, such as "10000-150000": two increasing numbers of four digits or
     * more. "5555-0142" and "4444-5678" may be telephone numbers.
     */
    private boolean isInterval(Span span, int word) {
        boolean form = word + 2 < words.count
                && words.kind[word] == TextWords.DIGITS
                && words.isDash(word + 1)
                && words.kind[word + 2] == TextWords.DIGITS
                && words.start[word] == span.start()
                && words.end[word + 2] == span.end();
        return form
                && words.length(word) >= SHORTEST_LIMIT
                && words.length(word + 2) > SHORTEST_LIMIT
                && (words.length(word) < words.length(word + 2)
                        || words.length(word) == words.length(word + 2)
                                && words.value(word, MOST_DIGITS) < words.value(word + 2, MOST_DIGITS));
    }

    private boolean isIdentifier(Span span, int word) {
        int digits = digits(span);
        if (isDecimal(span)) {
            return false;
        }
        if (has(word, 2, NO_IDENTIFIER)) {
            return digits >= PHONE_DIGITS;
        }
        // "1:100000" is a dilution.
        boolean dilution = word > 1
                && words.character(word - 1) == ':'
                && words.isGlued(word)
                && words.kind[word - 2] == TextWords.DIGITS;
        return digits >= ID_DIGITS && !dilution || digits > 0 && isLabelled(word);
    }

    /** Returns whether it is a decimal such as "28.26": a period or comma among four digits or fewer. */
    private boolean isDecimal(Span span) {
        int points = 0;
        for (int i = span.start(); i < span.end(); i++) {
            char c = words.text.charAt(i);
            if (c == '.' || c == ',') {
                points++;
            } else if (!Character.isDigit(c)) {
                return false;
            }
        }
        return points == 1 && digits(span) < ID_DIGITS;
    }

    /**
     * Returns whether a label of an identifier or a word for "number" is directly before the span, or is its first
     * word.
     */
    private boolean isLabelled(int word) {
        int k = word;
        while (k >= 0 && word - k <= LABEL_WORDS) {
            if (k < words.count
                    && words.kind[k] != TextWords.DIGITS
                    && IdentifierLabels.isLabelOrNumberWord(words.hash[k])) {
                return true;
            }
            if (k < words.count && words.startsLine(k)) {
                return false;
            }
            k--;
        }
        return false;
    }

    private boolean has(int word, int most, IntTable table) {
        int k = word;
        while (k >= 0 && word - k <= most) {
            if (k < words.count && words.isIn(k, table)) {
                return true;
            }
            if (k < words.count && words.startsLine(k)) {
                return false;
            }
            k--;
        }
        return false;
    }

    private static boolean isAddress(Span span) {
        return switch (span.type()) {
            case STREET, TERRITORY, HOSPITAL, HEALTH_CENTER, INSTITUTION -> true;
            default -> false;
        };
    }

    /** Returns whether a word of three letters or more is capitalized, or is a word of addresses. */
    private boolean hasAddressWord(Span span, int word) {
        for (int k = word; k < words.count && words.start[k] < span.end(); k++) {
            boolean longer = words.length(k) >= (words.shape[k] == 2 ? 4 : 3);
            if (words.kind[k] == TextWords.LETTERS
                    && (longer && words.isCapitalised(k)
                            || (lexicon.lists(words.hash[k]) & (ListedWords.STREET | ListedWords.COUNTRY)) != 0)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Keeps digits without letters as part of an address only beside a place or street, or after a word for it: "22 and
     * 28" are ages.
     */
    private void addBesidePlace(List<Span> spans, int k, int word, List<Span> kept) {
        Span span = spans.get(k);
        boolean beside = k > 0
                        && isPlace(spans.get(k - 1))
                        && isNear(spans.get(k - 1).end(), span.start())
                        && hasLetter(spans.get(k - 1))
                || k + 1 < spans.size()
                        && isPlace(spans.get(k + 1))
                        && isNear(span.end(), spans.get(k + 1).start())
                        && hasLetter(spans.get(k + 1));
        if (beside || has(word, LABEL_WORDS, POSTAL)) {
            kept.add(span);
        }
    }

    /**
     * Keeps a postal code only beside a place or street, or after a word for it. Other numbers of five digits are not
     * postal codes.
     */
    private void addPostalCode(List<Span> spans, int k, int word, List<Span> kept) {
        Span span = spans.get(k);
        boolean beside =
                k > 0 && isPlace(spans.get(k - 1)) && isNear(spans.get(k - 1).end(), span.start())
                        || k + 1 < spans.size()
                                && isPlace(spans.get(k + 1))
                                && isNear(span.end(), spans.get(k + 1).start());
        boolean letters = hasLetter(span);
        if (beside || has(word, LABEL_WORDS, POSTAL) || isAfterState(word) || letters && digits(span) > 1) {
            kept.add(span);
        }
    }

    /** Recognizes two capitals before five digits: "MA 01845". */
    private boolean isAfterState(int word) {
        return word > 1
                && word < words.count
                && words.kind[word - 1] == TextWords.LETTERS
                && words.shape[word - 1] == 2
                && words.length(word - 1) == 2
                && words.length(word) == ZIP_DIGITS
                && ProvenPlaces.isState(words.hash[word - 1])
                && !words.startsLine(word);
    }

    private boolean isNear(int from, int to) {
        if (to - from > NEIGHBOUR) {
            return false;
        }
        int letters = 0;
        for (int i = from; i < to; i++) {
            letters += Character.isLetterOrDigit(words.text.charAt(i)) ? 1 : 0;
        }
        return letters <= STATE_LETTERS;
    }

    private static boolean isPlace(Span span) {
        return switch (span.type()) {
            case STREET, TERRITORY, COUNTRY -> true;
            default -> false;
        };
    }

    private boolean hasLetter(Span span) {
        for (int i = span.start(); i < span.end(); i++) {
            if (Character.isLetter(words.text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private int digits(Span span) {
        int digits = 0;
        for (int i = span.start(); i < span.end(); i++) {
            digits += Character.isDigit(words.text.charAt(i)) ? 1 : 0;
        }
        return digits;
    }
}
