package dev.sigilo.training.sequence;

/** The words of one text that can be part of a span, ready for training. */
final class SequenceLattice {

    /** The features of each word. */
    final int[][] features;
    /** The labels that each word can have. */
    final byte[][] candidates;
    /** The marked label of each word. */
    final byte[] gold;
    /** Whether a run of words begins here: the word before is outside every span, or there is none. */
    final boolean[] starts;
    /** The weight of the text. */
    final double weight;

    SequenceLattice(int[][] features, byte[][] candidates, byte[] gold, boolean[] starts, double weight) {
        this.features = features;
        this.candidates = candidates;
        this.gold = gold;
        this.starts = starts;
        this.weight = weight;
    }
}
