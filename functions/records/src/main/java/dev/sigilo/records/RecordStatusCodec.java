package dev.sigilo.records;

import static dev.sigilo.records.MessageJson.string;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads a {@link RecordStatus} from the JSON of a {@link SealedRecord} or {@link TokenizedRecord}. Thread-safe. */
public final class RecordStatusCodec {
    private RecordStatusCodec() {}

    /**
     * Reads the status of a record. Everything else in the message, such as the sealed original and the texts, is
     * skipped without being decoded.
     *
     * @throws RecordFormatException {@link RejectReason#UNREADABLE_INPUT}
     */
    public static RecordStatus decode(byte[] bytes) throws RecordFormatException {
        Reader reader = new Reader();
        MessageJson.read(bytes, reader::read);
        return reader.build();
    }

    private static final class Reader {
        private EventKind event;
        private String recordToken;
        private String patientToken;
        private int keyEpoch;
        private final TreatmentJson.Reader treatment = new TreatmentJson.Reader();
        private final ProvenanceJson.Reader provenance = new ProvenanceJson.Reader();

        boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "event" -> event = EventKind.of(string(json));
                case "record_token" -> recordToken = string(json);
                case "patient_token" -> patientToken = string(json);
                case "key_epoch" -> keyEpoch = json.getIntValue();
                case "provenance" -> provenance.readObject(json);
                default -> {
                    return treatment.read(name, json) || provenance.read(name, json);
                }
            }
            return true;
        }

        RecordStatus build() throws RecordFormatException {
            MessageJson.require(recordToken, treatment.policy());
            return new RecordStatus(recordToken, patientToken, keyEpoch, treatment.build(), provenance.build(), event);
        }
    }
}
