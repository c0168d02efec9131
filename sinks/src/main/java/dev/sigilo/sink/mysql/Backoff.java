package dev.sigilo.sink.mysql;

import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double up to a bound, each drawn from its upper half, so that many sinks do not come back at once. */
final class Backoff {
    private final long firstMs;
    private final long maxMs;
    private long nextMs;

    Backoff(long firstMs, long maxMs) {
        this.firstMs = firstMs;
        this.maxMs = maxMs;
        this.nextMs = firstMs;
    }

    /** The next pause in milliseconds. */
    long next() {
        long pause = nextMs;
        nextMs = Math.min(maxMs, nextMs * 2);
        return pause - ThreadLocalRandom.current().nextLong(pause / 2 + 1);
    }

    /** The next pause is a short one again. */
    void reset() {
        nextMs = firstMs;
    }
}
