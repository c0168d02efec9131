package dev.sigilo.benchmarks.chain;

/**
 * How long to warm up: in rounds, until three in a row were not faster than the best before them by more than a twentieth. A JVM that
 * has just started compiles for minutes under a load that takes all cores, and how long depends on the machine.
 */
public final class WarmUp {
    /** How long a round of the chain's benchmark is. */
    static final int ROUND = 5_000;

    private static final int PATIENCE = 3;
    private static final double FASTER = 1.05;

    private final int most;
    private final int round;
    private int records;
    private double best;
    private int noFaster;

    /**
     * @param most  records at most
     * @param round records of one round
     */
    public WarmUp(int most, int round) {
        this.most = most;
        this.round = round;
    }

    /** Whether another round is wanted. */
    public boolean goesOn() {
        return records < most && noFaster < PATIENCE;
    }

    /** How many records the next round has. */
    public int next() {
        return Math.min(round, most - records);
    }

    /** A round of {@link #next} records went through at this rate. */
    public void took(double rate) {
        records += next();
        noFaster++;
        // A best that followed each small gain would end a slow but steady one.
        if (rate > FASTER * best) {
            best = rate;
            noFaster = 0;
        }
    }

    /** How many went through so far. */
    public int records() {
        return records;
    }
}
