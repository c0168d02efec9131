package dev.sigilo.driver;

import java.util.Map;
import java.util.Optional;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.functions.api.Record;

/** A message as the function runtime passes it to a function. */
record DriverRecord(DriverMessage message) implements Record<byte[]> {

    @Override
    public Optional<String> getTopicName() {
        return Optional.of(message.getTopicName());
    }

    @Override
    public Optional<String> getKey() {
        return Optional.ofNullable(message.getKey());
    }

    @Override
    public Schema<byte[]> getSchema() {
        return Schema.BYTES;
    }

    @Override
    public byte[] getValue() {
        return message.getValue();
    }

    @Override
    public Optional<Long> getRecordSequence() {
        return Optional.of(message.getSequenceId());
    }

    @Override
    public Map<String, String> getProperties() {
        return message.getProperties();
    }

    @Override
    public Optional<Message<byte[]>> getMessage() {
        return Optional.of(message);
    }
}
