package dev.sigilo.records;

/**
 * What a sealed or a tokenized record says of where its record stands, without what it carries.
 *
 * @param recordToken  token of the record
 * @param patientToken token of its patient, or null
 * @param keyEpoch     epoch of the token key
 * @param treatment    the policy, and what else the record was processed with
 * @param provenance   where the record came from
 * @param event        a kind of {@link TokenizedRecord}; null for a sealed
 *                     record
 */
public record Standing(String recordToken, String patientToken, int keyEpoch, Treatment treatment, Provenance provenance,
        String event) {

    /** Returns whether the record was erased. */
    public boolean erased() {
        return TokenizedRecord.ERASED.equals(event);
    }

    /** Returns whether another record token replaced this one. */
    public boolean replaced() {
        return TokenizedRecord.REPLACED.equals(event);
    }

    /** Returns whether the record no longer exists under this token: it was erased or replaced. */
    public boolean removed() {
        return TokenizedRecord.removes(event);
    }
}
