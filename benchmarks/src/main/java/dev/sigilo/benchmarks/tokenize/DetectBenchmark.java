package dev.sigilo.benchmarks.tokenize;

import dev.sigilo.benchmarks.JmhRun;
import dev.sigilo.detection.IdentifierDetector;
import dev.sigilo.identifiers.Span;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/** Detection alone: texts and megabytes a second on one core, one text after the other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
public class DetectBenchmark {
    /** A file as {@link BenchmarkText#read} takes it. */
    @Param("")
    public String texts;

    private IdentifierDetector detector;
    private List<BenchmarkText> read;
    private int next;

    /** Reads the texts. */
    @Setup
    public void open() throws IOException {
        detector = IdentifierDetector.standard();
        read = BenchmarkText.read(texts);
    }

    /** One text. */
    @Benchmark
    public List<Span> detect(Megabytes megabytes) {
        BenchmarkText text = read.get(next);
        next = next + 1 == read.size() ? 0 : next + 1;
        megabytes.count(text.bytes());
        return detector.detect(text.text(), text.language());
    }

    /** Takes JMH's options. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        JmhRun.of(DetectBenchmark.class, args);
    }
}
