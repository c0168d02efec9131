package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sigilo.driver.Topology;
import dev.sigilo.keys.Keyset;
import dev.sigilo.records.Version;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.FunctionRuntime;
import dev.sigilo.stack.Login;
import dev.sigilo.stack.PulsarRole;
import dev.sigilo.stack.StackBuilder;
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
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.SubscriptionInitialPosition;
import org.apache.pulsar.client.api.SubscriptionType;

/**
 * An embedded stack in a fault test. A separate subscription keeps every message stored on intake/raw: a message that a
 * producer sent again after a lost acknowledgement is stored twice, and both must be processed.
 */
public final class StackRun implements AutoCloseable {
    /** The topic that producers send to. */
    public static final String RAW = "persistent://medical/intake/raw";

    private static final String AUDIT = "audit";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A message as it was stored. */
    record Stored(byte[] value, long version, long publishTime) {

        static Stored of(Message<byte[]> message) {
            String[] place = message.getMessageId().toString().split(":");
            return new Stored(
                    message.getValue(),
                    Version.of(
                            message.getPublishTime(),
                            Long.parseLong(place[1]),
                            place.length > 3 ? Integer.parseInt(place[3]) : 0),
                    message.getPublishTime());
        }
    }

    private static final Duration STUCK = Duration.ofMinutes(2);

    private final EmbeddedStack stack;
    private final Path config;
    private final Map<String, Instant> notRunningSince = new HashMap<>();
    private int restarted;
    private final HttpClient http = HttpClient.newHttpClient();
    private PulsarClient client;
    private Producer<byte[]> producer;
    private final List<CompletableFuture<MessageId>> sent = new ArrayList<>();
    private final Map<MessageId, Stored> stored = new HashMap<>();

    private StackRun(EmbeddedStack stack, Path config) {
        this.stack = stack;
        this.config = config;
    }

    /** Starts a stack in this directory, with the topics, functions and sinks of pulsar-config. */
    public static StackRun start(Path directory, FunctionRuntime runtime) throws PulsarClientException {
        StackRun run = of(builder(Chain.home(), directory).runtime(runtime).start(), Chain.config());
        run.connect();
        return run;
    }

    /** Creates a project folder with its own copy of pulsar-config, and links to what this checkout has built. */
    static Path home(Path folder) throws IOException {
        Path home = folder.resolve("home");
        copy(Chain.config(), home.resolve("pulsar-config"));
        for (String built : List.of("functions", "sinks", "testing")) {
            Files.createSymbolicLink(
                    home.resolve(built), Chain.home().toAbsolutePath().resolve(built));
        }
        return home;
    }

    /** Replaces a text in a file, which must contain it. */
    static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    /** Copies a folder with everything in it. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** Returns a builder for a stack in this directory, with timeouts for a loaded machine. */
    static StackBuilder builder(Path home, Path directory) {
        return EmbeddedStack.builder(home).directory(directory).deployVariable("SIGILO_WAIT_SECONDS", "600");
    }

    /** A run on a stack whose functions, sinks and topics are those of this configuration; to be connected. */
    static StackRun of(EmbeddedStack stack, Path config) {
        return new StackRun(stack, config);
    }

    /** Connects to intake/raw, which must exist. */
    void connect() throws PulsarClientException {
        client = newClient(PulsarRole.ADMIN);
        audit().close();
        // No timeout: a restarting broker must not make the producer lose messages.
        producer = client.newProducer()
                .topic(RAW)
                .sendTimeout(0, TimeUnit.SECONDS)
                .blockIfQueueFull(true)
                .batchingMaxPublishDelay(5, TimeUnit.MILLISECONDS)
                .batchingMaxMessages(100)
                .create();
    }

    /** A client of the broker under this role. */
    PulsarClient newClient(PulsarRole role) throws PulsarClientException {
        return PulsarClient.builder()
                .serviceUrl(stack.pulsarUrl())
                .authentication(AuthenticationFactory.token(stack.credential(role)))
                .connectionTimeout(2, TimeUnit.SECONDS)
                .maxBackoffInterval(2, TimeUnit.SECONDS)
                .build();
    }

