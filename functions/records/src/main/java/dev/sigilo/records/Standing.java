package dev.sigilo.records;

/**
 * What a sealed or a tokenized record says of where its record stands, without what it carries.
 *
 * @param recordToken  token of the record
 * @param patientToken token of its patient, or null
 * @param keyEpoch     epoch of the token key
 * @param policy       name of the policy
 * @param provenance   where the record came from
 * @param erased       whether it says that the patient was erased
 */
public record Standing(String recordToken, String patientToken, int keyEpoch, String policy, Provenance provenance,
        boolean erased) {
}
