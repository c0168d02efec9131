package dev.sigilo.benchmarks.classify;

import dev.sigilo.benchmarks.JmhRun;
import dev.sigilo.classify.domain.CatalogueException;
import dev.sigilo.classify.domain.Classifier;
import dev.sigilo.classify.domain.FieldCategories;
import dev.sigilo.classify.domain.ModelCatalogue;
import dev.sigilo.evaluation.labels.Reports;
import dev.sigilo.records.Classification;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.MedicalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 * Measures routing and labelling together, in records per second on one core, one report after the other. Run it from
 * the project's root. {@code -p reports=FILE} reads the reports from a CSV file; by default it uses a few built-in
 * ones.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx512m")
public class ClassifyBenchmark {
    private static final String[][] WRITTEN = {
        {
            "Xray Chest PA and Lateral",
            "The heart is normal in size. The mediastinum is unremarkable. The lungs are clear "
                    + "without infiltrate. There is no effusion or pneumothorax.",
            "No acute disease."
        },
        {
            "Chest, 2 views",
            "Moderate cardiomegaly, unchanged. Small right pleural effusion with adjacent atelectasis, "
                    + "possibly pneumonia. No pneumothorax. Degenerative changes of the thoracic spine. Right PICC line with "
                    + "its tip in the SVC.",
            "1. Small right effusion. 2. Possible right basilar pneumonia."
        },
        {
            "Radiografía de tórax PA y lateral",
            "Silueta cardiaca de tamaño normal. No se observan infiltrados ni derrame "
                    + "pleural. Senos costofrénicos libres. Elongación aórtica.",
            "Sin hallazgos agudos."
        },
    };

    /** A CSV file of reports, or empty. */
    @Param("")
    public String reports;

    private Classifier classifier;
    private List<MedicalRecord> records;
    private int next;

    /** Reads the catalogue and the reports. */
    @Setup
    public void open() throws IOException, CatalogueException {
        Path models = Path.of("pulsar-config", "models.yaml");
        classifier =
                new Classifier(ModelCatalogue.load(Files.readString(models), models.toString()), FieldCategories.NONE);
        records = reports.isEmpty() ? written() : Reports.read(Path.of(reports));
    }

    private static List<MedicalRecord> written() {
        List<MedicalRecord> records = new ArrayList<>();
        for (String[] report : WRITTEN) {
            Map<String, FieldValue> fields = new LinkedHashMap<>();
            fields.put(Fields.IMAGE, new FieldValue(FieldValue.Type.STRING, report[0]));
            fields.put(Fields.FINDINGS, new FieldValue(FieldValue.Type.STRING, report[1]));
            fields.put(Fields.IMPRESSION, new FieldValue(FieldValue.Type.STRING, report[2]));
            records.add(MedicalRecord.of(fields));
        }
        return records;
    }

    /** Classifies one record. */
    @Benchmark
    public Classification classify() {
        MedicalRecord record = records.get(next);
        next = next + 1 == records.size() ? 0 : next + 1;
        return classifier.classify(record);
    }

    /** Runs the benchmark with JMH's options. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        JmhRun.of(ClassifyBenchmark.class, args);
    }
}
