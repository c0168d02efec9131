package dev.sigilo.classify.adapter;

import dev.sigilo.policy.Policy;
import dev.sigilo.records.Absent;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.IdText;
import dev.sigilo.records.MedicalRecord;
import java.util.Map;

/**
 * Which record a record says it is. Holds PHI.
 *
 * @param field the field that says so, by the policy's name for it, or {@link #CANONICAL_JSON}
 * @param id    that field's value in its one spelling, or the record's canonical JSON
 */
public record NaturalId(String field, String id) {
    /** Stands for the field where no field says which record it is. */
    public static final String CANONICAL_JSON = "canonical_json";

    /** The identity of a record by the policy's {@code identity} and {@code aliases}. */
    public static NaturalId of(MedicalRecord record, Policy policy) {
        String field = identityField(record, policy);
        return field == null ? new NaturalId(CANONICAL_JSON, record.canonicalJson())
                : new NaturalId(policy.fieldName(field), IdText.of(record.text(field)));
    }

    /** The field that says which record this is, under the name that the record has it by; null where none does. */
    private static String identityField(MedicalRecord record, Policy policy) {
        for (String wanted : policy.identity()) {
            // An id that says N/A is none: all records without one would become one record.
            if (record.get(wanted) != null && !Absent.isAbsent(record.get(wanted).text())) {
                return wanted;
            }
            for (Map.Entry<String, FieldValue> field : record.fields().entrySet()) {
                if (policy.fieldName(field.getKey()).equals(wanted) && !Absent.isAbsent(field.getValue().text())) {
                    return field.getKey();
                }
            }
        }
        return null;
    }

    /** The field alone. */
    @Override
    public String toString() {
        return "NaturalId[" + field + "]";
    }
}
