package dev.sigilo.vault.application;

/** Records who did what to which record, when and why. A line is stored before the method returns. */
public interface AuditTrail {

    /**
     * Appends a line.
     *
     * @param action  {@code reveal}, {@code erase}, {@code erase lift}, {@code retokenize}, {@code replay},
     *                {@code keys}, {@code policy}, {@code trace}, {@code rejects}, {@code reject open} or
     *                {@code reject publish}
     * @param token   the token of the record or patient, or {@code vault} for all records
     * @param purpose the reason that the operator gave
     * @param result  the outcome
     * @param records how many records it concerned
     * @throws dev.sigilo.vault.domain.OperatorException if the line is not stored, or the trail is not intact
     */
    void append(String action, String token, String purpose, String result, int records);

    /**
     * Appends a line about a failed attempt. If the database is unavailable, which may be the reason, the line goes
     * only into the file.
     *
     * @throws dev.sigilo.vault.domain.OperatorException if the line is not stored, or the trail is not intact
     */
    void note(String action, String token, String purpose, String result, int records);
}
