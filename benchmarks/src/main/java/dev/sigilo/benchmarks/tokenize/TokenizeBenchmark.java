package dev.sigilo.benchmarks.tokenize;

import dev.sigilo.benchmarks.JmhRun;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.tokenize.domain.ScrubbedText;
import dev.sigilo.tokenize.domain.TextScrubber;
import dev.sigilo.tokenize.domain.Tokenizer;
import dev.sigilo.tokenize.domain.text.Scrubber;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * A whole record of a synthetic patient through the tokenizer, microseconds each on one core: with its texts, and without
 * (they are let through as they are). Run from the project's root.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
public class TokenizeBenchmark {
    private static final TextScrubber NO_SCRUBBER = record -> text -> ScrubbedText.of(text, List.of());

    private Tokenizer tokenizer;
    private Tokenizer structuredAlone;
    private List<ClassifiedRecord> records;
    private int next;

    /** Makes keys and records. */
    @Setup
    public void open() throws IOException {
        Policy policy = ClassifiedRecords.policy();
        TokenKeys keys = TokenKeys.of(Keyset.generate(Keyset.Purpose.TOKEN));
        tokenizer = new Tokenizer(policy, keys, Scrubber.standard());
        structuredAlone = new Tokenizer(policy, keys, NO_SCRUBBER);
        records = ClassifiedRecords.synthetic();
    }

    /** Fields and texts. */
    @Benchmark
    public TokenizedRecord whole() throws RecordFormatException {
        return tokenizer.tokenize(nextRecord());
    }

    /** Fields alone. */
    @Benchmark
    public TokenizedRecord structured() throws RecordFormatException {
        return structuredAlone.tokenize(nextRecord());
    }

    private ClassifiedRecord nextRecord() {
        ClassifiedRecord record = records.get(next);
        next = next + 1 == records.size() ? 0 : next + 1;
        return record;
    }

    /** Takes JMH's options. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        JmhRun.of(TokenizeBenchmark.class, args);
    }
}
