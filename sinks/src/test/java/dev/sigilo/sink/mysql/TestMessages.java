package dev.sigilo.sink.mysql;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.schema.GenericObject;
import org.apache.pulsar.client.api.schema.GenericRecord;
import org.apache.pulsar.client.impl.schema.AutoConsumeSchema;
import org.apache.pulsar.client.impl.schema.generic.GenericSchemaImpl;
import org.apache.pulsar.common.schema.SchemaInfo;
import org.apache.pulsar.common.schema.SchemaType;
import org.apache.pulsar.functions.api.Record;

/**
 * Messages as the runtime passes them to a sink, decoded by Pulsar's own schemas. They count their acknowledgements and
 * failures.
 */
final class TestMessages {
    private TestMessages() {}

    /** A JSON or Avro schema as a reader of the topic has it. */
    static Schema<GenericRecord> schema(SchemaType type, String definition) {
        return GenericSchemaImpl.of(
                SchemaInfo.builder()
                        .name("row")
                        .type(type)
                        .schema(definition.getBytes(StandardCharsets.UTF_8))
                        .properties(Map.of())
                        .build(),
                false);
    }

    static TestMessage json(Schema<GenericRecord> schema, long position, String key, String json) {
        return new TestMessage(position, key, schema.decode(json.getBytes(StandardCharsets.UTF_8)), schema, Map.of());
    }

    /** A message as the runtime passes it with {@code schemaType: NONE}: its bytes, and the version of its schema. */
    static TestMessage undecoded(Schema<?> schema, long position, String key, byte[] payload) {
        return new TestMessage(position, key, null, Schema.BYTES, Map.of()) {
            @Override
            Record<?> record() {
                return new Undecoded(this, payload, FakeContext.message(schema, position, payload));
            }
        };
    }

    /** What a sink receives in that case, whatever type it declares. */
    private record Undecoded(TestMessage message, byte[] payload, Message<byte[]> source) implements Record<byte[]> {
        @Override
        public Optional<String> getKey() {
            return message.getKey();
        }

        @Override
        public byte[] getValue() {
            return payload;
        }

        @Override
        public Schema<byte[]> getSchema() {
            return Schema.BYTES;
        }

        @Override
        public Optional<String> getTopicName() {
            return message.getTopicName();
        }

        @Override
        public Optional<Long> getRecordSequence() {
            return message.getRecordSequence();
        }

        @Override
        public Optional<Message<byte[]>> getMessage() {
            return Optional.of(source);
        }

        @Override
        public void ack() {
            message.ack();
        }

        @Override
        public void fail() {
            message.fail();
        }
    }

    static TestMessage bytes(long position, String key, byte[] payload) {
        return new TestMessage(
                position,
                key,
                AutoConsumeSchema.wrapPrimitiveObject(payload, SchemaType.BYTES, new byte[0]),
                Schema.BYTES,
                Map.of());
    }

    /**
     * Returns a message with the same content, marked by a property; sent in 1970 if it is {@code old}, else at no
     * known time.
     */
    static TestMessage marked(TestMessage message, String property, boolean old) {
        return new TestMessage(message.position, message.key, message.value, message.schema, Map.of(property, "1")) {
            @Override
            @SuppressWarnings("unchecked")
            public Optional<Message<GenericObject>> getMessage() {
                return old
                        ? Optional.of((Message<GenericObject>)
                                (Message<?>) FakeContext.message(null, message.position, new byte[0]))
                        : Optional.empty();
            }
        };
    }

    /** One message. */
    static class TestMessage implements Record<GenericObject> {
        private final long position;
        private final String key;
        private final GenericObject value;
        private final Schema<?> schema;
        private final Map<String, String> properties;
        private final AtomicInteger acks = new AtomicInteger();
        private final AtomicInteger fails = new AtomicInteger();

        TestMessage(long position, String key, GenericObject value, Schema<?> schema, Map<String, String> properties) {
            this.position = position;
            this.key = key;
            this.value = value;
            this.schema = schema;
            this.properties = properties;
        }

        /** Returns the record that is passed to the sink. */
        Record<?> record() {
            return this;
        }

        int acks() {
            return acks.get();
        }

        int fails() {
            return fails.get();
        }

        @Override
        public Optional<String> getKey() {
            return Optional.ofNullable(key);
        }

        @Override
        public GenericObject getValue() {
            return value;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Schema<GenericObject> getSchema() {
            return (Schema<GenericObject>) schema;
        }

        @Override
        public Map<String, String> getProperties() {
            return properties;
        }

        @Override
        public Optional<String> getTopicName() {
            return Optional.of("persistent://public/default/rows");
        }

        @Override
        public Optional<Long> getRecordSequence() {
            return Optional.of(position);
        }

        @Override
        public Optional<Message<GenericObject>> getMessage() {
            return Optional.empty();
        }

        @Override
        public void ack() {
            acks.incrementAndGet();
        }

        @Override
        public void fail() {
            fails.incrementAndGet();
        }
    }
}
