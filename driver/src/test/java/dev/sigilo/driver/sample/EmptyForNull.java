package dev.sigilo.driver.sample;

import java.util.function.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessagePayload;
import org.apache.pulsar.client.api.MessagePayloadContext;
import org.apache.pulsar.client.api.MessagePayloadProcessor;
import org.apache.pulsar.client.api.Schema;

/** Gives a message without a value a blank line for one. */
public final class EmptyForNull implements MessagePayloadProcessor {

    @Override
    public <T> void process(MessagePayload payload, MessagePayloadContext context, Schema<T> schema,
            Consumer<Message<T>> consumer) {
        MessagePayload given = payload.copiedBuffer().length > 0 ? payload : () -> new byte[] {' '};
        consumer.accept(context.asSingleMessage(given, schema));
    }
}
