package dev.sigilo.sink.mysql;

import dev.sigilo.sink.mysql.MessageFields.JoinedFields;
import dev.sigilo.sink.mysql.MessageFields.JsonFields;
import dev.sigilo.sink.mysql.MessageFields.KeyField;
import dev.sigilo.sink.mysql.MySqlSinkConfig.UnknownFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.schema.GenericObject;
import org.apache.pulsar.client.api.schema.KeyValueSchema;
import org.apache.pulsar.common.schema.KeyValue;
import org.apache.pulsar.common.schema.SchemaInfo;
import org.apache.pulsar.common.schema.SchemaType;
import org.apache.pulsar.functions.api.Record;

/**
 * Makes rows of messages, for the table as it is now. A message is a record in JSON or Avro, a KeyValue of two such, or
 * bytes that are a JSON object. Thread-safe.
 */
final class RowMapper {
    private final TargetTable target;
    private final MySqlSinkConfig config;
    private final String onlyKey;
    private final String deleteField;
    private final Shards shards;
    private final Map<Schema<?>, Map<String, FieldType>> fieldsBySchema =
            Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Map<String, FieldType>, RowShape> shapesBySchema =
            Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Object, RowShape> shapes = Collections.synchronizedMap(new HashMap<>());

    RowMapper(TargetTable target, MySqlSinkConfig config) {
        this.target = target;
        this.config = config;
        this.onlyKey = target.key().size() == 1 ? target.key().get(0) : null;
        this.shards = new Shards(config.getShards(), config.getShard());
        this.deleteField = config.getDeleteField().isBlank() ? null : config.getDeleteField();
    }

    TargetTable target() {
        return target;
    }

    /** What a message says: its fields, and whether that is all of a row or only the key of one to delete. */
    private record Content(MessageFields fields, Map<String, FieldType> types, boolean schemaAlone,
            boolean tombstone) {
    }

