package dev.sigilo.sink.mysql;

import dev.sigilo.sink.mysql.MessageFields.JoinedFields;
import dev.sigilo.sink.mysql.MessageFields.JsonFields;
import dev.sigilo.sink.mysql.MessageFields.KeyField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.schema.GenericObject;
import org.apache.pulsar.client.api.schema.KeyValueSchema;
import org.apache.pulsar.common.schema.KeyValue;
import org.apache.pulsar.common.schema.SchemaInfo;
import org.apache.pulsar.common.schema.SchemaType;
import org.apache.pulsar.functions.api.Record;

/**
 * Converts messages to rows of the table as it is now. A message is a record in JSON or Avro, a KeyValue of two
 * records, or bytes that are a JSON object. It is decoded by the runtime, or comes as bytes with the schema that they
 * were written with. Thread-safe.
 */
final class RowMapper {
    private final TargetTable target;
    private final MySqlSinkConfig config;
    private final WriterSchemas schemas;
    private final String onlyKey;
    private final byte[] keyFirst;
    private final String deleteField;
    private final Shards shards;
    private final Map<Schema<?>, Map<String, FieldType>> fieldsBySchema =
            Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Map<String, FieldType>, RowShape> shapesBySchema =
            Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Object, RowShape> shapes = Collections.synchronizedMap(new HashMap<>());

    RowMapper(TargetTable target, MySqlSinkConfig config, WriterSchemas schemas) {
        this.target = target;
        this.config = config;
        this.schemas = schemas;
        this.onlyKey = target.key().size() == 1 ? target.key().get(0) : null;
        this.keyFirst = onlyKey == null ? null : JsonMessage.beginning(onlyKey);
        this.shards = new Shards(config.getShards(), config.getShard());
        this.deleteField = config.getDeleteField().isBlank() ? null : config.getDeleteField();
    }

    TargetTable target() {
        return target;
    }

    /** The content of a message: its fields, and whether they are a whole row or only the key of a row to delete. */
    private record Content(
            MessageFields fields, Map<String, FieldType> types, boolean schemaAlone, boolean tombstone) {}

