package dev.sigilo.detection.sequence;

import dev.sigilo.detection.patterns.LabelledPatterns;
import dev.sigilo.detection.patterns.WeakPatterns;
import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import java.util.Arrays;

/**
 * Computes the features of a word for the sequence model: the word, its neighbours, the label before the colon in its
 * line, the lists that contain it, the number that it is part of, and the label beside which it appears elsewhere in
 * the text.
 *
 * <p>The features and their order are part of the model file's format: a change to one needs a new model.
 */
public final class WordFeatures {

    /** The most features that a word has. */
    public static final int MAX_FEATURES = 96;

    private static final int NONE = 0x5BD1E995;
    private static final int LINE_BREAK = 0x1B873593;
    /** The number of words after a colon for which its label is remembered. */
    private static final int LABELLED_WORDS = 6;

    private static final int SHORTEST_LABELLED_LETTERS = 3;
    private static final int SHORTEST_LABELLED_DIGITS = 4;

    private final TextWords words;
    private final ListedWords lexicon;
    final int[] lists;
    private final int[] label;
    private final int[] wideLabel;
    private final int[] firstLabel;
    private final int[] labelDistance;
    private final int[] line;
    private final int[] runShape;
    private final byte[] runOffset;
    private final int[] elsewhere;
    private final byte[] dates;
    private final byte[] numbers;
    private int lines;

    /** Prepares the features of these words and finds the weak patterns in them. */
    public WordFeatures(TextWords words, ListedWords lexicon) {
        this(words, lexicon, WeakPatterns.of(words));
    }

    /** Prepares the features of these words, in which {@code weak} was found. */
    public WordFeatures(TextWords words, ListedWords lexicon, WeakPatterns weak) {
        this.words = words;
        this.lexicon = lexicon;
        int count = words.count;
        lists = new int[count];
        label = new int[count];
        wideLabel = new int[count];
        firstLabel = new int[count];
        labelDistance = new int[count];
        line = new int[count];
        runShape = new int[count];
        runOffset = new byte[count];
        elsewhere = new int[count];
        for (int i = 0; i < count; i++) {
            lists[i] = words.kind[i] == TextWords.LETTERS ? lexicon.lists(words.hash[i]) : 0;
        }
        dates = weak.dateMarks();
        numbers = LabelledPatterns.marks(words, weak.numbers());
        findLabels();
        findNumbers();
        findLabelledWordsElsewhere();
    }

    private void findLabels() {
        int current = NONE;
        int wide = NONE;
        int first = NONE;
        int distance = 0;
        int lineNumber = -1;
        for (int i = 0; i < words.count; i++) {
            if (words.startsLine(i)) {
                current = NONE;
                wide = NONE;
                first = NONE;
                distance = 0;
                lineNumber++;
            }
            distance++;
            label[i] = current;
            wideLabel[i] = wide;
            firstLabel[i] = first;
            labelDistance[i] = distance;
            line[i] = lineNumber;
            if (words.kind[i] == TextWords.OTHER
                    && words.text.charAt(words.start[i]) == ':'
                    && i > 0
                    && words.kind[i - 1] == TextWords.LETTERS
                    && !words.startsLine(i)) {
                current = words.hash[i - 1];
                wide = i > 1 && !words.startsLine(i - 1) ? Hashes.mix(words.hash[i - 2], current) : current;
                if (first == NONE) {
                    first = current;
                }
                distance = 0;
            }
        }
        lines = lineNumber + 1;
    }

