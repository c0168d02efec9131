package dev.sigilo.tokenize.application;

import dev.sigilo.policy.Policy;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.tokenize.domain.Sealing;
import dev.sigilo.tokenize.domain.Tokenizer;

/** De-identifies a classified record that is not on the suppression list. */
public final class TokenizeRecord {
    private final Admission admission;
    private final Tokenizer tokenizer;

    /**
     * Creates the use case.
     *
     * @param sealing makes the tokens that the suppression list contains
     */
    public TokenizeRecord(Policy policy, Sealing sealing, Suppressions suppressions, Tokenizer tokenizer) {
        this.admission = new Admission(policy, sealing, suppressions);
        this.tokenizer = tokenizer;
    }

    /**
     * Returns the event of a record.
     *
     * @throws SuppressedRecordException if the record or its patient is on the list
     * @throws RecordFormatException     as {@link Tokenizer#tokenize}
     */
    public TokenizedRecord tokenize(ClassifiedRecord classified)
            throws SuppressedRecordException, RecordFormatException {
        return tokenizer.tokenize(admission.admit(classified));
    }
}
