package dev.sigilo.runtime;

import dev.sigilo.records.RecordSchemas;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.common.schema.SchemaInfo;
import org.apache.pulsar.common.schema.SchemaType;

/**
 * A JSON schema for bytes that are already JSON. The topic gets the schema, readers see typed records, and a record is
 * encoded only once, by the codec of its type.
 */
public final class JsonBytesSchema implements Schema<byte[]> {
    private final SchemaInfo info;

    private JsonBytesSchema(SchemaInfo info) {
        this.info = info;
    }

    /** Creates the schema that registers this definition. */
    public static JsonBytesSchema of(RecordSchemas schema) {
        return of("", schema.definition());
    }

    /**
     * Returns a schema with this name and definition.
     *
     * @param definition an Avro record definition, as JSON
     */
    public static JsonBytesSchema of(String name, String definition) {
        return new JsonBytesSchema(SchemaInfo.builder()
                .name(name)
                .type(SchemaType.JSON)
                .schema(definition.getBytes(StandardCharsets.UTF_8))
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
        // The schema is immutable, so it can serve as its own copy.
        return this;
    }
}
