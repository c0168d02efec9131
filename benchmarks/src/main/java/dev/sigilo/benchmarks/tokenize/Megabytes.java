package dev.sigilo.benchmarks.tokenize;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Adds a line to a benchmark's result: the megabytes of text (UTF-8, 10^6 bytes) processed per second. */
@State(Scope.Thread)
@AuxCounters
public class Megabytes {
    /** The megabytes processed so far; JMH clears this before each iteration. */
    public double megabytes;

    void count(int bytes) {
        megabytes += bytes / 1e6;
    }
}
