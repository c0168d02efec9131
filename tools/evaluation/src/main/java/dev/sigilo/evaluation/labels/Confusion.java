package dev.sigilo.evaluation.labels;

import java.util.Locale;

/** Counts of a yes-or-no decision against the truth. */
final class Confusion {
    private int truePositives;
    private int falsePositives;
    private int falseNegatives;
    private int trueNegatives;

    void add(boolean truth, boolean said) {
        if (truth && said) {
            truePositives++;
        } else if (truth) {
            falseNegatives++;
        } else if (said) {
            falsePositives++;
        } else {
            trueNegatives++;
        }
    }

    int count() {
        return truePositives + falsePositives + falseNegatives + trueNegatives;
    }

    double accuracy() {
        return count() == 0 ? 0 : (double) (truePositives + trueNegatives) / count();
    }

    double f1() {
        int weight = 2 * truePositives + falsePositives + falseNegatives;
        return weight == 0 ? 0 : 2.0 * truePositives / weight;
    }

    /** Returns the numbers in one line; {@code positive} is the name of the positive class. */
    String line(String positive) {
        return String.format(
                Locale.ROOT,
                "n %d, accuracy %.4f, F1 of %s %.4f (tp %d, fp %d, fn %d, tn %d)",
                count(),
                accuracy(),
                positive,
                f1(),
                truePositives,
                falsePositives,
                falseNegatives,
                trueNegatives);
    }
}
