package dev.sigilo.tokenize.domain.detect;

import java.util.Arrays;

/**
 * Computes what the sequence model sees of a word: itself, its neighbours, the label before the colon in its line,
 * the lists it stands in, the number it is a part of, and where else in the text it was seen beside a label.
 *
 * <p>The features are part of the model file's format: changing one needs a new model.
 */
final class WordFeatures {

    static final int MAX_FEATURES = 96;

    private static final int NONE = 0x5BD1E995;
    private static final int LINE_BREAK = 0x1B873593;
    /** How far after a colon its label is remembered for the words of the value. */
    private static final int LABELLED_WORDS = 6;
    private static final int SHORTEST_LABELLED_LETTERS = 3;
    private static final int SHORTEST_LABELLED_DIGITS = 4;

    private final TextWords words;
    private final Lexicon lexicon;
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

    private int[] out;
    private int n;

    WordFeatures(TextWords words, Lexicon lexicon) {
        this(words, lexicon, WeakPatterns.of(words));
    }

    WordFeatures(TextWords words, Lexicon lexicon, WeakPatterns weak) {
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
            if (words.kind[i] == TextWords.OTHER && words.text.charAt(words.start[i]) == ':' && i > 0
                    && words.kind[i - 1] == TextWords.LETTERS && !words.startsLine(i)) {
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
                } else if (words.kind[end] != TextWords.OTHER || end - last > 1
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
            if (label[i] != NONE && labelDistance[i] <= LABELLED_WORDS && isTelling(i)
                    && labels.get(words.hash[i]) == IntTable.ABSENT) {
                labels.put(words.hash[i], i);
            }
        }
        if (labels.size() == 0) {
            return;
        }
        for (int i = 0; i < words.count; i++) {
            if (isTelling(i)) {
                int source = labels.get(words.hash[i]);
                if (source != IntTable.ABSENT && source != i && label[source] != label[i]) {
                    elsewhere[i] = label[source];
                }
            }
        }
    }

    private boolean isTelling(int i) {
        int length = words.end[i] - words.start[i];
        return words.isCapitalised(i) && length >= SHORTEST_LABELLED_LETTERS
                || words.kind[i] == TextWords.DIGITS && length >= SHORTEST_LABELLED_DIGITS;
    }

