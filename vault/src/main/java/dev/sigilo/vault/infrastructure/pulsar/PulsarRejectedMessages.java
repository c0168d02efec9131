package dev.sigilo.vault.infrastructure.pulsar;

import dev.sigilo.driver.Topology;
import dev.sigilo.records.Canary;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.RejectedRecordCodec;
import dev.sigilo.vault.application.RejectedMessages;
import java.util.function.Consumer;

/** The rejected messages on the topic {@code intake/rejected}. */
public final class PulsarRejectedMessages implements RejectedMessages {
    private final PulsarConnection pulsar;
    private final String topic;

    /**
     * @param pulsar   the connection; it stays open
     * @param topology names the topic
     */
    public PulsarRejectedMessages(PulsarConnection pulsar, Topology topology) {
        this.pulsar = pulsar;
        this.topic = topology.topic("rejected");
    }

    @Override
    public void each(Consumer<RejectedRecord> look) {
        TopicScan.each(pulsar, topic, message -> {
            if (message.hasProperty(Canary.PROPERTY)) {
                return;
            }
            try {
                look.accept(RejectedRecordCodec.decode(message.getValue()));
            } catch (RecordFormatException e) {
                // Not one of Sigilo's messages, or from a newer version; skip it.
                return;
            }
        });
    }
}
