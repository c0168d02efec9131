package dev.sigilo.training.sequence;

import dev.sigilo.detection.sequence.LabelSet;
import dev.sigilo.detection.sequence.Labels;
import dev.sigilo.detection.sequence.SequenceModel;
import java.util.Arrays;

/**
 * The weights of a sequence model in training. They are fitted by stochastic gradient ascent on the likelihood of the
 * marked spans, with AdaGrad steps and decay. Not thread-safe.
 */
final class SequenceWeights {

    private static final byte[] OUTSIDE = {Labels.OUTSIDE};

    /** The index of each feature's first weight; the last entry is the end of the last feature's weights. */
    final int[] first;
    /** The label that each weight belongs to. */
    final byte[] label;

    final double[] weight;
    /** The weights of each pair of consecutive labels, indexed by {@code before * labels + after}. */
    final double[] transition;

    private final ModelTraining.Settings settings;
    private final int labels;
    private final double[] weightSquares;
    private final double[] transitionSquares;
    /** A buffer for one word at a time: a value for each label. */
    private final double[] dense;

    /**
     * Creates weights of 0, one for each feature and each label that it was seen with.
     *
     * @param labels   number of labels
     * @param features number of features
     * @param seen     the labels that each feature was seen with, as {@link LabelSet} stores them
     */
    SequenceWeights(ModelTraining.Settings settings, int labels, int features, long[] seen) {
        this.settings = settings;
        this.labels = labels;
        first = new int[features + 1];
        for (int place = 0; place < features; place++) {
            first[place + 1] = first[place] + Long.bitCount(seen[2 * place]) + Long.bitCount(seen[2 * place + 1]);
        }
        label = new byte[first[features]];
        for (int place = 0; place < features; place++) {
            byte[] members = SequenceModel.members(seen, place);
            System.arraycopy(members, 0, label, first[place], members.length);
        }
        weight = new double[label.length];
        weightSquares = new double[label.length];
        transition = new double[labels * labels];
        transitionSquares = new double[transition.length];
        dense = new double[labels];
    }

    /** A run of neighbouring words that can be part of a span; the words before and after it are outside. */
    private static final class Run {
        final SequenceLattice lattice;
        final int from;
        final int length;
        double[][] scores;
        double[][] forward;
        double[][] backward;
        /** The logarithm of the sum over all sequences of labels. */
        double total;

        Run(SequenceLattice lattice, int from, int to) {
            this.lattice = lattice;
            this.from = from;
            this.length = to - from;
        }

        byte[] candidates(int i) {
            return i < 0 || i == length ? OUTSIDE : lattice.candidates[from + i];
        }

        int gold(int i) {
            return i < 0 || i == length ? Labels.OUTSIDE : lattice.gold[from + i];
        }

        int[] features(int i) {
            return lattice.features[from + i];
        }
    }

    /**
     * Takes one step for the run of words from {@code from} to {@code to} and returns its log likelihood before the
     * step.
     */
    double update(SequenceLattice lattice, int from, int to) {
        Run run = new Run(lattice, from, to);
        run.scores = scores(run);
        run.forward = forward(run);
        run.backward = backward(run);
        double[] lastTotals = new double[run.forward[run.length - 1].length];
        for (int b = 0; b < lastTotals.length; b++) {
            lastTotals[b] = run.forward[run.length - 1][b] + run.backward[run.length - 1][b];
        }
        run.total = logSum(lastTotals, lastTotals.length);
        double likelihood = -run.total;
        for (int i = 0; i <= run.length; i++) {
            likelihood += transition[run.gold(i - 1) * labels + run.gold(i)];
            stepTransitions(run, i);
            if (i < run.length) {
                likelihood += stepFeatures(run, i);
            }
        }
        return likelihood;
    }

