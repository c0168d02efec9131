package dev.sigilo.tokenize.adapter;

import dev.sigilo.adapter.StageStoppedException;
import dev.sigilo.records.RecordCodec;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.Suppression;
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
 * The topic of all {@link Suppression}s, read from its beginning and kept current. What {@link #current()} gives was, at most
 * {@link SuppressionList#MAX_AGE} ago, all that the broker had: so a decision holds everywhere so long after it was stored, without asking
 * who has heard of it. While the topic cannot be read, {@code current()} waits: nobody is let in unseen. Not thread-safe.
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

    /** @param unreadable is told each time that the topic could not be read and why, in words without a value */
    SuppressionLog(PulsarClient client, String topic, Consumer<String> unreadable) {
        this.client = client;
        this.topic = topic;
        this.unreadable = unreadable;
    }

    /**
     * Reads all that is there.
     *
     * @throws IOException where it cannot be read; what it says holds no value
     */
    void start() throws IOException {
        try {
            readAll();
        } catch (PulsarClientException | RecordFormatException | RuntimeException e) {
            throw new IOException(topic + " cannot be read (" + why(e) + "); deploy.sh makes it and lets the functions read it", e);
        }
    }

    /**
     * The list, as it stands. Waits until it is known.
     *
     * @throws StageStoppedException where the function is stopped meanwhile
     */
    SuppressionList current() {
        for (long pause = FIRST_PAUSE_MILLIS;; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
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

    /** Reads until the broker says that there is no more. */
    private void readAll() throws PulsarClientException, RecordFormatException {
        if (reader == null) {
            list = new SuppressionList();
            reader = client.newReader().topic(topic).startMessageId(MessageId.earliest).receiverQueueSize(QUEUE).create();
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

    /** Reads what the broker sent by itself, without asking it. */
    private void readArrived() throws PulsarClientException, RecordFormatException {
        for (Message<byte[]> message = next(); message != null; message = next()) {
            apply(message);
        }
    }

    private Message<byte[]> next() throws PulsarClientException {
        return reader.readNext(0, TimeUnit.MILLISECONDS);
    }

    private void apply(Message<byte[]> message) throws RecordFormatException {
        list.apply(RecordCodec.decodeSuppression(message.getData()));
    }

    /** The kind of fault alone: the client's own words may quote what was sent. */
    private static String why(Exception fault) {
        return fault instanceof RecordFormatException ? "a message there is no decision of Sigilo's" : fault.getClass().getSimpleName();
    }

    /** The client wraps an interruption into a fault of its own. */
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

    /** Lets go of the broker; {@link #current()} begins anew. */
    @Override
    public void close() {
        try (Reader<byte[]> closed = reader) {
            reader = null;
        } catch (IOException | RuntimeException e) {
            // What it read is forgotten with it.
            return;
        }
    }
}
