package dev.sigilo.benchmarks.chain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Collects the observations of one step. Not thread-safe. */
final class LoadClock {
    private static final double MOMENT_SECONDS = 0.25;

    private final double rate;
    private final int stride;
    private final double seconds;
    private final Histogram latency = new Histogram(3);
    private final List<LoadStep.Moment> backlog = new ArrayList<>();
    private double nextMoment;
    private long out;
    private double leftAtEnd;

    /** @param stride the sampling interval: one in {@code stride} records is looked for */
    LoadClock(double rate, int stride, Duration length) {
        this.rate = rate;
        this.stride = stride;
        this.seconds = length.toNanos() / 1e9;
    }

    /**
     * Records that a row was seen. Both times are {@link System#nanoTime} values.
     *
     * @param due when its record was due
     */
    void seen(long due, long now) {
        latency.recordValue(Math.max(0, (now - due) / 1000));
    }

    /** Records how many of the sampled records are on their way now. */
    void backlog(double at, double inStep, int waiting) {
        double records = (double) waiting * stride;
        if (inStep >= nextMoment) {
            backlog.add(new LoadStep.Moment(at, records));
            nextMoment = inStep + MOMENT_SECONDS;
        }
        if (inStep <= seconds) {
            out = latency.getTotalCount() * stride;
            leftAtEnd = records;
        }
    }

    /** Returns the number of rows seen. */
    long count() {
        return latency.getTotalCount();
    }

    /** @param tooFarBehind the backlog at the end, in seconds of arrivals, above which the chain does not keep up */
    LoadStep step(double tooFarBehind) {
        return new LoadStep(rate, out / seconds, latency, backlog, leftAtEnd > tooFarBehind * rate);
    }
}
