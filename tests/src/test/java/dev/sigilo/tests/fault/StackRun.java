package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sigilo.driver.Table;
import dev.sigilo.driver.Topology;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.UnsealException;
import dev.sigilo.records.Version;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.FunctionRuntime;
import dev.sigilo.stack.Login;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.SubscriptionInitialPosition;
import org.apache.pulsar.client.api.SubscriptionType;

/**
 * An embedded stack under fault, and its books. A subscription of the test's own keeps every message that was stored on
 * intake/raw: what a producer sent again after a lost acknowledgement is two messages, and both must come out.
 */
public final class StackRun implements AutoCloseable {
    /** Where producers send to. */
    public static final String RAW = "persistent://medical/intake/raw";
    private static final String AUDIT = "audit";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What says where a message stood, which the driver cannot know; and the database's own clock. */
    private static final Set<String> OF_THE_PLACE = Set.of("version", "published_at", "message_id", "topic", "updated_at",
            "seal_order", "sealed", "wrapped_key");

    /** A message as it was stored. */
    record Stored(byte[] value, long version, long publishTime) {
    }

    private final EmbeddedStack stack;
    private final HttpClient http = HttpClient.newHttpClient();
    private PulsarClient client;
    private Producer<byte[]> producer;
    private final List<CompletableFuture<MessageId>> sent = new ArrayList<>();
    private final List<Stored> stored = new ArrayList<>();

    private StackRun(EmbeddedStack stack) {
        this.stack = stack;
    }

    /** Starts a stack in this directory, with the topics, functions and sinks of pulsar-config. */
    public static StackRun start(Path directory, FunctionRuntime runtime) throws PulsarClientException {
        StackRun run = new StackRun(EmbeddedStack.builder(Chain.home()).directory(directory).runtime(runtime)
                // A loaded machine takes its time.
                .deployVariable("SIGILO_WAIT_SECONDS", "600").start());
        run.connect();
        return run;
    }

    private void connect() throws PulsarClientException {
        client = PulsarClient.builder().serviceUrl(stack.pulsarUrl()).connectionTimeout(2, TimeUnit.SECONDS)
                .maxBackoffInterval(2, TimeUnit.SECONDS).build();
        audit().close();
        // As long as it takes: a broker that is being restarted must not lose what a producer wants to send.
        producer = client.newProducer().topic(RAW).sendTimeout(0, TimeUnit.SECONDS).blockIfQueueFull(true)
                .batchingMaxPublishDelay(5, TimeUnit.MILLISECONDS).batchingMaxMessages(100).create();
    }

    private Consumer<byte[]> audit() throws PulsarClientException {
        return client.newConsumer().topic(RAW).subscriptionName(AUDIT).subscriptionType(SubscriptionType.Exclusive)
                .subscriptionInitialPosition(SubscriptionInitialPosition.Earliest).subscribe();
    }

    /** The stack itself. */
    public EmbeddedStack stack() {
        return stack;
    }

    /** A client of its broker. */
    public PulsarClient client() {
        return client;
    }

    // ---- in

    /** Sends without waiting. */
    void send(byte[] value) {
        sent.add(producer.sendAsync(value));
    }

    /** Sends everything again that was ever stored. */
    void resend() throws PulsarClientException {
        for (Stored message : List.copyOf(stored())) {
            send(message.value());
        }
        awaitStored();
    }

    /** Waits until everything sent is stored. */
    void awaitStored() throws PulsarClientException {
        producer.flush();
        CompletableFuture.allOf(sent.toArray(new CompletableFuture<?>[0])).join();
        sent.clear();
    }

    /** Every message that is stored on intake/raw since the start, in the order of their versions. */
    List<Stored> stored() throws PulsarClientException {
        try (Consumer<byte[]> audit = audit()) {
            Message<byte[]> message;
            while ((message = audit.receive(5, TimeUnit.SECONDS)) != null) {
                String[] place = message.getMessageId().toString().split(":");
                stored.add(new Stored(message.getValue(), Version.of(message.getPublishTime(), Long.parseLong(place[1]),
                        place.length > 3 ? Integer.parseInt(place[3]) : 0), message.getPublishTime()));
                audit.acknowledge(message);
            }
        }
        stored.sort(Comparator.comparingLong(Stored::version));
        return stored;
    }

    // ---- out