    /** Returns the score of each label that each word can have, from the word's features. */
    private double[][] scores(Run run) {
        double[][] scores = new double[run.length][];
        for (int i = 0; i < run.length; i++) {
            Arrays.fill(dense, 0);
            for (int place : run.features(i)) {
                for (int w = first[place]; w < first[place + 1]; w++) {
                    dense[label[w]] += weight[w];
                }
            }
            byte[] candidates = run.candidates(i);
            scores[i] = new double[candidates.length];
            for (int c = 0; c < candidates.length; c++) {
                scores[i][c] = dense[candidates[c]];
            }
        }
        return scores;
    }

    /** Returns, for each label of each word, the logarithm of the sum over all sequences that end with it. */
    private double[][] forward(Run run) {
        double[][] forward = new double[run.length][];
        for (int i = 0; i < run.length; i++) {
            byte[] here = run.candidates(i);
            byte[] before = run.candidates(i - 1);
            forward[i] = new double[here.length];
            double[] terms = new double[before.length];
            for (int b = 0; b < here.length; b++) {
                int n = 0;
                for (int a = 0; a < before.length; a++) {
                    if (Labels.mayFollow(before[a], here[b])) {
                        terms[n++] = (i == 0 ? 0 : forward[i - 1][a]) + transition[before[a] * labels + here[b]];
                    }
                }
                forward[i][b] = run.scores[i][b] + logSum(terms, n);
            }
        }
        return forward;
    }

    /** Returns, for each label of each word, the logarithm of the sum over all sequences that can follow it. */
    private double[][] backward(Run run) {
        double[][] backward = new double[run.length][];
        for (int i = run.length - 1; i >= 0; i--) {
            byte[] here = run.candidates(i);
            byte[] after = run.candidates(i + 1);
            backward[i] = new double[here.length];
            double[] terms = new double[after.length];
            for (int a = 0; a < here.length; a++) {
                int n = 0;
                for (int b = 0; b < after.length; b++) {
                    if (Labels.mayFollow(here[a], after[b])) {
                        terms[n++] = transition[here[a] * labels + after[b]]
                                + (i == run.length - 1 ? 0 : run.scores[i + 1][b] + backward[i + 1][b]);
                    }
                }
                backward[i][a] = logSum(terms, n);
            }
        }
        return backward;
    }

    /**
     * Updates the weights of the labels that can follow one another between the word before {@code i} and word
     * {@code i}.
     */
    private void stepTransitions(Run run, int i) {
        byte[] before = run.candidates(i - 1);
        byte[] here = run.candidates(i);
        int goldBefore = run.gold(i - 1);
        int goldHere = run.gold(i);
        for (int a = 0; a < before.length; a++) {
            for (int b = 0; b < here.length; b++) {
                if (Labels.mayFollow(before[a], here[b])) {
                    int index = before[a] * labels + here[b];
                    double expected = Math.exp((i == 0 ? 0 : run.forward[i - 1][a])
                            + transition[index]
                            + (i == run.length ? 0 : run.scores[i][b] + run.backward[i][b])
                            - run.total);
                    double observed = before[a] == goldBefore && here[b] == goldHere ? 1 : 0;
                    stepTransition(index, run.lattice.weight * (observed - expected));
                }
            }
        }
    }

    /** Updates the weights of the features of word {@code i} and returns the score of its marked label. */
    private double stepFeatures(Run run, int i) {
        byte[] here = run.candidates(i);
        int goldHere = run.gold(i);
        double goldScore = 0;
        Arrays.fill(dense, 0);
        for (int b = 0; b < here.length; b++) {
            dense[here[b]] = Math.exp(run.forward[i][b] + run.backward[i][b] - run.total);
            if (here[b] == goldHere) {
                goldScore = run.scores[i][b];
            }
        }
        for (int place : run.features(i)) {
            for (int w = first[place]; w < first[place + 1]; w++) {
                double gradient = (label[w] == goldHere ? 1 : 0) - dense[label[w]];
                stepWeight(w, run.lattice.weight * gradient);
            }
        }
        return goldScore;
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
}
