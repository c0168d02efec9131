package dev.sigilo.tokenize.domain.detect;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear-chain conditional random field over the words of a text: the weights of {@link WordFeatures} and of label
 * pairs, and the best labelling under them.
 *
 * <p>Immutable and thread-safe.
 */
final class SequenceModel {

    private static final int FORMAT = 1;
    /** A state this far behind the best one has, in all texts seen, never been on the best path. */
    private static final float BEAM = 10;

    final Labels labels;
    final Lexicon lexicon;
    final WordLabels wordLabels;
    /** Feature hash to the place of its weights: {@code firstWeight[p]} to {@code firstWeight[p + 1]}. */
    private final IntTable features;
    private final int[] firstWeight;
    private final byte[] weightLabel;
    private final float[] weight;
    /** Score of label {@code b} after label {@code a} at {@code a * labels.count + b}. */
    private final float[] transition;
    private final CompactWeights compact;

    SequenceModel(Labels labels, Lexicon lexicon, WordLabels wordLabels, IntTable features, int[] firstWeight,
            byte[] weightLabel, float[] weight, float[] transition) {
        this.labels = labels;
        this.lexicon = lexicon;
        this.wordLabels = wordLabels;
        this.features = features;
        this.firstWeight = firstWeight;
        this.weightLabel = weightLabel;
        this.weight = weight;
        this.transition = transition;
        this.compact = new CompactWeights(features, firstWeight, weightLabel, weight, labels.count);
    }

    int weightCount() {
        return weight.length;
    }

    /** Adds the spans of the best labelling of the words. */
    void tag(TextWords words, List<Span> spans) {
        if (words.count == 0) {
            return;
        }
        WordFeatures wordFeatures = new WordFeatures(words, lexicon);
        long[] possible = wordLabels.of(words, wordFeatures);
        LabelSet.prune(possible, words.count);
        Search search = new Search(wordFeatures);
        int i = 0;
        while (i < words.count) {
            if (LabelSet.isOutsideOnly(possible, i)) {
                i++;
                continue;
            }
            int end = i + 1;
            while (end < words.count && !LabelSet.isOutsideOnly(possible, end)) {
                end++;
            }
            byte[] best = search.best(possible, i, end);
            collect(words, best, i, end, spans);
            i = end;
        }
    }

    private void collect(TextWords words, byte[] best, int from, int to, List<Span> spans) {
        int open = -1;
        for (int i = from; i < to; i++) {
            int label = best[i - from];
            if (label == Labels.OUTSIDE) {
                continue;
            }
            switch (Labels.position(label)) {
                case Labels.BEGIN -> open = i;
                case Labels.END -> spans.add(span(words, open, i, label));
                case Labels.SINGLE -> spans.add(span(words, i, i, label));
                default -> { }
            }
        }
    }

    private Span span(TextWords words, int first, int last, int label) {
        return new Span(words.start[first], words.end[last], labels.type(label).name());
    }

    /** Scratch space for one text. */
    private final class Search {
        private final WordFeatures wordFeatures;
        private final int[] found = new int[WordFeatures.MAX_FEATURES];
        private final int[] places = new int[WordFeatures.MAX_FEATURES];
        private final int[] scores = new int[labels.count];

        /** The states that are still in the race before the word: their label and the score of their best path. */
        private byte[] before = new byte[labels.count];
        private float[] beforeScores = new float[labels.count];
        private int beforeCount;
        /** All states of all words, one after the other, and the state before each on its best path. */
        private byte[] states = new byte[1024];
        private int[] back = new int[1024];
        private float[] stateScores = new float[1024];
        private int stateCount;

        Search(WordFeatures wordFeatures) {
            this.wordFeatures = wordFeatures;
        }

        /**
         * Viterbi search over the words from {@code from} to {@code to}; the words around them are outside. States
         * far behind the best one are given up; outside never is, so that a path always remains.
         */
        byte[] best(long[] possible, int from, int to) {
            before[0] = Labels.OUTSIDE;
            beforeScores[0] = 0;
            beforeCount = 1;
            stateCount = 0;
            int firstBefore = -1;
            for (int i = from; i < to; i++) {
                score(i);
                int first = stateCount;
                float leader = extend(possible, i, firstBefore);
                keep(first, leader);
                firstBefore = first;
            }
            int last = -1;
            float bestScore = Float.NEGATIVE_INFINITY;
            for (int a = 0; a < beforeCount; a++) {
                float total = beforeScores[a] + transition[before[a] * labels.count + Labels.OUTSIDE];
                if (!Labels.staysOpen(before[a]) && total > bestScore) {
                    bestScore = total;
                    last = firstBefore + a;
                }
            }
            byte[] path = new byte[to - from];
            for (int i = path.length - 1; i >= 0; i--) {
                path[i] = states[last];
                last = back[last];
            }
            return path;
        }

