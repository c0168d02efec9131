package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sigilo.classify.domain.Classifier;
import dev.sigilo.classify.domain.FieldCategories;
import dev.sigilo.classify.domain.Intake;
import dev.sigilo.classify.domain.IntakeLimits;
import dev.sigilo.classify.domain.ModelCatalogue;
import dev.sigilo.policy.FieldRule;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.Classification;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.Evidence;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.ObservationStatus;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.ReceivedRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.tokenize.domain.Tokenizer;
import dev.sigilo.tokenize.domain.text.Scrubber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares the labels and observations of texts before and after scrubbing. Its output contains no PHI: labels, names of
 * observations, rules, and the line numbers of records.
 *
 * <p>A line with a {@code text} is treated as a chest report, so that its observations are read, and is scrubbed only by
 * detection. Every other record goes through tokenize as in the pipeline, including the search for its own identifiers.
 */
final class LabelEvaluation {
    private static final String TEXT = "text";
    private static final String CHEST = "CHEST";
    private static final int LINES_SHOWN = 5;

    private final Console console;
    private final LooseTexts texts;
    private final int show;
    private final EvaluateCommand.Format format;
    private final Classifier classifier;
    private final Tokenizer tokenizer;
    private final Intake intake = new Intake(IntakeLimits.DEFAULT);

    private final List<Pair> different = new ArrayList<>();
    private int count;
    private int rejected;
    private int sameLabel;
    private int sameObservations;

    /** A record whose results differ, by the line at which it starts. */
    private record Pair(long line, Classification before, Classification after) {}

    LabelEvaluation(Console console, LooseTexts texts, ModelCatalogue models, int show, EvaluateCommand.Format format) {
        this.console = console;
        this.texts = texts;
        this.show = show;
        this.format = format;
        Policy policy = texts.policy();
        FieldCategories categories = field -> {
            FieldRule rule = policy.rule(policy.fieldName(field));
            return rule == null ? null : rule.category();
        };
        this.classifier = new Classifier(models, categories);
        this.tokenizer = new Tokenizer(policy, texts.keys(), Scrubber.standard());
    }

    /** Reads NDJSON or CSV, compares, and prints. */
    void run(String file) {
        if (!file.equals("-") && Files.isDirectory(Path.of(file))) {
            throw new CliException(file + " is a folder; --labels reads an NDJSON or CSV file");
        }
        try (Input.Opened records = Input.open(console, file, RecordReader.Format.of(file), ',')) {
            for (RecordReader.Entry entry = records.next(); entry != null; entry = records.next()) {
                compare(entry);
            }
        }
        if (count == 0) {
            throw new CliException((file.equals("-") ? "standard input" : file) + " contains nothing to compare; "
                    + (rejected == 0
                            ? "give a file with texts or records"
                            : "tokenize rejects all " + rejected + " records in it"));
        }
        if (format == EvaluateCommand.Format.JSON) {
            printJson();
        } else {
            printText();
        }
    }

    private void compare(RecordReader.Entry entry) {
        ReceivedRecord received;
        try {
            received = intake.receive(entry.message());
        } catch (RecordFormatException e) {
            throw new CliException(
                    "line " + entry.line() + " is not a valid record (" + e.reason() + "); correct or remove it");
        }
        MedicalRecord record = received.record();
        MedicalRecord scrubbed;
        if (record.get(TEXT) != null) {
            String text = record.text(TEXT);
            record = report(text);
            String language = classifier.classify(record).language();
            scrubbed = report(texts.beginRepeatably(text, language).scrub(text).text());
        } else {
            try {
                scrubbed = tokenized(received, entry.line());
            } catch (RecordFormatException e) {
                rejected++;
                return;
            }
        }
        take(new Pair(entry.line(), classifier.classify(record), classifier.classify(scrubbed)));
    }

    private void take(Pair pair) {
        count++;
        boolean label = pair.before.label().equals(pair.after.label());
        boolean observations = pair.before.observations().equals(pair.after.observations());
        sameLabel += label ? 1 : 0;
        sameObservations += observations ? 1 : 0;
        if (!label || !observations) {
            different.add(pair);
        }
    }

    private static MedicalRecord report(String text) {
        return MedicalRecord.of(Map.of(
                Fields.REPORT,
                new FieldValue(FieldValue.Type.STRING, text),
                Fields.BODY_PART,
                new FieldValue(FieldValue.Type.STRING, CHEST)));
    }

