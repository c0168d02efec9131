package dev.sigilo.records;

import static dev.sigilo.records.MessageJson.string;
import static dev.sigilo.records.MessageJson.writeString;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes and reads a {@link ClassifiedRecord} as JSON, with the message as {@link OriginalMessageJson} writes it.
 * Thread-safe.
 */
public final class ClassifiedRecordCodec {
    private ClassifiedRecordCodec() {}

    /** Returns the record as JSON. */
    public static byte[] encode(ClassifiedRecord record) {
        return MessageJson.write(json -> {
            ProvenanceJson.writeObject(json, record.provenance());
            TreatmentJson.write(json, record.treatment());
            writeString(json, "natural_id_field", record.naturalIdField());
            writeString(json, "natural_id", record.naturalId());
            json.writeObjectFieldStart("categories");
            for (Map.Entry<String, Category> field : record.categories().entrySet()) {
                json.writeStringField(field.getKey(), field.getValue().name());
            }
            json.writeEndObject();
            ClassificationJson.write(json, record.classification());
            OriginalMessageJson.write(json, record.original());
        });
    }

    /**
     * Reads a classified record. A category of a newer version is read as {@link Category#UNKNOWN}.
     *
     * @throws RecordFormatException {@link RejectReason#UNREADABLE_INPUT}
     */
    public static ClassifiedRecord decode(byte[] bytes) throws RecordFormatException {
        return MessageJson.readKnownNames(bytes, new Reader()).build();
    }

    private static Map<String, Category> readCategories(JsonParser json) throws IOException {
        MessageJson.expect(json, JsonToken.START_OBJECT);
        Map<String, Category> categories = new LinkedHashMap<>();
        MessageJson.readObject(json, (field, value) -> {
            categories.put(field, Category.of(string(value)));
            return true;
        });
        return categories;
    }

    private static final class Reader implements MessageJson.FieldReader {
        private Provenance provenance;
        private final TreatmentJson.Reader treatment = new TreatmentJson.Reader();
        private String naturalIdField;
        private String naturalId;
        private Map<String, Category> categories = Map.of();
        private final ClassificationJson.Reader classification = new ClassificationJson.Reader();
        private final OriginalMessageJson.Reader original = new OriginalMessageJson.Reader();

        @Override
        public boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "provenance" -> provenance = ProvenanceJson.readObject(json);
                case "natural_id_field" -> naturalIdField = string(json);
                case "natural_id" -> naturalId = string(json);
                case "categories" -> categories = readCategories(json);
                default -> {
                    return treatment.read(name, json) || classification.read(name, json) || original.read(name, json);
                }
            }
            return true;
        }

        ClassifiedRecord build() throws RecordFormatException {
            MessageJson.require(provenance, treatment.policy(), naturalId);
            return new ClassifiedRecord(
                    provenance,
                    treatment.build(),
                    naturalIdField,
                    naturalId,
                    categories,
                    classification.build(),
                    original.build());
        }
    }
}
