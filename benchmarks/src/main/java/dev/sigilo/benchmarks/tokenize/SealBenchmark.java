package dev.sigilo.benchmarks.tokenize;

import dev.sigilo.benchmarks.JmhRun;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.SealedRecord;
import dev.sigilo.tokenize.domain.Sealing;
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

/** Sealing a record of a synthetic patient, microseconds each on one core. Run from the project's root. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
public class SealBenchmark {
    private Sealing sealing;
    private List<ClassifiedRecord> records;
    private int next;

    /** Makes keys and records. */
    @Setup
    public void open() throws IOException {
        sealing = new Sealing(
                ClassifiedRecords.policy(),
                TokenKeys.of(Keyset.generate(Keyset.Purpose.TOKEN)),
                Sealer.of(Keyset.generate(Keyset.Purpose.SEALING)));
        records = ClassifiedRecords.synthetic();
    }

    /** One record. */
    @Benchmark
    public SealedRecord seal() throws RecordFormatException {
        ClassifiedRecord record = records.get(next);
        next = next + 1 == records.size() ? 0 : next + 1;
        return sealing.seal(record);
    }

    /** Takes JMH's options. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        JmhRun.of(SealBenchmark.class, args);
    }
}
