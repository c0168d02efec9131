package dev.sigilo.training.sequence;

import dev.sigilo.detection.patterns.NetPatterns;
import dev.sigilo.detection.sequence.LabelSet;
import dev.sigilo.detection.sequence.Labels;
import dev.sigilo.detection.sequence.SequenceModel;
import dev.sigilo.detection.sequence.WordFeatures;
import dev.sigilo.detection.sequence.WordLabels;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Trains a {@link SequenceModel} on marked texts. Deterministic: the same texts and settings give the same model.
 *
 * <p>It first learns which labels each word can have, then which features occur often enough, then their weights
 * ({@link SequenceWeights}).
 */
final class SequenceTrainer {

    /** A text and its spans, sorted and without overlap. */
    record Example(String text, List<Span> spans, double weight) {
        @Override
        public String toString() {
            return "Example[" + text.length() + " characters, " + spans.size() + " spans]";
        }
    }

    private final ModelTraining.Settings settings;
    private final ListedWords lexicon;
    private final Consumer<String> log;

    private Labels labels;
    private WordLabels wordLabels;
    private IntTable features;
    private SequenceWeights weights;

    SequenceTrainer(ModelTraining.Settings settings, ListedWords lexicon, Consumer<String> log) {
        this.settings = settings;
        this.lexicon = lexicon;
        this.log = log;
    }

