package dev.sigilo.evaluation.labels;

import dev.sigilo.classify.domain.CatalogueException;
import dev.sigilo.classify.domain.Classifier;
import dev.sigilo.classify.domain.FieldCategories;
import dev.sigilo.classify.domain.ModelCatalogue;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.MedicalRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures classify against annotated files, which stay where they are:
 * <pre>
 * java -cp ... dev.sigilo.evaluation.labels.ClassifyEvaluation
 *     [--models models.yaml] [--openi reports.csv] [--negex sentences.tsv] [--errors] [--speed]
 * </pre>
 * {@code --errors} shows every mistake with its text, for people who may read it; {@code --speed} measures routing and
 * labelling together in records/s on one core, and how the time grows with a report's length.
 */
public final class ClassifyEvaluation {
    /** Measures this thread's processor time, so that other work of the machine is not counted. */
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private static final int SPEED_ROUNDS = 12;
    private static final int LONGEST_UNIT = 100_000;

    private ClassifyEvaluation() {}

    /** Ends with exit status 0, or 2 if the arguments or files cannot be used. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            run(List.of(args), out);
        } catch (IllegalArgumentException | CatalogueException e) {
            System.err.println("classify evaluation: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void run(List<String> args, PrintStream out) throws IOException, CatalogueException {
        Path models = Path.of("pulsar-config", "models.yaml");
        Path openi = null;
        Path negex = null;
        boolean showErrors = false;
        boolean speed = false;
        for (int i = 0; i < args.size(); i++) {
            String option = args.get(i);
            switch (option) {
                case "--models" -> models = file(args, ++i);
                case "--openi" -> openi = file(args, ++i);
                case "--negex" -> negex = file(args, ++i);
                case "--errors" -> showErrors = true;
                case "--speed" -> speed = true;
                default ->
                    throw new IllegalArgumentException(
                            "'" + option + "' is not an option; use --models, --openi, --negex, --errors, --speed");
            }
        }
        if (openi == null && negex == null) {
            throw new IllegalArgumentException("nothing to measure; give a file with --openi or --negex");
        }
        PrintStream errors =
                showErrors ? out : new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        if (negex != null) {
            NegexScore score = new NegexScore(Files.readAllLines(negex), errors);
            out.println("negex: " + score.confusion().line("negated"));
        }
        if (openi != null) {
            Classifier classifier = new Classifier(
                    ModelCatalogue.load(Files.readString(models), models.toString()), FieldCategories.NONE);
            List<Map<String, String>> rows = CsvRows.read(openi);
            new OpeniScore(classifier, rows, errors).lines().forEach(line -> out.println("openi: " + line));
            if (speed) {
                out.println("speed: " + speed(classifier, rows));
                growth(classifier, rows, out);
            }
        }
    }

    private static Path file(List<String> args, int i) {
        if (i >= args.size()) {
            throw new IllegalArgumentException("'" + args.get(i - 1) + "' needs a file; give one after it");
        }
        Path file = Path.of(args.get(i));
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("'" + file + "' cannot be read; check the path");
        }
        return file;
    }

    private static String speed(Classifier classifier, List<Map<String, String>> rows) {
        List<MedicalRecord> records = new ArrayList<>();
        rows.forEach(row -> records.add(Reports.record(row)));
        double best = 0;
        int check = 0;
        for (int round = 0; round < SPEED_ROUNDS; round++) {
            long begin = CLOCK.getCurrentThreadCpuTime();
            for (int repeat = 0; repeat < 10; repeat++) {
                for (MedicalRecord record : records) {
                    check += classifier.classify(record).label().text().length();
                }
            }
            best = Math.max(best, 10.0 * records.size() / (CLOCK.getCurrentThreadCpuTime() - begin) * 1e9);
        }
        return String.format(
                Locale.ROOT,
                "%,.0f records per second of processor time, best of %d rounds (check %d)",
                best,
                SPEED_ROUNDS,
                check);
    }

    /** Measures all reports as one text, and that text repeated 10 and 100 times. */
    private static void growth(Classifier classifier, List<Map<String, String>> rows, PrintStream out) {
        StringBuilder text = new StringBuilder();
        for (Map<String, String> row : rows) {
            text.append(row.getOrDefault(Fields.FINDINGS, "")).append('\n');
        }
        String unit = text.substring(0, Math.min(text.length(), LONGEST_UNIT));
        for (int times : new int[] {1, 10, 100}) {
            MedicalRecord record = MedicalRecord.of(
                    Map.of(Fields.FINDINGS, new FieldValue(FieldValue.Type.STRING, unit.repeat(times))));
            long best = Long.MAX_VALUE;
            for (int round = 0; round < SPEED_ROUNDS; round++) {
                long begin = CLOCK.getCurrentThreadCpuTime();
                classifier.classify(record);
                best = Math.min(best, CLOCK.getCurrentThreadCpuTime() - begin);
            }
            out.println(String.format(
                    Locale.ROOT, "growth: %,d characters in one report, %.2f ms", times * unit.length(), best / 1e6));
        }
    }
}
