package dev.sigilo.benchmarks.chain;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The measurements at one rate.
 *
 * @param rate      records per second that arrived
 * @param reached   records per second that came out while records arrived
 * @param latency   from the moment a record should have been sent to the moment its row was seen, in microseconds
 * @param backlog   the number of records on their way, at moments from the step's start until all were out
 * @param saturated whether the backlog at the end of the arrivals shows that the chain did not keep up
 */
public record LoadStep(double rate, double reached, Histogram latency, List<Moment> backlog, boolean saturated) {

    /**
     * The number of records on their way at one time.
     *
     * @param seconds time since the first step's start
     */
    public record Moment(double seconds, double records) {}

    /** Returns the latency at this percentile, in milliseconds. */
    public double milliseconds(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1000.0;
    }
}
