package dev.sigilo.benchmarks.tokenize;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;

/** The base of benchmarks of single texts: texts per second on one core, one text after the other. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public abstract class TextBenchmark extends OneCoreBenchmark {
    /** The file that {@link BenchmarkText#read} reads. */
    @Param("")
    public String texts;

    List<BenchmarkText> read;
    private int next;

    /** Returns the index of the next text, starting over after the last one. */
    int nextIndex() {
        int index = next;
        next = next + 1 == read.size() ? 0 : next + 1;
        return index;
    }
}
