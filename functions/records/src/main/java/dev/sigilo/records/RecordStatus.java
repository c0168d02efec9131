package dev.sigilo.records;

/**
 * The status of a record, read from a sealed or a tokenized record without its content.
 *
 * @param recordToken  token of the record
 * @param patientToken token of its patient, or null
 * @param keyEpoch     epoch of the token key
 * @param treatment    the policy, and what else the record was processed with
 * @param provenance   where the record came from
 * @param event        the kind of the tokenized record; null for a sealed record
 * @param mergedPatientToken the patient token that the record replaces by {@code patientToken}, because two numbers of
 *                     a patient were merged; null for other records and for a sealed record
 */
public record RecordStatus(
        String recordToken,
        String patientToken,
        int keyEpoch,
        Treatment treatment,
        Provenance provenance,
        EventKind event,
        String mergedPatientToken) {

    /** Creates the status of a record that merges no patient numbers. */
    public RecordStatus(
            String recordToken,
            String patientToken,
            int keyEpoch,
            Treatment treatment,
            Provenance provenance,
            EventKind event) {
        this(recordToken, patientToken, keyEpoch, treatment, provenance, event, null);
    }

    /** Returns whether the record was erased. */
    public boolean erased() {
        return event == EventKind.ERASED;
    }

    /** Returns whether another record token replaced this one. */
    public boolean replaced() {
        return event == EventKind.REPLACED;
    }

    /** Returns whether the record no longer exists under this token: it was erased or replaced. */
    public boolean removed() {
        return event != null && event.removesRecord();
    }
}
