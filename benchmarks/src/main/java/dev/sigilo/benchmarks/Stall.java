package dev.sigilo.benchmarks;

import java.time.Duration;

/** Aborts a wait when there has been no progress for some time. Not thread-safe. */
public final class Stall {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String what;
    private final Duration patience;
    private long best = Long.MIN_VALUE;
    private long changes;
    private long last = Long.MIN_VALUE;
    private long movedAt = System.nanoTime();

    /**
     * Aborts after two minutes without progress.
     *
     * @param what what the caller is waiting for
     */
    public Stall(String what) {
        this(what, PATIENCE);
    }

    /**
     * @param what     what the caller is waiting for
     * @param patience the longest time without progress
     */
    public Stall(String what, Duration patience) {
        this.what = what;
        this.patience = patience;
    }

    /**
     * Checks for progress.
     *
     * @param left changes with progress; it may also grow, because one batch before a function becomes many messages
     *             after it
     * @throws BenchmarkException if the value has not changed for that long
     */
    public void checkChange(long left) {
        if (left != last) {
            last = left;
            changes++;
        }
        check(changes);
    }

    /**
     * Checks for progress.
     *
     * @param reached grows with progress
     * @throws BenchmarkException if the value has not grown for that long
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