    private void findNumbers() {
        int i = 0;
        while (i < words.count) {
            if (words.kind[i] != TextWords.DIGITS) {
                i++;
                continue;
            }
            int end = i + 1;
            int last = i;
            int run = Hashes.mix(NONE, words.shape[i]);
            while (end < words.count && words.gap[end] == TextWords.NO_GAP) {
                if (words.kind[end] == TextWords.DIGITS) {
                    run = Hashes.mix(Hashes.mix(run, end - 1 > last ? words.shape[end - 1] : 0), words.shape[end]);
                    last = end;
                } else if (words.kind[end] != TextWords.OTHER
                        || end - last > 1
                        || "/-.,:".indexOf(words.text.charAt(words.start[end])) < 0) {
                    break;
                }
                end++;
            }
            for (int k = i; k <= last; k++) {
                runShape[k] = run;
                runOffset[k] = (byte) Math.min(k - i + 1, 8);
            }
            i = last + 1;
        }
    }

    private void findLabelledWordsElsewhere() {
        IntTable labels = new IntTable(64);
        for (int i = 0; i < words.count; i++) {
            if (label[i] != NONE
                    && labelDistance[i] <= LABELLED_WORDS
                    && isInformative(i)
                    && labels.get(words.hash[i]) == IntTable.ABSENT) {
                labels.put(words.hash[i], i);
            }
        }
        if (labels.size() == 0) {
            return;
        }
        for (int i = 0; i < words.count; i++) {
            if (isInformative(i)) {
                int source = labels.get(words.hash[i]);
                if (source != IntTable.ABSENT && source != i && label[source] != label[i]) {
                    elsewhere[i] = label[source];
                }
            }
        }
    }

    private boolean isInformative(int i) {
        int length = words.end[i] - words.start[i];
        return words.isCapitalised(i) && length >= SHORTEST_LABELLED_LETTERS
                || words.kind[i] == TextWords.DIGITS && length >= SHORTEST_LABELLED_DIGITS;
    }

    /**
     * Writes the features of word {@code i} to {@code features}, which has room for {@link #MAX_FEATURES}.
     *
     * @return the number of features
     */
    public int of(int i, int[] features) {
        int p1 = hashAt(i, -1);
        int n1 = hashAt(i, 1);
        int n = addNeighbours(i, p1, n1, features);
        if (words.kind[i] == TextWords.LETTERS) {
            n = addSpelling(i, features, n);
        }
        n = addLabels(i, p1, n1, features, n);
        n = addLists(i, p1, n1, features, n);
        n = addNumbers(i, p1, features, n);
        return addPlace(i, features, n);
    }

    // Each method counts in a local variable, which the compiler keeps in a register, and returns the new count.

    /** Adds the word and those beside it. */
    private int addNeighbours(int i, int p1, int n1, int[] features) {
        int n = 0;
        int w = words.hash[i];
        int c = words.classHash[i];
        int s = words.shape[i];
        int p2 = hashAt(i, -2);
        int n2 = hashAt(i, 2);
        int ps1 = shapeAt(i, -1);
        int ps2 = shapeAt(i, -2);
        int ns1 = shapeAt(i, 1);
        int ns2 = shapeAt(i, 2);
        features[n++] = Hashes.mix(c, 1);
        features[n++] = Hashes.mix(w, 2);
        features[n++] = Hashes.mix(p1, 3);
        features[n++] = Hashes.mix(n1, 4);
        features[n++] = Hashes.mix(p2, 5);
        features[n++] = Hashes.mix(n2, 6);
        features[n++] = Hashes.mix(Hashes.mix(p1, c), 7);
        features[n++] = Hashes.mix(Hashes.mix(c, n1), 8);
        features[n++] = Hashes.mix(Hashes.mix(p2, p1), 9);
        features[n++] = Hashes.mix(Hashes.mix(n1, n2), 10);
        features[n++] = Hashes.mix(Hashes.mix(p1, n1), 11);
        features[n++] = Hashes.mix(s, 12);
        features[n++] = Hashes.mix(Hashes.mix(ps1, s), 13);
        features[n++] = Hashes.mix(Hashes.mix(s, ns1), 14);
        features[n++] = Hashes.mix(Hashes.mix(Hashes.mix(ps1, s), ns1), 15);
        features[n++] = Hashes.mix(Hashes.mix(Hashes.mix(ps2, ps1), s), 16);
        features[n++] = Hashes.mix(Hashes.mix(Hashes.mix(s, ns1), ns2), 17);
        features[n++] = Hashes.mix(Hashes.mix(s, p1), 18);
        features[n++] = Hashes.mix(Hashes.mix(s, n1), 19);
        features[n++] = Hashes.mix(Hashes.mix(Hashes.mix(hashAt(i, -3), p2), p1), 58);
        return n;
    }

