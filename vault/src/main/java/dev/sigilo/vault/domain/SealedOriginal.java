package dev.sigilo.vault.domain;

import dev.sigilo.records.Fields;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.Treatment;
import dev.sigilo.tokenize.domain.Sealing;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A sealed original and its data key.
 *
 * @param recordToken  the record's token
 * @param patientToken the patient's token in the epoch of sealing, or null if the record names no patient
 * @param keyEpoch     the epoch of the token keyset at sealing; 0 if the row has none
 * @param tokens       every token that finds the original, mapped to its meaning: patient, record or a field name
 * @param treatment    the policy and code that the record was sealed with
 * @param provenance   the message that it came from
 * @param sealed       the encrypted original
 * @param wrappedKey   the data key, wrapped by the sealing key; null if it was destroyed
 */
public record SealedOriginal(
        String recordToken,
        String patientToken,
        int keyEpoch,
        Map<String, String> tokens,
        Treatment treatment,
        Provenance provenance,
        byte[] sealed,
        byte[] wrappedKey) {

    /** Returns the patient's tokens in every key epoch that existed when the record was sealed. */
    public Set<String> patientTokens() {
        Set<String> patients = new LinkedHashSet<>();
        tokens.forEach((token, field) -> {
            if (field.equals(Sealing.PATIENT)) {
                patients.add(token);
            }
        });
        return patients;
    }

    /**
     * Returns the patient tokens of the number that this record retires, in every key epoch: other records of the same
     * patient have them. Empty if the record merges no numbers.
     */
    public Set<String> mergedPatientTokens() {
        Set<String> merged = new LinkedHashSet<>();
        tokens.forEach((token, field) -> {
            if (field.equals(Fields.PRIOR_PATIENT_ID)) {
                merged.add(token);
            }
        });
        return merged;
    }

    /** Returns whether this token is one of the patient's, rather than that of another field of the record. */
    public boolean hasPatient(String token) {
        return token.equals(patientToken) || Sealing.PATIENT.equals(tokens.get(token));
    }

    /** Shows only the record token. */
    @Override
    public String toString() {
        return "SealedOriginal[" + recordToken + "]";
    }
}
