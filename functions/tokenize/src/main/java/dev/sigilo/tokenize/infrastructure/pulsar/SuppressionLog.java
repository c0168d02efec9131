package dev.sigilo.tokenize.infrastructure.pulsar;

import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.Suppression;
import dev.sigilo.records.SuppressionCodec;
import dev.sigilo.runtime.StageStoppedException;
import dev.sigilo.tokenize.domain.SuppressionList;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Reader;

/**
 * Reads the topic of all {@link Suppression}s from the beginning and keeps the list up to date. The list that {@link
 * #current()} returns contains everything that the broker had at most {@link SuppressionList#MAX_AGE} ago. So once that
 * time has passed after a decision was stored, every instance applies it, and no confirmation is needed. While the
 * topic cannot be read, {@code current()} blocks, so that no record is accepted unchecked. Not thread-safe.
 */
final class SuppressionLog implements AutoCloseable {
    private static final int READ_SECONDS = 10;
    private static final int QUEUE = 1000;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5000;

    private final PulsarClient client;
    private final String topic;
    private final Consumer<String> unreadable;
    private Reader<byte[]> reader;
    private SuppressionList list = new SuppressionList();
    private long checkedAt;

    /**
     * @param unreadable called with the reason each time that the topic cannot be read; the reason contains no values
     */
    SuppressionLog(PulsarClient client, String topic, Consumer<String> unreadable) {
        this.client = client;
        this.topic = topic;
        this.unreadable = unreadable;
    }

    /**
     * Reads the whole topic.
     *
     * @throws IOException if the topic cannot be read; its message contains no values
     */
    void start() throws IOException {
        try {
            readAll();
        } catch (PulsarClientException | RecordFormatException | RuntimeException e) {
            throw new IOException(
                    topic + " cannot be read (" + why(e) + "); deploy.sh makes it and lets the functions read it", e);
        }
    }

    /**
     * Returns the current list. Blocks until the topic can be read.
     *
     * @throws StageStoppedException if the function is stopped while waiting
     */
    SuppressionList current() {
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            try {
                if (reader == null || System.nanoTime() - checkedAt > SuppressionList.MAX_AGE.toNanos()) {
                    readAll();
                } else {
                    readArrived();
                }
                return list;
            } catch (PulsarClientException | RecordFormatException | RuntimeException e) {
                close();
                stopIfInterrupted(e);
                unreadable.accept(why(e));
                pause(pause);
            }
        }
    }

    /** Reads until the broker reports that there are no more messages. */
    private void readAll() throws PulsarClientException, RecordFormatException {
        if (reader == null) {
            list = new SuppressionList();
            reader = client.newReader()
                    .topic(topic)
                    .startMessageId(MessageId.earliest)
                    .receiverQueueSize(QUEUE)
                    .create();
        }
        long now = System.nanoTime();
        while (reader.hasMessageAvailable()) {
            Message<byte[]> message = reader.readNext(READ_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new PulsarClientException.TimeoutException("the broker hands out no message");
            }
            apply(message);
        }
        checkedAt = now;
    }

    /** Reads the messages that have already arrived, without asking the broker for more. */
    private void readArrived() throws PulsarClientException, RecordFormatException {
        for (Message<byte[]> message = next(); message != null; message = next()) {
            apply(message);
        }
    }

    private Message<byte[]> next() throws PulsarClientException {
        return reader.readNext(0, TimeUnit.MILLISECONDS);
    }

    private void apply(Message<byte[]> message) throws RecordFormatException {
        list.apply(SuppressionCodec.decode(message.getData()));
    }

    /** Returns only the kind of error, because the client's message may quote data. */
    private static String why(Exception fault) {
        return fault instanceof RecordFormatException
                ? "a message there is no decision of Sigilo's"
                : fault.getClass().getSimpleName();
    }

    /**
     * Throws {@link StageStoppedException} if the cause is an interruption, which the client wraps in its own
     * exception.
     */
    private static void stopIfInterrupted(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new StageStoppedException();
            }
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            stopIfInterrupted(e);
        }
    }

    /** Closes the reader. The next {@link #current()} reads the topic from the beginning again. */
    @Override
    public void close() {
        try (Reader<byte[]> closed = reader) {
            reader = null;
        } catch (IOException | RuntimeException e) {
            // Ignored: the list is read again from the beginning in any case.
            return;
        }
    }
}
