package dev.sigilo.records;

import static dev.sigilo.records.MessageJson.string;
import static dev.sigilo.records.MessageJson.writeString;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes and reads a {@link ClassifiedRecord} as JSON. The field {@code original} contains the message: its text if it
 * is JSON, otherwise its bytes in base64. For formats other than JSON, {@code format} names the format and {@code
 * record} contains the record as a JSON object. Thread-safe.
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
            writeOriginal(json, record.original());
        });
    }

    private static void writeOriginal(JsonGenerator json, OriginalMessage original) throws IOException {
        if (original.format() == null) {
            writeString(json, "original", original.jsonText());
        } else {
            json.writeBinaryField("original", original.bytes());
            writeString(json, "format", original.format());
            writeString(json, "record", original.recordJson());
        }
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
        private String original;
        private String format;
        private String record;

        @Override
        public boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "provenance" -> provenance = ProvenanceJson.readObject(json);
                case "natural_id_field" -> naturalIdField = string(json);
                case "natural_id" -> naturalId = string(json);
                case "categories" -> categories = readCategories(json);
                case "original" -> original = string(json);
                case "format" -> format = string(json);
                case "record" -> record = string(json);
                default -> {
                    return treatment.read(name, json) || classification.read(name, json);
                }
            }
            return true;
        }

        ClassifiedRecord build() throws RecordFormatException {
            MessageJson.require(provenance, treatment.policy(), naturalId, original);
            return new ClassifiedRecord(
                    provenance,
                    treatment.build(),
                    naturalIdField,
                    naturalId,
                    categories,
                    classification.build(),
                    originalMessage());
        }

        private OriginalMessage originalMessage() throws RecordFormatException {
            if (format == null) {
                return OriginalMessage.json(original);
            }
            MessageJson.require(record);
            try {
                return OriginalMessage.of(format, Base64.getDecoder().decode(original), record);
            } catch (IllegalArgumentException e) {
                // The cause quotes a character of the input, so it is not passed on.
                throw new RecordFormatException(RejectReason.UNREADABLE_INPUT, null, -1);
            }
        }
    }
}
