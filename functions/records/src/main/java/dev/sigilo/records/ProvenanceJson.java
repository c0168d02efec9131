package dev.sigilo.records;

import static dev.sigilo.records.MessageJson.string;
import static dev.sigilo.records.MessageJson.writeString;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Writes and reads the JSON of a {@link Provenance}: an object in some types, four fields of the message itself in
 * others.
 */
final class ProvenanceJson {
    private ProvenanceJson() {}

    /** Writes the provenance as the object {@code provenance}. */
    static void writeObject(JsonGenerator json, Provenance provenance) throws IOException {
        json.writeObjectFieldStart("provenance");
        writeFields(json, provenance);
        json.writeEndObject();
    }

    static void writeFields(JsonGenerator json, Provenance provenance) throws IOException {
        writeString(json, "topic", provenance.topic());
        writeString(json, "message_id", provenance.messageId());
        json.writeNumberField("published_at", provenance.publishedAt());
        json.writeNumberField("version", provenance.version());
    }

    static Provenance readObject(JsonParser json) throws IOException {
        Reader reader = new Reader();
        reader.readObject(json);
        return reader.build();
    }

    /** Collects the fields in the order in which they are read. */
    static final class Reader {
        private String topic;
        private String messageId;
        private long publishedAt;
        private long version;

        void readObject(JsonParser json) throws IOException {
            MessageJson.expect(json, JsonToken.START_OBJECT);
            MessageJson.readObject(json, this::read);
        }

        boolean read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "topic" -> topic = string(json);
                case "message_id" -> messageId = string(json);
                case "published_at" -> publishedAt = json.getLongValue();
                case "version" -> version = json.getLongValue();
                default -> {
                    return false;
                }
            }
            return true;
        }

        Provenance build() {
            return new Provenance(topic, messageId, publishedAt, version);
        }
    }
}
