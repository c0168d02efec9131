package dev.sigilo.benchmarks.tokenize;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Adds a line to a benchmark's result: how many megabytes of text (UTF-8, 10^6 bytes) it takes in a second. */
@State(Scope.Thread)
@AuxCounters
public class Megabytes {
    /** What was taken so far; JMH clears it before each iteration. */
    public double megabytes;

    void count(int bytes) {
        megabytes += bytes / 1e6;
    }
}
