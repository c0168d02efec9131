package dev.sigilo.cli;

import dev.sigilo.adapter.JsonBytesSchema;
import dev.sigilo.adapter.OutputMessage;
import dev.sigilo.driver.Topology;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.TokenizedRecordCodec;
import java.util.Collection;
import org.apache.pulsar.client.api.HashingScheme;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClientException;

/** Publishes to the log events that remove records from the views. */
final class RemovalEvents {
    private RemovalEvents() {
    }

    /**
     * Publishes the events, and returns when the broker has stored all of them.
     *
     * @throws CliException if it does not
     */
    static void publish(Topology topology, PulsarConnection pulsar, Collection<TokenizedRecord> events) {
        try (Producer<byte[]> producer = pulsar.client().newProducer(JsonBytesSchema.of(RecordSchemas.TOKENIZED))
                // The same partition that tokenize chooses for this key, so that the removal comes after the events of the record.
                .hashingScheme(HashingScheme.Murmur3_32Hash)
                .topic(topology.topic("tokenized")).create()) {
            for (TokenizedRecord event : events) {
                producer.newMessage().key(event.recordToken()).property(OutputMessage.TYPE_PROPERTY, "TokenizedRecord")
                        .value(TokenizedRecordCodec.encode(event)).send();
            }
        } catch (PulsarClientException e) {
            throw PulsarConnection.fault(e);
        }
    }
}
