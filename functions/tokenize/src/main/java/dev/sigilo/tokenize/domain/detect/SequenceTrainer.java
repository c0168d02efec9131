package dev.sigilo.tokenize.domain.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Trains a {@link SequenceModel} by stochastic gradient ascent on the likelihood of the marked spans (AdaGrad, with
 * decay). Deterministic: the same texts and settings give the same model.
 */
final class SequenceTrainer {

    /** A text and its spans, sorted and without overlap. */
    record Example(String text, List<Span> spans, double weight) {
        @Override
        public String toString() {
            return "Example[" + text.length() + " characters, " + spans.size() + " spans]";
        }
    }

    /** The words of one text that can be part of a span, ready for training. */
    private static final class Lattice {
        int[][] features;
        byte[][] candidates;
        byte[] gold;
        /** Where a run of words starts whose neighbours are all outside. */
        boolean[] starts;
        double weight;
    }

    private final ModelTraining.Settings settings;
    private final ListedWords lexicon;
    private final Consumer<String> log;

    private Labels labels;
    private WordLabels wordLabels;
    private IntTable features;
    private int[] firstWeight;
    private byte[] weightLabel;
    private double[] weight;
    private double[] weightSquares;
    private double[] transition;
    private double[] transitionSquares;

    SequenceTrainer(ModelTraining.Settings settings, ListedWords lexicon, Consumer<String> log) {
        this.settings = settings;
        this.lexicon = lexicon;
        this.log = log;
    }

    SequenceModel train(List<Example> examples) {
        Set<IdentifierType> types = new LinkedHashSet<>();
        for (IdentifierType type : IdentifierType.values()) {
            if (type != IdentifierType.IP && examples.stream().anyMatch(e -> e.spans().stream().anyMatch(s -> s.type().equals(type.name())))) {
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
        List<Lattice> lattices = lattices(examples, texts, golds);
        learnFeatures(lattices);
        double[] weightSum = new double[weight.length];
        double[] transitionSum = new double[transition.length];
        int averaged = 0;
        Random random = new Random(settings.seed());
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            java.util.Collections.shuffle(lattices, random);
            double likelihood = 0;
            for (Lattice lattice : lattices) {
                for (int from = 0; from < lattice.gold.length; ) {
                    int to = from + 1;
                    while (to < lattice.gold.length && !lattice.starts[to]) {
                        to++;
                    }
                    likelihood += update(lattice, from, to);
                    from = to;
                }
            }
            if (2 * epoch >= settings.epochs()) {
                averaged++;
                addTo(weightSum, weight);
                addTo(transitionSum, transition);
            }
            log.accept("epoch " + (epoch + 1) + ": log likelihood " + Math.round(likelihood));
        }
        return model(weightSum, transitionSum, averaged);
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
            int type = labels.types().indexOf(span.identifierType());
            if (type < 0 || isAddress(span) && words.kind[first] != TextWords.EMAIL && words.kind[first] != TextWords.URL) {
                continue;
            }
            for (int i = first; i <= last; i++) {
                int position = first == last ? Labels.SINGLE
                        : i == first ? Labels.BEGIN : i == last ? Labels.END : Labels.INSIDE;
                gold[i] = (byte) Labels.label(type, position);
            }
        }
        return gold;
    }

