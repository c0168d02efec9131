package dev.sigilo.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.samples.SyntheticRecord;
import dev.sigilo.stack.PulsarRole;
import dev.sigilo.tests.endtoend.Databases.DatabaseCounts;
import dev.sigilo.tests.leak.LeakScanner;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.SubscriptionInitialPosition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The pipeline's guarantees on every platform. Each test publishes its own records and counts the rows that they add.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PipelineContract implements RolesContract {
    private static final String RAW = "persistent://medical/intake/raw";
    private static final List<String> TOPICS_WITHOUT_PHI = List.of(
            "persistent://medical/events/tokenized",
            "persistent://medical/vault/sealed",
            "persistent://medical/intake/rejected",
            "persistent://medical/views/command",
            "persistent://medical/views/query");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SyntheticPopulation POPULATION = new SyntheticPopulation(20261124);

    private int published;

    /** After every test: published = rows + rejected, disjoint, none twice, every original in the vault once. */
    @AfterEach
    void everyRecordIsCountedOnce() {
        DatabaseCounts counts = Databases.counts(pipeline());
        assertThat(counts.queryTokens()).as("rows are distinct").isEqualTo(counts.queryRows());
        assertThat(counts.status("TOKENIZED"))
                .as("what is in the log is in db_query")
                .isEqualTo(counts.queryRows());
        assertThat(counts.status("IN_PROCESS")).as("nothing is stuck").isZero();
        assertThat(counts.inBoth())
                .as("a record is a row or rejected, not both")
                .isZero();
        assertThat(counts.vaultKeys()).as("each sealed original has its key").isEqualTo(counts.vault());
        assertThat(counts.vault()).as("each row has its sealed original").isGreaterThanOrEqualTo(counts.queryRows());
    }

    @Test
    void eachPublishedRecordBecomesOneRowAndPublishingItAgainAddsNone() throws Exception {
        List<String> records = json(fresh(200));
        DatabaseCounts before = Databases.counts(pipeline());
        publish(records);
        awaitAdded(before, 200, 0);
        publish(records);
        publish(json(fresh(1)));
        DatabaseCounts after = awaitAdded(before, 201, 0);
        assertThat(after.vault() - before.vault()).isEqualTo(201);
        assertThat(after.commandRows() - before.commandRows()).isEqualTo(201);
    }

    @Test
    void badMessagesAreRejectedOneByOneAndTheStreamGoesOn() throws Exception {
        List<String> bad = List.of(
                "this is not JSON",
                "[\"an array\"]",
                "{\"report\":\"cut",
                "{}",
                "",
                "{\"record_id\":\"bad-1\",\"age\":{\"not\":\"a number\"}}",
                "{\"record_id\":\"bad-2\",\"report\":\"one\",\"report\":\"two\"}",
                "{\"record_id\":\"bad-3\",\"report\":\"" + "x".repeat(1_500_000) + "\"}");
        List<String> good = json(fresh(20));
        List<byte[]> messages = new ArrayList<>();
        bad.forEach(text -> messages.add(text.getBytes(StandardCharsets.UTF_8)));
        messages.add(new byte[] {(byte) 0xC3, (byte) 0x28, '{', '}'});
        good.forEach(text -> messages.add(text.getBytes(StandardCharsets.UTF_8)));
        DatabaseCounts before = Databases.counts(pipeline());
        publishBytes(messages);
        awaitAdded(before, 20, 9);
        try (Connection command = pipeline().command()) {
            assertThat(Databases.strings(
                            command,
                            "SELECT DISTINCT reason FROM records WHERE status = 'REJECTED' AND stage = 'classify'"))
                    .contains(
                            "NOT_JSON",
                            "NOT_AN_OBJECT",
                            "WRONG_TYPE",
                            "DUPLICATE_FIELD",
                            "TOO_LARGE",
                            "EMPTY_MESSAGE",
                            "UNKNOWN_ENCODING",
                            "NO_IDENTITY");
        }
    }

    @Test
    void acceptsRecordsFromPulsarsRestProducer() throws Exception {
        DatabaseCounts before = Databases.counts(pipeline());
        List<Map<String, String>> messages = new ArrayList<>();
        for (String record : json(fresh(5))) {
            messages.add(Map.of("payload", record));
        }
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        pipeline().webServiceUrl() + "/topics/persistent/medical/intake/raw"))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + pipeline().credential(PulsarRole.PRODUCER))
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        JSON.writeValueAsString(Map.of("producerName", "rest", "messages", messages))))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        awaitAdded(before, 5, 0);
    }

    @Test
    void acceptsRecordsFromPulsarsWebSocket() throws Exception {
        DatabaseCounts before = Databases.counts(pipeline());
        CompletableFuture<String> acknowledged = new CompletableFuture<>();
        URI uri = URI.create(pipeline().webServiceUrl().replaceFirst("^http", "ws")
                + "/ws/v2/producer/persistent/medical/intake/raw");
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + pipeline().credential(PulsarRole.PRODUCER))
                .buildAsync(uri, new WebSocket.Listener() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                        text.append(data);
                        if (last) {
                            acknowledged.complete(text.toString());
                        }
                        webSocket.request(1);
                        return null;
                    }
                })
                .get(30, TimeUnit.SECONDS);
        String record = json(fresh(1)).get(0);
        socket.sendText(
                        JSON.writeValueAsString(Map.of(
                                "payload",
                                Base64.getEncoder().encodeToString(record.getBytes(StandardCharsets.UTF_8)))),
                        true)
                .get(30, TimeUnit.SECONDS);
        assertThat(JSON.readTree(acknowledged.get(30, TimeUnit.SECONDS))
                        .get("result")
                        .asText())
                .isEqualTo("ok");
        socket.abort();
        awaitAdded(before, 1, 0);
    }

    @Test
    void theEventsAndRowsHaveASchemaThatPulsarKnows() throws Exception {
        for (String topic : List.of(
                "intake/classified",
                "events/tokenized",
                "vault/sealed",
                "views/query",
                "views/command",
                "intake/rejected")) {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(pipeline().webServiceUrl() + "/admin/v2/schemas/medical/"
                                            + topic + "/schema"))
                                    .header(
                                            "Authorization",
                                            "Bearer " + pipeline().credential(PulsarRole.ADMIN))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(topic).isEqualTo(200);
            JsonNode schema = JSON.readTree(response.body());
            assertThat(schema.get("type").asText()).as(topic).isEqualTo("JSON");
        }
    }

    @Test
    void noIdentifierOfARecordIsAnywhereButInTheIntake() throws Exception {
        List<SyntheticRecord> population = fresh(60);
        LeakScanner scanner = LeakScanner.of(population);
        DatabaseCounts before = Databases.counts(pipeline());
        List<LeakScanner.Hit> hits = new ArrayList<>();
        try (PulsarClient client = client(PulsarRole.ADMIN)) {
            Map<String, Consumer<byte[]>> listeners = new LinkedHashMap<>();
            for (String topic : TOPICS_WITHOUT_PHI) {
                listeners.put(
                        topic,
                        client.newConsumer(Schema.BYTES)
                                .topic(topic)
                                .subscriptionName("leak-test")
                                .subscriptionInitialPosition(SubscriptionInitialPosition.Latest)
                                .subscribe());
            }
            List<String> messages = json(population);
            // A rejected record must not leak either: the same people in messages that are cut short.
            population
                    .subList(0, 5)
                    .forEach(record -> messages.add(
                            record.json().substring(0, record.json().length() - 1)));
            publish(messages);
            awaitAdded(before, 60, 5);
            for (Map.Entry<String, Consumer<byte[]>> listener : listeners.entrySet()) {
                int read = 0;
                Message<byte[]> message;
                while ((message = listener.getValue().receive(2, TimeUnit.SECONDS)) != null) {
                    read++;
                    String where = listener.getKey() + " " + message.getMessageId();
                    hits.addAll(scanner.scan(where, message.getData()));
                    hits.addAll(scanner.scan(
                            where + " key and properties", message.getKey() + " " + message.getProperties()));
                }
                assertThat(read).as("messages on " + listener.getKey()).isPositive();
                listener.getValue().unsubscribe();
            }
        }
        try (Connection command = pipeline().command();
                Connection query = pipeline().query()) {
            hits.addAll(scanner.scan("db_command", Databases.everything(command)));
            hits.addAll(scanner.scan("db_query", Databases.everything(query)));
        }
        for (Path log : pipeline().logs()) {
            hits.addAll(scanner.scanFiles(log));
        }
        assertThat(hits).as(LeakScanner.summary(hits)).isEmpty();
    }

    @Test
    void theReaderMaySelectAndNothingElse() throws Exception {
        try (Connection reader = pipeline().reader();
                Statement statement = reader.createStatement()) {
            assertThat(Databases.number(reader, "SELECT COUNT(*) FROM medical_records"))
                    .isNotNegative();
            assertThat(Databases.number(reader, "SELECT COUNT(*) FROM records_per_model"))
                    .isNotNegative();
            assertThat(Databases.number(reader, "SELECT COUNT(*) FROM labels_per_day"))
                    .isNotNegative();
            assertThat(Databases.number(reader, "SELECT COUNT(*) FROM labels_per_publication_day"))
                    .isNotNegative();
            assertThat(Databases.number(
                            reader,
                            "SELECT COUNT(*) FROM labels_per_day WHERE day IS NOT NULL AND day NOT IN"
                                    + " (SELECT diagnosis_date FROM medical_records WHERE diagnosis_date IS NOT NULL)"))
                    .isZero();
            for (String forbidden : List.of(
                    "DELETE FROM medical_records",
                    "UPDATE medical_records SET label = 'x'",
                    "INSERT INTO medical_records (record_token) VALUES ('x')",
                    "DROP TABLE medical_records",
                    "CREATE TABLE t (i INT)")) {
                assertThatThrownBy(() -> statement.execute(forbidden))
                        .as(forbidden)
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    /** Waits until exactly this many rows and rejects were added. */
    private DatabaseCounts awaitAdded(DatabaseCounts before, long rows, long rejected) {
        return Awaitility.await("rows in both databases")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () -> Databases.counts(pipeline()),
                        now -> now.queryRows() - before.queryRows() == rows
                                && now.status("TOKENIZED") - before.status("TOKENIZED") == rows
                                && now.status("REJECTED") - before.status("REJECTED") == rejected
                                && now.status("IN_PROCESS") == 0
                                && now.vault() == now.vaultKeys()
                                && now.vault() - before.vault() >= rows);
    }

    /** Records that no test has published yet. */
    private List<SyntheticRecord> fresh(int count) {
        List<SyntheticRecord> records = new ArrayList<>();
        while (records.size() < count) {
            records.add(POPULATION.record(published++));
        }
        return records;
    }

    private static List<String> json(List<SyntheticRecord> records) {
        return new ArrayList<>(records.stream().map(SyntheticRecord::json).toList());
    }

    private void publish(List<String> messages) throws PulsarClientException {
        publishBytes(messages.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    private void publishBytes(List<byte[]> messages) throws PulsarClientException {
        try (PulsarClient client = client(PulsarRole.PRODUCER);
                Producer<byte[]> producer =
                        client.newProducer().topic(RAW).blockIfQueueFull(true).create()) {
            for (byte[] message : messages) {
                var unused = producer.sendAsync(message);
            }
            producer.flush();
        }
    }
}
