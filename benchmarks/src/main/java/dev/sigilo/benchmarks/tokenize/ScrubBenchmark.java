package dev.sigilo.benchmarks.tokenize;

import dev.sigilo.benchmarks.JmhRun;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.tokenize.domain.RecordContext;
import dev.sigilo.tokenize.domain.ScrubbedText;
import dev.sigilo.tokenize.domain.text.Scrubber;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * Measures all of scrubbing: it prepares and searches for the record's own identifiers, detects identifiers, and
 * replaces those it finds. Reports texts and megabytes per second on one core. Run it from the project's root.
 */
public class ScrubBenchmark extends TextBenchmark {
    private static final int SHIFT_DAYS = 77;
    private static final int PUBLISHED_YEAR = 2026;

    private Scrubber scrubber;
    private RecordContext[] records;

    /** Reads the policy and the texts. */
    @Setup
    public void open() throws IOException {
        scrubber = Scrubber.standard();
        Policy policy = ClassifiedRecords.policy();
        TokenKeys keys = TokenKeys.of(Keyset.generate(Keyset.Purpose.TOKEN));
        read = BenchmarkText.read(texts);
        records = read.stream()
                .map(text -> new RecordContext(
                        policy, keys, text.identifiers(), text.language().code(), SHIFT_DAYS, PUBLISHED_YEAR))
                .toArray(RecordContext[]::new);
    }

    /** Scrubs one text as the text of a separate record. */
    @Benchmark
    public ScrubbedText scrub(Megabytes megabytes) {
        int index = nextIndex();
        BenchmarkText text = read.get(index);
        RecordContext record = records[index];
        megabytes.count(text.bytes());
        return scrubber.begin(record).scrub(text.text());
    }

    /** Runs the benchmark with JMH's options. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        JmhRun.of(ScrubBenchmark.class, args);
    }
}
