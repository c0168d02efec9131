package dev.sigilo.detection.patterns;

import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;

/** Numbers with a unit: "850 mg", "1.4 x 2 cm", "19-French". */
final class Measures {

    /** Units that also occur in ages, addresses and dates. They do not prove a measure. */
    private static final IntTable AMBIGUOUS = IntTable.words("years años m l g ch u ci per ma mes month");

    private final TextWords words;
    private final ResultValues values;
    /** The last sequence of numbers that was examined: its first word and the word after it. */
    private int runStart = -1;

    private int runEnd = -1;
    /**
     * The first word of the measure at the end of that sequence, and the word after its unit; -1 if the sequence has no
     * unit.
     */
    private int measureStart = -1;

    private int measureEnd = -1;

    Measures(TextWords words, ResultValues values) {
        this.words = words;
        this.values = values;
    }

    /** Returns the word after the measure with the number at this word, or {@code i}. */
    int end(int i) {
        if (i < runStart || i >= runEnd) {
            readRun(i);
        }
        return measureEnd < 0 || i < measureStart || values.isWholeDate(i) ? i : measureEnd;
    }

    private void readRun(int i) {
        int k = i;
        while (k < words.count
                && (k == i || !words.startsLine(k))
                && (words.isDigits(k)
                        || k > i && ".,x×/-–^+".indexOf(words.character(k)) >= 0 && words.length(k) == 1)) {
            k++;
        }
        runStart = i;
        runEnd = k;
        boolean unit = k < words.count
                && words.gap[k] <= TextWords.ONE_SPACE
                && !words.startsLine(k)
                && (isPlainUnit(k) || words.character(k) == '%');
        measureEnd = unit ? values.unit(k) : -1;
        // A separate number before it is not part of the measure: "room 12 850 mg", "03/04/2019 5 mg".
        measureStart = k - 1;
        while (unit
                && measureStart > i
                && (words.kind[measureStart] == TextWords.OTHER
                        || words.kind[measureStart - 1] == TextWords.OTHER && !values.isInDate(measureStart - 1))) {
            measureStart--;
        }
    }

    private boolean isPlainUnit(int k) {
        return words.isLetters(k)
                && values.isUnit(k)
                && !words.isIn(k, AMBIGUOUS)
                && words.shape[k] != 3
                && !values.isNextResult(k);
    }
}
