package dev.sigilo.sink.mysql;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Reader;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.schema.GenericRecord;
import org.apache.pulsar.common.schema.SchemaType;
import org.apache.pulsar.functions.api.Record;

/**
 * The schemas that messages were written with, for messages that the runtime passes on as plain bytes ({@code
 * schemaType: NONE}). Each schema version of a topic is fetched once, by reading a message of it again: Pulsar's public
 * client offers no other way. Thread-safe.
 */
final class WriterSchemas {
    private static final int READ_TIMEOUT_SECONDS = 30;

    private final Supplier<PulsarClient> client;
    private final Map<Version, Schema<?>> known = new ConcurrentHashMap<>();

    private record Version(String topic, ByteBuffer version) {}

    /** @param client called when the first schema is needed; null without Pulsar, and then there are no schemas */
    WriterSchemas(Supplier<PulsarClient> client) {
        this.client = client;
    }

    /**
     * Returns the schema of a message's bytes, or null if it was written without one.
     *
     * @throws SinkConfigException   if plain bytes cannot be read with this type of schema
     * @throws IllegalStateException if Pulsar does not return it
     */
    Schema<?> of(Record<?> record) {
        Schema<?> declared = record.getSchema();
        if (declared != null
                && declared.getSchemaInfo() != null
                && declared.getSchemaInfo().getType() == SchemaType.JSON) {
            return declared;
        }
        Message<?> message = client == null ? null : record.getMessage().orElse(null);
        byte[] number = message == null ? null : message.getSchemaVersion();
        if (number == null || number.length == 0) {
            return null;
        }
        Version version = new Version(message.getTopicName(), ByteBuffer.wrap(number));
        Schema<?> schema = known.get(version);
        if (schema == null) {
            schema = read(message);
            known.put(version, schema);
        }
        return schema;
    }

    private Schema<?> read(Message<?> message) {
        try (Reader<GenericRecord> reader = client.get()
                .newReader(Schema.AUTO_CONSUME())
                .topic(message.getTopicName())
                .startMessageId(message.getMessageId())
                .startMessageIdInclusive()
                .receiverQueueSize(1)
                .create()) {
            Message<GenericRecord> again = reader.readNext(READ_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            Schema<?> schema = again == null ? null : again.getReaderSchema().orElse(null);
            if (schema == null) {
                throw new IllegalStateException("Pulsar did not return the schema of topic " + message.getTopicName()
                        + ", message " + message.getMessageId() + ": see the broker's log");
            }
            SchemaType type = schema.getSchemaInfo().getType();
            if (type != SchemaType.JSON && type != SchemaType.AVRO) {
                throw new SinkConfigException("topic " + message.getTopicName() + " has a schema of type " + type
                        + ", which cannot be read with schemaType NONE: set AUTO_CONSUME in inputSpecs");
            }
            return schema;
        } catch (PulsarClientException e) {
            throw new IllegalStateException(
                    "the schema of topic " + message.getTopicName() + " cannot be read ("
                            + e.getClass().getSimpleName() + "): the sink must be allowed to consume from it",
                    e);
        } catch (java.io.IOException e) {
            throw new IllegalStateException("a reader of topic " + message.getTopicName() + " cannot be closed", e);
        }
    }
}
