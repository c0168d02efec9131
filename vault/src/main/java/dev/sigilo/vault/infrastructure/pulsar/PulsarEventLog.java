package dev.sigilo.vault.infrastructure.pulsar;

import dev.sigilo.driver.Topology;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.RecordStatus;
import dev.sigilo.records.RecordStatusCodec;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.TokenizedRecordCodec;
import dev.sigilo.runtime.JsonBytesSchema;
import dev.sigilo.runtime.OutputMessage;
import dev.sigilo.vault.application.EventLog;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.pulsar.client.api.HashingScheme;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClientException;

/** The log on the topic {@code events/tokenized}. */
public final class PulsarEventLog implements EventLog {
    private final PulsarConnection pulsar;
    private final String topic;
    private final boolean ownsConnection;

    private PulsarEventLog(PulsarConnection pulsar, Topology topology, boolean ownsConnection) {
        this.pulsar = pulsar;
        this.topic = topology.topic("tokenized");
        this.ownsConnection = ownsConnection;
    }

    /** Returns the log with its own connection, which is closed with it.
     *
     * @param topology names the topic
     */
    public static PulsarEventLog over(PulsarConnection pulsar, Topology topology) {
        return new PulsarEventLog(pulsar, topology, true);
    }

    /** Returns the log with a shared connection, which stays open.
     *
     * @param topology names the topic
     */
    public static PulsarEventLog sharing(PulsarConnection pulsar, Topology topology) {
        return new PulsarEventLog(pulsar, topology, false);
    }

    @Override
    public void add(Collection<TokenizedRecord> events) {
        try (Producer<byte[]> producer = pulsar.client()
                .newProducer(JsonBytesSchema.of(RecordSchemas.TOKENIZED))
                // The same partition that tokenize chooses for this key, so that the removal comes after the events of
                // the record.
                .hashingScheme(HashingScheme.Murmur3_32Hash)
                .topic(topic)
                .create()) {
            for (TokenizedRecord event : events) {
                producer.newMessage()
                        .key(event.recordToken())
                        .property(OutputMessage.TYPE_PROPERTY, "TokenizedRecord")
                        .value(TokenizedRecordCodec.encode(event))
                        .send();
            }
        } catch (PulsarClientException e) {
            throw PulsarConnection.fault(e);
        }
    }

    @Override
    public void each(Consumer<RecordStatus> look, LongConsumer read) {
        long[] messages = {0};
        TopicScan.each(pulsar, topic, message -> {
            messages[0]++;
            read.accept(messages[0]);
            try {
                look.accept(RecordStatusCodec.decode(message.getValue()));
            } catch (RecordFormatException e) {
                // Not one of Sigilo's events; the views ignore it too.
                return;
            }
        });
    }

    @Override
    public void close() {
        if (ownsConnection) {
            pulsar.close();
        }
    }
}
