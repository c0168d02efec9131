package dev.sigilo.benchmarks.chain;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.CompressionType;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;

/** Writes to a topic in batches, as a producer with many messages does. */
final class Publishing {
    /** A record's version has only ten bits for the index in the batch. */
    private static final int MAX_BATCH_MESSAGES = 1000;

    private static final int MAX_BATCH_BYTES = 128 * 1024;
    private static final int MAX_PENDING = 5000;

    private Publishing() {}

    /** Creates a producer that blocks while too many messages are pending. */
    static Producer<byte[]> producer(PulsarClient client, String topic) throws PulsarClientException {
        return client.newProducer()
                .topic(topic)
                .sendTimeout(0, TimeUnit.SECONDS)
                .blockIfQueueFull(true)
                .maxPendingMessages(MAX_PENDING)
                .batchingMaxMessages(MAX_BATCH_MESSAGES)
                .batchingMaxBytes(MAX_BATCH_BYTES)
                .batchingMaxPublishDelay(1, TimeUnit.MILLISECONDS)
                .compressionType(CompressionType.LZ4)
                .create();
    }

    /** Queues all records; the producer's flush waits for them and fails if any was not stored. */
    static void queue(Producer<byte[]> producer, List<byte[]> records) {
        for (byte[] record : records) {
            var unused = producer.sendAsync(record);
        }
    }
}