        /** Adds a state for every possible label of the word that is not hopeless; returns the best score. */
        private float extend(long[] possible, int word, int firstBefore) {
            int highest = scores[Labels.OUTSIDE];
            for (int half = 0; half < 2; half++) {
                for (long rest = possible[2 * word + half]; rest != 0; rest &= rest - 1) {
                    highest = Math.max(highest, scores[64 * half + Long.numberOfTrailingZeros(rest)]);
                }
            }
            float leader = Float.NEGATIVE_INFINITY;
            for (int half = 0; half < 2; half++) {
                for (long rest = possible[2 * word + half]; rest != 0; rest &= rest - 1) {
                    int label = 64 * half + Long.numberOfTrailingZeros(rest);
                    if (scores[label] < highest - HOPELESS && label != Labels.OUTSIDE) {
                        continue;
                    }
                    boolean continues = Labels.continues(label);
                    float bestScore = Float.NEGATIVE_INFINITY;
                    int bestBefore = -1;
                    for (int a = 0; a < beforeCount; a++) {
                        float candidate = beforeScores[a] + transition[before[a] * labels.count + label];
                        if (candidate > bestScore && (continues ? Labels.mayFollow(before[a], label)
                                : !Labels.staysOpen(before[a]))) {
                            bestScore = candidate;
                            bestBefore = a;
                        }
                    }
                    if (bestBefore >= 0) {
                        float total = bestScore + scores[label] * STEP;
                        addState(label, total, firstBefore + bestBefore);
                        leader = Math.max(leader, total);
                    }
                }
            }
            return leader;
        }

        private void addState(int label, float total, int previous) {
            if (stateCount + 1 >= states.length) {
                states = java.util.Arrays.copyOf(states, 2 * states.length);
                back = java.util.Arrays.copyOf(back, states.length);
                stateScores = java.util.Arrays.copyOf(stateScores, states.length);
            }
            states[stateCount] = (byte) label;
            back[stateCount] = previous;
            stateScores[stateCount] = total;
            stateCount++;
        }

        /** Keeps of the states from {@code first} on those that may still win. */
        private void keep(int first, float leader) {
            int kept = first;
            for (int state = first; state < stateCount; state++) {
                if (stateScores[state] > leader - BEAM || states[state] == Labels.OUTSIDE) {
                    states[kept] = states[state];
                    back[kept] = back[state];
                    before[kept - first] = states[state];
                    beforeScores[kept - first] = stateScores[state];
                    kept++;
                }
            }
            stateCount = kept;
            beforeCount = kept - first;
        }

        private void addRow(int from) {
            int[] rows = compact.rows;
            int[] sums = scores;
            for (int label = 0; label < sums.length; label++) {
                sums[label] += rows[from + label];
            }
        }

        private void score(int word) {
            java.util.Arrays.fill(scores, 0);
            int n = wordFeatures.of(word, found);
            // First all looks into memory, which then do not wait for each other.
            for (int k = 0; k < n; k++) {
                places[k] = compact.first(found[k]);
            }
            for (int k = 0; k < n; k++) {
                int w = places[k];
                if (w <= CompactWeights.FIRST_ROW) {
                    addRow((CompactWeights.FIRST_ROW - w) * scores.length);
                } else if (w >= 0) {
                    int packed;
                    do {
                        packed = compact.weights[w++];
                        scores[packed & CompactWeights.LABEL] += packed >> CompactWeights.WEIGHT_SHIFT;
                    } while ((packed & CompactWeights.MORE) != 0);
                }
            }
        }
    }

    /**
     * The weights as the search wants them: a feature is found with one look into memory in most cases. The weights of
     * most features lie together, each an int of weight, more-follow flag and label; a feature that has weights for
     * many labels has a row with one for every label, which is added in one go.
     */
    private static final class CompactWeights {
        static final int LABEL = 0x7F;
        static final int MORE = 0x80;
        static final int WEIGHT_SHIFT = 8;
        /** Rows have the numbers from here on downwards. */
        static final int FIRST_ROW = -2;

