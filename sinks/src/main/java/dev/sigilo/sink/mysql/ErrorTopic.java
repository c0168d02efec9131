package dev.sigilo.sink.mysql;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.schema.GenericObject;
import org.apache.pulsar.functions.api.Record;

/**
 * The topic that gets a report of each message that the table refuses: one JSON message with the reason and the position of the
 * message, by which it can be read again from its topic. The report never contains a value. It contains the row's key, which may
 * identify a person, only if {@code errorTopicKeys} is set. Thread-safe.
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

    /** One message for the error topic. */
    record Entry(Record<GenericObject> record, RowFaultException fault) {
    }

    /** Sends all and waits until they are stored. */
    void send(List<Entry> entries) throws PulsarClientException {
        Producer<byte[]> open = producer();
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (Entry entry : entries) {
            sent.add(open.newMessage().key(position(entry.record())).value(encode(entry)).sendAsync());
        }
        open.flush();
        for (CompletableFuture<?> future : sent) {
            try {
                future.join();
            } catch (RuntimeException e) {
                throw PulsarClientException.unwrap(e);
            }
        }
    }

    private synchronized Producer<byte[]> producer() throws PulsarClientException {
        if (producer == null) {
            producer = client.newProducer(Schema.BYTES).topic(topic).blockIfQueueFull(true).create();
        }
        return producer;
    }

    static String position(Record<?> record) {
        return record.getMessage().map(Message::getMessageId).map(Object::toString)
                .or(() -> record.getRecordSequence().map(Object::toString)).orElse("");
    }

    byte[] encode(Entry entry) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        RowFaultException fault = entry.fault();
        json.put("reason", fault.fault().name());
        json.put("table", table);
        json.put("column", fault.column());
        json.put("sql_state", fault.sqlState());
        json.put("vendor_code", fault.vendorCode());
        json.put("topic", entry.record().getTopicName().orElse(null));
        json.put("message_id", position(entry.record()));
        entry.record().getMessage().ifPresent(message -> json.put("published_at", message.getPublishTime()));
        json.put("sink", sink);
        if (keys) {
            json.put("key", entry.record().getKey().orElse(null));
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
