package dev.sigilo.driver;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.common.api.EncryptionContext;

/**
 * One message on a topic of the driver, as a consumer sees it. Immutable. Its value may contain PHI, so
 * {@link #toString()} returns only its topic and position.
 */
public final class DriverMessage implements Message<byte[]> {
    private final String topic;
    private final DriverMessageId id;
    private final String key;
    private final byte[] value;
    private final Map<String, String> properties;
    private final Schema<byte[]> schema;
    private final long publishTime;
    private final int redeliveries;

    DriverMessage(
            String topic,
            DriverMessageId id,
            String key,
            byte[] value,
            Map<String, String> properties,
            Schema<byte[]> schema,
            long publishTime,
            int redeliveries) {
        this.topic = topic;
        this.id = id;
        this.key = key;
        this.value = value;
        this.properties = Map.copyOf(properties);
        this.schema = schema;
        this.publishTime = publishTime;
        this.redeliveries = redeliveries;
    }

    DriverMessage redelivered() {
        return new DriverMessage(topic, id, key, value, properties, schema, publishTime, redeliveries + 1);
    }

    DriverMessage withValue(byte[] other) {
        return new DriverMessage(topic, id, key, other, properties, schema, publishTime, redeliveries);
    }

    /** Returns the schema that the message was sent with, or null if it was plain bytes. */
    public Schema<byte[]> schema() {
        return schema;
    }

    /** Returns the value as UTF-8 text, or null for a message without a value. */
    public String text() {
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    @Override
    public Map<String, String> getProperties() {
        return properties;
    }

    @Override
    public boolean hasProperty(String name) {
        return properties.containsKey(name);
    }

    @Override
    public String getProperty(String name) {
        return properties.get(name);
    }

    @Override
    public byte[] getData() {
        return value == null ? new byte[0] : value;
    }

    @Override
    public int size() {
        return getData().length;
    }

    @Override
    public byte[] getValue() {
        return value;
    }

    @Override
    public MessageId getMessageId() {
        return id;
    }

    @Override
    public long getPublishTime() {
        return publishTime;
    }

    @Override
    public long getEventTime() {
        return 0;
    }

    @Override
    public long getSequenceId() {
        return id.entryId();
    }

    @Override
    public String getProducerName() {
        return "driver";
    }

    @Override
    public boolean hasKey() {
        return key != null;
    }

    @Override
    public String getKey() {
        return key;
    }

    @Override
    public boolean hasBase64EncodedKey() {
        return false;
    }

    @Override
    public byte[] getKeyBytes() {
        return key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean hasOrderingKey() {
        return false;
    }

    @Override
    public byte[] getOrderingKey() {
        return null;
    }

    @Override
    public String getTopicName() {
        return topic;
    }

    @Override
    public Optional<EncryptionContext> getEncryptionCtx() {
        return Optional.empty();
    }

    @Override
    public int getRedeliveryCount() {
        return redeliveries;
    }

    @Override
    public byte[] getSchemaVersion() {
        return null;
    }

    @Override
    public boolean isReplicated() {
        return false;
    }

    @Override
    public String getReplicatedFrom() {
        return null;
    }

    @Override
    public void release() {
        // Nothing is pooled here.
    }

    @Override
    public boolean hasBrokerPublishTime() {
        return false;
    }

    @Override
    public Optional<Long> getBrokerPublishTime() {
        return Optional.empty();
    }

    @Override
    public boolean hasIndex() {
        return false;
    }

    @Override
    public Optional<Long> getIndex() {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "DriverMessage[" + topic + " " + id + "]";
    }
}
