package dev.sigilo.tokenize.application;

import dev.sigilo.policy.Policy;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.tokenize.domain.RecordFacts;
import dev.sigilo.tokenize.domain.Sealing;
import dev.sigilo.tokenize.domain.SuppressionList;
import java.util.Map;

/**
 * Admits records that are not on the suppression list. Both use cases check it, to keep out the row and the original of
 * an erased patient.
 */
record Admission(Policy policy, Sealing sealing, Suppressions suppressions) {
    /**
     * Returns the facts of a record that may be processed.
     *
     * @throws SuppressedRecordException if the record or its patient is on the list
     * @throws RecordFormatException     if the original cannot be read
     */
    RecordFacts admit(ClassifiedRecord classified) throws SuppressedRecordException, RecordFormatException {
        RecordFacts facts = RecordFacts.of(classified, policy);
        SuppressionList list = suppressions.current();
        if (list.isEmpty()) {
            return facts;
        }
        Map<String, String> tokens = sealing.tokens(facts);
        RejectReason reason = list.reason(tokens);
        if (reason != null) {
            throw new SuppressedRecordException(
                    reason, tokens.keySet().iterator().next());
        }
        return facts;
    }
}