        private static final int EMPTY = -1;
        private static final int ROW_FROM_WEIGHTS = 10;

        final int[] weights;
        final int[] rows;
        /** Key and index of the first weight, or number of the row, in turn. */
        private final int[] slots;
        private final int mask;

        CompactWeights(IntTable features, int[] firstWeight, byte[] weightLabel, float[] weight, int labelCount) {
            weights = new int[weight.length];
            int capacity = Integer.highestOneBit(Math.max(8, features.size())) << 2;
            mask = capacity - 1;
            slots = new int[2 * capacity];
            for (int slot = 0; slot < capacity; slot++) {
                slots[2 * slot + 1] = EMPTY;
            }
            int[] keys = features.sortedKeys();
            int rowCount = 0;
            for (int key : keys) {
                int place = features.get(key);
                rowCount += firstWeight[place + 1] - firstWeight[place] >= ROW_FROM_WEIGHTS ? 1 : 0;
            }
            rows = new int[rowCount * labelCount];
            int row = 0;
            for (int key : keys) {
                int place = features.get(key);
                int first = firstWeight[place];
                int end = firstWeight[place + 1];
                if (end - first >= ROW_FROM_WEIGHTS) {
                    for (int w = first; w < end; w++) {
                        rows[row * labelCount + weightLabel[w]] = steps(weight[w]);
                    }
                    put(key, FIRST_ROW - row);
                    row++;
                } else if (end > first) {
                    for (int w = first; w < end; w++) {
                        weights[w] = steps(weight[w]) << WEIGHT_SHIFT | (w + 1 < end ? MORE : 0) | weightLabel[w];
                    }
                    put(key, first);
                }
            }
        }

        private void put(int key, int value) {
            int slot = Hashes.slot(key, mask);
            while (slots[2 * slot + 1] != EMPTY) {
                slot = slot + 1 & mask;
            }
            slots[2 * slot] = key;
            slots[2 * slot + 1] = value;
        }

        /** Returns the index of the first weight of the feature, the number of its row, or -1 if it has none. */
        int first(int key) {
            int slot = Hashes.slot(key, mask);
            while (slots[2 * slot + 1] != EMPTY) {
                if (slots[2 * slot] == key) {
                    return slots[2 * slot + 1];
                }
                slot = slot + 1 & mask;
            }
            return EMPTY;
        }
    }

    static byte[] members(long[] sets, int index) {
        long low = sets[2 * index];
        long high = sets[2 * index + 1];
        byte[] members = new byte[Long.bitCount(low) + Long.bitCount(high)];
        int n = 0;
        for (; low != 0; low &= low - 1) {
            members[n++] = (byte) Long.numberOfTrailingZeros(low);
        }
        for (; high != 0; high &= high - 1) {
            members[n++] = (byte) (64 + Long.numberOfTrailingZeros(high));
        }
        return members;
    }

    /** Weights are stored in steps of this size: fine enough that no decision of a model has been seen to change. */
    private static final float STEP = 1f / 64;
    /** A label whose score for the word alone is this many steps behind the best one is not tried. */
    private static final int HOPELESS = 12 * 64;

    /** Writes the model; weights that round to nothing are left out. */
    void write(DataOutputStream out) throws IOException {
        out.writeInt(FORMAT);
        out.writeByte(labels.types().size());
        for (IdentifierType type : labels.types()) {
            out.writeUTF(type.name());
        }
        writeTable(out, lexicon.sortedWords(), lexicon::lists);
        out.writeInt(wordLabels.setCount);
        for (int i = 0; i < 2 * wordLabels.setCount; i++) {
            out.writeLong(wordLabels.sets[i]);
        }
        out.writeInt(wordLabels.any());
        writeTable(out, wordLabels.indexes.sortedKeys(), wordLabels.indexes::get);
        for (float score : transition) {
            out.writeShort(Math.round(score / STEP));
        }
        writeWeights(out);
    }

    private interface Values {
        int get(int key);
    }

    private static void writeTable(DataOutputStream out, int[] keys, Values values) throws IOException {
        out.writeInt(keys.length);
        int before = 0;
        for (int key : keys) {
            writeNumber(out, key - before);
            before = key;
        }
        for (int key : keys) {
            writeNumber(out, values.get(key));
        }
    }

