package dev.sigilo.driver.sample;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.common.schema.SchemaInfo;
import org.apache.pulsar.common.schema.SchemaType;
import org.apache.pulsar.functions.api.Record;

/** A message with a JSON schema over ready bytes. */
record SampleOutput(String topic, String key, byte[] value, Schema<byte[]> schema) implements Record<byte[]> {

    static SampleOutput of(String topic, String key, String json, Schema<byte[]> schema) {
        return new SampleOutput(topic, key, json.getBytes(StandardCharsets.UTF_8), schema);
    }

    static Schema<byte[]> jsonSchema(String fields) {
        SchemaInfo info = SchemaInfo.builder()
                .name("")
                .type(SchemaType.JSON)
                .properties(Map.of())
                .schema(("{\"type\":\"record\",\"name\":\"Sample\",\"fields\":[" + fields + "]}")
                        .getBytes(StandardCharsets.UTF_8))
                .build();
        return new Schema<>() {
            @Override
            public byte[] encode(byte[] message) {
                return message;
            }

            @Override
            public SchemaInfo getSchemaInfo() {
                return info;
            }

            @Override
            public Schema<byte[]> clone() {
                return this;
            }
        };
    }

    @Override
    public Optional<String> getDestinationTopic() {
        return Optional.ofNullable(topic);
    }

    @Override
    public Optional<String> getKey() {
        return Optional.ofNullable(key);
    }

    @Override
    public byte[] getValue() {
        return value;
    }

    @Override
    public Schema<byte[]> getSchema() {
        return schema;
    }
}
