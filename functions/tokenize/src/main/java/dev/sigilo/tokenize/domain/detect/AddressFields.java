package dev.sigilo.tokenize.domain.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes addresses whole of which parts were found: what stands in the field {@code Domicilio:} is one street to the end of its
 * line, and parts of one street or town that a space, comma or hyphen separates are one: "C/ Lope 3, bajo" and "der",
 * "Vitoria" and "Gasteiz".
 */
final class AddressFields {

    private static final IntTable LABELS = ClinicalScales.words("domicilio");
    private static final int MOST_WORDS = 20;
    private static final int LONGEST_ABBREVIATION = 4;

    private final TextWords words;

    private AddressFields(TextWords words) {
        this.words = words;
    }

    /**
     * Returns the spans with whole addresses.
     *
     * @param spans in the order of the text, none overlapping another; so is the result
     */
    static List<Span> whole(List<Span> spans, TextWords words) {
        AddressFields fields = new AddressFields(words);
        return fields.joined(fields.filled(spans));
    }

    private List<Span> filled(List<Span> spans) {
        List<Span> result = spans;
        for (int i = 0; i + 2 < words.count; i++) {
            if (words.isIn(i, LABELS) && words.character(i + 1) == ':' && !words.startsLine(i + 2)) {
                int end = valueEnd(i + 2);
                if (end > i + 2) {
                    result = fill(result, words.start[i + 2], words.end[end - 1]);
                }
            }
        }
        return result;
    }

    /** The word after the value that starts at this one, without marks at its end; the same word if it is no value of one field. */
    private int valueEnd(int first) {
        int end = first;
        while (end < words.count && (end == first || !words.startsLine(end))) {
            if (words.character(end) == ':' || end - first == MOST_WORDS) {
                return first;
            }
            end++;
        }
        while (end > first && words.kind[end - 1] == TextWords.OTHER && ".,; ".indexOf(words.character(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static List<Span> fill(List<Span> spans, int from, int to) {
        boolean street = false;
        for (Span span : spans) {
            boolean within = span.end() > from && span.start() < to;
            if (within && (span.start() < from || isNumber(span))) {
                return spans;
            }
            street |= within && span.identifierType() == IdentifierType.STREET;
        }
        if (!street) {
            return spans;
        }
        List<Span> result = new ArrayList<>(spans.size());
        boolean added = false;
        for (Span span : spans) {
            if (span.end() > from && !added) {
                result.add(new Span(from, to, IdentifierType.STREET.name()));
                added = true;
            }
            if (span.end() <= from || span.start() >= to) {
                result.add(span);
            }
        }
        return result;
    }

    /** What must keep its own treatment in an address: numbers that identify by themselves, e-mail, dates. */
    private static boolean isNumber(Span span) {
        return switch (span.identifierType()) {
            case STREET, TERRITORY, COUNTRY, PATIENT_NAME, STAFF_NAME, INSTITUTION, HOSPITAL, HEALTH_CENTER, PROFESSION, ZIP -> false;
            default -> true;
        };
    }

    private List<Span> joined(List<Span> spans) {
        List<Span> result = new ArrayList<>(spans.size());
        for (Span span : spans) {
            Span before = result.isEmpty() ? null : result.get(result.size() - 1);
            if (before != null && before.type().equals(span.type()) && areOne(before, span)) {
                result.set(result.size() - 1, new Span(before.start(), span.end(), span.type()));
            } else {
                result.add(span);
            }
        }
        return result;
    }

    private boolean areOne(Span one, Span other) {
        String between = words.text.subSequence(one.end(), Math.min(other.start(), one.end() + 3)).toString();
        return switch (one.identifierType()) {
            case STREET -> between.equals(" ") || between.equals(", ");
            case TERRITORY -> between.equals("-") || (between.equals(" ") || between.equals(". ")) && isAbbreviation(one);
            default -> false;
        };
    }

    /** "Cdad. Real", "Nvo León". */
    private boolean isAbbreviation(Span span) {
        return span.end() - span.start() <= LONGEST_ABBREVIATION && Character.isUpperCase(words.text.charAt(span.start()))
                && Character.isLowerCase(words.text.charAt(span.end() - 1));
    }
}
