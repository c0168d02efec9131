package dev.sigilo.tokenize.domain;

import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.RecordFormatException;
import java.util.ArrayList;
import java.util.List;

/** Whose record it is, in a form that tells nobody. */
public final class PatientIdentity {
    private PatientIdentity() {
    }

    /**
     * The patient's token under the newest epoch, as the vault has it; null where the record names no patient.
     *
     * @throws RecordFormatException where the original cannot be read
     */
    public static String token(ClassifiedRecord record, TokenKeys keys, Policy policy) throws RecordFormatException {
        return RecordFacts.of(record, policy).patientToken(keys, keys.primaryEpoch(), policy.tokenDomain());
    }

    /**
     * The patient's tokens under every epoch; none where the record names no patient.
     *
     * @throws RecordFormatException where the original cannot be read
     */
    public static List<String> tokens(ClassifiedRecord record, TokenKeys keys, Policy policy) throws RecordFormatException {
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
