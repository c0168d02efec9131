package dev.sigilo.benchmarks.chain;

import dev.sigilo.benchmarks.BenchmarkException;
import java.time.Duration;

/** Gives up where nothing moves any more. */
final class Stall {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String what;
    private long best = Long.MIN_VALUE;
    private long changes;
    private long last = Long.MIN_VALUE;
    private long movedAt = System.nanoTime();

    /** @param what what is waited for */
    Stall(String what) {
        this.what = what;
    }

    /** @param left changes as long as something moves, and may grow: what is one batch before a function is many behind it */
    void checkChange(long left) {
        if (left != last) {
            last = left;
            changes++;
        }
        check(changes);
    }

    /** @param reached grows as long as something moves */
    void check(long reached) {
        if (reached > best) {
            best = reached;
            movedAt = System.nanoTime();
        } else if (System.nanoTime() - movedAt > PATIENCE.toNanos()) {
            throw new BenchmarkException("nothing has moved in " + what + " for " + PATIENCE.toSeconds()
                    + " s; see `sigilo status` and the broker's log");
        }
    }
}
