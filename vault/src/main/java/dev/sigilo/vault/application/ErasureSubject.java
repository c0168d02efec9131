package dev.sigilo.vault.application;

import dev.sigilo.tokenize.domain.Sealing;

/**
 * What an erasure erases.
 *
 * @param isRecord true for one record, false for a patient
 * @param byToken  true if the operator gave a token, false if identifying values
 */
public record ErasureSubject(boolean isRecord, boolean byToken) {

    /** Returns {@link Sealing#RECORD} or {@link Sealing#PATIENT}. */
    public String meaning() {
        return isRecord ? Sealing.RECORD : Sealing.PATIENT;
    }
}