    /** The row of this message. */
    Row map(Record<GenericObject> record) throws RowFaultException {
        Content content = content(record);
        requireOwnShard(content.fields());
        if (content.tombstone()) {
            return tombstone(record, content);
        }
        RowShape shape = shape(content);
        List<Table.Column> columns = shape.columns();
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            Table.Column column = columns.get(i);
            Object value = content.fields().value(column.name(), shape.type(i), column);
            if (value == null && (target.key().contains(column.name()) || column.name().equals(target.version()))) {
                throw new RowFaultException(RowFault.NULL_NOT_ALLOWED, column.name());
            }
            values[i] = value;
        }
        return new Row(record, target, shape, values, false);
    }

    /** A row in two shards would be counted twice, so a key that came to the wrong sink is told and not written. */
    private void requireOwnShard(MessageFields fields) throws RowFaultException {
        if (shards.count() > 1) {
            String key = fields.text(onlyKey);
            if (key != null && !shards.hold(key)) {
                throw new RowFaultException(RowFault.OTHER_SHARD, onlyKey);
            }
        }
    }

    private Row tombstone(Record<GenericObject> record, Content content) throws RowFaultException {
        if (!target.deletes()) {
            throw new RowFaultException(RowFault.SCHEMA_MISMATCH, null);
        }
        List<String> names = new ArrayList<>(target.key());
        if (target.version() != null) {
            names.add(target.version());
        }
        Object[] values = new Object[names.size()];
        for (int i = 0; i < values.length; i++) {
            String name = names.get(i);
            values[i] = content.fields().value(name, content.types().getOrDefault(name, FieldType.PLAIN),
                    target.table().columns().get(name));
            if (values[i] == null && i < target.key().size()) {
                throw new RowFaultException(RowFault.NULL_NOT_ALLOWED, name);
            }
        }
        return new Row(record, target, null, values, true);
    }

    /** The lane's choice: equal for all messages of one key. */
    int laneHash(Record<GenericObject> record) {
        try {
            MessageFields fields = content(record).fields();
            int hash = 0;
            for (String name : target.key()) {
                String text = fields.text(name);
                hash = 31 * hash + (text == null ? 0 : text.hashCode());
            }
            return hash;
        } catch (RowFaultException e) {
            // Any lane will find the same fault.
            return 0;
        }
    }

    private Content content(Record<GenericObject> record) throws RowFaultException {
        GenericObject value = record.getValue();
        List<MessageFields> parts = new ArrayList<>(2);
        Map<String, FieldType> types = null;
        boolean tombstone = false;
        Object nativeValue = value == null ? null : value.getNativeObject();
        if (nativeValue instanceof KeyValue<?, ?> keyValue) {
            Schema<?> declared = record.getSchema();
            KeyValueSchema<?, ?> schema = declared instanceof KeyValueSchema<?, ?> known ? known : null;
            types = new HashMap<>(types(schema == null ? null : schema.getKeySchema()));
            types.putAll(types(schema == null ? null : schema.getValueSchema()));
            tombstone = keyValue.getValue() == null;
            if (!tombstone) {
                parts.add(part(keyValue.getValue(), record));
            }
            if (keyValue.getKey() != null) {
                parts.add(part(keyValue.getKey(), record));
            }
        } else {
            MessageFields fields = nativeValue == null ? null : fields(value, nativeValue, record);
            tombstone = fields == null;
            if (fields != null) {
                parts.add(fields);
                types = types(record.getSchema());
            }
        }
        if (onlyKey != null && record.getKey().isPresent()
                && (parts.isEmpty() || parts.get(parts.size() - 1).text(onlyKey) == null)) {
            parts.add(new KeyField(onlyKey, record.getKey().get()));
        }
        if (tombstone && target.version() != null) {
            // A tombstone without a body carries its version, if it has one, in a property of that name.
            String version = record.getProperties() == null ? null : record.getProperties().get(target.version());
            if (version != null) {
                parts.add(new KeyField(target.version(), version));
            }
        }
        MessageFields fields = parts.size() == 1 ? parts.get(0) : new JoinedFields(parts);
        if (!tombstone && deleteField != null && fields.isTrue(deleteField)) {
            tombstone = true;
        }
        return new Content(fields, types == null ? Map.of() : types, !(nativeValue instanceof KeyValue), tombstone);
    }

    /** The fields of a message's value, or null where it is empty, which is a tombstone as it is for Pulsar's compaction. */
    private static MessageFields fields(GenericObject value, Object nativeValue, Record<?> record)
            throws RowFaultException {
        if (nativeValue instanceof byte[] bytes) {
            return bytes.length == 0 ? null : JsonFields.parse(bytes, record);
        }
        if (nativeValue instanceof String text) {
            return text.isEmpty() ? null : JsonFields.parse(text.getBytes(StandardCharsets.UTF_8), record);
        }
        if (nativeValue instanceof com.fasterxml.jackson.databind.JsonNode node && node.isMissingNode()) {
            return null;
        }
        return MessageFields.ofNative(value, record);
    }

    private MessageFields part(Object part, Record<?> record) throws RowFaultException {
        if (part instanceof GenericObject object) {
            return MessageFields.ofNative(object, record);
        }
        if (onlyKey != null && (part instanceof CharSequence || part instanceof Number)) {
            return new KeyField(onlyKey, part);
        }
        throw new RowFaultException(RowFault.SCHEMA_MISMATCH, null);
    }

    /** The fields that a schema has, with what it says of them; null where no schema says what a message may hold. */
    private Map<String, FieldType> types(Schema<?> schema) {
        if (schema == null) {
            return Map.of();
        }
        Map<String, FieldType> known = fieldsBySchema.get(schema);
        if (known == null) {
            SchemaInfo info = schema.getSchemaInfo();
            known = info != null && (info.getType() == SchemaType.JSON || info.getType() == SchemaType.AVRO)
                    ? FieldType.ofDefinition(info.getSchemaDefinition()) : Map.of();
            if (fieldsBySchema.size() > 1000) {
                fieldsBySchema.clear();
            }
            fieldsBySchema.put(schema, known);
        }
        return known;
    }

    private RowShape shape(Content content) throws RowFaultException {
        Map<String, FieldType> types = content.types();
        RowShape shape = shapesBySchema.get(types);
        if (shape == null) {
            shape = shapeOfFields(content);
            if (content.schemaAlone() && !types.isEmpty()) {
                shapesBySchema.put(types, shape);
            }
        }
        if (shape.hasUnknownFields() && config.getUnknownFields() == UnknownFields.ERROR) {
            throw new RowFaultException(RowFault.SCHEMA_MISMATCH, unknown(content));
        }
        return shape;
    }

    private RowShape shapeOfFields(Content content) throws RowFaultException {
        Map<String, FieldType> types = content.types();
        // With a schema, an absent field is a null, so that rows are complete; without one only what is there is known.
        Object kind = types.isEmpty() ? new TreeSet<>(content.fields().names()) : types;
        RowShape shape = shapes.get(kind);
        if (shape == null) {
            shape = build(types.isEmpty() ? content.fields().names() : types.keySet(), types);
            if (shapes.size() > 1000) {
                shapes.clear();
            }
            shapes.put(kind, shape);
        }
        return shape;
    }

    private String unknown(Content content) {
        for (String name : content.types().isEmpty() ? content.fields().names() : content.types().keySet()) {
            if (!target.writable().contains(name) && !name.equals(deleteField)) {
                return name;
            }
        }
        return null;
    }

    private RowShape build(Iterable<String> fields, Map<String, FieldType> types) throws RowFaultException {
        List<Table.Column> columns = new ArrayList<>();
        TreeSet<String> present = new TreeSet<>();
        boolean unknown = false;
        for (String field : fields) {
            present.add(field);
            unknown |= !target.writable().contains(field) && !field.equals(deleteField);
        }
        present.addAll(target.key());
        for (String name : target.writable()) {
            if (present.contains(name)) {
                columns.add(target.table().columns().get(name));
            }
        }
        if (target.version() != null && !present.contains(target.version())) {
            throw new RowFaultException(RowFault.NULL_NOT_ALLOWED, target.version());
        }
        if (columns.isEmpty()) {
            throw new RowFaultException(RowFault.SCHEMA_MISMATCH, null);
        }
        return new RowShape(target, columns,
                columns.stream().map(column -> types.getOrDefault(column.name(), FieldType.PLAIN)).toList(), unknown);
    }
}
