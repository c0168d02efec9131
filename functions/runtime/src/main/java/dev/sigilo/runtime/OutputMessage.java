package dev.sigilo.runtime;

import dev.sigilo.records.Canary;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.functions.api.Record;

/**
 * One message that a stage sends. It contains only what is passed to it: Pulsar's own builder
 * ({@code Context.newOutputRecordBuilder}) copies the key and all properties of the source message, which a producer
 * may have filled with a patient's name.
 */
public final class OutputMessage implements Record<byte[]> {
    /** The message property that names the type of the value. */
    public static final String TYPE_PROPERTY = "type";
    /** The message property with the line number of the record in the published file; digits only. */
    public static final String LINE_PROPERTY = "sigilo.line";

    private final String topic;
    private final String key;
    private final byte[] value;
    private final Schema<byte[]> schema;
    private final Map<String, String> properties;

    /**
     * @param topic  the destination, or null for the function's output topic
     * @param key    the message key
     * @param value  the encoded value
     * @param schema the value's schema
     * @param type   name of the value's type
     */
    public OutputMessage(String topic, String key, byte[] value, Schema<byte[]> schema, String type) {
        this.topic = topic;
        this.key = key;
        this.value = value;
        this.schema = schema;
        this.properties = Map.of(TYPE_PROPERTY, type);
    }

    private OutputMessage(OutputMessage message, String property, String propertyValue) {
        this.topic = message.topic;
        this.key = message.key;
        this.value = message.value;
        this.schema = message.schema;
        this.properties = new HashMap<>(message.properties);
        properties.put(property, propertyValue);
    }

    /**
     * Returns the message with this line number of the published file as a property; the same message if the line is 0.
     */
    public OutputMessage withLine(long line) {
        return line > 0 ? new OutputMessage(this, LINE_PROPERTY, Long.toString(line)) : this;
    }

    /** Returns the message marked as a canary's, by {@link Canary#PROPERTY}. */
    OutputMessage ofCanary() {
        return new OutputMessage(this, Canary.PROPERTY, "1");
    }

    @Override
    public Optional<String> getDestinationTopic() {
        return Optional.ofNullable(topic);
    }

    @Override
    public Optional<String> getKey() {
        return Optional.of(key);
    }

    @Override
    public byte[] getValue() {
        return value;
    }

    @Override
    public Schema<byte[]> getSchema() {
        return schema;
    }

    @Override
    public Map<String, String> getProperties() {
        return Collections.unmodifiableMap(properties);
    }

    /** Returns only the type and size, because on the intake topics the key and the value may identify a person. */
    @Override
    public String toString() {
        return properties.get(TYPE_PROPERTY) + "[" + value.length + " bytes]";
    }
}
