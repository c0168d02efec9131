package dev.sigilo.sink.mysql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.Reader;
import org.apache.pulsar.client.api.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks which keys of this sink's table are reported as refused but not yet as written. It reads the whole error topic
 * at start and then follows it, so it survives restarts of the sink and includes the reports of other instances and
 * shards. It holds at most as many keys as messages may be unacknowledged, which Pulsar limits per subscription.
 * Thread-safe.
 */
final class RefusalLog implements AutoCloseable {
    /**
     * The age in milliseconds after which a report is repeated, so that the topic never loses a row that still waits.
     */
    static final long REPEAT_MILLIS = TimeUnit.DAYS.toMillis(1);

    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int READER_QUEUE = 100;
    private static final long CLOSE_TIMEOUT_MS = 5_000;

    private final PulsarClient client;
    private final String topic;
    private final String table;
    private final Map<String, Refusal> waiting = new HashMap<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "refusal-log");
    private volatile boolean closed;
    private volatile String fault = "it does not answer";

    /** The newest refusal of a key. Times are milliseconds since 1970. */
    private record Refusal(String order, String reason, String column, long since, long reportedAt) {}

    RefusalLog(PulsarClient client, String topic, String table) {
        this.client = client;
        this.topic = topic;
        this.table = table;
        thread.setDaemon(true);
    }

    /**
     * Starts reading and waits until the topic has been read to its end.
     *
     * @throws SinkConfigException if that takes longer than the timeout
     */
    void open(long timeoutMillis) throws InterruptedException {
        thread.start();
        if (!caughtUp.await(timeoutMillis, TimeUnit.MILLISECONDS)) {
            throw new SinkConfigException("errorTopic " + topic + " cannot be read (" + fault
                    + "): create it, and allow the sink's role to consume from it");
        }
    }

    private void follow() {
        Backoff backoff = new Backoff(200, 10_000);
        while (!closed) {
            // After an error, start from the beginning again: applying a report twice changes nothing.
            try (Reader<byte[]> reader = client.newReader(Schema.BYTES)
                    .topic(topic)
                    .startMessageId(MessageId.earliest)
                    .receiverQueueSize(READER_QUEUE)
                    .create()) {
                while (!closed) {
                    if (caughtUp.getCount() > 0 && !reader.hasMessageAvailable()) {
                        caughtUp.countDown();
                    }
                    Message<byte[]> report = reader.readNext(1, TimeUnit.SECONDS);
                    if (report != null) {
                        apply(report.getData());
                    }
                }
            } catch (java.io.IOException | RuntimeException e) {
                fault = e.getClass().getSimpleName();
                if (!closed) {
                    LOG.warn("topic {} cannot be read, trying again ({})", topic, fault);
                    pause(backoff.next());
                }
            }
        }
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /**
     * Applies one message of the topic. Reports of other tables and of earlier versions of this sink, which lack {@code
     * written}, are ignored.
     */
    void apply(byte[] report) {
        JsonNode json;
        try {
            json = JSON.readTree(new String(report, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return;
        }
        if (!json.path("written").isBoolean()
                || !table.equals(json.path("table").asText())
                || !json.path("key").isTextual()) {
            return;
        }
        String key = json.path("key").asText();
        String order = json.path("row_order").asText("");
        if (json.path("written").asBoolean()) {
            written(key, order);
        } else {
            refused(
                    key,
                    new Refusal(
                            order,
                            json.path("reason").asText(),
                            json.path("column").asText(null),
                            json.path("since").asLong(),
                            json.path("reported_at").asLong()));
        }
    }

    private synchronized void refused(String key, Refusal refusal) {
        Refusal known = waiting.get(key);
        if (known == null || known.order().compareTo(refusal.order()) <= 0) {
            waiting.put(key, refusal);
        }
    }

    private synchronized void written(String key, String order) {
        Refusal known = waiting.get(key);
        if (known != null && known.order().compareTo(order) <= 0) {
            waiting.remove(key);
        }
    }

    /**
     * Returns the report to send for this refusal, or null if the topic already has one: for the same version of the
     * key with the same fault, less than a day old, or for a newer version.
     *
     * @param now milliseconds since 1970
     */
    synchronized ErrorTopic.Entry news(ErrorTopic.Entry entry, long now) {
        Refusal known = waiting.get(entry.identity().key());
        String order = entry.identity().order();
        if (known != null) {
            int compared = known.order().compareTo(order);
            boolean same = known.reason().equals(entry.fault().fault().name())
                    && Objects.equals(known.column(), entry.fault().column());
            if (compared > 0 || compared == 0 && same && now - known.reportedAt() < REPEAT_MILLIS) {
                return null;
            }
        }
        return entry.at(known == null ? now : known.since(), now);
    }

    /** Records a report that was sent, so that the next attempt does not repeat it before the reader has seen it. */
    void sent(ErrorTopic.Entry entry) {
        RowIdentity row = entry.identity();
        if (entry.fault() == null) {
            written(row.key(), row.order());
        } else {
            refused(
                    row.key(),
                    new Refusal(
                            row.order(),
                            entry.fault().fault().name(),
                            entry.fault().column(),
                            entry.since(),
                            entry.reportedAt()));
        }
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Returns whether this write, now stored, settles a refusal of the same key: one that is not newer. */
    synchronized boolean isSettledBy(RowIdentity stored) {
        Refusal known = stored.key() == null ? null : waiting.get(stored.key());
        return known != null && known.order().compareTo(stored.order()) <= 0;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join(CLOSE_TIMEOUT_MS);
    }
}
