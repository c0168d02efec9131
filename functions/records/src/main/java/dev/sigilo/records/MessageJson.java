package dev.sigilo.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shared code of the codecs: one JSON object per message, in UTF-8. The codecs are hand-written on Jackson's streaming
 * API, because every stage reads and writes each record. Thread-safe. Bytes that are not of the type are rejected with
 * {@link RejectReason#UNREADABLE_INPUT}. Unknown fields are skipped, so an older reader accepts a newer message.
 */
final class MessageJson {
    private static final char REPLACEMENT = '\uFFFD';
    private static final JsonFactory JSON = factory().build();
    /**
     * For types whose field names contain tokens, which differ in every message: Jackson would copy, fill and discard
     * its table of names for each message. The table speeds up reading only if names repeat.
     */
    private static final JsonFactory NEW_NAMES = factory()
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
            .build();

    private MessageJson() {}

    private static JsonFactoryBuilder factory() {
        return (JsonFactoryBuilder) JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(64 * 1024 * 1024)
                        .build())
                .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
    }

    /** Writes the fields of an object. */
    @FunctionalInterface
    interface FieldWriter {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * Reads the value of one field; the parser is at the value. Returns false for a field that the type does not have.
     */
    @FunctionalInterface
    interface FieldReader {
        boolean read(String name, JsonParser json) throws IOException;
    }

    @FunctionalInterface
    private interface Opening {
        JsonParser parser() throws IOException;
    }

    // ---- a message

    /** Returns a map of texts as a JSON object. */
    static String object(Map<String, String> map) {
        return text(json -> {
            json.writeStartObject();
            for (Map.Entry<String, String> entry : map.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        });
    }

    /** Returns the JSON value that is written. */
    static String text(FieldWriter value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            value.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    /** Returns whether the text is one JSON value. */
    static boolean isValue(String text) {
        try (JsonParser json = NEW_NAMES.createParser(text)) {
            if (json.nextToken() == null) {
                return false;
            }
            json.skipChildren();
            return json.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    static byte[] write(FieldWriter fields) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(JSON._getBufferRecycler(), 4096);
                JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /** Reads a message whose field names repeat from message to message; returns the reader. */
    static <R extends FieldReader> R readKnownNames(byte[] bytes, R reader) throws RecordFormatException {
        read(() -> JSON.createParser(bytes), reader);
        return reader;
    }

    /** Reads a message; returns the reader. */
    static <R extends FieldReader> R read(byte[] bytes, R reader) throws RecordFormatException {
        read(text(bytes), reader);
        return reader;
    }

    static void read(String text, FieldReader reader) throws RecordFormatException {
        // Parses a String, because without its table of names Jackson reads bytes through a slower InputStreamReader.
        read(() -> NEW_NAMES.createParser(text), reader);
    }

    private static void read(Opening opening, FieldReader reader) throws RecordFormatException {
        try (JsonParser json = opening.parser()) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw unreadable();
            }
            readObject(json, reader);
        } catch (IOException | NullPointerException | ArithmeticException e) {
            // The cause quotes the input, so it is not passed on.
            throw unreadable();
        }
    }

    /** Decodes UTF-8 and rejects anything else. */
    static String text(byte[] bytes) throws RecordFormatException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            // Either the message contains this character, or the decoder inserted it for bytes that are not UTF-8.
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            } catch (CharacterCodingException e) {
                throw unreadable();
            }
        }
        return text;
    }

    /** Rejects a message that lacks one of these fields. */
    static void require(Object... fields) throws RecordFormatException {
        for (Object field : fields) {
            if (field == null) {
                throw unreadable();
            }
        }
    }

    private static RecordFormatException unreadable() {
        return new RecordFormatException(RejectReason.UNREADABLE_INPUT, null, -1);
    }

    // ---- values

    /** Reads the fields of an object to its end; the parser is at its beginning. A null counts as absent. */
    static void readObject(JsonParser json, FieldReader reader) throws IOException {
        String name;
        while ((name = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            if (token != JsonToken.VALUE_NULL && !reader.read(name, json)) {
                json.skipChildren();
            }
        }
        expect(json, JsonToken.END_OBJECT);
    }

    static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.currentToken() != token) {
            throw new IOException("not the JSON type that the schema defines");
        }
    }

    static String string(JsonParser json) throws IOException {
        expect(json, JsonToken.VALUE_STRING);
        return json.getText();
    }

    static List<String> readStrings(JsonParser json) throws IOException {
        expect(json, JsonToken.START_ARRAY);
        List<String> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(string(json));
        }
        return list;
    }

    static Map<String, String> readMap(JsonParser json) throws IOException {
        expect(json, JsonToken.START_OBJECT);
        Map<String, String> map = new LinkedHashMap<>();
        readObject(json, (name, value) -> {
            map.put(name, string(value));
            return true;
        });
        return map;
    }

    /** Writes a field, or nothing for null. */
    static void writeString(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /** Writes bytes in base64 as a field of a message that {@link #write} makes. */
    static void writeBase64(JsonGenerator json, String name, byte[] bytes) throws IOException {
        // The JDK's encoder is several times as fast as Jackson's, and base64 has nothing to escape.
        byte[] base64 = Base64.getEncoder().encode(bytes);
        json.writeFieldName(name);
        json.writeRawUTF8String(base64, 0, base64.length);
    }

    static void writeStrings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    static void writeMap(JsonGenerator json, String name, Map<String, String> map) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : map.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }
}
