package dev.sigilo.records;

import static dev.sigilo.records.MessageJson.string;
import static dev.sigilo.records.MessageJson.writeString;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Writes and reads a {@link RejectedRecord} as JSON; bytes are base64. Thread-safe. */
public final class RejectedRecordCodec {
    private RejectedRecordCodec() {}

    /** Returns the rejected record as JSON. */
    public static byte[] encode(RejectedRecord record) {
        return MessageJson.write(json -> {
            writeString(json, "record_token", record.recordToken());
            writeString(json, "patient_token", record.patientToken());
            writeString(json, "stage", record.stage());
            writeString(json, "reason", record.reason().code());
            writeString(json, "field", record.field());
            json.writeNumberField("position", record.position());
            if (record.line() > 0) {
                json.writeNumberField("line", record.line());
            }
            if (record.treatment() != null) {
                TreatmentJson.write(json, record.treatment());
            }
            ProvenanceJson.writeFields(json, record.provenance());
            json.writeNumberField("size_bytes", record.sizeBytes());
            SealedJson.write(json, record.sealed(), record.wrappedKey(), record.sealingKeyId());
        });
    }

    /**
     * Reads a rejected record.
     *
     * @throws RecordFormatException {@link RejectReason#UNREADABLE_INPUT}
     */
    public static RejectedRecord decode(byte[] bytes) throws RecordFormatException {
        return MessageJson.read(bytes, new Reader()).build();
    }

    private static final class Reader implements MessageJson.FieldReader {
        private String recordToken;
        private String patientToken;
        private String stage;
        private RejectReason reason;
        private String field;
        private long position = -1;
        private long line;
        private final TreatmentJson.Reader treatment = new TreatmentJson.Reader();
        private final ProvenanceJson.Reader provenance = new ProvenanceJson.Reader();
        private long sizeBytes;
        private final SealedJson.Reader sealed = new SealedJson.Reader();

        @Override
        public boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "record_token" -> recordToken = string(json);
                case "patient_token" -> patientToken = string(json);
                case "stage" -> stage = string(json);
                case "reason" -> reason = reason(string(json));
                case "field" -> field = string(json);
                case "position" -> position = json.getLongValue();
                case "line" -> line = json.getLongValue();
                case "size_bytes" -> sizeBytes = json.getLongValue();
                default -> {
                    return treatment.read(name, json) || provenance.read(name, json) || sealed.read(name, json);
                }
            }
            return true;
        }

        private static RejectReason reason(String code) throws IOException {
            for (RejectReason reason : RejectReason.values()) {
                if (reason.code().equals(code)) {
                    return reason;
                }
            }
            throw new IOException("reason code of a newer version");
        }

        RejectedRecord build() throws RecordFormatException {
            MessageJson.require(recordToken, stage, reason);
            return new RejectedRecord(
                    recordToken,
                    patientToken,
                    stage,
                    reason,
                    field,
                    position,
                    line,
                    treatment.build(),
                    provenance.build(),
                    sizeBytes,
                    sealed.sealed(),
                    sealed.wrappedKey(),
                    sealed.sealingKeyId());
        }
    }
}