    private MedicalRecord tokenized(ReceivedRecord received, long line) throws RecordFormatException {
        MedicalRecord record = received.record();
        Provenance provenance = new Provenance("", "0:" + line + ":-1:-1", System.currentTimeMillis(), line);
        ClassifiedRecord classified = new ClassifiedRecord(
                provenance,
                texts.policy().treatment(null),
                "line",
                String.valueOf(line),
                classifier.categories(record),
                classifier.classify(record),
                received.original());
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        tokenizer
                .tokenize(classified)
                .fields()
                .forEach((name, value) -> fields.put(name, new FieldValue(FieldValue.Type.STRING, value)));
        return MedicalRecord.of(fields);
    }

    // ---- results

    private int same() {
        return count - different.size();
    }

    private static double share(int part, int whole) {
        return (double) part / whole;
    }

    /** Returns each kind of difference, with the lines at which it occurs. */
    private Map<String, List<Long>> differences() {
        Map<String, List<Long>> differences = new LinkedHashMap<>();
        for (Pair pair : different) {
            if (!pair.before.label().equals(pair.after.label())) {
                add(
                        differences,
                        "label: " + pair.before.label() + " -> " + pair.after.label() + rules(pair),
                        pair.line);
            }
            Set<String> names = new TreeSet<>(pair.before.observations().keySet());
            names.addAll(pair.after.observations().keySet());
            for (String name : names) {
                String before = status(pair.before, name);
                String after = status(pair.after, name);
                if (!before.equals(after)) {
                    add(differences, name + ": " + before + " -> " + after, pair.line);
                }
            }
        }
        return differences;
    }

    private static String status(Classification classification, String observation) {
        ObservationStatus status = classification.observations().get(observation);
        return status == null ? "not mentioned" : status.text();
    }

    private static void add(Map<String, List<Long>> differences, String what, long line) {
        differences.computeIfAbsent(what, key -> new ArrayList<>()).add(line);
    }

    /** Returns the first rules that decided on only one side. */
    private static String rules(Pair pair) {
        String before = firstOnlyIn(pair.before.evidence(), pair.after.evidence());
        String after = firstOnlyIn(pair.after.evidence(), pair.before.evidence());
        return (before == null ? "" : "; before by \"" + before + "\"")
                + (after == null ? "" : "; after by \"" + after + "\"");
    }

    private static String firstOnlyIn(List<Evidence> one, List<Evidence> other) {
        return one.stream()
                .map(Evidence::rule)
                .filter(rule -> other.stream().noneMatch(o -> o.rule().equals(rule)))
                .findFirst()
                .orElse(null);
    }

    private List<Map.Entry<String, List<Long>>> commonest() {
        return differences().entrySet().stream()
                .sorted(Comparator.comparingInt(
                        (Map.Entry<String, List<Long>> e) -> -e.getValue().size()))
                .limit(show)
                .toList();
    }

    private void printText() {
        console.println("policy " + texts.policy().name() + "; " + count + (count == 1 ? " text" : " texts")
                + (rejected == 0 ? "" : "; " + rejected + " that tokenize rejects are not compared"));
        line("same label", sameLabel);
        line("same observations", sameObservations);
        line("same label and observations", same());
        List<Map.Entry<String, List<Long>>> commonest = commonest();
        if (!commonest.isEmpty()) {
            console.println("");
            console.println("differences, the most common first:");
        }
        for (Map.Entry<String, List<Long>> difference : commonest) {
            List<Long> lines = difference.getValue();
            console.println(String.format(
                    Locale.ROOT,
                    "  %4d  %s (line%s %s%s)",
                    lines.size(),
                    difference.getKey(),
                    lines.size() == 1 ? "" : "s",
                    String.join(
                            ", ",
                            lines.stream()
                                    .limit(LINES_SHOWN)
                                    .map(String::valueOf)
                                    .toList()),
                    lines.size() > LINES_SHOWN ? ", …" : ""));
        }
    }

    private void line(String what, int part) {
        console.println(String.format(Locale.ROOT, "%-28s %8.4f  (%d of %d)", what, share(part, count), part, count));
    }

    private void printJson() {
        try (JsonGenerator json =
                EvaluateCommand.JSON.createGenerator(console.out()).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("policy", texts.policy().name());
            json.writeNumberField("texts", count);
            json.writeNumberField("rejected", rejected);
            json.writeNumberField("same_label", share(sameLabel, count));
            json.writeNumberField("same_observations", share(sameObservations, count));
            json.writeNumberField("same", share(same(), count));
            json.writeArrayFieldStart("differences");
            for (Map.Entry<String, List<Long>> difference : commonest()) {
                json.writeStartObject();
                json.writeStringField("what", difference.getKey());
                json.writeNumberField("count", difference.getValue().size());
                json.writeArrayFieldStart("lines");
                for (long line : difference.getValue()) {
                    json.writeNumber(line);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new Console.OutputClosedException(e);
        }
    }
}
