package dev.sigilo.cli;

import dev.sigilo.classify.adapter.NaturalId;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.IdText;
import dev.sigilo.records.MedicalRecord;
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
 * Tells which record and which patient an original is about, where the token keyset is at hand: classify, which rejects most,
 * has none, and the topic of rejects holds no more than the rejecting stage knew.
 */
final class RecordTokens {

    /**
     * The tokens of an original.
     *
     * @param record   the record's token, or null where no field says which record it is
     * @param patients the patient's tokens under every epoch, the newest last; none where it names no patient
     */
    record Tokens(String record, List<String> patients) {
        private static final Tokens NONE = new Tokens(null, List.of());

        /** The patient's token under the newest epoch, or null. */
        String patient() {
            return patients.isEmpty() ? null : patients.get(patients.size() - 1);
        }
    }

    private final TokenKeys keys;
    private final Policy policy;

    RecordTokens(TokenKeys keys, Policy policy) {
        this.keys = keys;
        this.policy = policy;
    }

    /** The tokens of an original; none where it cannot be read so far. */
    Tokens of(byte[] original) {
        try {
            MedicalRecord record = read(original);
            NaturalId id = NaturalId.of(record, policy);
            boolean named = !id.field().equals(NaturalId.CANONICAL_JSON) && !IdText.of(id.id()).isEmpty();
            ClassifiedRecord classified = new ClassifiedRecord(new Provenance("", "", 0, 0), policy.name(), id.field(), id.id(), Map.of(),
                    null, text(original));
            return new Tokens(named ? RecordIdentity.token(classified, keys, policy) : null,
                    PatientIdentity.tokens(classified, keys, policy));
        } catch (RecordFormatException | CharacterCodingException e) {
            return Tokens.NONE;
        }
    }

    /** The token that each field of the policy's identity gives this id, by the field. */
    Map<String, String> ofId(String id) {
        Map<String, String> tokens = new LinkedHashMap<>();
        policy.identity().forEach(field -> tokens.put(field, RecordIdentity.token(field, id, keys, policy)));
        return tokens;
    }

    /**
     * Every token that a patient leads to who is known by these fields, under every epoch, to {@link Sealing#PATIENT} or the field.
     *
     * @throws CliException where they name nobody
     */
    Map<String, String> ofPatient(List<String> fields, List<String> values) {
        Map<String, FieldValue> record = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            record.put(fields.get(i), new FieldValue(FieldValue.Type.STRING, values.get(i)));
        }
        String json = MedicalRecord.of(record).canonicalJson();
        try {
            Map<String, String> tokens = Sealing.tokens(new ClassifiedRecord(new Provenance("", "", 0, 0), policy.name(),
                    NaturalId.CANONICAL_JSON, json, Map.of(), null, json), policy, keys);
            // A single field of several, as a name, is that of others too.
            tokens.values().removeIf(field -> !field.equals(Sealing.PATIENT) && fields.size() > 1);
            if (!tokens.containsValue(Sealing.PATIENT)) {
                throw new CliException("what was read for " + String.join("+", fields) + " names nobody; give the value as records have it");
            }
            return tokens;
        } catch (RecordFormatException e) {
            throw new CliException("what was read is no value of " + String.join("+", fields) + " (" + e.reason().code() + ")");
        }
    }

    /** Which record an original says it is, or null where no field says so or it cannot be read. */
    static NaturalId naturalId(byte[] original, Policy policy) {
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

    /** As classify reads it: UTF-8, with a byte order mark or without. */
    private static String text(byte[] original) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(original)).toString();
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}
