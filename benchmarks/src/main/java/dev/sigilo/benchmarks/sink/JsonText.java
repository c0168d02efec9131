package dev.sigilo.benchmarks.sink;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.common.schema.SchemaInfo;
import org.apache.pulsar.common.schema.SchemaType;

/** A JSON schema over bytes that are JSON already. */
final class JsonText implements Schema<byte[]> {
    private final SchemaInfo info;

    JsonText(String definition) {
        info = SchemaInfo.builder().name("row").type(SchemaType.JSON)
                .schema(definition.getBytes(StandardCharsets.UTF_8)).properties(Map.of()).build();
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
        return this;
    }
}
