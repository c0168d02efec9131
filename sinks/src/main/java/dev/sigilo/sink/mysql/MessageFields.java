package dev.sigilo.sink.mysql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.schema.GenericObject;
import org.apache.pulsar.functions.api.Record;

/** The named fields of one message, in any encoding. */
interface MessageFields {
    /** Returns the names of the message's fields. */
    List<String> names();

    /** Returns a field's value, converted to its column's type; null if the message has none. */
    Object value(String field, FieldType type, TableDefinition.Column column) throws RowFaultException;

    /** Returns a field as text, for choosing a worker; null if the message has none. */
    String text(String field);

    /** Whether the field is present and true. */
    boolean isTrue(String field);

    /** A JSON object. */
    record JsonFields(JsonNode object, Record<?> record) implements MessageFields {
        /**
         * Keeps all digits, and has no table of names. Every message may bring new names (a map's keys are values), and
         * for each Jackson would copy its table, intern the name in the JVM, and clear the table when it is full.
         */
        static final ObjectReader EXACT = JsonMapper.builder(JsonFactory.builder()
                        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                        .build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .reader();

        /** Parses a JSON object. */
        static JsonFields parse(byte[] text, Record<?> record) throws RowFaultException {
            JsonNode node;
            try {
                node = EXACT.readTree(new String(text, StandardCharsets.UTF_8));
            } catch (JsonProcessingException e) {
                throw new RowFaultException(RowFault.BAD_JSON, null);
            }
            if (node == null || !node.isObject()) {
                throw new RowFaultException(RowFault.SCHEMA_MISMATCH, null);
            }
            return new JsonFields(node, record);
        }

        @Override
        public List<String> names() {
            List<String> names = new ArrayList<>(object.size());
            object.fieldNames().forEachRemaining(names::add);
            return names;
        }

        @Override
        public Object value(String field, FieldType type, TableDefinition.Column column) throws RowFaultException {
            JsonNode node = object.get(field);
            if (column.kind() == ColumnKind.DECIMAL && node != null && node.isDouble()) {
                // The runtime reads fractions as doubles, but the message itself has all digits.
                JsonNode exact = exactly(field);
                return ColumnValues.ofJson(exact == null ? node : exact, type, column);
            }
            return ColumnValues.ofJson(node, type, column);
        }

        private JsonNode exactly(String field) {
            byte[] bytes = record.getMessage().map(Message::getData).orElse(null);
            if (bytes == null) {
                return null;
            }
            try {
                JsonNode node = EXACT.readTree(new String(bytes, StandardCharsets.UTF_8))
                        .get(field);
                return node != null && node.isNumber() ? node : null;
            } catch (IOException e) {
                return null;
            }
        }

        @Override
        public String text(String field) {
            JsonNode node = object.get(field);
            return node == null || node.isNull() ? null : node.asText();
        }

        @Override
        public boolean isTrue(String field) {
            JsonNode node = object.get(field);
            return node != null && node.asBoolean();
        }
    }

    /** An Avro record. */
    record AvroFields(IndexedRecord object) implements MessageFields {
        @Override
        public List<String> names() {
            return object.getSchema().getFields().stream()
                    .map(Schema.Field::name)
                    .toList();
        }

        private Object get(String field) {
            Schema.Field position = object.getSchema().getField(field);
            return position == null ? null : object.get(position.pos());
        }

        @Override
        public Object value(String field, FieldType type, TableDefinition.Column column) throws RowFaultException {
            return ColumnValues.ofAvro(get(field), type, column);
        }

        @Override
        public String text(String field) {
            Object value = get(field);
            return value == null ? null : value.toString();
        }

        @Override
        public boolean isTrue(String field) {
            return Boolean.TRUE.equals(get(field));
        }
    }

    /** The value of the only key column: the message key, or the primitive key of a KeyValue. */
    record KeyField(String name, Object key) implements MessageFields {
        @Override
        public List<String> names() {
            return List.of(name);
        }

        @Override
        public Object value(String field, FieldType type, TableDefinition.Column column) throws RowFaultException {
            return field.equals(name) ? ColumnValues.ofAvro(key, FieldType.PLAIN, column) : null;
        }

        @Override
        public String text(String field) {
            return field.equals(name) ? key.toString() : null;
        }

        @Override
        public boolean isTrue(String field) {
            return false;
        }
    }

    /** The fields of several parts; a field is taken from the first part that has it. */
    record JoinedFields(List<MessageFields> parts) implements MessageFields {
        @Override
        public List<String> names() {
            return parts.stream()
                    .flatMap(part -> part.names().stream())
                    .distinct()
                    .toList();
        }

        @Override
        public Object value(String field, FieldType type, TableDefinition.Column column) throws RowFaultException {
            for (MessageFields part : parts) {
                Object value = part.value(field, type, column);
                if (value != null) {
                    return value;
                }
            }
            return null;
        }

        @Override
        public String text(String field) {
            for (MessageFields part : parts) {
                String text = part.text(field);
                if (text != null) {
                    return text;
                }
            }
            return null;
        }

        @Override
        public boolean isTrue(String field) {
            return parts.stream().anyMatch(part -> part.isTrue(field));
        }
    }

    /**
     * Returns the fields of a GenericRecord's native object.
     *
     * @throws RowFaultException if it is neither JSON nor Avro
     */
    static MessageFields ofNative(GenericObject value, Record<?> record) throws RowFaultException {
        Object object = value.getNativeObject();
        if (object instanceof JsonNode node && node.isObject()) {
            return new JsonFields(node, record);
        }
        if (object instanceof IndexedRecord avro) {
            return new AvroFields(avro);
        }
        throw new RowFaultException(RowFault.SCHEMA_MISMATCH, null);
    }
}
