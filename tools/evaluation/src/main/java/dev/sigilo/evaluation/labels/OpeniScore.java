package dev.sigilo.evaluation.labels;

import dev.sigilo.classify.domain.Classifier;
import dev.sigilo.records.Classification;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.Label;
import dev.sigilo.records.MedicalRecord;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Scores labels and routes against reports in the format of the Open-i collection: columns MeSH, image, indication,
 * comparison, findings, impression. {@code MeSH} is "normal" or the findings; "No Indexing" is skipped.
 */
final class OpeniScore {
    private static final Set<Label> FOUND = EnumSet.of(Label.ABNORMAL, Label.UNCERTAIN);

    private final Confusion confusion = new Confusion();
    private final Confusion withText = new Confusion();
    private final Map<String, Integer> labels = new TreeMap<>();
    private final Map<String, Integer> models = new TreeMap<>();
    private int empty;
    private int emptyUnknown;

    OpeniScore(Classifier classifier, List<Map<String, String>> rows, PrintStream errors) {
        for (Map<String, String> row : rows) {
            Classification result = classifier.classify(Reports.record(row));
            Classification byImage = classifier.classify(imageAlone(row));
            models.merge(byImage.modelId() == null ? "unrouted" : byImage.modelId(), 1, Integer::sum);
            if (byImage.modelId() == null || !byImage.bodyPart().equals("CHEST")) {
                errors.println(row.get("uid") + "\troute " + byImage.modelId() + "\t" + row.get(Fields.IMAGE));
            }
            labels.merge(result.label().text(), 1, Integer::sum);
            boolean isEmpty = row.get(Fields.FINDINGS).isBlank()
                    && row.get(Fields.IMPRESSION).isBlank();
            if (isEmpty) {
                empty++;
                emptyUnknown += result.label() == Label.UNKNOWN ? 1 : 0;
            }
            String truth = row.get("MeSH").strip();
            if (truth.equalsIgnoreCase("No Indexing")) {
                continue;
            }
            boolean abnormal = !truth.equalsIgnoreCase("normal");
            boolean said = FOUND.contains(result.label());
            confusion.add(abnormal, said);
            if (!isEmpty) {
                withText.add(abnormal, said);
            }
            if (said != abnormal) {
                errors.println(row.get("uid") + "\t" + (abnormal ? "missed " : "wrongly ") + result.label()
                        + "\t" + truth + "\n\t" + row.get(Fields.FINDINGS) + " || " + row.get(Fields.IMPRESSION)
                        + "\n\t"
                        + result.evidence().stream()
                                .map(one -> one.rule())
                                .distinct()
                                .toList());
            }
        }
    }

    private static MedicalRecord imageAlone(Map<String, String> row) {
        return MedicalRecord.of(
                Map.of(Fields.IMAGE, new FieldValue(FieldValue.Type.STRING, row.getOrDefault(Fields.IMAGE, ""))));
    }

    /** Returns the results, one per line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("label, all rows but 'No Indexing':   " + confusion.line("abnormal"));
        lines.add("label, of these the rows with text:  " + withText.line("abnormal"));
        lines.add("rows without findings and impression: " + empty + ", of these unknown " + emptyUnknown);
        lines.add("labels: " + labels);
        lines.add("models by the image column alone: " + models);
        return lines;
    }

    Confusion confusion() {
        return confusion;
    }
}
