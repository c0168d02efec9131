package dev.sigilo.records;

import static dev.sigilo.records.MessageJson.expect;
import static dev.sigilo.records.MessageJson.string;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a {@link LoggedRecord} from the JSON of a {@link TokenizedRecord}. Thread-safe. */
public final class LoggedRecordCodec {
    private LoggedRecordCodec() {}

    /**
     * Reads an event. Lists and maps of texts are kept as JSON text, but their content is still checked: an event with
     * a value whose type differs from the schema is rejected.
     *
     * @throws RecordFormatException {@link RejectReason#UNREADABLE_INPUT}
     */
    public static LoggedRecord decode(byte[] bytes) throws RecordFormatException {
        Reader reader = new Reader(MessageJson.text(bytes));
        MessageJson.read(reader.text, reader::read);
        return reader.build();
    }

    private static final class Reader {
        private final String text;
        private EventKind event;
        private String recordToken;
        private Provenance provenance;
        private Map<String, String> fields = Map.of();
        private final Map<String, Object> columns = new HashMap<>(64);

        Reader(String text) {
            this.text = text;
            columns.put("evidence", List.of());
            for (String list : List.of("model_ids", "missing", "conflicts")) {
                columns.put(list, JsonText.EMPTY_LIST);
            }
            for (String object : List.of("observations", "tokens", "extra", "scrubbed")) {
                columns.put(object, JsonText.EMPTY_OBJECT);
            }
        }

        boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "event" -> event = EventKind.of(string(json));
                case "record_token" -> recordToken = string(json);
                case "provenance" -> provenance = ProvenanceJson.readObject(json);
                case "fields" -> fields = MessageJson.readMap(json);
                case "patient_token",
                        "policy",
                        "policy_hash",
                        "detector_version",
                        "code_version",
                        "language",
                        "modality_code",
                        "modality_from",
                        "body_part_code",
                        "body_part_from",
                        "model_id",
                        "rule",
                        "label",
                        "declared_label" -> columns.put(name, string(json));
                case "key_epoch", "policy_version" -> columns.put(name, json.getIntValue());
                case "label_agrees" -> columns.put(name, json.getBooleanValue());
                case "model_ids", "missing", "conflicts" ->
                    columns.put(name, carried(json, LoggedRecordCodec::passStrings));
                case "observations", "tokens" -> columns.put(name, carried(json, LoggedRecordCodec::passMap));
                case "extra" -> readExtra(json);
                case "scrubbed" -> columns.put(name, carried(json, LoggedRecordCodec::passCounts));
                // Parsed instead of copied, so that a field added by a newer version cannot reach a view unnoticed.
                case "evidence" -> columns.put(name, ClassificationJson.readEvidence(json));
                default -> {
                    return false;
                }
            }
            return true;
        }

        /**
         * Reads the further fields: those of {@link Fields#SOURCE} become columns of their own, and the others stay one
         * JSON text, which is copied as it is if the event has none of the former.
         */
        private void readExtra(JsonParser json) throws IOException {
            int from = (int) json.currentTokenLocation().getCharOffset();
            expect(json, JsonToken.START_OBJECT);
            Map<String, String> others = null;
            Map<String, String> before = new LinkedHashMap<>();
            String name;
            while ((name = json.nextFieldName()) != null) {
                json.nextToken();
                expect(json, JsonToken.VALUE_STRING);
                if (Fields.isSource(name)) {
                    columns.put(name, json.getText());
                    others = before;
                } else {
                    before.put(name, json.getText());
                }
            }
            columns.put(
                    "extra",
                    new JsonText(
                            others == null
                                    ? text.substring(
                                            from, (int) json.currentLocation().getCharOffset())
                                    : MessageJson.object(others)));
        }

        private JsonText carried(JsonParser json, Passage passage) throws IOException {
            int from = (int) json.currentTokenLocation().getCharOffset();
            passage.pass(json);
            return new JsonText(
                    text.substring(from, (int) json.currentLocation().getCharOffset()));
        }

        LoggedRecord build() throws RecordFormatException {
            MessageJson.require(event, recordToken, columns.get("policy"), provenance);
            return new LoggedRecord(event, recordToken, provenance, fields, columns);
        }
    }

    /** Reads a list or an object to its end; the parser is at its beginning. */
    @FunctionalInterface
    private interface Passage {
        void pass(JsonParser json) throws IOException;
    }

    private static void passStrings(JsonParser json) throws IOException {
        expect(json, JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json, JsonToken.VALUE_STRING);
        }
    }

    private static void passMap(JsonParser json) throws IOException {
        expect(json, JsonToken.START_OBJECT);
        while (json.nextFieldName() != null) {
            json.nextToken();
            expect(json, JsonToken.VALUE_STRING);
        }
    }

    private static void passCounts(JsonParser json) throws IOException {
        expect(json, JsonToken.START_OBJECT);
        while (json.nextFieldName() != null) {
            json.nextToken();
            expect(json, JsonToken.VALUE_NUMBER_INT);
            json.getIntValue();
        }
    }
}
