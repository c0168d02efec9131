package dev.sigilo.records;

import static dev.sigilo.records.MessageJson.writeString;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Map;

/** Writes and reads a {@link SealedRecord} as JSON; bytes are base64. Thread-safe. */
public final class SealedRecordCodec {
    private SealedRecordCodec() {}

    /** Returns the sealed record as JSON. */
    public static byte[] encode(SealedRecord record) {
        return MessageJson.write(json -> {
            RecordTokensJson.write(json, record.recordToken(), record.patientToken(), record.keyEpoch());
            MessageJson.writeMap(json, "tokens", record.tokens());
            TreatmentJson.write(json, record.treatment());
            ProvenanceJson.writeFields(json, record.provenance());
            SealedJson.write(json, record.sealed(), record.wrappedKey(), record.sealingKeyId());
            writeString(json, "seal_order", record.sealOrder());
        });
    }

    /**
     * Reads a sealed record.
     *
     * @throws RecordFormatException {@link RejectReason#UNREADABLE_INPUT}
     */
    public static SealedRecord decode(byte[] bytes) throws RecordFormatException {
        return MessageJson.read(bytes, new Reader()).build();
    }

    private static final class Reader implements MessageJson.FieldReader {
        private final RecordTokensJson.Reader record = new RecordTokensJson.Reader();
        private Map<String, String> tokens = Map.of();
        private final TreatmentJson.Reader treatment = new TreatmentJson.Reader();
        private final ProvenanceJson.Reader provenance = new ProvenanceJson.Reader();
        private final SealedJson.Reader sealed = new SealedJson.Reader();

        @Override
        public boolean read(String name, JsonParser json) throws IOException {
            if (name.equals("tokens")) {
                tokens = MessageJson.readMap(json);
                return true;
            }
            return record.read(name, json)
                    || treatment.read(name, json)
                    || provenance.read(name, json)
                    || sealed.read(name, json);
        }

        SealedRecord build() throws RecordFormatException {
            MessageJson.require(record.recordToken(), treatment.policy(), sealed.sealed(), sealed.wrappedKey());
            return new SealedRecord(
                    record.recordToken(),
                    record.patientToken(),
                    record.keyEpoch(),
                    tokens,
                    treatment.build(),
                    provenance.build(),
                    sealed.sealed(),
                    sealed.wrappedKey(),
                    sealed.sealingKeyId());
        }
    }
}
