package dev.sigilo.vault.infrastructure.pulsar;

import dev.sigilo.vault.domain.OperatorException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Reader;

/** Reads every message still stored on a topic, without consuming messages from its subscriptions. */
public final class TopicScan {
    private static final int QUEUE = 1000;
    private static final int PATIENCE_SECONDS = 10;

    /**
     * Passes every message with a value to {@code look}, up to the current end of the topic; oldest first in each
     * partition.
     *
     * @throws OperatorException if the topic cannot be read
     */
    public static void each(PulsarConnection pulsar, String topic, Consumer<Message<byte[]>> look) {
        try (Reader<byte[]> reader = pulsar.client()
                .newReader()
                .topic(topic)
                .startMessageId(MessageId.earliest)
                .receiverQueueSize(QUEUE)
                .create()) {
            while (reader.hasMessageAvailable()) {
                Message<byte[]> message = reader.readNext(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (message == null) {
                    throw new OperatorException(
                            "topic " + topic + " has messages that the broker does not deliver; see `sigilo status`");
                }
                if (message.getValue() != null) {
                    look.accept(message);
                }
            }
        } catch (PulsarClientException e) {
            throw PulsarConnection.fault(e);
        } catch (IOException e) {
            throw new OperatorException("the connection to Pulsar could not be closed ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private TopicScan() {}
}