    /** Adds how the word and those beside it begin and end. */
    private int addSpelling(int i, int[] features, int first) {
        int n = affixes(i, features, first);
        if (i > 0 && words.kind[i - 1] == TextWords.LETTERS) {
            features[n++] = Hashes.mix(suffix(i - 1, 3), 30);
        }
        if (i + 1 < words.count && words.kind[i + 1] == TextWords.LETTERS) {
            features[n++] = Hashes.mix(suffix(i + 1, 3), 31);
        }
        return n;
    }

    /** Adds the label before the word in its line, and the label before the same word elsewhere. */
    private int addLabels(int i, int p1, int n1, int[] features, int first) {
        int n = first;
        int c = words.classHash[i];
        int s = words.shape[i];
        int l = label[i];
        int distance = Math.min(labelDistance[i], 8);
        features[n++] = Hashes.mix(l, 32);
        features[n++] = Hashes.mix(Hashes.mix(l, s), 33);
        features[n++] = Hashes.mix(Hashes.mix(l, distance), 34);
        features[n++] = Hashes.mix(Hashes.mix(Hashes.mix(l, distance), s), 35);
        features[n++] = Hashes.mix(Hashes.mix(l, c), 36);
        features[n++] = Hashes.mix(Hashes.mix(wideLabel[i], distance), 37);
        features[n++] = Hashes.mix(Hashes.mix(firstLabel[i], s), 38);
        features[n++] = Hashes.mix(Hashes.mix(l, p1), 39);
        features[n++] = Hashes.mix(Hashes.mix(l, n1), 59);
        if (elsewhere[i] != 0) {
            features[n++] = Hashes.mix(elsewhere[i], 40);
            features[n++] = Hashes.mix(Hashes.mix(elsewhere[i], s), 41);
            features[n++] = Hashes.mix(Hashes.mix(elsewhere[i], firstLabel[i]), 42);
        }
        if (i > 0 && elsewhere[i - 1] != 0) {
            features[n++] = Hashes.mix(elsewhere[i - 1], 43);
        }
        if (i + 1 < words.count && elsewhere[i + 1] != 0) {
            features[n++] = Hashes.mix(elsewhere[i + 1], 44);
        }
        return n;
    }

    /** Adds the lists that contain the word and those beside it. */
    private int addLists(int i, int p1, int n1, int[] features, int first) {
        int n = first;
        int s = words.shape[i];
        int g = lists[i];
        int pg = i > 0 ? lists[i - 1] : 0;
        int ng = i + 1 < words.count ? lists[i + 1] : 0;
        features[n++] = Hashes.mix(Hashes.mix(g, s), 45);
        features[n++] = Hashes.mix(Hashes.mix(Hashes.mix(pg, g), s), 46);
        features[n++] = Hashes.mix(Hashes.mix(Hashes.mix(g, ng), s), 47);
        features[n++] = Hashes.mix(Hashes.mix(Hashes.mix(p1, g), s), 48);
        features[n++] = Hashes.mix(Hashes.mix(Hashes.mix(g, n1), s), 49);
        for (int list = g; list != 0; list &= list - 1) {
            features[n++] = Hashes.mix(list & -list, 50);
        }
        return n;
    }

