package dev.sigilo.vault.infrastructure.pulsar;

import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.Topology;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.records.Canary;
import dev.sigilo.vault.application.LogProjection;
import dev.sigilo.vault.application.ProgressListener;
import dev.sigilo.vault.application.RowWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Reader;

/** The topics that a projection reads, and that projection: the deployed function, run in this process. */
public final class PulsarLogProjection implements LogProjection<DriverMessage>, AutoCloseable {
    private static final int QUEUE = 1000;
    private static final int PATIENCE_SECONDS = 10;

    private final List<Reader<byte[]>> readers = new ArrayList<>();
    private final TopologyDriver driver;
    private final String rowsTopic;
    private final ProgressListener progress;
    private long messages;

    /**
     * Starts the projection and opens its topics.
     *
     * @param pulsar     the connection; it stays open
     * @param projection the function that makes the rows
     * @param progress   receives the number of messages read
     * @throws dev.sigilo.vault.domain.OperatorException if a topic cannot be read
     */
    public PulsarLogProjection(PulsarConnection pulsar, FunctionSpec projection, ProgressListener progress) {
        this.rowsTopic = projection.output();
        this.progress = progress;
        driver = TopologyDriver.builder(new Topology(List.of(projection), List.of()))
                .withoutSchemaChecks()
                .start();
        try {
            for (String topic : projection.inputs()) {
                readers.add(pulsar.client()
                        .newReader()
                        .topic(topic)
                        .startMessageId(MessageId.earliest)
                        .receiverQueueSize(QUEUE)
                        .create());
            }
        } catch (PulsarClientException e) {
            close();
            throw PulsarConnection.fault(e);
        }
    }

    @Override
    public void project(RowWriter<DriverMessage> rows) {
        try {
            for (Message<byte[]> message = next(); message != null; message = next()) {
                if (message.getValue() != null && !message.getProperties().containsKey(Canary.PROPERTY)) {
                    driver.pipe(
                            Topology.ofPartition(message.getTopicName()),
                            message.getKey(),
                            message.getValue(),
                            message.getProperties());
                    for (DriverMessage row : driver.read(rowsTopic)) {
                        rows.write(row);
                    }
                    driver.forgetMessages();
                }
                messages++;
                progress.advanced(messages);
            }
        } catch (PulsarClientException e) {
            throw PulsarConnection.fault(e);
        }
        rows.flush();
        progress.finished();
    }

    @Override
    public long messages() {
        return messages;
    }

    /** Returns the next message, or null at the current end of all topics. */
    private Message<byte[]> next() throws PulsarClientException {
        for (Reader<byte[]> reader : readers) {
            while (reader.hasMessageAvailable()) {
                Message<byte[]> message = reader.readNext(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (message != null) {
                    return message;
                }
            }
        }
        return null;
    }

    @Override
    public void close() {
        for (Reader<byte[]> reader : readers) {
            try {
                reader.close();
            } catch (IOException e) {
                // The client is shut down next, and its readers with it.
            }
        }
        driver.close();
    }
}
