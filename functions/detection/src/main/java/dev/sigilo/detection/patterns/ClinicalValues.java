package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers in a record that identify no person and that no rule may change: results ("CPK 18700", "Na 139, K 4.1"),
 * vital signs, doses and measures, rows of a table of results ("BUN | 22 | 8-40"), gestations ("G2P1011", "24 2/7
 * weeks"), codes of terminologies ("CPT 71046") and lists of small numbers ("teeth #18, #19 and #20").
 *
 * <p>One pass over the words; each word is examined a bounded number of times.
 */
public final class ClinicalValues {

    private static final int MOST_LISTED = 40;

    private final TextWords words;
    /** For each word, whether it belongs to such a number. */
    private final boolean[] marks;

    private ClinicalValues(TextWords words) {
        this.words = words;
        this.marks = new boolean[words.count];
    }

    /**
     * Reads the words once.
     *
     * @param dateMarks as {@link DatePatterns#marks} returns them
     */
    public static ClinicalValues of(TextWords words, byte[] dateMarks) {
        ClinicalValues clinicalValues = new ClinicalValues(words);
        clinicalValues.read(new ResultValues(words, dateMarks));
        return clinicalValues;
    }

    /** Returns whether the word with this hash is a unit. */
    static boolean isUnit(int hash) {
        return ResultValues.isUnitHash(hash);
    }

    /** Returns whether the word with this hash names a result or vital sign. */
    public static boolean isName(int hash) {
        return NamedResults.isName(hash);
    }

    /** Returns whether the word belongs to such a number or its name. */
    boolean covers(int word) {
        return marks[word];
    }

    /** Returns whether all words of a span that begins at this word, except its punctuation, are covered. */
    boolean coversAll(Span span, int first) {
        for (int k = first; k < words.count && words.start[k] < span.end(); k++) {
            if (!marks[k] && words.kind[k] != TextWords.OTHER) {
                return false;
            }
        }
        return true;
    }

    /** Returns the spans, which are in the order of the text, without those that contain such a number. */
    public List<Span> outside(List<Span> spans) {
        List<Span> kept = new ArrayList<>(spans.size());
        int word = 0;
        for (Span span : spans) {
            word = words.endingAfter(word, span.start());
            boolean touched = false;
            for (int k = word; k < words.count && words.start[k] < span.end(); k++) {
                touched |= marks[k] && words.kind[k] != TextWords.OTHER;
            }
            if (!touched) {
                kept.add(span);
            }
        }
        return kept;
    }

    private void read(ResultValues values) {
        ResultRows rows = new ResultRows(words, values);
        TermCodes codes = new TermCodes(words, values);
        Pregnancies pregnancies = new Pregnancies(words, values);
        NamedResults results = new NamedResults(words, values, marks);
        Measures measures = new Measures(words, values);
        int i = 0;
        while (i < words.count) {
            if (words.startsLine(i)) {
                mark(i, rows.end(i));
            }
            if (ProvenPlaces.isStateWithZip(words, i)) {
                i += 2;
                continue;
            }
            int end = i;
            if (words.isLetters(i)) {
                end = codes.end(i);
                end = end > i ? end : pregnancies.parity(i);
                end = end > i ? end : results.end(i);
            } else if (words.isDigits(i)) {
                end = pregnancies.gestation(i);
                end = end > i ? end : measures.end(i);
                end = end > i ? end : list(i, values);
            } else if (words.character(i) == '#') {
                end = list(i, values);
            }
            mark(i, end);
            i = Math.max(end, i + 1);
        }
    }

    private void mark(int from, int to) {
        for (int k = from; k < to; k++) {
            marks[k] = true;
        }
    }

    /**
     * Returns the word after a list of four small numbers or more, or of two with a sign ("18, 19, 20, 21", "#18 and
     * #19"), or {@code i}.
     */
    private int list(int i, ResultValues values) {
        int k = i;
        int items = 0;
        int signs = 0;
        int end = i;
        while (items < MOST_LISTED && k < words.count && !(k > i && words.startsLine(k))) {
            boolean sign = words.character(k) == '#';
            int number = sign ? k + 1 : k;
            if (number >= words.count
                    || !words.isDigits(number)
                    || words.length(number) > 3
                    || sign && !words.isGlued(number)
                    || number + 1 < words.count
                            && words.isGlued(number + 1)
                            && (words.isLetters(number + 1) || "-/".indexOf(words.character(number + 1)) >= 0)) {
                break;
            }
            items++;
            signs += sign ? 1 : 0;
            end = number + 1;
            k = end;
            while (k < words.count
                    && k - end < 2
                    && !words.startsLine(k)
                    && (words.character(k) == ',' && words.isGlued(k)
                            || words.character(k) == '&'
                            || words.isLetters(k) && values.isAnd(k))) {
                k++;
            }
            if (k == end) {
                break;
            }
        }
        // "Avenida del Puerto 177, 2, 1" is a street with house, floor and door.
        return items >= 4 || items >= 2 && signs >= 2 ? end : i;
    }
}