    /** Adds the number, date or labelled code that the word is part of. */
    private int addNumbers(int i, int p1, int[] features, int first) {
        int n = first;
        if (runShape[i] != 0) {
            features[n++] = Hashes.mix(runShape[i], 51);
            features[n++] = Hashes.mix(Hashes.mix(runShape[i], runOffset[i]), 52);
            features[n++] = Hashes.mix(Hashes.mix(Hashes.mix(runShape[i], runOffset[i]), label[i]), 53);
            features[n++] = Hashes.mix(Hashes.mix(Hashes.mix(runShape[i], runOffset[i]), p1), 60);
        }
        if (dates[i] != 0) {
            int next = i + 1 < words.count && dates[i + 1] == 2 ? 1 : 0;
            features[n++] = Hashes.mix(dates[i] * 2 + next, 20);
            features[n++] = Hashes.mix(Hashes.mix(dates[i] * 2 + next, words.classHash[i]), 21);
        }
        if (numbers[i] != 0) {
            int next = i + 1 < words.count && numbers[i + 1] == (numbers[i] + 1 & ~1) ? 1 : 0;
            features[n++] = Hashes.mix(numbers[i] * 2 + next, 22);
            features[n++] = Hashes.mix(Hashes.mix(numbers[i] * 2 + next, p1), 23);
        }
        return n;
    }

    /** Adds the gaps around the word and its line. */
    private int addPlace(int i, int[] features, int first) {
        int n = first;
        int s = words.shape[i];
        int boundary = words.gap[i] * 4 + (i + 1 < words.count ? words.gap[i + 1] : TextWords.NEW_LINE);
        features[n++] = Hashes.mix(boundary, 54);
        features[n++] = Hashes.mix(Hashes.mix(boundary, s), 55);
        features[n++] = Hashes.mix(Hashes.mix(boundary, words.classHash[i]), 61);
        features[n++] = Hashes.mix(Math.min(line[i], 20), 56);
        features[n++] = Hashes.mix(Hashes.mix(Math.min(lines - line[i], 5), s), 57);
        return n;
    }

    private int affixes(int i, int[] features, int first) {
        int n = first;
        int from = words.start[i];
        int length = words.end[i] - from;
        int s = words.shape[i];
        if (length > 2) {
            features[n++] = Hashes.mix(suffix(i, 2), 24);
            features[n++] = Hashes.mix(prefix(i, 2), 25);
        }
        if (length > 3) {
            features[n++] = Hashes.mix(suffix(i, 3), 26);
            features[n++] = Hashes.mix(prefix(i, 3), 27);
            features[n++] = Hashes.mix(Hashes.mix(suffix(i, 3), s), 62);
        }
        if (length > 4) {
            features[n++] = Hashes.mix(suffix(i, 4), 28);
            features[n++] = Hashes.mix(prefix(i, 4), 29);
        }
        return n;
    }

    private int suffix(int i, int length) {
        int to = words.end[i];
        return words.hashOf(Math.max(words.start[i], to - length), to);
    }

    private int prefix(int i, int length) {
        int from = words.start[i];
        return words.hashOf(from, Math.min(words.end[i], from + length));
    }

    private int hashAt(int i, int offset) {
        int k = i + offset;
        if (k < 0 || k >= words.count) {
            return NONE;
        }
        if (offset < 0 && words.startsLine(i) || offset > 0 && words.startsLine(k)) {
            return Hashes.mix(LINE_BREAK, words.classHash[k]);
        }
        return words.classHash[k];
    }

    private int shapeAt(int i, int offset) {
        int k = i + offset;
        if (k < 0 || k >= words.count) {
            return NONE;
        }
        if (offset < 0 && words.startsLine(i) || offset > 0 && words.startsLine(k)) {
            return LINE_BREAK;
        }
        return words.shape[k];
    }

    ListedWords lexicon() {
        return lexicon;
    }

    @Override
    public String toString() {
        return "WordFeatures[" + words.count + " words, "
                + Arrays.stream(line).max().orElse(0) + " lines]";
    }
}
