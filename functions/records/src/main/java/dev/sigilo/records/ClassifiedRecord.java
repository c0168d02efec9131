package dev.sigilo.records;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The output of classify for one medical record. It is the message value on {@code intake/classified}. Contains PHI.
 *
 * @param provenance     where the record came from
 * @param treatment      the policy that the categories come from
 * @param naturalIdField the field that identifies the record, or {@code canonical_json}
 * @param naturalId      that field's value, or the record's canonical JSON
 * @param categories     maps every field of the record to its PHI category
 * @param classification the models, the label and the observations
 * @param original       the message exactly as the producer sent it, with the record that it contains
 */
public record ClassifiedRecord(
        Provenance provenance,
        Treatment treatment,
        String naturalIdField,
        String naturalId,
        Map<String, Category> categories,
        Classification classification,
        OriginalMessage original) {

    public ClassifiedRecord {
        categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
    }

    /** Returns where the record came from, and nothing of its content. */
    @Override
    public String toString() {
        return "ClassifiedRecord[" + provenance.topic() + " " + provenance.messageId() + "]";
    }
}
