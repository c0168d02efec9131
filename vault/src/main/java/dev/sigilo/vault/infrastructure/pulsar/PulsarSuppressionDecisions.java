package dev.sigilo.vault.infrastructure.pulsar;

import dev.sigilo.driver.Topology;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.Suppression;
import dev.sigilo.records.SuppressionCodec;
import dev.sigilo.runtime.JsonBytesSchema;
import dev.sigilo.runtime.OutputMessage;
import dev.sigilo.vault.application.SuppressionDecisions;
import dev.sigilo.vault.domain.OperatorException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageRouter;
import org.apache.pulsar.client.api.MessageRoutingMode;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.TopicMetadata;

/** The decisions on a topic that seal and tokenize read. */
public final class PulsarSuppressionDecisions implements SuppressionDecisions {
    private static final String TOPIC = "suppressed";

    /** Sends all decisions to one partition, however many the topic has, because their order matters. */
    private static final class FirstPartition implements MessageRouter {
        private static final long serialVersionUID = 1L;

        @Override
        public int choosePartition(Message<?> message, TopicMetadata metadata) {
            return 0;
        }
    }

    private final PulsarConnection pulsar;
    private final String topic;

    /**
     * @param pulsar   the connection; it stays open
     * @param topology names the topic
     */
    public PulsarSuppressionDecisions(PulsarConnection pulsar, Topology topology) {
        this.pulsar = pulsar;
        this.topic = topology.topic(TOPIC);
    }

    @Override
    public List<Suppression> decisions() {
        List<Suppression> decisions = new ArrayList<>();
        TopicScan.each(pulsar, topic, message -> {
            try {
                decisions.add(SuppressionCodec.decode(message.getValue()));
            } catch (RecordFormatException e) {
                throw new OperatorException(
                        "message " + message.getMessageId() + " of " + topic
                                + " is not a decision of Sigilo; another producer wrote it, and seal and tokenize wait until it is removed");
            }
        });
        return decisions;
    }

    @Override
    public void add(Suppression decision) {
        try (Producer<byte[]> producer = pulsar.client()
                .newProducer(JsonBytesSchema.of(RecordSchemas.SUPPRESSION))
                .topic(topic)
                .messageRoutingMode(MessageRoutingMode.CustomPartition)
                .messageRouter(new FirstPartition())
                .create()) {
            producer.newMessage()
                    .property(OutputMessage.TYPE_PROPERTY, "Suppression")
                    .value(SuppressionCodec.encode(decision))
                    .send();
        } catch (PulsarClientException e) {
            throw PulsarConnection.fault(e);
        }
    }
}