    private Consumer<byte[]> audit() throws PulsarClientException {
        return client.newConsumer()
                .topic(RAW)
                .subscriptionName(AUDIT)
                .subscriptionType(SubscriptionType.Exclusive)
                .subscriptionInitialPosition(SubscriptionInitialPosition.Earliest)
                .subscribe();
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
                // By message id: a killed broker may redeliver acknowledged messages.
                stored.put(message.getMessageId(), Stored.of(message));
                audit.acknowledge(message);
            }
        }
        return stored.values().stream()
                .sorted(Comparator.comparingLong(Stored::version))
                .toList();
    }

    // ---- out

    /**
     * Waits until no subscription has undelivered or unacknowledged messages.
     *
     * @param limit maximum time without progress; the total time depends on the machine
     */
    public void awaitDrained(Duration limit) {
        AtomicLong least = new AtomicLong(Long.MAX_VALUE);
        AtomicReference<Instant> since = new AtomicReference<>(Instant.now());
        await("backlog of every subscription at 0")
                .atMost(Duration.ofHours(2))
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .until(() -> {
                    if (since.get().plus(limit).isBefore(Instant.now())) {
                        return true;
                    }
                    restartStuck();
                    long waiting = waiting();
                    if (waiting < least.get()) {
                        least.set(waiting);
                        since.set(Instant.now());
                    }
                    return waiting == 0;
                });
        assertThat(backlogs())
                .allSatisfy((subscription, count) ->
                        assertThat(count).as(subscription).isZero());
    }

    /** How many messages wait in all subscriptions together. */
    long waiting() {
        return backlogs().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The process of a function or sink, once it runs; for the process runtime. */
    ProcessHandle awaitProcess(String name) {
        return await(name + " runs")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(
                        () -> {
                            restartStuck();
                            return stack.functionProcesses().get(name);
                        },
                        process -> process != null && process.isAlive());
    }

    /**
     * With the process runtime, Pulsar chooses a function's port when it first starts the function, and retries that
     * port for ever after the function dies, even if another process has taken it. A start through the admin API
     * chooses another port.
     */
    private void restartStuck() throws IOException, InterruptedException {
        if (stack.functionProcesses().isEmpty()) {
            return;
        }
        Topology topology = Topology.read(config);
        List<String> places = new ArrayList<>();
        topology.functions().forEach(function -> places.add("functions/" + placeOf("functions", function.name())));
        topology.sinks().forEach(sink -> places.add("sinks/" + placeOf("sinks", sink.name())));
        for (String place : places) {
            if (admin("/admin/v3/" + place + "/status").path("numRunning").asInt() > 0) {
                notRunningSince.remove(place);
            } else if (notRunningSince
                    .computeIfAbsent(place, each -> Instant.now())
                    .plus(STUCK)
                    .isBefore(Instant.now())) {
                adminCall("POST", "/admin/v3/" + place + "/restart", null);
                notRunningSince.remove(place);
                restarted++;
            }
        }
    }

    /** Returns how many functions and sinks did not recover by themselves and were started through the admin API. */
    int restarted() {
        return restarted;
    }

    /** Returns a map of subscription to the number of its unacknowledged messages. */
    Map<String, Long> backlogs() {
        Map<String, Long> backlogs = new TreeMap<>();
        for (String topic : Topology.read(config).topics()) {
            JsonNode stats = admin("/admin/v2/persistent/" + topic.substring("persistent://".length())
                    + "/partitioned-stats?perPartition=false");
            stats.get("subscriptions").properties().forEach(subscription -> {
                if (!subscription.getKey().equals(AUDIT)) {
                    backlogs.put(
                            Topology.shortName(topic) + " " + subscription.getKey(),
                            subscription.getValue().get("msgBacklog").asLong());
                }
            });
        }
        return backlogs;
    }

    /** Asks Pulsar's admin API. */
    public JsonNode admin(String path) {
        try {
            return JSON.readTree(get(stack.adminUrl() + path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + stack.credential(PulsarRole.ADMIN));
    }

    /** The text at an address of the stack. */
    public String get(String url) throws IOException {
        try {
            HttpResponse<String> response = http.send(
                    request(url).timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(url + " answers " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A function's configuration as Pulsar has it ({@code functions get}). */
    JsonNode function(String name) {
        return admin("/admin/v3/functions/" + placeOf("functions", name));
    }

    /** What {@code functions status} says. */
    public JsonNode functionStatus(String name) {
        return admin("/admin/v3/functions/" + placeOf("functions", name) + "/status");
    }

    /** What {@code sinks status} says. */
    JsonNode sinkStatus(String name) {
        return admin("/admin/v3/sinks/" + placeOf("sinks", name) + "/status");
    }

    /** Returns how often the runtime restarted this function. */
    public int restarts(String function) {
        return functionStatus(function).at("/instances/0/status/numRestarts").asInt();
    }

    private String placeOf(String kind, String name) {
        try {
            JsonNode yaml = new ObjectMapper(new YAMLFactory())
                    .readTree(config.resolve(kind).resolve(name + ".yaml").toFile());
            return yaml.get("tenant").asText() + "/" + yaml.get("namespace").asText() + "/" + name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a value of the stack's settings file, for users that have no other access. */
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
        HttpResponse<String> response = http.send(
                request(stack.adminUrl() + path)
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(30))
                        .method(
                                method,
                                json == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as(method + " " + path + ": " + response.body())
                .isBetween(200, 299);
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
        return DriverManager.getConnection(
                url + "?allowPublicKeyRetrieval=true&sslMode=DISABLED", login.user(), login.password());
    }

    /** Returns one number from a database. */
    public static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    // ---- reconciliation

    /**
     * Compares every table with the rows that the driver computes for the stored messages with the same keys: the same
     * rows, none duplicate and none missing, and every original can be opened and equals what was sent.
     */
    StackReconciliation.Balance assertTablesMatch() throws SQLException, PulsarClientException {
        return assertTablesMatch(config);
    }

    /**
     * Does the same if records may have been processed with any of several configurations, such as during a policy
     * change.
     */
    StackReconciliation.Balance assertTablesMatch(Path... configs) throws SQLException, PulsarClientException {
        try (Connection command = command();
                Connection query = query()) {
            return new StackReconciliation(Keyset.read(stack.tokenKeysetFile()), Keyset.read(stack.sealingKeysetFile()))
                    .assertBalance(stored(), List.of(configs), command, query);
        }
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
            // The servers stop next, so nothing is lost if the client cannot close cleanly.
        }
        List<ProcessHandle> functions =
                new ArrayList<>(stack.functionProcesses().values());
        stack.close();
        functions.forEach(ProcessHandle::destroyForcibly);
    }
}
