package dev.sigilo.cli;

import dev.sigilo.mllp.MessageStore;
import dev.sigilo.mllp.Refusal;
import dev.sigilo.mllp.StoreException;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.HashingScheme;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.TypedMessageBuilder;

/** Stores messages on a topic, unchanged. Messages of one patient have one key, so that they keep their order. */
final class PulsarMessageStore implements MessageStore, AutoCloseable {
    private static final int BATCH_DELAY_MILLIS = 1;
    private static final int MAX_PENDING = 20_000;

    private final Producer<byte[]> producer;

    /**
     * @param time how long the broker may take to store a message
     * @throws dev.sigilo.vault.domain.OperatorException if the topic cannot be written
     */
    PulsarMessageStore(PulsarConnection pulsar, String topic, Duration time) {
        try {
            producer = pulsar.client()
                    .newProducer(Schema.BYTES)
                    .topic(topic)
                    // The function runtime's hash, as for all messages of Sigilo.
                    .hashingScheme(HashingScheme.Murmur3_32Hash)
                    .enableBatching(true)
                    .batchingMaxPublishDelay(BATCH_DELAY_MILLIS, TimeUnit.MILLISECONDS)
                    .blockIfQueueFull(true)
                    .maxPendingMessages(MAX_PENDING)
                    .sendTimeout((int) Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS)
                    .create();
        } catch (PulsarClientException e) {
            throw PulsarConnection.fault(e);
        }
    }

    @Override
    public CompletableFuture<Void> store(byte[] message) {
        TypedMessageBuilder<byte[]> built = producer.newMessage().value(message);
        String key = Hl7Key.of(message);
        return (key == null ? built : built.key(key)).sendAsync().handle((id, fault) -> {
            if (fault != null) {
                throw refusal(fault);
            }
            return null;
        });
    }

    private static StoreException refusal(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return new StoreException(
                cause instanceof PulsarClientException.InvalidMessageException
                        ? Refusal.TOO_LARGE
                        : cause instanceof PulsarClientException.TimeoutException
                                ? Refusal.NO_ANSWER
                                : Refusal.NOT_STORED);
    }

    @Override
    public void close() {
        var unused = producer.closeAsync();
    }
}
