package dev.sigilo.records;

import static dev.sigilo.records.MessageJson.string;
import static dev.sigilo.records.MessageJson.writeMap;
import static dev.sigilo.records.MessageJson.writeString;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes and reads a {@link TokenizedRecord} as JSON. Thread-safe. */
public final class TokenizedRecordCodec {
    private TokenizedRecordCodec() {}

    /** Returns the event as JSON. */
    public static byte[] encode(TokenizedRecord record) {
        return MessageJson.write(json -> {
            writeString(json, "event", record.event().name());
            RecordTokensJson.write(json, record.recordToken(), record.patientToken(), record.keyEpoch());
            TreatmentJson.write(json, record.treatment());
            ProvenanceJson.writeObject(json, record.provenance());
            writeMap(json, "fields", record.fields());
            writeMap(json, "tokens", record.tokens());
            writeMap(json, "extra", record.extra());
            json.writeObjectFieldStart("scrubbed");
            for (Map.Entry<String, Integer> count : record.scrubbed().entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
            if (record.classification() != null) {
                ClassificationJson.write(json, record.classification());
            }
        });
    }

    /**
     * Reads an event.
     *
     * @throws RecordFormatException {@link RejectReason#UNREADABLE_INPUT}
     */
    public static TokenizedRecord decode(byte[] bytes) throws RecordFormatException {
        return MessageJson.read(bytes, new Reader()).build();
    }

    private static final class Reader implements MessageJson.FieldReader {
        private EventKind event;
        private final RecordTokensJson.Reader record = new RecordTokensJson.Reader();
        private final TreatmentJson.Reader treatment = new TreatmentJson.Reader();
        private Provenance provenance;
        private Map<String, String> fields = Map.of();
        private Map<String, String> tokens = Map.of();
        private Map<String, String> extra = Map.of();
        private final Map<String, Integer> scrubbed = new LinkedHashMap<>();
        private final ClassificationJson.Reader classification = new ClassificationJson.Reader();

        @Override
        public boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "event" -> event = EventKind.of(string(json));
                case "provenance" -> provenance = ProvenanceJson.readObject(json);
                case "fields" -> fields = MessageJson.readMap(json);
                case "tokens" -> tokens = MessageJson.readMap(json);
                case "extra" -> extra = MessageJson.readMap(json);
                case "scrubbed" ->
                    MessageJson.readObject(json, (kind, value) -> {
                        scrubbed.put(kind, value.getIntValue());
                        return true;
                    });
                default -> {
                    return record.read(name, json) || treatment.read(name, json) || classification.read(name, json);
                }
            }
            return true;
        }

        TokenizedRecord build() throws RecordFormatException {
            MessageJson.require(event, record.recordToken(), treatment.policy(), provenance);
            return new TokenizedRecord(
                    event,
                    record.recordToken(),
                    record.patientToken(),
                    record.keyEpoch(),
                    treatment.build(),
                    provenance,
                    fields,
                    tokens,
                    extra,
                    scrubbed,
                    event.removesRecord() ? null : classification.build());
        }
    }
}
