package dev.sigilo.benchmarks.chain;

/**
 * How long to warm up: in rounds, until three in a row were not faster than the best before them by more than a twentieth. A JVM that
 * has just started compiles for minutes under a load that takes all cores, and how long depends on the machine.
 */
final class WarmUp {
    static final int ROUND = 5_000;
    private static final int PATIENCE = 3;
    private static final double FASTER = 1.05;

    private final int most;
    private int records;
    private double best;
    private int noFaster;

    /**
     * @param most records at most
     */
    WarmUp(int most) {
        this.most = most;
    }

    /** Whether another round is wanted. */
    boolean goesOn() {
        return records < most && noFaster < PATIENCE;
    }

    /** How many records the next round has. */
    int next() {
        return Math.min(ROUND, most - records);
    }

    /** A round of {@link #next} records went through at this rate. */
    void took(double rate) {
        records += next();
        noFaster = rate > FASTER * best ? 0 : noFaster + 1;
        best = Math.max(best, rate);
    }

    /** How many went through so far. */
    int records() {
        return records;
    }
}
