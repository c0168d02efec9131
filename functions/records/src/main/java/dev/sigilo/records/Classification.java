package dev.sigilo.records;

import java.util.List;
import java.util.Map;

/**
 * The result of classify for a record. It contains no PHI: it refers to words of the record by position and never
 * quotes them.
 *
 * @param language       {@code en} or {@code es}, the language of the record's text
 * @param modality       DICOM modality code (PS3.3 C.7.3.1.1.1), declared or inferred, or null
 * @param modalityFrom   the field that it comes from and how, as {@code modality:declared} or {@code image:inferred}
 * @param bodyPart       body part examined (DICOM PS3.16 CID 4031 term), or null
 * @param bodyPartFrom   the field that it comes from and how
 * @param modelId        the model that fits the record best, or null if none fits
 * @param modelIds       every model that fits, best first
 * @param rule           the rule that decided, or {@code unrouted}
 * @param missing        what an unrouted record lacks, or what a better match would have needed
 * @param conflicts      where declared values and the text disagree, as {@code modality: declared CT, written MR in
 *                       report}
 * @param label          the label of the report
 * @param evidence       the passages that decided the label
 * @param declaredLabel  the flag that came with the record, or null
 * @param labelAgrees    whether the declared flag and the label agree; null if no flag was declared
 * @param observations   maps each observation that the report mentions to its status
 */
public record Classification(
        String language,
        String modality,
        String modalityFrom,
        String bodyPart,
        String bodyPartFrom,
        String modelId,
        List<String> modelIds,
        String rule,
        List<String> missing,
        List<String> conflicts,
        Label label,
        List<Evidence> evidence,
        Label declaredLabel,
        Boolean labelAgrees,
        Map<String, ObservationStatus> observations) {

    public Classification {
        modelIds = List.copyOf(modelIds);
        missing = List.copyOf(missing);
        conflicts = List.copyOf(conflicts);
        evidence = List.copyOf(evidence);
        observations = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(observations));
    }

    /** Returns the same classification with this evidence, whose offsets were moved to another text. */
    public Classification withEvidence(List<Evidence> moved) {
        return new Classification(
                language,
                modality,
                modalityFrom,
                bodyPart,
                bodyPartFrom,
                modelId,
                modelIds,
                rule,
                missing,
                conflicts,
                label,
                moved,
                declaredLabel,
                labelAgrees,
                observations);
    }
}
