package dev.sigilo.records;

import static dev.sigilo.records.MessageJson.string;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads a {@link RecordStatus} from the JSON of a {@link SealedRecord} or {@link TokenizedRecord}. Thread-safe. */
public final class RecordStatusCodec {
    private RecordStatusCodec() {}

    /**
     * Reads the status of a record. Everything else in the message, such as the sealed original and the texts, is
     * skipped without being decoded. A sealed record has no further fields.
     *
     * @throws RecordFormatException {@link RejectReason#UNREADABLE_INPUT}
     */
    public static RecordStatus decode(byte[] bytes) throws RecordFormatException {
        return MessageJson.read(bytes, new Reader()).build();
    }

    private static final class Reader implements MessageJson.FieldReader {
        private EventKind event;
        private String mergedPatientToken;
        private final RecordTokensJson.Reader record = new RecordTokensJson.Reader();
        private final TreatmentJson.Reader treatment = new TreatmentJson.Reader();
        private final ProvenanceJson.Reader provenance = new ProvenanceJson.Reader();

        @Override
        public boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "event" -> event = EventKind.of(string(json));
                case "provenance" -> provenance.readObject(json);
                case "extra" ->
                    MessageJson.readObject(json, (field, value) -> {
                        if (!field.equals(Fields.MERGED_PATIENT_TOKEN)) {
                            return false;
                        }
                        mergedPatientToken = string(value);
                        return true;
                    });
                default -> {
                    return record.read(name, json) || treatment.read(name, json) || provenance.read(name, json);
                }
            }
            return true;
        }

        RecordStatus build() throws RecordFormatException {
            MessageJson.require(record.recordToken(), treatment.policy());
            return new RecordStatus(
                    record.recordToken(),
                    record.patientToken(),
                    record.keyEpoch(),
                    treatment.build(),
                    provenance.build(),
                    event,
                    mergedPatientToken);
        }
    }
}
