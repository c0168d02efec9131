package dev.sigilo.classify.application;

import dev.sigilo.policy.Policy;
import dev.sigilo.records.Absent;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.IdText;
import dev.sigilo.records.MedicalRecord;
import java.util.Map;

/**
 * A record's own identifier, from which its record token is derived. Contains PHI.
 *
 * @param field the field that identifies the record, under the policy's name for it, or {@link #CANONICAL_JSON}
 * @param id    that field's value in normalized form, or the record's canonical JSON
 */
public record NaturalId(String field, String id) {
    /** Used as the field name if no field identifies the record. */
    public static final String CANONICAL_JSON = "canonical_json";

    /** Returns the record's identifier according to the policy's {@code identity} and {@code aliases}. */
    public static NaturalId of(MedicalRecord record, Policy policy) {
        String field = identityField(record, policy);
        return field == null
                ? new NaturalId(CANONICAL_JSON, record.canonicalJson())
                : new NaturalId(policy.fieldName(field), IdText.of(record.text(field)));
    }

    /**
     * Returns the field that identifies the record, under the name that the record uses for it; null if there is none.
     */
    private static String identityField(MedicalRecord record, Policy policy) {
        for (String wanted : policy.identity()) {
            // Ignore placeholders such as N/A: otherwise all records with one would count as the same record.
            if (record.get(wanted) != null
                    && !Absent.isAbsent(record.get(wanted).text())) {
                return wanted;
            }
            for (Map.Entry<String, FieldValue> field : record.fields().entrySet()) {
                if (policy.fieldName(field.getKey()).equals(wanted)
                        && !Absent.isAbsent(field.getValue().text())) {
                    return field.getKey();
                }
            }
        }
        return null;
    }

    /** Names only the field, because the id is PHI. */
    @Override
    public String toString() {
        return "NaturalId[" + field + "]";
    }
}
