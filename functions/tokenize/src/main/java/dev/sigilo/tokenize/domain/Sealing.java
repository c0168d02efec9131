package dev.sigilo.tokenize.domain;

import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.FieldRule;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.Fields;
import dev.sigilo.records.OriginalEnvelope;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.SealedRecord;
import dev.sigilo.records.Treatment;
import dev.sigilo.records.Version;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Seals the original of a classified record, and computes the tokens by which it can be found: under every epoch of the
 * keyset, so that a token issued before a rotation still finds it. Thread-safe.
 */
public final class Sealing {
    /** The name under which the record's own token is listed among the tokens. */
    public static final String RECORD = "record";
    /** The name under which the patient's tokens are listed if they do not come from a single field. */
    public static final String PATIENT = "patient";

    private final Policy policy;
    private final TokenKeys keys;
    private final Sealer sealer;
    private final FieldTreatment fieldTreatment;
    private final Treatment treatment;

    /** Creates the sealing for this policy and these keys. */
    public Sealing(Policy policy, TokenKeys keys, Sealer sealer) {
        this.policy = policy;
        this.keys = keys;
        this.sealer = sealer;
        this.fieldTreatment = new FieldTreatment(policy, keys);
        this.treatment = policy.treatment(null);
    }

    /**
     * Returns the sealed record.
     *
     * @throws RecordFormatException if the original or one of its values cannot be tokenized, as {@link
     *     Tokenizer#tokenize}
     */
    public SealedRecord seal(ClassifiedRecord classified) throws RecordFormatException {
        return seal(RecordFacts.of(classified, policy));
    }

    /**
     * Returns the sealed record.
     *
     * @param facts the record's facts under this policy
     * @throws RecordFormatException as {@link #seal(ClassifiedRecord)}
     */
    public SealedRecord seal(RecordFacts facts) throws RecordFormatException {
        ClassifiedRecord classified = facts.classified();
        String domain = policy.tokenDomain();
        Map<String, String> tokens = tokens(facts);
        String recordToken = tokens.keySet().iterator().next();
        Sealer.Sealed sealed = sealer.seal(OriginalEnvelope.bytes(classified.original()), recordToken);
        Provenance provenance = classified.provenance();
        return new SealedRecord(
                recordToken,
                facts.patientToken(keys, keys.primaryEpoch(), domain),
                keys.primaryEpoch(),
                tokens,
                treatment,
                new Provenance(
                        provenance.topic(),
                        provenance.messageId(),
                        provenance.publishedAt(),
                        Version.atStage(provenance.version(), Version.SEALED)),
                sealed.sealed(),
                sealed.wrappedKey(),
                sealed.sealingKeyId());
    }

    /**
     * Returns the tokens, under every epoch, by which a record's original can be found, except the record token. Each
     * maps to the name of its field, or to {@link #PATIENT} for the patient token.
     *
     * @throws RecordFormatException as {@link #seal(ClassifiedRecord)}
     */
    public static Map<String, String> tokens(ClassifiedRecord classified, Policy policy, TokenKeys keys)
            throws RecordFormatException {
        Map<String, String> tokens = new Sealing(policy, keys, null).tokens(RecordFacts.of(classified, policy));
        tokens.values().remove(RECORD);
        return tokens;
    }

    /**
     * Returns every token by which a record's original can be found: the record token, mapped to {@link #RECORD},
     * first, then those of {@link #tokens(ClassifiedRecord, Policy, TokenKeys)}. Makes them once for the same facts.
     *
     * @throws RecordFormatException as {@link #seal(ClassifiedRecord)}
     */
    public Map<String, String> tokens(RecordFacts facts) throws RecordFormatException {
        if (facts.tokens == null) {
            facts.tokens = make(facts);
        }
        return facts.tokens;
    }

    private Map<String, String> make(RecordFacts facts) throws RecordFormatException {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put(RecordIdentity.token(facts.classified(), keys, policy), RECORD);
        for (int epoch : keys.epochs()) {
            String patientToken = facts.patientToken(keys, epoch, policy.tokenDomain());
            if (patientToken != null) {
                tokens.put(patientToken, PATIENT);
            }
            String priorPatientToken = facts.priorPatientToken(keys, epoch, policy);
            if (priorPatientToken != null) {
                tokens.putIfAbsent(priorPatientToken, Fields.PRIOR_PATIENT_ID);
            }
            for (Map.Entry<String, FieldValue> field : facts.fields().entrySet()) {
                FieldRule rule = policy.rule(field.getKey());
                if (rule == null || !FieldTreatment.isKeyed(rule) || RecordFacts.isAbsent(field.getValue())) {
                    continue;
                }
                if (ListElements.isList(field.getValue())) {
                    putElements(rule, field.getValue(), epoch, facts, tokens);
                } else {
                    tokens.putIfAbsent(
                            fieldTreatment.treat(rule, field.getValue().text(), epoch, facts), field.getKey());
                }
            }
        }
        return tokens;
    }

    private void putElements(FieldRule rule, FieldValue value, int epoch, RecordFacts facts, Map<String, String> tokens)
            throws RecordFormatException {
        int searchable = 0;
        for (ListElements.Element element : ListElements.of(rule.field(), value)) {
            if (!element.nested() && searchable++ < ListElements.MOST_SEARCHABLE) {
                tokens.putIfAbsent(fieldTreatment.treat(rule, element.text(), epoch, facts), rule.field());
            }
        }
    }
}
