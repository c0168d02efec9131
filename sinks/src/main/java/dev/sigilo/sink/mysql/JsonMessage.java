package dev.sigilo.sink.mysql;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a message that is a JSON object into a row's values, from start to end. It builds no tree of nodes and skips
 * fields that have no column.
 */
final class JsonMessage {
    private static final char REPLACEMENT = '\uFFFD';
    private static final Pattern PLAIN_NAME = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

    private JsonMessage() {}

    /**
     * Reads the fields for which the shape has columns. If a name occurs more than once, the last value is used.
     *
     * @param deleteField field that makes the message a tombstone if it is true, or null
     * @param values      receives the values, in the shape's order
     * @return whether the message is a tombstone
     */
    static boolean read(byte[] json, RowShape shape, String deleteField, Object[] values) throws RowFaultException {
        boolean deleted = false;
        String text = utf8(json);
        try (JsonParser parser = open(text)) {
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                int position = shape.position(name);
                if (name.equals(deleteField)) {
                    JsonNode flag = node(parser);
                    deleted = flag.asBoolean();
                    if (position >= 0) {
                        values[position] = ColumnValues.ofJson(
                                flag, shape.type(position), shape.columns().get(position));
                    }
                } else if (position >= 0) {
                    values[position] = value(
                            parser,
                            token,
                            text,
                            shape.type(position),
                            shape.columns().get(position));
                } else {
                    parser.skipChildren();
                }
            }
            requireEnd(parser);
            return deleted;
        } catch (JsonProcessingException e) {
            throw new RowFaultException(RowFault.BAD_JSON, null);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private static Object value(
            JsonParser parser, JsonToken token, String text, FieldType type, TableDefinition.Column column)
            throws IOException, RowFaultException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        // The common case first: text for a text column.
        if (token == JsonToken.VALUE_STRING
                && column.kind() == ColumnKind.TEXT
                && type.meaning() != FieldType.Meaning.BYTES) {
            return parser.getText();
        }
        if (token.isStructStart() && column.kind() == ColumnKind.JSON) {
            return structure(parser, text, type, column);
        }
        return ColumnValues.ofJson(node(parser), type, column);
    }

    /** Returns a list or an object for a JSON column as the message's own text, after the parser has validated it. */
    private static Object structure(JsonParser parser, String text, FieldType type, TableDefinition.Column column)
            throws IOException, RowFaultException {
        int from = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        int to = (int) parser.currentLocation().getCharOffset();
        String structure = text.substring(from, to);
        if (structure.indexOf('\\') < 0) {
            return structure;
        }
        // An escape may encode half a character, which servers refuse. Reading it like any other value reports that.
        return ColumnValues.ofJson(MessageFields.JsonFields.EXACT.readTree(structure), type, column);
    }

    private static JsonNode node(JsonParser parser) throws IOException {
        return MessageFields.JsonFields.EXACT.readTree(parser);
    }

    /**
     * Returns how a message begins whose first field is this text field, written without spaces; null if the name could
     * be written in several ways.
     */
    static byte[] beginning(String field) {
        return PLAIN_NAME.matcher(field).matches() ? ("{\"" + field + "\":\"").getBytes(StandardCharsets.UTF_8) : null;
    }

    /**
     * Returns the text after such a {@link #beginning}, equal to the result of {@link #texts} but without a parser.
     * Null if the message begins differently or the text is not plain ASCII.
     */
    static String leadingText(byte[] json, byte[] beginning) {
        int start = beginning.length;
        if (json.length <= start || !Arrays.equals(json, 0, start, beginning, 0, start)) {
            return null;
        }
        for (int end = start; end < json.length; end++) {
            byte next = json[end];
            if (next == '"') {
                return new String(json, start, end - start, StandardCharsets.ISO_8859_1);
            }
            if (next < ' ' || next == '\\') {
                return null;
            }
        }
        return null;
    }

    /** Returns the texts of these fields, null if a field is absent or null. Stops as soon as all are found. */
    static String[] texts(byte[] json, List<String> names) throws RowFaultException {
        String[] texts = new String[names.size()];
        int left = texts.length;
        try (JsonParser parser = open(utf8(json))) {
            while (left > 0) {
                String name = parser.nextFieldName();
                if (name == null) {
                    requireEnd(parser);
                    break;
                }
                JsonToken token = parser.nextToken();
                int position = names.indexOf(name);
                if (position >= 0
                        && texts[position] == null
                        && token.isScalarValue()
                        && token != JsonToken.VALUE_NULL) {
                    texts[position] = parser.getText();
                    left--;
                } else {
                    parser.skipChildren();
                }
            }
            return texts;
        } catch (JsonProcessingException e) {
            throw new RowFaultException(RowFault.BAD_JSON, null);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    /** Opens a parser positioned after the object's opening brace. */
    private static JsonParser open(String json) throws IOException, RowFaultException {
        // From a String: see EXACT. Without a table of names, Jackson reads bytes more slowly than a String.
        JsonParser parser = MessageFields.JsonFields.EXACT.createParser(json);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new RowFaultException(RowFault.SCHEMA_MISMATCH, null);
        }
        return parser;
    }

    private static String utf8(byte[] bytes) throws RowFaultException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            // The character was in the message, or it replaces bytes that are not UTF-8.
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            } catch (CharacterCodingException e) {
                throw new RowFaultException(RowFault.BAD_JSON, null);
            }
        }
        return text;
    }

    private static void requireEnd(JsonParser parser) throws RowFaultException {
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new RowFaultException(RowFault.BAD_JSON, null);
        }
    }
}