    /** Puts the features of word {@code i} into {@code features} and returns how many they are. */
    int of(int i, int[] features) {
        out = features;
        n = 0;
        int w = words.hash[i];
        int c = words.classHash[i];
        int s = words.shape[i];
        int g = lists[i];
        int p1 = hashAt(i, -1);
        int p2 = hashAt(i, -2);
        int n1 = hashAt(i, 1);
        int n2 = hashAt(i, 2);
        int ps1 = shapeAt(i, -1);
        int ps2 = shapeAt(i, -2);
        int ns1 = shapeAt(i, 1);
        int ns2 = shapeAt(i, 2);
        add(1, c);
        add(2, w);
        add(3, p1);
        add(4, n1);
        add(5, p2);
        add(6, n2);
        add(7, Hashes.mix(p1, c));
        add(8, Hashes.mix(c, n1));
        add(9, Hashes.mix(p2, p1));
        add(10, Hashes.mix(n1, n2));
        add(11, Hashes.mix(p1, n1));
        add(12, s);
        add(13, Hashes.mix(ps1, s));
        add(14, Hashes.mix(s, ns1));
        add(15, Hashes.mix(Hashes.mix(ps1, s), ns1));
        add(16, Hashes.mix(Hashes.mix(ps2, ps1), s));
        add(17, Hashes.mix(Hashes.mix(s, ns1), ns2));
        add(18, Hashes.mix(s, p1));
        add(19, Hashes.mix(s, n1));
        add(58, Hashes.mix(Hashes.mix(hashAt(i, -3), p2), p1));
        if (words.kind[i] == TextWords.LETTERS) {
            affixes(i);
            if (i > 0 && words.kind[i - 1] == TextWords.LETTERS) {
                add(30, suffix(i - 1, 3));
            }
            if (i + 1 < words.count && words.kind[i + 1] == TextWords.LETTERS) {
                add(31, suffix(i + 1, 3));
            }
        }
        int l = label[i];
        int distance = Math.min(labelDistance[i], 8);
        add(32, l);
        add(33, Hashes.mix(l, s));
        add(34, Hashes.mix(l, distance));
        add(35, Hashes.mix(Hashes.mix(l, distance), s));
        add(36, Hashes.mix(l, c));
        add(37, Hashes.mix(wideLabel[i], distance));
        add(38, Hashes.mix(firstLabel[i], s));
        add(39, Hashes.mix(l, p1));
        add(59, Hashes.mix(l, n1));
        if (elsewhere[i] != 0) {
            add(40, elsewhere[i]);
            add(41, Hashes.mix(elsewhere[i], s));
            add(42, Hashes.mix(elsewhere[i], firstLabel[i]));
        }
        if (i > 0 && elsewhere[i - 1] != 0) {
            add(43, elsewhere[i - 1]);
        }
        if (i + 1 < words.count && elsewhere[i + 1] != 0) {
            add(44, elsewhere[i + 1]);
        }
        int pg = i > 0 ? lists[i - 1] : 0;
        int ng = i + 1 < words.count ? lists[i + 1] : 0;
        add(45, Hashes.mix(g, s));
        add(46, Hashes.mix(Hashes.mix(pg, g), s));
        add(47, Hashes.mix(Hashes.mix(g, ng), s));
        add(48, Hashes.mix(Hashes.mix(p1, g), s));
        add(49, Hashes.mix(Hashes.mix(g, n1), s));
        for (int list = g; list != 0; list &= list - 1) {
            add(50, list & -list);
        }
        if (runShape[i] != 0) {
            add(51, runShape[i]);
            add(52, Hashes.mix(runShape[i], runOffset[i]));
            add(53, Hashes.mix(Hashes.mix(runShape[i], runOffset[i]), l));
            add(60, Hashes.mix(Hashes.mix(runShape[i], runOffset[i]), p1));
        }
        if (dates[i] != 0) {
            int next = i + 1 < words.count && dates[i + 1] == 2 ? 1 : 0;
            add(20, dates[i] * 2 + next);
            add(21, Hashes.mix(dates[i] * 2 + next, c));
        }
        if (numbers[i] != 0) {
            int next = i + 1 < words.count && numbers[i + 1] == (numbers[i] + 1 & ~1) ? 1 : 0;
            add(22, numbers[i] * 2 + next);
            add(23, Hashes.mix(numbers[i] * 2 + next, p1));
        }
        int boundary = words.gap[i] * 4 + (i + 1 < words.count ? words.gap[i + 1] : TextWords.NEW_LINE);
        add(54, boundary);
        add(55, Hashes.mix(boundary, s));
        add(61, Hashes.mix(boundary, c));
        add(56, Math.min(line[i], 20));
        add(57, Hashes.mix(Math.min(lines - line[i], 5), s));
        return n;
    }

    private void affixes(int i) {
        int from = words.start[i];
        int length = words.end[i] - from;
        int s = words.shape[i];
        if (length > 2) {
            add(24, suffix(i, 2));
            add(25, prefix(i, 2));
        }
        if (length > 3) {
            add(26, suffix(i, 3));
            add(27, prefix(i, 3));
            add(62, Hashes.mix(suffix(i, 3), s));
        }
        if (length > 4) {
            add(28, suffix(i, 4));
            add(29, prefix(i, 4));
        }
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

    private void add(int template, int value) {
        out[n++] = Hashes.mix(value, template);
    }

    Lexicon lexicon() {
        return lexicon;
    }

    @Override
    public String toString() {
        return "WordFeatures[" + words.count + " words, " + Arrays.stream(line).max().orElse(0) + " lines]";
    }
}
