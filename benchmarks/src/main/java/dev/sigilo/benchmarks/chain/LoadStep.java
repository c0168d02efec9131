package dev.sigilo.benchmarks.chain;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What happened at one rate.
 *
 * @param rate      records a second that arrived
 * @param reached   records a second that came out while they arrived
 * @param latency   from the moment a record should have been sent to the moment its row was seen, in microseconds
 * @param backlog   how many records were on their way, at moments from the step's start until all were out
 * @param saturated whether so many were left at the end of the arrivals that the chain did not keep up
 */
public record LoadStep(double rate, double reached, Histogram latency, List<Moment> backlog, boolean saturated) {

    /**
     * How much was on its way at one time.
     *
     * @param seconds since the first step's start
     */
    public record Moment(double seconds, double records) {}

    /** The latency that this percentage of records stayed within, in milliseconds. */
    public double milliseconds(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1000.0;
    }
}
