package dev.sigilo.tokenize.application;

import dev.sigilo.policy.Policy;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.SealedRecord;
import dev.sigilo.tokenize.domain.Sealing;

/** Seals the original of a classified record that is not on the suppression list. */
public final class SealRecord {
    private final Admission admission;
    private final Sealing sealing;

    /** Creates the use case. */
    public SealRecord(Policy policy, Sealing sealing, Suppressions suppressions) {
        this.admission = new Admission(policy, sealing, suppressions);
        this.sealing = sealing;
    }

    /**
     * Returns the sealed original.
     *
     * @throws SuppressedRecordException if the record or its patient is on the list
     * @throws RecordFormatException     as {@link Sealing#seal(ClassifiedRecord)}
     */
    public SealedRecord seal(ClassifiedRecord classified) throws SuppressedRecordException, RecordFormatException {
        return sealing.seal(admission.admit(classified));
    }
}
