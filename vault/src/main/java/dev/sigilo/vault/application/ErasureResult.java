package dev.sigilo.vault.application;

import java.util.List;

/**
 * The result of an erasure.
 *
 * @param records          how many records were found
 * @param erasedNow        whether this erasure erased anything; false if everything had been erased before
 * @param rejectedMessages how many rejected messages it closed
 * @param unopened         how many rejected messages name no patient and were not opened to find out
 * @param merged           the other tokens of the patient, whose numbers were merged with this one; their records were
 *                         erased too
 */
public record ErasureResult(int records, boolean erasedNow, int rejectedMessages, int unopened, List<String> merged) {

    public ErasureResult {
        merged = List.copyOf(merged);
    }

    /** Creates the result for a patient without merged numbers, or for a record. */
    public ErasureResult(int records, boolean erasedNow, int rejectedMessages, int unopened) {
        this(records, erasedNow, rejectedMessages, unopened, List.of());
    }
}
