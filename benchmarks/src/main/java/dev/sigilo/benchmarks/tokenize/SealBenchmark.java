package dev.sigilo.benchmarks.tokenize;

import dev.sigilo.benchmarks.JmhRun;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.SealedRecord;
import dev.sigilo.tokenize.domain.Sealing;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * Measures sealing the record of a synthetic patient, in microseconds per record on one core. Run it from the project's
 * root.
 */
public class SealBenchmark extends RecordBenchmark {
    private Sealing sealing;

    /** Creates keys and records. */
    @Setup
    public void open() throws IOException {
        sealing = new Sealing(
                ClassifiedRecords.policy(),
                TokenKeys.of(Keyset.generate(Keyset.Purpose.TOKEN)),
                Sealer.of(Keyset.generate(Keyset.Purpose.SEALING)));
        records = ClassifiedRecords.synthetic();
    }

    /** Seals one record. */
    @Benchmark
    public SealedRecord seal() throws RecordFormatException {
        return sealing.seal(nextRecord());
    }

    /** Runs the benchmark with JMH's options. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        JmhRun.of(SealBenchmark.class, args);
    }
}
