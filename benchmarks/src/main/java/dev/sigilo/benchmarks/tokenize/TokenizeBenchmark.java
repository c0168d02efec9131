package dev.sigilo.benchmarks.tokenize;

import dev.sigilo.benchmarks.JmhRun;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.tokenize.domain.ScrubbedText;
import dev.sigilo.tokenize.domain.TextScrubber;
import dev.sigilo.tokenize.domain.Tokenizer;
import dev.sigilo.tokenize.domain.text.Scrubber;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * Measures tokenizing a whole record of a synthetic patient, in microseconds per record on one core: with its texts,
 * and without them (they pass through unchanged). Run it from the project's root.
 */
public class TokenizeBenchmark extends RecordBenchmark {
    private static final TextScrubber NO_SCRUBBER = record -> text -> ScrubbedText.of(text, List.of());

    private Tokenizer tokenizer;
    private Tokenizer structuredAlone;

    /** Creates keys and records. */
    @Setup
    public void open() throws IOException {
        Policy policy = ClassifiedRecords.policy();
        TokenKeys keys = TokenKeys.of(Keyset.generate(Keyset.Purpose.TOKEN));
        tokenizer = new Tokenizer(policy, keys, Scrubber.standard());
        structuredAlone = new Tokenizer(policy, keys, NO_SCRUBBER);
        records = ClassifiedRecords.synthetic();
    }

    /** Tokenizes fields and texts. */
    @Benchmark
    public TokenizedRecord whole() throws RecordFormatException {
        return tokenizer.tokenize(nextRecord());
    }

    /** Tokenizes only fields. */
    @Benchmark
    public TokenizedRecord structured() throws RecordFormatException {
        return structuredAlone.tokenize(nextRecord());
    }

    /** Runs the benchmark with JMH's options. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        JmhRun.of(TokenizeBenchmark.class, args);
    }
}
