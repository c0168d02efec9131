package dev.sigilo.sink.mysql;

import static org.awaitility.Awaitility.await;

import dev.sigilo.sink.mysql.TestMessages.TestMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pulsar.client.api.schema.GenericObject;
import org.apache.pulsar.functions.api.Record;

/** An open sink on a test server, with all messages that were sent to it. */
final class SinkRun implements AutoCloseable {
    private final FakeContext context;
    private final MySqlJdbcSink sink = new MySqlJdbcSink();
    private final List<TestMessage> sent = new ArrayList<>();

    /** Opens a sink with the settings that every test needs and these; an empty text removes a setting. */
    SinkRun(TestServer server, Map<String, Object> settings) throws Exception {
        this(server, settings, new FakeContext());
    }

    SinkRun(TestServer server, Map<String, Object> settings, FakeContext context) throws Exception {
        this.context = context;
        Map<String, Object> all = new HashMap<>(Map.of(
                "jdbcUrl",
                server.jdbcUrl(),
                "userName",
                server.user(),
                "password",
                server.password(),
                "key",
                "id",
                "errorTopic",
                FakeContext.ERRORS,
                "backoffMs",
                20,
                "maxBackoffMs",
                500));
        all.putAll(settings);
        all.values().removeIf(""::equals);
        sink.open(all, context.context());
    }

    FakeContext context() {
        return context;
    }

    @SuppressWarnings("unchecked")
    void send(TestMessage message) throws Exception {
        sent.add(message);
        sink.write((Record<GenericObject>) message.record());
    }

    void send(Collection<TestMessage> messages) throws Exception {
        for (TestMessage message : messages) {
            send(message);
        }
    }

    List<TestMessage> sent() {
        return sent;
    }

    /** Waits until every sent message is acknowledged or failed. */
    SinkRun settle() {
        return settle(Duration.ofSeconds(60));
    }

    SinkRun settle(Duration limit) {
        await("all messages settled")
                .atMost(limit)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> sent.stream().allMatch(message -> message.acks() + message.fails() > 0));
        return this;
    }

    @Override
    public void close() throws Exception {
        sink.close();
    }
}
