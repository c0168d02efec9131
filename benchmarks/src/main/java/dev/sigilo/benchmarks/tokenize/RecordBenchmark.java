package dev.sigilo.benchmarks.tokenize;

import dev.sigilo.records.ClassifiedRecord;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The base of benchmarks of whole records: microseconds per record on one core, one record after the other. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public abstract class RecordBenchmark extends OneCoreBenchmark {
    List<ClassifiedRecord> records;
    private int next;

    /** Returns the next record, starting over after the last one. */
    ClassifiedRecord nextRecord() {
        ClassifiedRecord record = records.get(next);
        next = next + 1 == records.size() ? 0 : next + 1;
        return record;
    }
}
