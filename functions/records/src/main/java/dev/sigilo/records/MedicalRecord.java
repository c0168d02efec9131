package dev.sigilo.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A medical record as its producer sent it: field names and values in their original order, without JSON nulls.
 * Immutable and thread-safe. It contains PHI, so {@link #toString()} gives only the number of fields.
 */
public final class MedicalRecord {
    /** The default limit on the number of fields in one record. */
    public static final int MAX_FIELDS = 1000;
    /** The maximum nesting depth of objects and arrays; deeper ones are rejected. */
    public static final int MAX_DEPTH = 64;
    /** The maximum length of a number; longer ones are rejected, because parsing a huge number also costs time. */
    public static final int MAX_NUMBER_LENGTH = 400;

    private static final JsonFactory JSON = ProducerJson.recordFactory();

    private final Map<String, FieldValue> fields;

    private MedicalRecord(Map<String, FieldValue> fields) {
        this.fields = Collections.unmodifiableMap(fields);
    }

    /** Returns a record of these fields, in the map's order. */
    public static MedicalRecord of(Map<String, FieldValue> fields) {
        return new MedicalRecord(new LinkedHashMap<>(fields));
    }

    /**
     * Reads one JSON object and nothing after it.
     *
     * @throws RecordFormatException {@link RejectReason#EMPTY_MESSAGE}, {@code NOT_JSON}, {@code NOT_AN_OBJECT},
     *                               {@code DUPLICATE_FIELD}, {@code TOO_DEEP} or {@code TOO_MANY_FIELDS},
     *                               with the offset in characters
     */
    public static MedicalRecord parse(String json) throws RecordFormatException {
        if (json.isBlank()) {
            throw new RecordFormatException(RejectReason.EMPTY_MESSAGE, null, -1);
        }
        JsonParser parser = null;
        try {
            parser = JSON.createParser(json);
            return read(parser);
        } catch (StreamConstraintsException e) {
            boolean deep = parser != null && parser.getParsingContext().getNestingDepth() >= MAX_DEPTH;
            throw new RecordFormatException(deep ? RejectReason.TOO_DEEP : RejectReason.NOT_JSON, null, offset(e));
        } catch (JsonProcessingException e) {
            // Neither its message nor its cause is passed on: both quote the input.
            throw new RecordFormatException(RejectReason.NOT_JSON, null, offset(e));
        } catch (IOException e) {
            throw new RecordFormatException(RejectReason.NOT_JSON, null, -1);
        }
    }

    private static MedicalRecord read(JsonParser parser) throws IOException, RecordFormatException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            // A single scalar followed by other characters is not valid JSON.
            parser.skipChildren();
            if (first == null || parser.nextToken() != null) {
                throw new RecordFormatException(RejectReason.NOT_JSON, null, 0);
            }
            throw new RecordFormatException(RejectReason.NOT_AN_OBJECT, null, 0);
        }
        Map<String, FieldValue> fields = new LinkedHashMap<>(64);
        Map<String, Boolean> nulls = null;
        String name;
        while ((name = parser.nextFieldName()) != null) {
            long position = parser.currentTokenLocation().getCharOffset();
            FieldValue value = readValue(parser);
            boolean again;
            if (value == null) {
                nulls = nulls == null ? new LinkedHashMap<>() : nulls;
                again = nulls.put(name, true) != null || fields.containsKey(name);
            } else {
                again = fields.put(name, value) != null || nulls != null && nulls.containsKey(name);
            }
            if (again) {
                throw new RecordFormatException(RejectReason.DUPLICATE_FIELD, safeName(name), position);
            }
            if (fields.size() > MAX_FIELDS || nulls != null && nulls.size() > MAX_FIELDS) {
                throw new RecordFormatException(RejectReason.TOO_MANY_FIELDS, null, position);
            }
        }
        if (parser.nextToken() != null) {
            throw new RecordFormatException(
                    RejectReason.NOT_JSON, null, parser.currentTokenLocation().getCharOffset());
        }
        return new MedicalRecord(fields);
    }

    private static FieldValue readValue(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        switch (token) {
            case VALUE_NULL:
                return null;
            case VALUE_STRING:
                return new FieldValue(FieldValue.Type.STRING, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT:
                return new FieldValue(FieldValue.Type.NUMBER, parser.getText());
            case VALUE_TRUE, VALUE_FALSE:
                return new FieldValue(FieldValue.Type.BOOLEAN, parser.getText());
            default:
                StringWriter text = new StringWriter();
                try (JsonGenerator generator = JSON.createGenerator(text)) {
                    copyStructure(parser, generator);
                }
                return new FieldValue(
                        token == JsonToken.START_OBJECT ? FieldValue.Type.OBJECT : FieldValue.Type.ARRAY,
                        text.toString());
        }
    }

    /** Copies an object or array. Numbers keep their literals: a double would change long ones and drop zeros at the end. */
    private static void copyStructure(JsonParser parser, JsonGenerator generator) throws IOException {
        int depth = 0;
        do {
            JsonToken token = depth == 0 ? parser.currentToken() : parser.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token.isNumeric()) {
                generator.writeNumber(parser.getText());
            } else {
                generator.copyCurrentEvent(parser);
            }
        } while (depth > 0);
    }

    /**
     * Returns the name if it is a known field, otherwise {@code (unknown)}: an unknown name may itself identify a
     * person.
     */
    static String safeName(String name) {
        return Fields.isStudy(name) || Fields.isIdentity(name) ? name : "(unknown)";
    }

    private static long offset(JsonProcessingException e) {
        return e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
    }

    /** Returns all fields in their original order, as an unmodifiable map. */
    public Map<String, FieldValue> fields() {
        return fields;
    }

    /** Returns the field's value, or null if the record does not have it. */
    public FieldValue get(String name) {
        return fields.get(name);
    }

    /** Returns the field's text, or null if it is absent or blank. */
    public String text(String name) {
        FieldValue value = fields.get(name);
        return value == null || value.text().isBlank() ? null : value.text();
    }

    /** Returns the fields as compact JSON in the order of their names, so that equal content gives equal text. */
    public String canonicalJson() {
        return json(new TreeMap<>(fields));
    }

    /** Returns the fields as compact JSON in their own order. */
    public String json() {
        return json(fields);
    }

    private static String json(Map<String, FieldValue> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.writeStartObject();
            for (Map.Entry<String, FieldValue> field : fields.entrySet()) {
                generator.writeFieldName(field.getKey());
                FieldValue value = field.getValue();
                if (value.type() == FieldValue.Type.STRING) {
                    generator.writeString(value.text());
                } else {
                    generator.writeRawValue(value.text());
                }
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MedicalRecord that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "MedicalRecord[" + fields.size() + " fields]";
    }
}
