package dev.sigilo.sink.mysql;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses that double up to a limit. Each is drawn from the upper half of its range, so that many sinks do not retry at
 * once.
 */
final class Backoff {
    private final long firstMs;
    private final long maxMs;
    private long nextMs;

    Backoff(long firstMs, long maxMs) {
        this.firstMs = firstMs;
        this.maxMs = maxMs;
        this.nextMs = firstMs;
    }

    /** Returns the next pause in milliseconds. */
    long next() {
        long pause = nextMs;
        nextMs = Math.min(maxMs, nextMs * 2);
        return pause - ThreadLocalRandom.current().nextLong(pause / 2 + 1);
    }

    /** Starts again with the shortest pause. */
    void reset() {
        nextMs = firstMs;
    }
}
