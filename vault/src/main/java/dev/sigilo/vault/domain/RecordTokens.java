package dev.sigilo.vault.domain;

import dev.sigilo.classify.application.NaturalId;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.IdText;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.OriginalEnvelope;
import dev.sigilo.records.OriginalMessage;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.tokenize.domain.PatientIdentity;
import dev.sigilo.tokenize.domain.RecordIdentity;
import dev.sigilo.tokenize.domain.Sealing;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the record and patient tokens of an original, with the token keyset. Rejects from classify, the stage that
 * rejects most, have no tokens, because classify has no token keyset.
 */
public final class RecordTokens {

    /**
     * The tokens of an original.
     *
     * @param record   the record's token, or null if no field identifies the record
     * @param patients the patient's tokens in every key epoch, newest last; empty if the original names no patient
     */
    public record Tokens(String record, List<String> patients) {
        private static final Tokens NONE = new Tokens(null, List.of());

        /** Returns the patient's token in the newest key epoch, or null if the original names no patient. */
        public String patient() {
            return patients.isEmpty() ? null : patients.get(patients.size() - 1);
        }
    }

    private final TokenKeys keys;
    private final Policy policy;

    /**
     * @param keys   the token keys
     * @param policy names the fields that identify records and patients
     */
    public RecordTokens(TokenKeys keys, Policy policy) {
        this.keys = keys;
        this.policy = policy;
    }

    /** Returns the tokens of an original, as it is sealed; neither record nor patient tokens if it cannot be parsed. */
    public Tokens of(byte[] original) {
        try {
            MedicalRecord record = read(original);
            NaturalId id = NaturalId.of(record, policy);
            boolean named = !id.field().equals(NaturalId.CANONICAL_JSON)
                    && !IdText.of(id.id()).isEmpty();
            ClassifiedRecord classified = new ClassifiedRecord(
                    new Provenance("", "", 0, 0),
                    policy.treatment(null),
                    id.field(),
                    id.id(),
                    Map.of(),
                    null,
                    OriginalMessage.json(text(original)));
            return new Tokens(
                    named ? RecordIdentity.token(classified, keys, policy) : null,
                    PatientIdentity.tokens(classified, keys, policy));
        } catch (RecordFormatException | CharacterCodingException e) {
            return Tokens.NONE;
        }
    }

    /** Returns the record tokens of this id, one for each identity field of the policy, by field name. */
    public Map<String, String> ofId(String id) {
        Map<String, String> tokens = new LinkedHashMap<>();
        policy.identity().forEach(field -> tokens.put(field, RecordIdentity.token(field, id, keys, policy)));
        return tokens;
    }

    /**
     * Returns every token, in every key epoch, of the patient identified by these fields, mapped to
     * {@link Sealing#PATIENT} or the name of its field.
     *
     * @throws OperatorException if a value is invalid, or the values identify nobody
     */
    public Map<String, String> ofPatient(List<String> fields, List<String> values) {
        Map<String, FieldValue> record = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            record.put(fields.get(i), new FieldValue(FieldValue.Type.STRING, values.get(i)));
        }
        String json = MedicalRecord.of(record).canonicalJson();
        try {
            Map<String, String> tokens = Sealing.tokens(
                    new ClassifiedRecord(
                            new Provenance("", "", 0, 0),
                            policy.treatment(null),
                            NaturalId.CANONICAL_JSON,
                            json,
                            Map.of(),
                            null,
                            OriginalMessage.json(json)),
                    policy,
                    keys);
            // If several fields identify the patient, one of them alone does not: other patients may have the same
            // name.
            tokens.values().removeIf(field -> !field.equals(Sealing.PATIENT) && fields.size() > 1);
            if (!tokens.containsValue(Sealing.PATIENT)) {
                throw new OperatorException("the values of " + String.join("+", fields)
                        + " identify nobody; give them as they are in the records");
            }
            return tokens;
        } catch (RecordFormatException e) {
            throw new OperatorException("the input is not a valid value of " + String.join("+", fields) + " ("
                    + e.reason().code() + ")");
        }
    }

    /**
     * Returns the id in an original, as it is sealed or was sent as JSON, and its field, or null if no identity field has one or the original cannot be
     * parsed.
     */
    public static NaturalId naturalId(byte[] original, Policy policy) {
        try {
            NaturalId id = NaturalId.of(read(original), policy);
            return id.field().equals(NaturalId.CANONICAL_JSON) ? null : id;
        } catch (RecordFormatException | CharacterCodingException e) {
            return null;
        }
    }

    private static MedicalRecord read(byte[] original) throws RecordFormatException, CharacterCodingException {
        return MedicalRecord.parse(text(original));
    }

    /** Decodes an original's record as classify does: as UTF-8, without a leading byte order mark. */
    private static String text(byte[] original) throws CharacterCodingException {
        byte[] record = OriginalEnvelope.open(original).record();
        if (record == null) {
            return "";
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(record))
                .toString();
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}
