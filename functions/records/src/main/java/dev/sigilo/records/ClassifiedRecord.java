package dev.sigilo.records;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What classify gives for one medical record; the value on {@code intake/classified}. Holds PHI.
 *
 * @param provenance     where the record came from
 * @param treatment      the policy that gave the categories
 * @param naturalIdField the field that says which record this is, or {@code canonical_json}
 * @param naturalId      that field's value, or the record's canonical JSON
 * @param categories     field name to PHI category, for every field of the record
 * @param classification which models, which label, which observations
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

    /**
     * A record that was sent as JSON.
     *
     * @param json the JSON text exactly as the producer sent it
     */
    public ClassifiedRecord(
            Provenance provenance,
            Treatment treatment,
            String naturalIdField,
            String naturalId,
            Map<String, Category> categories,
            Classification classification,
            String json) {
        this(provenance, treatment, naturalIdField, naturalId, categories, classification, OriginalMessage.json(json));
    }

    /** Says where the record came from, never what it holds. */
    @Override
    public String toString() {
        return "ClassifiedRecord[" + provenance.topic() + " " + provenance.messageId() + "]";
    }
}
