package dev.sigilo.benchmarks;

import java.time.Duration;

/** Gives up where nothing moves any more. Not thread-safe. */
public final class Stall {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String what;
    private final Duration patience;
    private long best = Long.MIN_VALUE;
    private long changes;
    private long last = Long.MIN_VALUE;
    private long movedAt = System.nanoTime();

    /**
     * Gives up after two minutes.
     *
     * @param what what is waited for
     */
    public Stall(String what) {
        this(what, PATIENCE);
    }

    /**
     * @param what     what is waited for
     * @param patience how long nothing may move
     */
    public Stall(String what, Duration patience) {
        this.what = what;
        this.patience = patience;
    }

    /**
     * Looks whether something has moved.
     *
     * @param left changes as long as something moves, and may grow: what is one batch before a function is many behind it
     * @throws BenchmarkException where it has not changed for so long
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
     * @throws BenchmarkException where it has not grown for so long
     */
    public void check(long reached) {
        if (reached > best) {
            best = reached;
            movedAt = System.nanoTime();
        } else if (System.nanoTime() - movedAt > patience.toNanos()) {
            throw new BenchmarkException("nothing has moved in " + what + " for " + patience.toSeconds()
                    + " s; see `sigilo status` and the broker's log");
        }
    }
}