    SequenceModel train(List<Example> examples) {
        Set<IdentifierType> types = new LinkedHashSet<>();
        for (IdentifierType type : IdentifierType.values()) {
            if (type != IdentifierType.IP && isMarked(type, examples)) {
                types.add(type);
            }
        }
        labels = new Labels(new ArrayList<>(types));
        List<TextWords> texts = new ArrayList<>();
        List<byte[]> golds = new ArrayList<>();
        for (Example example : examples) {
            TextWords words = words(example.text());
            texts.add(words);
            golds.add(gold(words, example));
        }
        learnWordLabels(texts, golds);
        List<SequenceLattice> lattices = lattices(examples, texts, golds);
        learnFeatures(lattices);
        double[] weightSum = new double[weights.weight.length];
        double[] transitionSum = new double[weights.transition.length];
        int averaged = 0;
        Random random = new Random(settings.seed());
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            Collections.shuffle(lattices, random);
            double likelihood = 0;
            for (SequenceLattice lattice : lattices) {
                for (int from = 0; from < lattice.gold.length; ) {
                    int to = from + 1;
                    while (to < lattice.gold.length && !lattice.starts[to]) {
                        to++;
                    }
                    likelihood += weights.update(lattice, from, to);
                    from = to;
                }
            }
            if (2 * epoch >= settings.epochs()) {
                averaged++;
                addTo(weightSum, weights.weight);
                addTo(transitionSum, weights.transition);
            }
            log.accept("epoch " + (epoch + 1) + ": log likelihood " + Math.round(likelihood));
        }
        return model(weightSum, transitionSum, averaged);
    }

    private static boolean isMarked(IdentifierType type, List<Example> examples) {
        return examples.stream().anyMatch(example -> example.spans().stream().anyMatch(span -> span.type() == type));
    }

    private static void addTo(double[] sum, double[] values) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i];
        }
    }

    static TextWords words(String text) {
        return new TextWords(text, 0, text.length(), NetPatterns.find(text));
    }

    private byte[] gold(TextWords words, Example example) {
        byte[] gold = new byte[words.count];
        for (Span span : example.spans()) {
            int first = 0;
            while (first < words.count && words.end[first] <= span.start()) {
                first++;
            }
            int last = first;
            while (last + 1 < words.count && words.start[last + 1] < span.end()) {
                last++;
            }
            if (first == words.count || gold[first] != 0) {
                continue;
            }
            int type = labels.types().indexOf(span.type());
            if (type < 0
                    || isAddress(span) && words.kind[first] != TextWords.EMAIL && words.kind[first] != TextWords.URL) {
                continue;
            }
            for (int i = first; i <= last; i++) {
                int position = first == last
                        ? Labels.SINGLE
                        : i == first ? Labels.BEGIN : i == last ? Labels.END : Labels.INSIDE;
                gold[i] = (byte) Labels.label(type, position);
            }
        }
        return gold;
    }

    /**
     * Returns whether the span is an address. Addresses are found by their form; the model must not learn to build one
     * from other words.
     */
    private static boolean isAddress(Span span) {
        return span.type() == IdentifierType.EMAIL || span.type() == IdentifierType.URL;
    }

    private void learnWordLabels(List<TextWords> texts, List<byte[]> golds) {
        IntTable counts = new IntTable(1 << 16);
        for (TextWords words : texts) {
            for (int i = 0; i < words.count; i++) {
                int key = WordLabels.wordKey(words, i);
                counts.put(key, Math.max(0, counts.get(key)) + 1);
            }
        }
        TreeMap<Integer, long[]> seenWith = new TreeMap<>();
        for (int t = 0; t < texts.size(); t++) {
            TextWords words = texts.get(t);
            for (int i = 0; i < words.count; i++) {
                LabelSet.add(
                        seenWith.computeIfAbsent(WordLabels.wordKey(words, i), k -> new long[] {1, 0}),
                        0,
                        golds.get(t)[i]);
            }
        }
        TreeMap<Integer, long[]> ofKey = new TreeMap<>();
        long[] any = {1, 0};
        for (int t = 0; t < texts.size(); t++) {
            TextWords words = texts.get(t);
            WordFeatures wordFeatures = new WordFeatures(words, lexicon);
            for (int i = 0; i < words.count; i++) {
                int key = WordLabels.wordKey(words, i);
                long[] seen = seenWith.get(key);
                if (counts.get(key) >= neededCount(words, i, seen)) {
                    ofKey.put(key, seen);
                } else {
                    LabelSet.add(
                            ofKey.computeIfAbsent(WordLabels.classKey(words, wordFeatures, i), k -> new long[] {1, 0}),
                            0,
                            golds.get(t)[i]);
                }
                if (words.kind[i] != TextWords.EMAIL && words.kind[i] != TextWords.URL) {
                    LabelSet.add(any, 0, golds.get(t)[i]);
                }
            }
        }
        TreeMap<String, Integer> setIndexes = new TreeMap<>();
        List<long[]> sets = new ArrayList<>();
        IntTable indexes = new IntTable(ofKey.size());
        ofKey.forEach((key, set) -> indexes.put(key, setIndexes.computeIfAbsent(Arrays.toString(set), s -> {
            sets.add(set);
            return sets.size() - 1;
        })));
        sets.add(any);
        long[] flat = new long[2 * sets.size()];
        for (int i = 0; i < sets.size(); i++) {
            flat[2 * i] = sets.get(i)[0];
            flat[2 * i + 1] = sets.get(i)[1];
        }
        wordLabels = new WordLabels(indexes, flat, sets.size(), sets.size() - 1);
    }

    /**
     * Returns how often a word must occur in training to get its own labels; other words share those of their class.
     */
    private int neededCount(TextWords words, int i, long[] seen) {
        boolean letters = words.kind[i] == TextWords.LETTERS;
        int needed = letters ? settings.commonWordCount() : 2 * settings.commonWordCount();
        if (letters && words.isCapitalised(i)) {
            needed *= 4;
        }
        if (!LabelSet.isOutsideOnly(seen, 0)) {
            needed *= 10;
        }
        return needed;
    }

    private List<SequenceLattice> lattices(List<Example> examples, List<TextWords> texts, List<byte[]> golds) {
        List<SequenceLattice> lattices = new ArrayList<>();
        int[] found = new int[WordFeatures.MAX_FEATURES];
        long all = 0;
        long scored = 0;
        for (int t = 0; t < texts.size(); t++) {
            TextWords words = texts.get(t);
            WordFeatures wordFeatures = new WordFeatures(words, lexicon);
            byte[] gold = golds.get(t);
            long[] possible = wordLabels.of(words, wordFeatures);
            for (int i = 0; i < words.count; i++) {
                LabelSet.add(possible, i, gold[i]);
            }
            LabelSet.prune(possible, words.count);
            List<int[]> featureLists = new ArrayList<>();
            List<byte[]> candidates = new ArrayList<>();
            List<Boolean> starts = new ArrayList<>();
            byte[] scoredGold = new byte[words.count];
            int n = 0;
            for (int i = 0; i < words.count; i++) {
                if (!LabelSet.isOutsideOnly(possible, i)) {
                    featureLists.add(Arrays.copyOf(found, wordFeatures.of(i, found)));
                    candidates.add(SequenceModel.members(possible, i));
                    starts.add(i == 0 || LabelSet.isOutsideOnly(possible, i - 1));
                    scoredGold[n++] = gold[i];
                }
            }
            all += words.count;
            scored += n;
            boolean[] startsRun = new boolean[n];
            for (int i = 0; i < n; i++) {
                startsRun[i] = starts.get(i);
            }
            lattices.add(new SequenceLattice(
                    featureLists.toArray(int[][]::new),
                    candidates.toArray(byte[][]::new),
                    Arrays.copyOf(scoredGold, n),
                    startsRun,
                    examples.get(t).weight()));
        }
        log.accept(all + " words, of which " + scored + " may be part of a span");
        return lattices;
    }

    /** Assigns weights to the features that occur often enough, one for each label that they occur with. */
    private void learnFeatures(List<SequenceLattice> lattices) {
        IntTable counts = new IntTable(1 << 20);
        for (SequenceLattice lattice : lattices) {
            for (int[] list : lattice.features) {
                for (int feature : list) {
                    counts.put(feature, Math.max(0, counts.get(feature)) + 1);
                }
            }
        }
        features = new IntTable(1 << 18);
        int places = 0;
        for (int key : counts.sortedKeys()) {
            if (counts.get(key) >= settings.featureCount()) {
                features.put(key, places++);
            }
        }
        long[] seen = new long[2 * places];
        for (SequenceLattice lattice : lattices) {
            for (int i = 0; i < lattice.features.length; i++) {
                int[] list = lattice.features[i];
                for (int f = 0; f < list.length; f++) {
                    list[f] = features.get(list[f]);
                    if (list[f] != IntTable.ABSENT) {
                        LabelSet.add(seen, list[f], lattice.gold[i]);
                    }
                }
                lattice.features[i] = Arrays.stream(list)
                        .filter(place -> place != IntTable.ABSENT)
                        .toArray();
            }
        }
        weights = new SequenceWeights(settings, labels.count, places, seen);
        log.accept(places + " features, " + weights.weight.length + " weights, " + labels.count + " labels");
    }

    /**
     * Returns a model whose weights are the means of the weights after each of the last epochs, so that the last texts
     * count no more than the others.
     */
    private SequenceModel model(double[] weightSum, double[] transitionSum, int averaged) {
        int[] keys = features.sortedKeys();
        int[] first = new int[keys.length + 1];
        byte[] label = new byte[weights.label.length];
        float[] sorted = new float[weights.label.length];
        float[] mean = mean(weightSum, averaged);
        for (int k = 0; k < keys.length; k++) {
            int from = weights.first[features.get(keys[k])];
            int count = weights.first[features.get(keys[k]) + 1] - from;
            System.arraycopy(weights.label, from, label, first[k], count);
            System.arraycopy(mean, from, sorted, first[k], count);
            first[k + 1] = first[k] + count;
        }
        return new SequenceModel(
                labels,
                lexicon,
                wordLabels,
                keys,
                first,
                label,
                SequenceModel.steps(sorted),
                mean(transitionSum, averaged));
    }

    private static float[] mean(double[] sum, int count) {
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / count);
        }
        return mean;
    }
}
