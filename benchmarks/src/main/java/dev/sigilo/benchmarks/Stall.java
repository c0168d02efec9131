package dev.sigilo.benchmarks;

import java.time.Duration;

/** Gives up where nothing moves any more. Not thread-safe. */
public final class Stall {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final String what;
    private long best = Long.MIN_VALUE;
    private long changes;
    private long last = Long.MIN_VALUE;
    private long movedAt = System.nanoTime();

    /** @param what what is waited for */
    public Stall(String what) {
        this.what = what;
    }

    /**
     * Looks whether something has moved.
     *
     * @param left changes as long as something moves, and may grow: what is one batch before a function is many behind it
     * @throws BenchmarkException where it has not changed for four minutes
     */
    public void checkChange(long left) {
        if (left != last) {
            last = left;
            changes++;
        }
        check(changes);
    }

    /**
     * Looks whether something has moved.
     *
     * @param reached grows as long as something moves
     * @throws BenchmarkException where it has not grown for four minutes
     */
    public void check(long reached) {
        if (reached > best) {
            best = reached;
            movedAt = System.nanoTime();
        } else if (System.nanoTime() - movedAt > PATIENCE.toNanos()) {
            throw new BenchmarkException("nothing has moved in " + what + " for " + PATIENCE.toSeconds()
                    + " s; see `sigilo status` and the broker's log");
        }
    }
}
