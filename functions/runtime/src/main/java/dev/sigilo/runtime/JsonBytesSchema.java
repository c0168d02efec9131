package dev.sigilo.runtime;

import dev.sigilo.records.RecordSchemas;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.common.schema.SchemaInfo;
import org.apache.pulsar.common.schema.SchemaType;

/**
 * A JSON schema over bytes that are JSON already. The topic gets the schema, its readers see typed records, and a
 * record is encoded once, by the codec of its type.
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
     * A schema of this name and definition.
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
        // Immutable, so a copy can be the same object.
        return this;
    }
}
