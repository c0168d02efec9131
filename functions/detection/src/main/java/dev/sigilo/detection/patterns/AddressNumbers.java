package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds numbers at the beginning or end of an address: a house number on its own line before the street, a postal code
 * after a place or country. An address is a sequence of found streets, places and countries, at least one of them a
 * street, with only marks and white space between them.
 */
public final class AddressNumbers {

    private static final int MOST_GAP = 12;
    private static final int MOST_EDGE = 8;
    private static final int MOST_DIGITS = 6;
    private static final int MIN_CODE_DIGITS = 3;
    private static final int NOTHING = Hashes.folded("nan");

    private final TextWords words;
    private final ClinicalValues clinicalValues;

    private AddressNumbers(TextWords words, ClinicalValues clinicalValues) {
        this.words = words;
        this.clinicalValues = clinicalValues;
    }

    /** Returns the spans including such numbers, in the order of the text, without overlap. */
    public static List<Span> with(List<Span> spans, TextWords words, ClinicalValues clinicalValues) {
        return new AddressNumbers(words, clinicalValues).completed(spans);
    }

    private List<Span> completed(List<Span> spans) {
        List<Span> all = new ArrayList<>(spans.size());
        int word = 0;
        int i = 0;
        while (i < spans.size()) {
            int last = i;
            boolean street = isStreet(spans.get(i));
            boolean place = isPlace(spans.get(i));
            while (isPart(spans.get(last))
                    && last + 1 < spans.size()
                    && isPart(spans.get(last + 1))
                    && isApart(spans.get(last).end(), spans.get(last + 1).start(), MOST_GAP)) {
                last++;
                street |= isStreet(spans.get(last));
                place |= isPlace(spans.get(last));
            }
            while (word < words.count && words.start[word] < spans.get(i).start()) {
                word++;
            }
            int least = i == 0 ? 0 : spans.get(i - 1).end();
            if (isStreet(spans.get(i))
                    && isNumber(word - 1, 1)
                    && words.start[word - 1] >= least
                    && isApart(words.end[word - 1], spans.get(i).start(), MOST_EDGE)) {
                all.add(new Span(words.start[word - 1], words.end[word - 1], IdentifierType.STREET));
            }
            all.addAll(spans.subList(i, last + 1));
            if (street && place) {
                while (word < words.count && words.start[word] < spans.get(last).end()) {
                    word++;
                }
                int most = last + 1 < spans.size() ? spans.get(last + 1).start() : words.text.length();
                int code = word < words.count && words.hash[word] == NOTHING ? word + 1 : word;
                int from = code > word ? words.end[word] : spans.get(last).end();
                if (isPlace(spans.get(last))
                        && isNumber(code, MIN_CODE_DIGITS)
                        && words.end[code] <= most
                        && isApart(from, words.start[code], MOST_EDGE)) {
                    all.add(new Span(words.start[code], words.end[code], IdentifierType.TERRITORY));
                }
            }
            i = last + 1;
        }
        return all;
    }

    /** Returns whether a word is a short number that is not joined to other characters. */
    private boolean isNumber(int i, int least) {
        if (i < 0 || i >= words.count || words.kind[i] != TextWords.DIGITS || clinicalValues.covers(i)) {
            return false;
        }
        int digits = words.length(i);
        boolean joinedBefore = i > 0 && words.isGlued(i);
        boolean joinedAfter = i + 1 < words.count && words.isGlued(i + 1) && ",.;".indexOf(words.character(i + 1)) < 0;
        return digits >= least && digits <= MOST_DIGITS && !joinedBefore && !joinedAfter;
    }

    private boolean isApart(int from, int to, int most) {
        if (to - from > most) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (Character.isLetterOrDigit(words.text.charAt(i)) || words.text.charAt(i) == ':') {
                return false;
            }
        }
        return true;
    }

    private static boolean isPart(Span span) {
        return isStreet(span) || isPlace(span);
    }

    private static boolean isStreet(Span span) {
        return span.type() == IdentifierType.STREET;
    }

    private static boolean isPlace(Span span) {
        return switch (span.type()) {
            case TERRITORY, COUNTRY, ZIP, NATIONALITY -> true;
            default -> false;
        };
    }
}