    private void writeWeights(DataOutputStream out) throws IOException {
        List<Integer> kept = new ArrayList<>();
        for (int key : features.sortedKeys()) {
            if (keptWeights(features.get(key)) > 0) {
                kept.add(key);
            }
        }
        out.writeInt(kept.size());
        int before = 0;
        for (int key : kept) {
            writeNumber(out, key - before);
            before = key;
        }
        for (int key : kept) {
            writeNumber(out, keptWeights(features.get(key)));
        }
        for (int key : kept) {
            int place = features.get(key);
            for (int w = firstWeight[place]; w < firstWeight[place + 1]; w++) {
                if (steps(weight[w]) != 0) {
                    out.writeByte(weightLabel[w]);
                }
            }
        }
        for (int key : kept) {
            int place = features.get(key);
            for (int w = firstWeight[place]; w < firstWeight[place + 1]; w++) {
                int steps = steps(weight[w]);
                if (steps != 0) {
                    writeNumber(out, steps << 1 ^ steps >> 31);
                }
            }
        }
    }

    private int keptWeights(int place) {
        int kept = 0;
        for (int w = firstWeight[place]; w < firstWeight[place + 1]; w++) {
            if (steps(weight[w]) != 0) {
                kept++;
            }
        }
        return kept;
    }

    private static int steps(float weight) {
        return Math.round(weight / STEP);
    }

    static SequenceModel read(DataInputStream in) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("the detection model has format " + format + ", this version reads " + FORMAT
                    + ": train it again");
        }
        List<IdentifierType> types = new ArrayList<>();
        int typeCount = in.readByte();
        for (int i = 0; i < typeCount; i++) {
            types.add(IdentifierType.valueOf(in.readUTF()));
        }
        Labels labels = new Labels(types);
        int[] listedWords = readKeys(in);
        Lexicon lexicon = new Lexicon(listedWords.length);
        for (int word : listedWords) {
            lexicon.add(word, readNumber(in));
        }
        int setCount = in.readInt();
        long[] sets = new long[2 * setCount];
        for (int i = 0; i < sets.length; i++) {
            sets[i] = in.readLong();
        }
        int any = in.readInt();
        int[] keys = readKeys(in);
        IntTable indexes = new IntTable(keys.length);
        for (int key : keys) {
            indexes.put(key, readNumber(in));
        }
        float[] transition = new float[labels.count * labels.count];
        for (int i = 0; i < transition.length; i++) {
            transition[i] = in.readShort() * STEP;
        }
        return readWeights(in, labels, lexicon, new WordLabels(indexes, sets, setCount, any), transition);
    }

    private static SequenceModel readWeights(DataInputStream in, Labels labels, Lexicon lexicon, WordLabels wordLabels,
            float[] transition) throws IOException {
        int[] keys = readKeys(in);
        IntTable features = new IntTable(keys.length);
        int[] firstWeight = new int[keys.length + 1];
        for (int i = 0; i < keys.length; i++) {
            features.put(keys[i], i);
            firstWeight[i + 1] = firstWeight[i] + readNumber(in);
        }
        byte[] weightLabel = new byte[firstWeight[keys.length]];
        in.readFully(weightLabel);
        float[] weight = new float[weightLabel.length];
        for (int i = 0; i < weight.length; i++) {
            int steps = readNumber(in);
            weight[i] = (steps >>> 1 ^ -(steps & 1)) * STEP;
        }
        return new SequenceModel(labels, lexicon, wordLabels, features, firstWeight, weightLabel, weight, transition);
    }

    private static int[] readKeys(DataInputStream in) throws IOException {
        int[] keys = new int[in.readInt()];
        int before = 0;
        for (int i = 0; i < keys.length; i++) {
            before += readNumber(in);
            keys[i] = before;
        }
        return keys;
    }

    private static void writeNumber(DataOutputStream out, int number) throws IOException {
        int rest = number;
        while ((rest & ~0x7F) != 0) {
            out.writeByte(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    private static int readNumber(DataInputStream in) throws IOException {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            int b = in.readUnsignedByte();
            number |= (b & 0x7F) << shift;
            if (b < 0x80) {
                return number;
            }
        }
    }
}