    /** Whole addresses are found by their form; the model must not learn to make one of other words. */
    private static boolean isAddress(Span span) {
        return span.identifierType() == IdentifierType.EMAIL || span.identifierType() == IdentifierType.URL;
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
                LabelSet.add(seenWith.computeIfAbsent(WordLabels.wordKey(words, i), k -> new long[] {1, 0}), 0,
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
                boolean letters = words.kind[i] == TextWords.LETTERS;
                int needed = letters ? settings.commonWordCount() : 2 * settings.commonWordCount();
                if (letters && words.isCapitalised(i)) {
                    needed *= 4;
                }
                if (!LabelSet.isOutsideOnly(seen, 0)) {
                    needed *= 10;
                }
                if (counts.get(key) >= needed) {
                    ofKey.put(key, seen);
                } else {
                    LabelSet.add(ofKey.computeIfAbsent(WordLabels.classKey(words, wordFeatures, i),
                            k -> new long[] {1, 0}), 0, golds.get(t)[i]);
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

    private List<Lattice> lattices(List<Example> examples, List<TextWords> texts, List<byte[]> golds) {
        List<Lattice> lattices = new ArrayList<>();
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
            Lattice lattice = new Lattice();
            lattice.features = featureLists.toArray(int[][]::new);
            lattice.candidates = candidates.toArray(byte[][]::new);
            lattice.gold = Arrays.copyOf(scoredGold, n);
            lattice.starts = new boolean[n];
            for (int i = 0; i < n; i++) {
                lattice.starts[i] = starts.get(i);
            }
            lattice.weight = examples.get(t).weight();
            lattices.add(lattice);
        }
        log.accept(all + " words, of which " + scored + " may be part of a span");
        return lattices;
    }

    /** Gives weights to the features that are seen often enough, one for each label they are seen with. */
    private void learnFeatures(List<Lattice> lattices) {
        IntTable counts = new IntTable(1 << 20);
        for (Lattice lattice : lattices) {
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
        for (Lattice lattice : lattices) {
            for (int i = 0; i < lattice.features.length; i++) {
                int[] list = lattice.features[i];
                for (int f = 0; f < list.length; f++) {
                    list[f] = features.get(list[f]);
                    if (list[f] != IntTable.ABSENT) {
                        LabelSet.add(seen, list[f], lattice.gold[i]);
                    }
                }
                lattice.features[i] = Arrays.stream(list).filter(place -> place != IntTable.ABSENT).toArray();
            }
        }
        firstWeight = new int[places + 1];
        for (int place = 0; place < places; place++) {
            firstWeight[place + 1] = firstWeight[place] + Long.bitCount(seen[2 * place])
                    + Long.bitCount(seen[2 * place + 1]);
        }
        weightLabel = new byte[firstWeight[places]];
        for (int place = 0; place < places; place++) {
            byte[] members = SequenceModel.members(seen, place);
            System.arraycopy(members, 0, weightLabel, firstWeight[place], members.length);
        }
        weight = new double[weightLabel.length];
        weightSquares = new double[weightLabel.length];
        transition = new double[labels.count * labels.count];
        transitionSquares = new double[transition.length];
        log.accept(places + " features, " + weight.length + " weights, " + labels.count + " labels");
    }

    /** One step for one run of words; returns the log likelihood it had. */
    private double update(Lattice lattice, int from, int to) {
        int length = to - from;
        double[][] scores = new double[length][];
        double[] dense = new double[labels.count];
        for (int i = 0; i < length; i++) {
            Arrays.fill(dense, 0);
            for (int place : lattice.features[from + i]) {
                for (int w = firstWeight[place]; w < firstWeight[place + 1]; w++) {
                    dense[weightLabel[w]] += weight[w];
                }
            }
            byte[] candidates = lattice.candidates[from + i];
            scores[i] = new double[candidates.length];
            for (int c = 0; c < candidates.length; c++) {
                scores[i][c] = dense[candidates[c]];
            }
        }
        byte[] outside = {Labels.OUTSIDE};
        double[][] forward = new double[length][];
        for (int i = 0; i < length; i++) {
            byte[] here = lattice.candidates[from + i];
            byte[] before = i == 0 ? outside : lattice.candidates[from + i - 1];
            forward[i] = new double[here.length];
            double[] terms = new double[before.length];
            for (int b = 0; b < here.length; b++) {
                int n = 0;
                for (int a = 0; a < before.length; a++) {
                    if (Labels.mayFollow(before[a], here[b])) {
                        terms[n++] = (i == 0 ? 0 : forward[i - 1][a]) + transition[before[a] * labels.count + here[b]];
                    }
                }
                forward[i][b] = scores[i][b] + logSum(terms, n);
            }
        }
        double[][] backward = new double[length][];
        for (int i = length - 1; i >= 0; i--) {
            byte[] here = lattice.candidates[from + i];
            byte[] after = i == length - 1 ? outside : lattice.candidates[from + i + 1];
            backward[i] = new double[here.length];
            double[] terms = new double[after.length];
            for (int a = 0; a < here.length; a++) {
                int n = 0;
                for (int b = 0; b < after.length; b++) {
                    if (Labels.mayFollow(here[a], after[b])) {
                        terms[n++] = transition[here[a] * labels.count + after[b]]
                                + (i == length - 1 ? 0 : scores[i + 1][b] + backward[i + 1][b]);
                    }
                }
                backward[i][a] = logSum(terms, n);
            }
        }
        double[] lastTotals = new double[forward[length - 1].length];
        for (int b = 0; b < lastTotals.length; b++) {
            lastTotals[b] = forward[length - 1][b] + backward[length - 1][b];
        }
        double total = logSum(lastTotals, lastTotals.length);
        double likelihood = -total;
        double[] probability = new double[labels.count];
        byte[] before = outside;
        int goldBefore = Labels.OUTSIDE;
        for (int i = 0; i <= length; i++) {
            byte[] here = i == length ? outside : lattice.candidates[from + i];
            int goldHere = i == length ? Labels.OUTSIDE : lattice.gold[from + i];
            likelihood += transition[goldBefore * labels.count + goldHere];
            for (int a = 0; a < before.length; a++) {
                for (int b = 0; b < here.length; b++) {
                    if (Labels.mayFollow(before[a], here[b])) {
                        int index = before[a] * labels.count + here[b];
                        double expected = Math.exp((i == 0 ? 0 : forward[i - 1][a]) + transition[index]
                                + (i == length ? 0 : scores[i][b] + backward[i][b]) - total);
                        double observed = before[a] == goldBefore && here[b] == goldHere ? 1 : 0;
                        stepTransition(index, lattice.weight * (observed - expected));
                    }
                }
            }
            if (i < length) {
                Arrays.fill(probability, 0);
                for (int b = 0; b < here.length; b++) {
                    probability[here[b]] = Math.exp(forward[i][b] + backward[i][b] - total);
                    if (here[b] == goldHere) {
                        likelihood += scores[i][b];
                    }
                }
                for (int place : lattice.features[from + i]) {
                    for (int w = firstWeight[place]; w < firstWeight[place + 1]; w++) {
                        double gradient = (weightLabel[w] == goldHere ? 1 : 0) - probability[weightLabel[w]];
                        stepWeight(w, lattice.weight * gradient);
                    }
                }
            }
            before = here;
            goldBefore = goldHere;
        }
        return likelihood;
    }

    private void stepWeight(int w, double gradient) {
        if (Math.abs(gradient) < 1e-5) {
            return;
        }
        double regularized = gradient - settings.decay() * weight[w];
        weightSquares[w] += regularized * regularized;
        weight[w] += settings.rate() * regularized / Math.sqrt(weightSquares[w] + 1e-4);
    }

    private void stepTransition(int t, double gradient) {
        if (Math.abs(gradient) < 1e-6) {
            return;
        }
        double regularized = gradient - settings.decay() * transition[t];
        transitionSquares[t] += regularized * regularized;
        transition[t] += settings.rate() * regularized / Math.sqrt(transitionSquares[t] + 1e-4);
    }

    private static double logSum(double[] terms, int n) {
        if (n == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double largest = terms[0];
        for (int i = 1; i < n; i++) {
            largest = Math.max(largest, terms[i]);
        }
        if (largest == Double.NEGATIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double below = terms[i] - largest;
            if (below > -30) {
                sum += Math.exp(below);
            }
        }
        return largest + Math.log(sum);
    }

    /** The model has the mean of the weights after each of the last epochs: less swayed by the last texts. */
    private SequenceModel model(double[] weightSum, double[] transitionSum, int averaged) {
        int[] keys = features.sortedKeys();
        int[] first = new int[keys.length + 1];
        byte[] label = new byte[weightLabel.length];
        float[] sorted = new float[weightLabel.length];
        float[] weights = mean(weightSum, averaged);
        for (int k = 0; k < keys.length; k++) {
            int from = firstWeight[features.get(keys[k])];
            int count = firstWeight[features.get(keys[k]) + 1] - from;
            System.arraycopy(weightLabel, from, label, first[k], count);
            System.arraycopy(weights, from, sorted, first[k], count);
            first[k + 1] = first[k] + count;
        }
        return new SequenceModel(labels, lexicon, wordLabels, keys, first, label, SequenceModel.steps(sorted), mean(transitionSum, averaged));
    }

    private static float[] mean(double[] sum, int count) {
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / count);
        }
        return mean;
    }
}
