package dev.sigilo.detection.sequence;

import dev.sigilo.detection.patterns.WeakPatterns;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear-chain conditional random field over the words of a text: the weights of {@link WordFeatures} and of label
 * pairs, and the best labelling under them.
 *
 * <p>Immutable and thread-safe.
 */
public final class SequenceModel {

    private static final int FORMAT = 1;
    final Labels labels;
    /** The word lists of the training. */
    public final ListedWords lexicon;
    /** The labels that each word can have. */
    public final WordLabels wordLabels;
    /**
     * Feature hashes; the weights of {@code features[p]} are those from {@code firstWeight[p]} to {@code firstWeight[p
     * + 1]}.
     */
    private final int[] features;

    private final int[] firstWeight;
    private final byte[] weightLabel;
    /** In whole steps. */
    private final int[] steps;
    /** Score of label {@code b} after label {@code a} at {@code a * labels.count + b}. */
    private final float[] transition;

    private final WeightTable table;
    private final int[] transitionSteps;

    /**
     * @param features in the order of {@link IntTable#sortedKeys}
     * @param steps the weights, as {@link #steps(float[])} gives them
     */
    public SequenceModel(
            Labels labels,
            ListedWords lexicon,
            WordLabels wordLabels,
            int[] features,
            int[] firstWeight,
            byte[] weightLabel,
            int[] steps,
            float[] transition) {
        this.labels = labels;
        this.lexicon = lexicon;
        this.wordLabels = wordLabels;
        this.features = features;
        this.firstWeight = firstWeight;
        this.weightLabel = weightLabel;
        this.steps = steps;
        this.transition = transition;
        this.table = new WeightTable(features, firstWeight, weightLabel, steps, labels.count);
        this.transitionSteps = LabelSearch.allowed(steps(transition), labels.count);
    }

    int weightCount() {
        return steps.length;
    }

    /** Adds the spans of the best labelling of the words. */
    public void tag(TextWords words, WeakPatterns weak, List<Span> spans) {
        if (words.count == 0) {
            return;
        }
        WordFeatures wordFeatures = new WordFeatures(words, lexicon, weak);
        long[] possible = wordLabels.of(words, wordFeatures);
        LabelSet.prune(possible, words.count);
        LabelSearch search = null;
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
            if (search == null) {
                search = new LabelSearch(wordFeatures, table, transitionSteps, labels.count);
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
                default -> {}
            }
        }
    }

    private Span span(TextWords words, int first, int last, int label) {
        return new Span(words.start[first], words.end[last], labels.type(label));
    }

    /** Returns the labels in the set at this index, ascending. */
    public static byte[] members(long[] sets, int index) {
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

    /** Weights are stored in steps of this size, fine enough that no decision of a model is known to have changed. */
    private static final float STEP = 1f / LabelSearch.STEPS_PER_UNIT;

    /** Writes the model. Weights that round to zero are left out. */
    public void write(DataOutputStream out) throws IOException {
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
        int kept = 0;
        for (int place = 0; place < features.length; place++) {
            kept += keptWeights(place) > 0 ? 1 : 0;
        }
        out.writeInt(kept);
        int before = 0;
        for (int place = 0; place < features.length; place++) {
            if (keptWeights(place) > 0) {
                writeNumber(out, features[place] - before);
                before = features[place];
            }
        }
        for (int place = 0; place < features.length; place++) {
            if (keptWeights(place) > 0) {
                writeNumber(out, keptWeights(place));
            }
        }
        for (int w = 0; w < steps.length; w++) {
            if (steps[w] != 0) {
                out.writeByte(weightLabel[w]);
            }
        }
        for (int step : steps) {
            if (step != 0) {
                writeNumber(out, step << 1 ^ step >> 31);
            }
        }
    }

    private int keptWeights(int place) {
        int kept = 0;
        for (int w = firstWeight[place]; w < firstWeight[place + 1]; w++) {
            kept += steps[w] != 0 ? 1 : 0;
        }
        return kept;
    }

    private static int steps(float weight) {
        return Math.round(weight / STEP);
    }

    /** Returns the weights in whole steps. */
    public static int[] steps(float[] weights) {
        int[] steps = new int[weights.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = steps(weights[i]);
        }
        return steps;
    }

    /** Reads a model that was written by {@link #write}. */
    public static SequenceModel read(byte[] model) throws IOException {
        try {
            return read(ByteBuffer.wrap(model));
        } catch (BufferUnderflowException e) {
            throw new IOException("the detection model ends too early: train it again", e);
        }
    }

    private static SequenceModel read(ByteBuffer in) throws IOException {
        int format = in.getInt();
        if (format != FORMAT) {
            throw new IOException(
                    "the detection model has format " + format + ", this version reads " + FORMAT + ": train it again");
        }
        List<IdentifierType> types = new ArrayList<>();
        int typeCount = in.get();
        for (int i = 0; i < typeCount; i++) {
            byte[] name = new byte[in.getShort()];
            in.get(name);
            types.add(IdentifierType.valueOf(new String(name, StandardCharsets.UTF_8)));
        }
        Labels labels = new Labels(types);
        int[] listedWords = readKeys(in);
        ListedWords lexicon = new ListedWords(listedWords.length);
        for (int word : listedWords) {
            lexicon.add(word, readNumber(in));
        }
        int setCount = in.getInt();
        long[] sets = new long[2 * setCount];
        for (int i = 0; i < sets.length; i++) {
            sets[i] = in.getLong();
        }
        int any = in.getInt();
        int[] keys = readKeys(in);
        IntTable indexes = new IntTable(keys.length);
        for (int key : keys) {
            indexes.put(key, readNumber(in));
        }
        float[] transition = new float[labels.count * labels.count];
        for (int i = 0; i < transition.length; i++) {
            transition[i] = in.getShort() * STEP;
        }
        return readWeights(in, labels, lexicon, new WordLabels(indexes, sets, setCount, any), transition);
    }

    private static SequenceModel readWeights(
            ByteBuffer in, Labels labels, ListedWords lexicon, WordLabels wordLabels, float[] transition) {
        int[] features = readKeys(in);
        int[] firstWeight = new int[features.length + 1];
        for (int i = 0; i < features.length; i++) {
            firstWeight[i + 1] = firstWeight[i] + readNumber(in);
        }
        byte[] weightLabel = new byte[firstWeight[features.length]];
        in.get(weightLabel);
        int[] steps = new int[weightLabel.length];
        for (int i = 0; i < steps.length; i++) {
            int number = readNumber(in);
            steps[i] = number >>> 1 ^ -(number & 1);
        }
        return new SequenceModel(labels, lexicon, wordLabels, features, firstWeight, weightLabel, steps, transition);
    }

    private static int[] readKeys(ByteBuffer in) {
        int[] keys = new int[in.getInt()];
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

    private static int readNumber(ByteBuffer in) {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            int b = in.get() & 0xFF;
            number |= (b & 0x7F) << shift;
            if (b < 0x80) {
                return number;
            }
        }
    }
}
