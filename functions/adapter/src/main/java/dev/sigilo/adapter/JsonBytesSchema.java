package dev.sigilo.adapter;

import dev.sigilo.records.RecordSchemas;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.common.schema.SchemaInfo;
import org.apache.pulsar.common.schema.SchemaType;

/**
 * A JSON schema for bytes that already are JSON. The topic gets the schema, its readers get typed records, and a
 * record is encoded once, by {@link dev.sigilo.records.RecordCodec}.
 */
public final class JsonBytesSchema implements Schema<byte[]> {
    private final SchemaInfo info;

    private JsonBytesSchema(SchemaInfo info) {
        this.info = info;
    }

    /** Creates the schema that registers this definition. */
    public static JsonBytesSchema of(RecordSchemas schema) {
        return new JsonBytesSchema(SchemaInfo.builder()
                .name("")
                .type(SchemaType.JSON)
                .schema(schema.definition().getBytes(StandardCharsets.UTF_8))
                .properties(Map.of())
                .build());
    }

    @Override
    public byte[] encode(byte[] message) {
        return message;
    }

    @Override
    public byte[] decode(byte[] bytes) {
        return bytes;
    }

    @Override
    public SchemaInfo getSchemaInfo() {
        return info;
    }

    @Override
    public Schema<byte[]> clone() {
        // Immutable, so a copy can be the same object.
        return this;
    }
}
