package dev.sigilo.benchmarks.stages;

import dev.sigilo.benchmarks.JmhRun;
import dev.sigilo.benchmarks.chain.BenchmarkRecords;
import dev.sigilo.classify.domain.CatalogueException;
import dev.sigilo.classify.domain.Classifier;
import dev.sigilo.classify.domain.Intake;
import dev.sigilo.classify.domain.IntakeLimits;
import dev.sigilo.classify.domain.ModelCatalogue;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.FieldRule;
import dev.sigilo.policy.Policy;
import dev.sigilo.project.domain.CommandView;
import dev.sigilo.project.domain.QueryView;
import dev.sigilo.records.Category;
import dev.sigilo.records.Classification;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.ClassifiedRecordCodec;
import dev.sigilo.records.LoggedRecord;
import dev.sigilo.records.LoggedRecordCodec;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.ReceivedRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordStatusCodec;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.TokenizedRecordCodec;
import dev.sigilo.records.Version;
import dev.sigilo.records.ViewRow;
import dev.sigilo.records.ViewRowCodec;
import dev.sigilo.tokenize.domain.Tokenizer;
import dev.sigilo.tokenize.domain.text.Scrubber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * Measures the cost of one record in each part of classify and project, and of reading and writing it between stages,
 * in microseconds; with {@code -prof gc} also its allocations. Run it from the project's root.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
public class StageBenchmark {
    private static final int RECORDS = 300;
    private static final long PUBLISHED_AT = 1_763_970_000_000L;

    /** The length of the records, in bytes. */
    @Param({"1024", "4096"})
    public int size;

    private final Intake intake = new Intake(new IntakeLimits(1024 * 1024, MedicalRecord.MAX_FIELDS));
    private final QueryView queryView = new QueryView();
    private final CommandView commandView = new CommandView();
    private Classifier classifier;
    private List<byte[]> raw;
    private final List<MedicalRecord> records = new ArrayList<>();
    private final List<ClassifiedRecord> classified = new ArrayList<>();
    private final List<byte[]> classifiedBytes = new ArrayList<>();
    private final List<TokenizedRecord> tokenized = new ArrayList<>();
    private final List<byte[]> tokenizedBytes = new ArrayList<>();
    private final List<LoggedRecord> logged = new ArrayList<>();
    private final List<ViewRow> rows = new ArrayList<>();
    private int next;

    /** Takes records through all stages. */
    @Setup
    public void open() throws IOException, CatalogueException, RecordFormatException {
        Path config = Path.of("pulsar-config");
        Policy policy = Policy.load(Files.readString(config.resolve("policies/pseudonymized.yaml")), "pseudonymized");
        classifier = new Classifier(
                ModelCatalogue.load(Files.readString(config.resolve("models.yaml")), "models.yaml"),
                field -> category(policy, field));
        Tokenizer tokenizer =
                new Tokenizer(policy, TokenKeys.of(Keyset.generate(Keyset.Purpose.TOKEN)), Scrubber.standard());
        raw = new BenchmarkRecords(1, size, "JMH").next(RECORDS);
        for (int i = 0; i < RECORDS; i++) {
            ReceivedRecord received = intake.receive(raw.get(i));
            MedicalRecord record = received.record();
            ClassifiedRecord one = new ClassifiedRecord(
                    new Provenance("raw", "1:" + i + ":-1:0", PUBLISHED_AT, Version.of(PUBLISHED_AT, i, 0)),
                    policy.treatment(null),
                    BenchmarkRecords.ID,
                    record.text(BenchmarkRecords.ID),
                    classifier.categories(record),
                    classifier.classify(record),
                    received.original());
            records.add(record);
            classified.add(one);
            classifiedBytes.add(ClassifiedRecordCodec.encode(one));
            tokenized.add(tokenizer.tokenize(one));
            tokenizedBytes.add(TokenizedRecordCodec.encode(tokenized.get(i)));
            logged.add(LoggedRecordCodec.decode(tokenizedBytes.get(i)));
            rows.add(queryView.rowOf(logged.get(i)));
        }
    }

    private static Category category(Policy policy, String field) {
        FieldRule rule = policy.rule(policy.fieldName(field));
        return rule == null ? null : rule.category();
    }

    private int next() {
        next = next + 1 == RECORDS ? 0 : next + 1;
        return next;
    }

    /** Parses bytes into a checked medical record. */
    @Benchmark
    public ReceivedRecord intake() throws RecordFormatException {
        return intake.receive(raw.get(next()));
    }

    /** Computes models, label and observations. */
    @Benchmark
    public Classification classify() {
        return classifier.classify(records.get(next()));
    }

    /** Assigns a PHI category to each field. */
    @Benchmark
    public Map<String, Category> categories() {
        return classifier.categories(records.get(next()));
    }

    /** Encodes the output of classify. */
    @Benchmark
    public byte[] encodeClassified() {
        return ClassifiedRecordCodec.encode(classified.get(next()));
    }

    /** Decodes the input of seal and tokenize. */
    @Benchmark
    public ClassifiedRecord decodeClassified() throws RecordFormatException {
        return ClassifiedRecordCodec.decode(classifiedBytes.get(next()));
    }

    /** Encodes the output of tokenize. */
    @Benchmark
    public byte[] encodeTokenized() {
        return TokenizedRecordCodec.encode(tokenized.get(next()));
    }

    /** Decodes the input of project-query. */
    @Benchmark
    public LoggedRecord decodeLogged() throws RecordFormatException {
        return LoggedRecordCodec.decode(tokenizedBytes.get(next()));
    }

    /** Projects an event to the query view's row. */
    @Benchmark
    public ViewRow projectQuery() {
        return queryView.rowOf(logged.get(next()));
    }

    /** Encodes the output of project-query. */
    @Benchmark
    public byte[] encodeRow() {
        return ViewRowCodec.encode(rows.get(next()));
    }

    /** Projects an event's bytes to the bytes of the command view's row. */
    @Benchmark
    public byte[] projectCommand() throws RecordFormatException {
        return ViewRowCodec.encode(commandView.tokenized(RecordStatusCodec.decode(tokenizedBytes.get(next()))));
    }

    /** Runs the benchmark with JMH's options. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        JmhRun.of(StageBenchmark.class, args);
    }
}