    /** Waits until no subscription has anything left to deliver or to be acknowledged. */
    public void awaitDrained(Duration limit) {
        await("backlog of every subscription at 0").atMost(limit).pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions().untilAsserted(() -> assertThat(backlogs().values()).allMatch(count -> count == 0));
    }

    /** Subscription to the number of its messages that are not acknowledged. */
    Map<String, Long> backlogs() {
        Map<String, Long> backlogs = new TreeMap<>();
        for (String topic : Topology.read(Chain.config()).topics()) {
            JsonNode stats = admin("/admin/v2/persistent/" + topic.substring("persistent://".length()) + "/stats");
            stats.get("subscriptions").fields().forEachRemaining(subscription -> {
                if (!subscription.getKey().equals(AUDIT)) {
                    backlogs.put(Topology.shortName(topic) + " " + subscription.getKey(),
                            subscription.getValue().get("msgBacklog").asLong());
                }
            });
        }
        return backlogs;
    }

    /** Asks Pulsar's admin API. */
    JsonNode admin(String path) {
        try {
            return JSON.readTree(get(stack.adminUrl() + path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text at an address of the stack. */
    public String get(String url) throws IOException {
        try {
            HttpResponse<String> response = http.send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20))
                    .build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(url + " answers " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** What {@code functions status} says. */
    public JsonNode functionStatus(String name) {
        return admin("/admin/v3/functions/" + placeOf(name) + "/status");
    }

    /** How often the runtime started this function again. */
    public int restarts(String function) {
        return functionStatus(function).at("/instances/0/status/numRestarts").asInt();
    }

    private static String placeOf(String function) {
        try {
            JsonNode yaml = new ObjectMapper(new YAMLFactory())
                    .readTree(Chain.config().resolve("functions").resolve(function + ".yaml").toFile());
            return yaml.get("tenant").asText() + "/" + yaml.get("namespace").asText() + "/" + function;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A value of the stack's settings file, for users that it gives nobody else. */
    public String setting(String name) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(stack.directory().resolve("settings.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty(name);
    }

    /** Calls the admin API to change something. */
    void adminCall(String method, String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(HttpRequest.newBuilder(URI.create(stack.adminUrl() + path))
                .header("Content-Type", "application/json").timeout(Duration.ofSeconds(30))
                .method(method, json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json))
                .build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(method + " " + path + ": " + response.body()).isBetween(200, 299);
    }

    /** db_command, as its administrator. */
    public Connection command() throws SQLException {
        return connect(stack.commandJdbcUrl(), stack.admin());
    }

    /** db_query, as its administrator. */
    public Connection query() throws SQLException {
        return connect(stack.queryJdbcUrl(), stack.admin());
    }

    /** A database as one of its users. */
    public static Connection connect(String url, Login login) throws SQLException {
        return DriverManager.getConnection(url + "?allowPublicKeyRetrieval=true&sslMode=DISABLED", login.user(), login.password());
    }

    /** One number out of a database. */
    public static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    // ---- the books

    /** What the books of a run came to. */
    record Balance(int messages, int records, int rejected, int rows, int opened) {
    }

    /**
     * Holds every table against what the driver computes for the messages that were stored, with the same keys: the same
     * rows, no row twice and none missing, and every original can be opened and is what was sent.
     */
    Balance assertBooksBalance() throws SQLException, PulsarClientException {
        List<Stored> messages = stored();
        Map<String, byte[]> originals = new TreeMap<>();
        try (TopologyDriver driver = TopologyDriver.builder(Topology.read(Chain.config()))
                .environment("SIGILO_TOKEN_KEYSET", Keyset.read(stack.tokenKeysetFile()).secretJson())
                .environment("SIGILO_SEALING_KEYSET", Keyset.read(stack.sealingKeysetFile()).secretJson())
                .withoutSchemaChecks().start();
                Connection command = command(); Connection query = query()) {
            for (Stored message : messages) {
                int before = driver.read("vault/sealed").size();
                driver.publishAt(message.publishTime());
                driver.pipe(message.value());
                if (driver.read("vault/sealed").size() > before) {
                    originals.put(driver.read("vault/sealed").get(before).getKey(), message.value());
                }
                if (driver.read("rejected").size() > 500) {
                    driver.forgetMessages();
                }
            }
            Table rows = driver.table("medical_records");
            Table records = driver.table("records");
            assertSameRows("medical_records", rows.rows(), rows(query, "medical_records"));
            Map<String, Map<String, String>> stored = rows(command, "records");
            Map<String, Map<String, String>> rejects = new TreeMap<>(stored);
            rejects.values().removeIf(row -> !"REJECTED".equals(row.get("status")));
            stored.keySet().removeAll(rejects.keySet());
            Map<String, Map<String, Object>> expected = new TreeMap<>(records.rows());
            List<String> expectedRejects = reasons(expected.values().stream()
                    .filter(row -> "REJECTED".equals(row.get("status"))).map(row -> String.valueOf(row.get("reason"))).toList());
            expected.values().removeIf(row -> "REJECTED".equals(row.get("status")));
            assertSameRows("records", expected, stored);
            // A reject has its place for an identity, so the reasons are held against each other.
            assertThat(reasons(rejects.values().stream().map(row -> row.get("reason")).toList())).isEqualTo(expectedRejects);
            int opened = assertOriginals(command, originals);
            return new Balance(messages.size(), originals.size(), rejects.size(), rows.rows().size(), opened);
        }
    }

    private static List<String> reasons(List<String> reasons) {
        return reasons.stream().sorted().toList();
    }

    private int assertOriginals(Connection command, Map<String, byte[]> originals) throws SQLException {
        Sealer sealer = Sealer.of(Keyset.read(stack.sealingKeysetFile()));
        int opened = 0;
        try (Statement statement = command.createStatement(); ResultSet rows = statement.executeQuery(
                "SELECT v.record_token, v.sealed, k.wrapped_key FROM vault v LEFT JOIN vault_keys k USING (record_token)")) {
            while (rows.next()) {
                String token = rows.getString(1);
                try {
                    byte[] original = sealer.open(rows.getBytes(2), rows.getBytes(3), token);
                    assertThat(java.util.Arrays.equals(original, originals.get(token))).as("original of " + token).isTrue();
                    opened++;
                } catch (UnsealException e) {
                    throw new AssertionError(e.getMessage());
                }
            }
        }
        assertThat(opened).as("rows of the vault").isEqualTo(originals.size());
        assertThat(number(command, "SELECT COUNT(*) FROM vault_keys")).isEqualTo(originals.size());
        return opened;
    }

    private static void assertSameRows(String table, Map<String, Map<String, Object>> expected,
            Map<String, Map<String, String>> stored) {
        assertThat(stored.keySet()).as(table + ": record tokens").isEqualTo(expected.keySet());
        List<String> different = new ArrayList<>();
        stored.forEach((token, row) -> row.forEach((column, value) -> {
            if (!OF_THE_PLACE.contains(column) && !isSame(value, expected.get(token).get(column))) {
                different.add(token + " " + column);
            }
        }));
        assertThat(different).as(table + ": columns that differ").isEmpty();
    }

    private static boolean isSame(String stored, Object expected) {
        if (stored == null || expected == null) {
            return stored == null && expected == null;
        }
        if (expected instanceof Boolean flag) {
            return stored.equals(flag ? "1" : "0");
        }
        if (expected instanceof Map || expected instanceof List) {
            try {
                return JSON.readTree(stored).equals(JSON.valueToTree(expected));
            } catch (IOException e) {
                return false;
            }
        }
        return stored.equals(expected.toString());
    }

    /** A table's rows by record token, each column as text. */
    private static Map<String, Map<String, String>> rows(Connection connection, String table) throws SQLException {
        Map<String, Map<String, String>> found = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns; i++) {
                    boolean bit = rows.getMetaData().getColumnType(i) == java.sql.Types.BIT;
                    String value = rows.getString(i);
                    row.put(rows.getMetaData().getColumnName(i),
                            bit && value != null ? rows.getBoolean(i) ? "1" : "0" : value);
                }
                found.put(row.get("record_token"), row);
            }
        }
        return found;
    }

    /** Bytes of a text. */
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            if (client != null) {
                client.shutdown();
            }
        } catch (PulsarClientException e) {
            // The servers go next; a client that cannot say goodbye loses nothing.
        }
        List<ProcessHandle> functions = new ArrayList<>(stack.functionProcesses().values());
        stack.close();
        functions.forEach(ProcessHandle::destroyForcibly);
    }
}
