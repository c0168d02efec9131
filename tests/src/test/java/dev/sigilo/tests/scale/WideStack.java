package dev.sigilo.tests.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.driver.Topology;
import dev.sigilo.records.EventKind;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.TokenizedRecordCodec;
import dev.sigilo.records.Version;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.Login;
import dev.sigilo.stack.PulsarRole;
import dev.sigilo.stack.StackBuilder;
import dev.sigilo.tests.fault.Chain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.HashingScheme;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Reader;

/** An embedded stack whose partitions, instances and shards a test sets and changes. */
final class WideStack implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final Path directory;
    private final EmbeddedStack stack;
    private final Topology topology = Topology.read(Chain.config());
    private final PulsarClient client;

    private WideStack(Path directory, EmbeddedStack stack) throws PulsarClientException {
        this.directory = directory;
        this.stack = stack;
        this.client = PulsarClient.builder()
                .serviceUrl(stack.pulsarUrl())
                .authentication(AuthenticationFactory.token(stack.credential(PulsarRole.ADMIN)))
                .build();
    }

    /** Starts the servers; nothing is deployed yet. */
    static WideStack start(StackBuilder builder, Path directory) throws PulsarClientException {
        return new WideStack(
                directory, builder.directory(directory).deploy(false).start());
    }

    EmbeddedStack stack() {
        return stack;
    }

    /** Runs deploy.sh with these variables in its environment. */
    void deploy(Map<String, String> variables) {
        StackBuilder builder = EmbeddedStack.builder(Chain.home())
                .directory(directory)
                // A loaded machine is slow.
                .deployVariable("SIGILO_WAIT_SECONDS", "600");
        variables.forEach(builder::deployVariable);
        builder.start();
    }

    /**
     * Publishes each record {@code revisions} times in sequence, with its own key.
     *
     * @param from first record's number
     * @param to   the number after the last one's
     */
    void publish(int from, int to, int revisions) throws PulsarClientException {
        try (Producer<byte[]> producer = client.newProducer()
                .topic(topology.topic("raw"))
                .hashingScheme(HashingScheme.Murmur3_32Hash)
                .blockIfQueueFull(true)
                .batchingMaxPublishDelay(2, TimeUnit.MILLISECONDS)
                .batchingMaxMessages(50)
                .create()) {
            List<CompletableFuture<MessageId>> sent = new ArrayList<>();
            for (int revision = 1; revision <= revisions; revision++) {
                for (int number = from; number < to; number++) {
                    String json =
                            "{\"record_id\":\"R-%d\",\"patient_id\":\"P-%d\",\"modality\":\"CT\",\"impression\":\"No acute finding.\"}"
                                    .formatted(number, number / 2);
                    sent.add(producer.newMessage()
                            .key("R-" + number)
                            .value(json.getBytes(StandardCharsets.UTF_8))
                            .sendAsync());
                }
            }
            producer.flush();
            sent.forEach(CompletableFuture::join);
        }
    }

    /** Waits until no subscription has a backlog. */
    void awaitDrained() {
        await("backlog of every subscription at 0")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(backlogs().values()).allMatch(waiting -> waiting == 0));
    }

    /** Returns the backlog of each topic and subscription, over all partitions. */
    Map<String, Long> backlogs() {
        Map<String, Long> backlogs = new TreeMap<>();
        for (String topic : topology.topics()) {
            admin("/admin/v2/" + topic.replace("://", "/") + "/partitioned-stats?perPartition=false")
                    .get("subscriptions")
                    .properties()
                    .forEach(each -> backlogs.put(
                            Topology.shortName(topic) + " " + each.getKey(),
                            each.getValue().get("msgBacklog").asLong()));
        }
        return backlogs;
    }

    /** Returns the backlog of each partition of a topic, by the partition's number. */
    Map<Integer, Long> backlogsByPartition(String topic, String subscription) {
        Map<Integer, Long> backlogs = new TreeMap<>();
        admin("/admin/v2/" + topic.replace("://", "/") + "/partitioned-stats")
                .get("partitions")
                .properties()
                .forEach(each -> backlogs.put(
                        Integer.parseInt(each.getKey().replaceFirst(".*-partition-", "")),
                        each.getValue()
                                .at("/subscriptions/" + subscription + "/msgBacklog")
                                .asLong()));
        return backlogs;
    }

    int partitions(String topic) {
        return admin("/admin/v2/" + topic.replace("://", "/") + "/partitions")
                .get("partitions")
                .asInt();
    }

    /** Returns how many messages each instance of a function received. */
    List<Long> takenByFunction(String namespace, String name) {
        return taken("/admin/v3/functions/" + namespace + "/" + name, "numReceived");
    }

    /** Returns how many messages each instance of a sink received. */
    List<Long> takenBySink(String namespace, String name) {
        return taken("/admin/v3/sinks/" + namespace + "/" + name, "numReadFromPulsar");
    }

    private List<Long> taken(String path, String count) {
        List<Long> taken = new ArrayList<>();
        admin(path + "/status")
                .get("instances")
                .forEach(each -> taken.add(each.at("/status/" + count).asLong()));
        return taken;
    }

    /** Returns the versions of each record in the log, in the order in which its partitions contain them. */
    Map<String, List<Long>> log() throws IOException, RecordFormatException {
        Map<String, List<Long>> versions = new LinkedHashMap<>();
        try (Reader<byte[]> reader = client.newReader()
                .topic(topology.topic("tokenized"))
                .startMessageId(MessageId.earliest)
                .create()) {
            while (reader.hasMessageAvailable()) {
                Message<byte[]> message = reader.readNext();
                TokenizedRecord event = TokenizedRecordCodec.decode(message.getValue());
                if (!event.event().equals(EventKind.CANARY)) {
                    versions.computeIfAbsent(event.recordToken(), token -> new ArrayList<>())
                            .add(ofMessage(event.provenance().version()));
                }
            }
        }
        return versions;
    }

    /** Returns a version without the part for the stage that wrote it. */
    private static long ofMessage(long version) {
        return Version.atStage(version, 0);
    }

    Topology topology() {
        return topology;
    }

    private JsonNode admin(String path) {
        try {
            URLConnection connection =
                    URI.create(stack.adminUrl() + path).toURL().openConnection();
            connection.setRequestProperty("Authorization", "Bearer " + stack.credential(PulsarRole.ADMIN));
            try (InputStream in = connection.getInputStream()) {
                return JSON.readTree(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- the databases

    /** Connects to a server's database as its administrator. */
    Connection connect(String jdbcUrl) throws SQLException {
        Login admin = stack.admin();
        return DriverManager.getConnection(jdbcUrl + "?allowMultiQueries=true", admin.user(), admin.password());
    }

    /** Returns the version of the message for each record token in a table. */
    Map<String, Long> versions(String jdbcUrl, String table) throws SQLException {
        Map<String, Long> versions = new TreeMap<>();
        try (Connection connection = connect(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT record_token, version FROM " + table)) {
            while (rows.next()) {
                versions.put(rows.getString(1), ofMessage(rows.getLong(2)));
            }
        }
        return versions;
    }

    @Override
    public void close() throws PulsarClientException {
        client.close();
        stack.close();
    }
}
