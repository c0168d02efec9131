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
import java.util.List;

/**
 * A message's bytes that are a JSON object, read from front to back into a row's values. No tree of nodes is made of it, and
 * fields without a column are passed over.
 */
final class JsonMessage {
    private static final char REPLACEMENT = '\uFFFD';

    private JsonMessage() {
    }

    /**
     * Reads the fields that the shape has columns for; the last one of a name counts.
     *
     * @param deleteField field that makes the message a tombstone where it is true, or null
     * @param values      takes the values, in the shape's order
     * @return whether the message is a tombstone
     */
    static boolean read(byte[] json, RowShape shape, String deleteField, Object[] values) throws RowFaultException {
        boolean deleted = false;
        try (JsonParser parser = open(json)) {
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                int position = shape.position(name);
                if (name.equals(deleteField)) {
                    JsonNode flag = node(parser);
                    deleted = flag.asBoolean();
                    if (position >= 0) {
                        values[position] = ColumnValues.ofJson(flag, shape.type(position), shape.columns().get(position));
                    }
                } else if (position >= 0) {
                    values[position] = value(parser, token, shape.type(position), shape.columns().get(position));
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

    private static Object value(JsonParser parser, JsonToken token, FieldType type, Table.Column column)
            throws IOException, RowFaultException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        // The common case first: text for a text column.
        if (token == JsonToken.VALUE_STRING && column.kind() == ColumnKind.TEXT && type.meaning() != FieldType.Meaning.BYTES) {
            return parser.getText();
        }
        return ColumnValues.ofJson(node(parser), type, column);
    }

    private static JsonNode node(JsonParser parser) throws IOException {
        return MessageFields.JsonFields.EXACT.readTree(parser);
    }

    /** The texts of these fields, null where a field is absent or null; reads no further than it must. */
    static String[] texts(byte[] json, List<String> names) throws RowFaultException {
        String[] texts = new String[names.size()];
        int left = texts.length;
        try (JsonParser parser = open(json)) {
            while (left > 0) {
                String name = parser.nextFieldName();
                if (name == null) {
                    requireEnd(parser);
                    break;
                }
                JsonToken token = parser.nextToken();
                int position = names.indexOf(name);
                if (position >= 0 && texts[position] == null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
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

    /** A parser behind the object's opening brace. */
    private static JsonParser open(byte[] json) throws IOException, RowFaultException {
        // From a String: see EXACT; without a table of names Jackson reads bytes more slowly than that.
        JsonParser parser = MessageFields.JsonFields.EXACT.createParser(utf8(json));
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new RowFaultException(RowFault.SCHEMA_MISMATCH, null);
        }
        return parser;
    }

    private static String utf8(byte[] bytes) throws RowFaultException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            // Written so, or put there in place of what is not UTF-8.
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
