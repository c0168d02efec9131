package dev.sigilo.benchmarks.tokenize;

import dev.sigilo.benchmarks.JmhRun;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.tokenize.domain.RecordContext;
import dev.sigilo.tokenize.domain.ScrubbedText;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * The whole of scrubbing: the record's own identifiers are made ready and looked for, identifiers are detected, and what is
 * found is replaced. Texts and megabytes a second on one core. Run from the project's root.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
public class ScrubBenchmark {
    private static final int SHIFT_DAYS = 77;
    private static final int PUBLISHED_YEAR = 2026;

    /** A file as {@link BenchmarkText#read} takes it. */
    @Param("")
    public String texts;

    private Scrubber scrubber;
    private RecordContext[] records;
    private List<BenchmarkText> read;
    private int next;

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

    /** One text of a record of its own. */
    @Benchmark
    public ScrubbedText scrub(Megabytes megabytes) {
        BenchmarkText text = read.get(next);
        RecordContext record = records[next];
        next = next + 1 == read.size() ? 0 : next + 1;
        megabytes.count(text.bytes());
        return scrubber.begin(record).scrub(text.text());
    }

    /** Takes JMH's options. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        JmhRun.of(ScrubBenchmark.class, args);
    }
}
