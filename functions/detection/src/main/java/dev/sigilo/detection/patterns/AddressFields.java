package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Completes addresses of which only parts were found. The value of the field {@code Domicilio:} is one street to the
 * end of its line. Parts of one street or town that a space, comma or hyphen separates are joined: "C/ Lope 3, bajo"
 * and "der", "Vitoria" and "Gasteiz". Places that a comma or the end of a sentence separates are several: "San Justo.
 * Buenos Aires", "México, CDMX".
 */
public final class AddressFields {

    private static final IntTable LABELS = IntTable.words("domicilio");
    private static final int MOST_WORDS = 20;
    private static final int LONGEST_ABBREVIATION = 4;
    /** A found street may include the marks after a value: "4 izq..". */
    private static final int MOST_MARKS = 2;

    private static final IntTable DOORS = IntTable.words("der dcha dch derecha izq izda izquierda principal bajo");
    private static final IntTable ARTICLES = IntTable.words("la las el los");
    /** Places whose name has an article. */
    private static final IntTable WITH_ARTICLE = IntTable.words("""
            habana coruna rioja palmas paz plata laguna orotava linea serena pampa guaira rinconada union ejido
            escorial salvador campello puerto ferrol callao alto angeles llanos realejos barrios pedroneras rozas""");

    private static final int CDMX = Hashes.folded("cdmx");

    private final TextWords words;

    private AddressFields(TextWords words) {
        this.words = words;
    }

    /**
     * Returns the spans with complete addresses.
     *
     * @param spans in the order of the text, without overlap; so is the result
     */
    public static List<Span> whole(List<Span> spans, TextWords words) {
        AddressFields fields = new AddressFields(words);
        return fields.separate(fields.joined(fields.filled(spans)));
    }

    private List<Span> filled(List<Span> spans) {
        List<Span> result = new ArrayList<>(spans.size());
        int next = 0;
        for (int i = 0; i + 2 < words.count; i++) {
            if (!words.isIn(i, LABELS) || words.character(i + 1) != ':' || words.startsLine(i + 2)) {
                continue;
            }
            int from = words.start[i + 2];
            int end = valueEnd(i + 2);
            while (next < spans.size() && spans.get(next).end() <= from) {
                result.add(spans.get(next++));
            }
            int last = end > i + 2 ? lastPart(spans, next, from, words.end[end - 1]) : next;
            if (last > next) {
                result.add(new Span(from, words.end[end - 1], IdentifierType.STREET));
                next = last;
            }
        }
        result.addAll(spans.subList(next, spans.size()));
        return result;
    }

    /**
     * Returns the span after those that lie in the value, if one of them is a street and none needs its own treatment;
     * otherwise the first one.
     */
    private static int lastPart(List<Span> spans, int first, int from, int to) {
        boolean street = false;
        int last = first;
        while (last < spans.size() && spans.get(last).start() < to) {
            Span span = spans.get(last++);
            if (span.start() < from || span.end() > to + MOST_MARKS || isNumber(span)) {
                return first;
            }
            street |= span.type() == IdentifierType.STREET;
        }
        return street ? last : first;
    }

    /**
     * Returns the word after the value that starts at this one, without marks at its end, or the same word if it is not
     * the value of one field.
     */
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

    /**
     * Returns whether the span must keep its own treatment within an address: numbers that identify by themselves,
     * e-mail addresses, dates.
     */
    private static boolean isNumber(Span span) {
        return switch (span.type()) {
            case STREET,
                    TERRITORY,
                    COUNTRY,
                    PATIENT_NAME,
                    STAFF_NAME,
                    INSTITUTION,
                    HOSPITAL,
                    HEALTH_CENTER,
                    PROFESSION,
                    ZIP -> false;
            default -> true;
        };
    }

    private List<Span> joined(List<Span> spans) {
        List<Span> result = new ArrayList<>(spans.size());
        int word = 0;
        for (Span span : spans) {
            word = words.endingAfter(word, span.start());
            Span before = result.isEmpty() ? null : result.get(result.size() - 1);
            boolean door = before != null
                    && before.type() == IdentifierType.STREET
                    && span.type() == IdentifierType.TERRITORY
                    && isDoor(span, word);
            if (before != null && (before.type() == span.type() || door) && belongTogether(before, span)) {
                result.set(result.size() - 1, new Span(before.start(), span.end(), before.type()));
            } else {
                result.add(span);
            }
        }
        return result;
    }

    private boolean belongTogether(Span one, Span other) {
        String between = words.text
                .subSequence(one.end(), Math.min(other.start(), one.end() + 3))
                .toString();
        return switch (one.type()) {
            case STREET -> between.equals(" ") || between.equals(", ");
            case TERRITORY ->
                between.equals("-") || (between.equals(" ") || between.equals(". ")) && isAbbreviation(one);
            default -> false;
        };
    }

    /** Returns whether it is the "der" of "C/ Lope 3, bajo der". */
    private boolean isDoor(Span span, int i) {
        return i < words.count && words.end[i] == span.end() && words.isIn(i, DOORS);
    }

    /** Finds abbreviated names of cities, which always mean the city. */
    public static List<Span> cities(TextWords words) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < words.count; i++) {
            if (words.hash[i] == CDMX && words.shape[i] == 2) {
                spans.add(new Span(words.start[i], words.end[i], IdentifierType.TERRITORY));
            }
        }
        return spans;
    }

    /** Splits spans that contain several places, and adds the article of a place's name. */
    private List<Span> separate(List<Span> spans) {
        List<Span> result = new ArrayList<>(spans.size());
        int word = 0;
        for (Span span : spans) {
            if (span.type() != IdentifierType.TERRITORY) {
                result.add(span);
                continue;
            }
            word = words.endingAfter(word, span.start());
            int least = result.isEmpty() ? 0 : result.get(result.size() - 1).end();
            int from = isArticleOf(word, least) ? words.start[word - 1] : span.start();
            int last = word;
            for (int i = word; i < words.count && words.start[i] < span.end(); i++) {
                boolean comma = words.character(i) == ',';
                boolean sentence = words.character(i) == '.' && i > word && words.length(i - 1) > LONGEST_ABBREVIATION;
                boolean city = words.hash[i] == CDMX && i > last;
                if ((comma || sentence) && i > last || city) {
                    result.add(new Span(from, words.end[i - 1], span.type()));
                    last = city ? i : i + 1;
                    from = last < words.count ? words.start[last] : span.end();
                }
            }
            if (from < span.end()) {
                result.add(new Span(from, span.end(), span.type()));
            }
        }
        return result;
    }

    /** Returns whether it is the "La" of "La Habana". */
    private boolean isArticleOf(int i, int least) {
        return i > 0
                && i < words.count
                && words.isIn(i, WITH_ARTICLE)
                && words.isIn(i - 1, ARTICLES)
                && words.isCapitalised(i - 1)
                && words.start[i - 1] >= least
                && words.gap[i] == TextWords.ONE_SPACE;
    }

    /** Recognizes "Cdad. Real", "Nvo León". */
    private boolean isAbbreviation(Span span) {
        return span.end() - span.start() <= LONGEST_ABBREVIATION
                && Character.isUpperCase(words.text.charAt(span.start()))
                && Character.isLowerCase(words.text.charAt(span.end() - 1));
    }
}
