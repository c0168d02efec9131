package dev.sigilo.benchmarks.chain;

/**
 * Decides how long to warm up: in rounds, until three in a row were at most 5 % faster than the best before them. A JVM
 * that has just started compiles for minutes under a load that uses all cores, and how long depends on the machine.
 */
public final class WarmUp {
    /** The number of records in a round of the chain's benchmark. */
    static final int ROUND = 5_000;

    private static final int PATIENCE = 3;
    private static final double FASTER = 1.05;

    private final int most;
    private final int round;
    private int records;
    private double best;
    private int noFaster;

    /**
     * @param most  the maximum number of records
     * @param round the number of records in one round
     */
    public WarmUp(int most, int round) {
        this.most = most;
        this.round = round;
    }

    /** Returns whether another round is needed. */
    public boolean goesOn() {
        return records < most && noFaster < PATIENCE;
    }

    /** Returns the number of records in the next round. */
    public int next() {
        return Math.min(round, most - records);
    }

    /** Records that a round of {@link #next} records went through at this rate. */
    public void took(double rate) {
        records += next();
        noFaster++;
        // If the best followed every small gain, a slow but steady improvement would end the warm-up.
        if (rate > FASTER * best) {
            best = rate;
            noFaster = 0;
        }
    }

    /** Returns the number of records so far. */
    public int records() {
        return records;
    }
}
