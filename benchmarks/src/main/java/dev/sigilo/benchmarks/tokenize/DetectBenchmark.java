package dev.sigilo.benchmarks.tokenize;

import dev.sigilo.benchmarks.JmhRun;
import dev.sigilo.detection.IdentifierDetector;
import dev.sigilo.identifiers.Span;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/** Measures only detection, in texts and megabytes per second on one core, one text after the other. */
public class DetectBenchmark extends TextBenchmark {
    private IdentifierDetector detector;

    /** Reads the texts. */
    @Setup
    public void open() throws IOException {
        detector = IdentifierDetector.standard();
        read = BenchmarkText.read(texts);
    }

    /** Detects the identifiers of one text. */
    @Benchmark
    public List<Span> detect(Megabytes megabytes) {
        BenchmarkText text = read.get(nextIndex());
        megabytes.count(text.bytes());
        return detector.detect(text.text(), text.language());
    }

    /** Runs the benchmark with JMH's options. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        JmhRun.of(DetectBenchmark.class, args);
    }
}
