package dev.sigilo.sink.mysql;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.pulsar.client.api.HashingScheme;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.schema.GenericObject;
import org.apache.pulsar.functions.api.Record;

/**
 * The topic for reports of messages that the table refuses: one JSON message with the reason and the position of the
 * message, so that it can be read again from its topic, and another one once the row is written. A report never
 * contains a value. It contains the row's key, which may identify a person, and its version only if {@code
 * errorTopicKeys} is set. Thread-safe.
 */
final class ErrorTopic implements AutoCloseable {
    private final PulsarClient client;
    private final String topic;
    private final String table;
    private final String sink;
    private final boolean keys;
    private Producer<byte[]> producer;

    ErrorTopic(PulsarClient client, String topic, String table, String sink, boolean keys) {
        this.client = client;
        this.topic = topic;
        this.table = table;
        this.sink = sink;
        this.keys = keys;
    }

    /**
     * One message for the error topic.
     *
     * @param fault      why the row is refused; null for a row that was refused before and is written now
     * @param identity   the row's key and version; null if the sink does not track them
     * @param since      when the key was first refused, in milliseconds since 1970; 0 if not known
     * @param reportedAt when this is reported, in milliseconds since 1970; 0 if not known
     */
    record Entry(
            Record<GenericObject> record, RowFaultException fault, RowIdentity identity, long since, long reportedAt) {
        Entry(Record<GenericObject> record, RowFaultException fault) {
            this(record, fault, null, 0, 0);
        }

        static Entry written(Record<GenericObject> record, RowIdentity identity) {
            return new Entry(record, null, identity, 0, 0);
        }

        Entry of(RowIdentity row) {
            return new Entry(record, fault, row, since, reportedAt);
        }

        Entry at(long firstRefusal, long now) {
            return new Entry(record, fault, identity, firstRefusal, now);
        }
    }

    /** Sends all reports and waits until they are stored. */
    void send(List<Entry> entries) throws PulsarClientException {
        Producer<byte[]> open = producer();
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (Entry entry : entries) {
            sent.add(open.newMessage()
                    .key(messageKey(entry))
                    .value(encode(entry))
                    .sendAsync());
        }
        open.flush();
        for (CompletableFuture<?> future : sent) {
            try {
                future.join();
            } catch (CompletionException e) {
                // PulsarClientException.unwrap would throw this exception unchanged.
                throw e.getCause() instanceof PulsarClientException fault
                        ? fault
                        : new PulsarClientException(e.getCause());
            }
        }
    }

    private synchronized Producer<byte[]> producer() throws PulsarClientException {
        if (producer == null) {
            // The hash by which functions choose partitions, so that the reports about a row stay in the row's
            // partition and in order.
            producer = client.newProducer(Schema.BYTES)
                    .topic(topic)
                    .hashingScheme(HashingScheme.Murmur3_32Hash)
                    .blockIfQueueFull(true)
                    .create();
        }
        return producer;
    }

    static String position(Record<?> record) {
        return record.getMessage()
                .map(Message::getMessageId)
                .map(Object::toString)
                .or(() -> record.getRecordSequence().map(Object::toString))
                .orElse("");
    }

    private String key(Entry entry) {
        return !keys
                ? null
                : entry.identity() != null && entry.identity().key() != null
                        ? entry.identity().key()
                        : entry.record().getKey().orElse(null);
    }

    private String messageKey(Entry entry) {
        String key = key(entry);
        return key == null ? position(entry.record()) : key;
    }

    byte[] encode(Entry entry) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        RowFaultException fault = entry.fault();
        if (fault != null) {
            json.put("reason", fault.fault().name());
        }
        json.put("table", table);
        if (fault != null) {
            json.put("column", fault.column());
            json.put("sql_state", fault.sqlState());
            json.put("vendor_code", fault.vendorCode());
        }
        json.put("topic", entry.record().getTopicName().orElse(null));
        json.put("message_id", position(entry.record()));
        entry.record().getMessage().ifPresent(message -> json.put("published_at", message.getPublishTime()));
        json.put("sink", sink);
        if (keys) {
            json.put("key", key(entry));
        }
        if (keys && entry.identity() != null) {
            json.put("written", fault == null);
            json.put("row_order", entry.identity().order());
            if (fault != null) {
                json.put("since", entry.since());
                json.put("reported_at", entry.reportedAt());
            }
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void close() throws PulsarClientException {
        if (producer != null) {
            producer.close();
            producer = null;
        }
    }
}
