package dev.sigilo.tokenize.domain;

import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.RecordFormatException;
import java.util.ArrayList;
import java.util.List;

/** Computes the tokens of a record's patient, without revealing who it is. */
public final class PatientIdentity {
    private PatientIdentity() {}

    /**
     * Returns the patient's token under the newest epoch, as stored in the vault; null if the record names no patient.
     *
     * @throws RecordFormatException if the original cannot be read
     */
    public static String token(ClassifiedRecord record, TokenKeys keys, Policy policy) throws RecordFormatException {
        return RecordFacts.of(record, policy).patientToken(keys, keys.primaryEpoch(), policy.tokenDomain());
    }

    /**
     * Returns the patient's tokens under every epoch; an empty list if the record names no patient.
     *
     * @throws RecordFormatException if the original cannot be read
     */
    public static List<String> tokens(ClassifiedRecord record, TokenKeys keys, Policy policy)
            throws RecordFormatException {
        RecordFacts facts = RecordFacts.of(record, policy);
        List<String> tokens = new ArrayList<>();
        for (int epoch : keys.epochs()) {
            String token = facts.patientToken(keys, epoch, policy.tokenDomain());
            if (token != null) {
                tokens.add(token);
            }
        }
        return tokens;
    }
}