    /** Converts a message to its row. */
    Row map(Record<GenericObject> record) throws RowFaultException {
        Row read = read(record);
        if (read != null) {
            return read;
        }
        Content content = content(record);
        if (shards.count() > 1) {
            requireOwnShard(content.fields().text(onlyKey));
        }
        if (content.tombstone()) {
            return tombstone(record, content);
        }
        RowShape shape = shape(content);
        List<TableDefinition.Column> columns = shape.columns();
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            TableDefinition.Column column = columns.get(i);
            values[i] = content.fields().value(column.name(), shape.type(i), column);
        }
        requireKeyAndVersion(shape, values);
        return new Row(record, target, shape, values, false);
    }

    /** A row in two shards would be counted twice, so a key that reached the wrong sink is refused. */
    private void requireOwnShard(String key) throws RowFaultException {
        if (key != null && !shards.hold(key)) {
            throw new RowFaultException(RowFault.OTHER_SHARD, onlyKey);
        }
    }

    /** Reads the row of bytes whose schema is JSON; null for any other message, and for a tombstone. */
    private Row read(Record<GenericObject> record) throws RowFaultException {
        byte[] json = json(record);
        if (json == null) {
            return null;
        }
        if (shards.count() > 1) {
            requireOwnShard(keyTexts(record)[0]);
        }
        Map<String, FieldType> types = types(schemas.of(record));
        RowShape shape = shape(types, types::keySet, true);
        Object[] values = new Object[shape.columns().size()];
        if (JsonMessage.read(json, shape, deleteField, values)) {
            return null;
        }
        int key = onlyKey == null ? -1 : shape.position(onlyKey);
        if (key >= 0 && values[key] == null && record.getKey().isPresent()) {
            values[key] = new KeyField(onlyKey, record.getKey().get())
                    .value(onlyKey, FieldType.PLAIN, shape.columns().get(key));
        }
        requireKeyAndVersion(shape, values);
        return new Row(record, target, shape, values, false);
    }

    /** Returns the bytes of an undecoded message whose schema is JSON; null for any other message. */
    private byte[] json(Record<GenericObject> record) {
        byte[] bytes = bytes(record);
        if (bytes == null || bytes.length == 0) {
            return null;
        }
        Schema<?> schema = schemas.of(record);
        return schema != null && schema.getSchemaInfo().getType() == SchemaType.JSON ? bytes : null;
    }

    /** Returns the value if the runtime did not decode it; it is then a byte array, whatever type the sink declares. */
    private static byte[] bytes(Record<?> record) {
        return record.getValue() instanceof byte[] bytes ? bytes : null;
    }

    private void requireKeyAndVersion(RowShape shape, Object[] values) throws RowFaultException {
        for (String name : target.key()) {
            requireValue(shape, values, name);
        }
        if (target.version() != null) {
            requireValue(shape, values, target.version());
        }
    }

    private static void requireValue(RowShape shape, Object[] values, String name) throws RowFaultException {
        int position = shape.position(name);
        if (position >= 0 && values[position] == null) {
            throw new RowFaultException(RowFault.NULL_NOT_ALLOWED, name);
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
            values[i] = content.fields()
                    .value(
                            name,
                            content.types().getOrDefault(name, FieldType.PLAIN),
                            target.table().columns().get(name));
            if (values[i] == null && i < target.key().size()) {
                throw new RowFaultException(RowFault.NULL_NOT_ALLOWED, name);
            }
        }
        return new Row(record, target, null, values, true);
    }

    /** Returns the hash that selects the worker; it is equal for all messages of one key. */
    int workerHash(Record<GenericObject> record) {
        try {
            int hash = 0;
            for (String text : keyTexts(record)) {
                hash = 31 * hash + (text == null ? 0 : text.hashCode());
            }
            return hash;
        } catch (RowFaultException e) {
            // Every worker finds the same fault.
            return 0;
        }
    }

    private String[] keyTexts(Record<GenericObject> record) throws RowFaultException {
        byte[] json = json(record);
        if (json == null) {
            return texts(content(record).fields(), target.key());
        }
        String first = keyFirst == null ? null : JsonMessage.leadingText(json, keyFirst);
        if (first != null) {
            return new String[] {first};
        }
        String[] texts = JsonMessage.texts(json, target.key());
        if (onlyKey != null && texts[0] == null && record.getKey().isPresent()) {
            texts[0] = record.getKey().get();
        }
        return texts;
    }

    /**
     * Returns the key and version of a message whose row the table refuses, as far as they can be read; null if the
     * table's key is not one column.
     */
    RowIdentity identity(Record<GenericObject> record) {
        if (onlyKey == null) {
            return null;
        }
        List<String> names = target.version() == null ? List.of(onlyKey) : List.of(onlyKey, target.version());
        try {
            byte[] json = json(record);
            String[] texts = json == null ? texts(content(record).fields(), names) : JsonMessage.texts(json, names);
            return new RowIdentity(
                    texts[0] == null ? record.getKey().orElse(null) : texts[0], texts.length > 1 ? texts[1] : null);
        } catch (RowFaultException e) {
            // Not readable, which may be the reason for the refusal.
            return new RowIdentity(record.getKey().orElse(null), null);
        }
    }

    private static String[] texts(MessageFields fields, List<String> names) {
        return names.stream().map(fields::text).toArray(String[]::new);
    }

    private Content content(Record<GenericObject> record) throws RowFaultException {
        byte[] undecoded = bytes(record);
        if (undecoded == null) {
            return content(record, record.getSchema(), record.getValue());
        }
        Schema<?> written = schemas.of(record);
        return content(
                record, written, written == null || undecoded.length == 0 ? undecoded : decode(written, undecoded));
    }

    private static Object decode(Schema<?> schema, byte[] bytes) throws RowFaultException {
        try {
            return schema.decode(bytes);
        } catch (RuntimeException e) {
            // A decoder may throw anything, and its exceptions quote their input.
            throw new RowFaultException(RowFault.SCHEMA_MISMATCH, null);
        }
    }

    /** @param value the message's value as decoded by Pulsar's schemas, or its bytes, which are then JSON */
    private Content content(Record<GenericObject> record, Schema<?> declared, Object value) throws RowFaultException {
        List<MessageFields> parts = new ArrayList<>(2);
        Map<String, FieldType> types = null;
        boolean tombstone = false;
        Object nativeValue = value instanceof GenericObject object ? object.getNativeObject() : value;
        if (nativeValue instanceof KeyValue<?, ?> keyValue) {
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
                types = types(declared);
            }
        }
        if (onlyKey != null
                && record.getKey().isPresent()
                && (parts.isEmpty() || parts.get(parts.size() - 1).text(onlyKey) == null)) {
            parts.add(new KeyField(onlyKey, record.getKey().get()));
        }
        if (tombstone && target.version() != null) {
            // A tombstone without a body carries its version, if it has one, in a property of that name.
            String version = record.getProperties() == null
                    ? null
                    : record.getProperties().get(target.version());
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

    /**
     * Returns the fields of a message's value, or null if it is empty, which means a tombstone, as in Pulsar's
     * compaction.
     */
    private static MessageFields fields(Object value, Object nativeValue, Record<?> record) throws RowFaultException {
        if (nativeValue instanceof byte[] bytes) {
            return bytes.length == 0 ? null : JsonFields.parse(bytes, record);
        }
        if (nativeValue instanceof String text) {
            return text.isEmpty() ? null : JsonFields.parse(text.getBytes(StandardCharsets.UTF_8), record);
        }
        if (nativeValue instanceof com.fasterxml.jackson.databind.JsonNode node && node.isMissingNode()) {
            return null;
        }
        return MessageFields.ofNative((GenericObject) value, record);
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

    /** Returns the fields of a schema with their types; empty if there is no schema. */
    private Map<String, FieldType> types(Schema<?> schema) {
        if (schema == null) {
            return Map.of();
        }
        Map<String, FieldType> known = fieldsBySchema.get(schema);
        if (known == null) {
            SchemaInfo info = schema.getSchemaInfo();
            known = info != null && (info.getType() == SchemaType.JSON || info.getType() == SchemaType.AVRO)
                    ? FieldType.ofDefinition(info.getSchemaDefinition())
                    : Map.of();
            if (fieldsBySchema.size() > 1000) {
                fieldsBySchema.clear();
            }
            fieldsBySchema.put(schema, known);
        }
        return known;
    }

    private RowShape shape(Content content) throws RowFaultException {
        Map<String, FieldType> types = content.types();
        // With a schema, an absent field is null, so that rows are complete. Without one, only the fields in the
        // message are known.
        return types.isEmpty()
                ? shape(types, () -> content.fields().names(), false)
                : shape(types, types::keySet, content.schemaAlone());
    }

    private RowShape shape(Map<String, FieldType> types, Supplier<Collection<String>> names, boolean schemaAlone)
            throws RowFaultException {
        RowShape shape = shapesBySchema.get(types);
        if (shape == null) {
            shape = shapeOfFields(types, names.get());
            if (schemaAlone && !types.isEmpty()) {
                shapesBySchema.put(types, shape);
            }
        }
        if (shape.hasUnknownFields() && config.getUnknownFields() == UnknownFieldAction.ERROR) {
            throw new RowFaultException(RowFault.SCHEMA_MISMATCH, unknown(names.get()));
        }
        return shape;
    }

    private RowShape shapeOfFields(Map<String, FieldType> types, Collection<String> names) throws RowFaultException {
        Object kind = types.isEmpty() ? new TreeSet<>(names) : types;
        RowShape shape = shapes.get(kind);
        if (shape == null) {
            shape = build(names, types);
            if (shapes.size() > 1000) {
                shapes.clear();
            }
            shapes.put(kind, shape);
        }
        return shape;
    }

    private String unknown(Collection<String> names) {
        for (String name : names) {
            if (!target.writable().contains(name) && !name.equals(deleteField)) {
                return name;
            }
        }
        return null;
    }

    private RowShape build(Iterable<String> fields, Map<String, FieldType> types) throws RowFaultException {
        List<TableDefinition.Column> columns = new ArrayList<>();
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
        return new RowShape(
                target,
                columns,
                columns.stream()
                        .map(column -> types.getOrDefault(column.name(), FieldType.PLAIN))
                        .toList(),
                unknown);
    }
}
