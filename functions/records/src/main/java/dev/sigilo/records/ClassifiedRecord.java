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
 * @param original       the JSON text exactly as the producer sent it
 */
public record ClassifiedRecord(
        Provenance provenance,
        Treatment treatment,
        String naturalIdField,
        String naturalId,
        Map<String, String> categories,
        Classification classification,
        String original) {

    public ClassifiedRecord {
        categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
    }

    /** Says where the record came from, never what it holds. */
    @Override
    public String toString() {
        return "ClassifiedRecord[" + provenance.topic() + " " + provenance.messageId() + "]";
    }
}
