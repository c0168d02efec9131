package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.driver.Topology;
import dev.sigilo.stack.PulsarRole;
import dev.sigilo.tests.fault.StackRun.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.SubscriptionInitialPosition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cluster of docker-compose.cluster.yml while records flow: every server is killed with SIGKILL in turn, an
 * operator deploys, and replicas take over. After each part, every record that was confirmed to the producer has
 * exactly one row or reject, and the replicas have the same rows.
 *
 * <p>For one part at a time ({@code -Dit.test=ClusterIT#…}): {@code -Dsigilo.cluster.home=FOLDER} keeps the containers
 * for the next run, and {@code -Dsigilo.cluster.servers=bookie-1,…} kills only these.
 */
@DisplayName("A cluster, killed and changed while records flow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
    private static final String AUDIT = "audit";
    private static final int PER_SECOND = 10;
    private static final int SOME = 50;
    private static final long SEED = Long.getLong("sigilo.seed", System.nanoTime() & 0xffffff);
    private static final Duration DEAD = Duration.ofSeconds(8);
    /**
     * Maximum time without progress: a dead worker's functions are reassigned, and their processes start slowly on a
     * loaded machine.
     */
    private static final Duration STILL = Duration.ofMinutes(6);
    /** In the order of the chain: metadata, storage, brokers, workers, the way in, databases. */
    private static final List<String> SERVERS = List.of(System.getProperty(
                    "sigilo.cluster.servers",
                    "zookeeper,bookie-1,bookie-2,"
                            + "bookie-3,broker-1,broker-2,worker-1,worker-2,proxy,db-command,db-query,db-command-replica,db-query-replica")
            .split(","));

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path temporary;

    private static ComposeCluster cluster;
    private static PulsarClient client;
    private static Producer<byte[]> producer;
    private static final List<CompletableFuture<MessageId>> SENT = new ArrayList<>();
    private static final Iterator<byte[]> TRAFFIC =
            Traffic.of(SEED, 60_000, 100).messages().iterator();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** The configurations with which messages may have been processed. */
    private static final List<Path> CONFIGS = new ArrayList<>();

    private static String commandServer = "SIGILO_COMMAND_PORT";
    private static String queryServer = "SIGILO_QUERY_PORT";

    @BeforeAll
    static void start() throws Exception {
        String whyNot = ComposeCluster.whyNot();
        Assumptions.assumeTrue(whyNot == null, () -> "the cluster was skipped: " + whyNot);
        System.out.println("ClusterIT seed " + SEED);
        String kept = System.getProperty("sigilo.cluster.home");
        cluster = new ComposeCluster(kept == null ? temporary.resolve("cluster") : Path.of(kept), kept != null);
        Instant begin = Instant.now();
        cluster.start();
        System.out.println("ClusterIT: started and deployed in "
                + Duration.between(begin, Instant.now()).toSeconds() + " s");
        CONFIGS.add(cluster.config());
        if (Files.exists(before())) {
            CONFIGS.add(before());
        }
        client = PulsarClient.builder()
                .serviceUrl(cluster.pulsarUrl())
                .authentication(AuthenticationFactory.token(cluster.credential(PulsarRole.ADMIN)))
                .connectionTimeout(2, TimeUnit.SECONDS)
                .maxBackoffInterval(2, TimeUnit.SECONDS)
                .build();
        audit().close();
        producer = client.newProducer()
                .topic(StackRun.RAW)
                .sendTimeout(0, TimeUnit.SECONDS)
                .blockIfQueueFull(true)
                .batchingMaxPublishDelay(5, TimeUnit.MILLISECONDS)
                .create();
    }

    @AfterAll
    static void stop() throws Exception {
        if (client != null) {
            client.shutdown();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void everyServerMayBeKilled() throws Exception {
        Map<String, Long> confirmed = new LinkedHashMap<>();
        try (Flow flow = new Flow(ClusterIT::send, TRAFFIC, PER_SECOND)) {
            awaitSent(flow, SOME);
            for (String server : SERVERS) {
                cluster.kill(server);
                long before = confirmed();
                await().pollDelay(DEAD).until(() -> true);
                // How many messages were confirmed to the producer while the server was dead.
                confirmed.put(server, confirmed() - before);
                cluster.startAgain(server);
                awaitSent(flow, SOME / 2);
            }
        }
        StackReconciliation.Balance balance = assertTablesMatch();
        System.out.println("ClusterIT seed " + SEED + ": killed in turn, confirmed in the " + DEAD.toSeconds()
                + " s that each was dead " + confirmed + "; " + balance + "; lost 0, twice 0, backlog 0");
    }

    @Test
    @Order(2)
    void anOperatorDeploysWhileRecordsFlow() throws Exception {
        try (Flow flow = new Flow(ClusterIT::send, TRAFFIC, PER_SECOND)) {
            awaitSent(flow, SOME / 2);
            assertThat(cluster.deploy(Map.of())).contains("0 deployed, 10 unchanged");

            // Only tokenize doubles: every instance is a process, and this machine has thirteen servers already.
            Files.writeString(
                    cluster.config().resolve("scale.conf"), "partitions 2\nparallelism 1\nparallelism tokenize 2\n");
            Map<String, String> wide = Map.of("SIGILO_WAIT_SECONDS", "300");
            assertThat(cluster.deploy(wide))
                    .contains("intake/raw grew from 1 to 2 partitions")
                    .contains("all 10 functions and sinks run");
            assertThat(runningInstances("functions/medical/intake/tokenize")).isEqualTo(2);
            assertThat(workersOf("functions/medical/intake/tokenize"))
                    .as("workers of two instances")
                    .hasSize(2);

            rollPolicyForward();
            // With one bookie less, the new code is stored on the other two.
            cluster.kill("bookie-3");
            changeCode("functions/classify/target/sigilo-classify-function.jar");
            assertThat(cluster.deploy(wide))
                    .contains("classify")
                    .contains("tokenize")
                    .contains("all 10 functions and sinks run");
            cluster.startAgain("bookie-3");
            awaitSent(flow, SOME / 2);
        }
        StackReconciliation.Balance balance = assertTablesMatch();
        try (Connection query = query()) {
            assertThat(StackRun.number(
                            query,
                            "SELECT COUNT(*) FROM medical_records WHERE JSON_VALUE(tokens, '$.facility') LIKE '[%'"))
                    .as("rows under the new policy")
                    .isPositive();
        }
        System.out.println("ClusterIT: deployed unchanged, scaled, another policy version and code; " + balance);
    }

    @Test
    @Order(3)
    void replicasTakeOverFromPrimariesThatAreGone() throws Exception {
        try (Connection replica = cluster.database("query", "SIGILO_QUERY_REPLICA_PORT");
                Statement statement = replica.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM medical_records"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("read-only");
        }
        try (Flow flow = new Flow(ClusterIT::send, TRAFFIC, PER_SECOND)) {
            awaitSent(flow, SOME / 2);
            cluster.kill("db-command");
            cluster.kill("db-query");
            // As docs/runbooks/replica.md says.
            for (String database : List.of("command", "query")) {
                ComposeCluster.must(cluster.compose(
                        Duration.ofMinutes(1),
                        "exec",
                        "-T",
                        "db-" + database + "-replica",
                        "bash",
                        "/sigilo/testing/stack/compose/promote.sh"));
            }
            commandServer = "SIGILO_COMMAND_REPLICA_PORT";
            queryServer = "SIGILO_QUERY_REPLICA_PORT";
            cluster.changeSettings(
                    Map.of("SIGILO_COMMAND_HOST", "db-command-replica", "SIGILO_QUERY_HOST", "db-query-replica"),
                    "worker-1",
                    "worker-2");
            awaitSent(flow, SOME / 2);
        }
        System.out.println("ClusterIT: both replicas promoted; " + assertPrimariesMatch());
    }

    // ---- actions

    private static void send(byte[] message) {
        CompletableFuture<MessageId> sent = producer.sendAsync(message);
        synchronized (SENT) {
            SENT.add(sent);
        }
    }

    private static long confirmed() {
        synchronized (SENT) {
            return SENT.stream()
                    .filter(each -> each.isDone() && !each.isCompletedExceptionally())
                    .count();
        }
    }

    private static void awaitSent(Flow flow, int more) {
        int now = flow.sent();
        await("messages sent").atMost(STILL).until(() -> flow.sent() >= now + more);
    }

    private static Path before() {
        return cluster.home().resolve("pulsar-config-before");
    }

    private static void rollPolicyForward() throws IOException {
        Path before = before();
        try (var files = Files.walk(cluster.config())) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, before.resolve(cluster.config().relativize(file).toString()));
            }
        }
        CONFIGS.add(before);
        Path policy = cluster.config().resolve("policies/pseudonymized.yaml");
        String text = Files.readString(policy);
        String changed = text.replace(
                        "{category: INSTITUTION, action: token, kind: facility}",
                        "{category: INSTITUTION, action: redact}")
                .replace("version: 2", "version: 3");
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(policy, changed);
    }

    /** Another build of the same code: its digest is another one. */
    private static void changeCode(String jar) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(cluster.home().resolve(jar))) {
            Files.writeString(zip.getPath("/build.txt"), "2");
        }
    }

    // ---- reconciliation

    private static Consumer<byte[]> audit() throws PulsarClientException {
        return client.newConsumer()
                .topic(StackRun.RAW)
                .subscriptionName(AUDIT)
                .subscriptionInitialPosition(SubscriptionInitialPosition.Earliest)
                .subscribe();
    }

    /**
     * Every message that is stored on intake/raw since the start. Never acknowledged, so that a later part reads it
     * again.
     */
    private static List<Stored> stored() throws PulsarClientException {
        Map<MessageId, Stored> stored = new HashMap<>();
        try (Consumer<byte[]> audit = audit()) {
            Message<byte[]> message;
            while ((message = audit.receive(10, TimeUnit.SECONDS)) != null) {
                stored.put(message.getMessageId(), Stored.of(message));
            }
        }
        return stored.values().stream()
                .sorted(Comparator.comparingLong(Stored::version))
                .toList();
    }

    private static Connection command() throws SQLException {
        return cluster.database("command", commandServer);
    }

    private static Connection query() throws SQLException {
        return cluster.database("query", queryServer);
    }

    private static StackReconciliation.Balance assertTablesMatch() throws Exception {
        StackReconciliation.Balance balance = assertPrimariesMatch();
        try (Connection primary = command();
                Connection replica = cluster.database("command", "SIGILO_COMMAND_REPLICA_PORT")) {
            assertSameTables(primary, replica, List.of("records", "vault", "vault_keys"));
        }
        try (Connection primary = query();
                Connection replica = cluster.database("query", "SIGILO_QUERY_REPLICA_PORT")) {
            assertSameTables(primary, replica, List.of("medical_records"));
        }
        return balance;
    }

    private static StackReconciliation.Balance assertPrimariesMatch() throws Exception {
        producer.flush();
        List<CompletableFuture<MessageId>> sent;
        synchronized (SENT) {
            sent = List.copyOf(SENT);
        }
        CompletableFuture.allOf(sent.toArray(new CompletableFuture<?>[0])).get(5, TimeUnit.MINUTES);
        awaitDrained();
        List<Stored> stored = stored();
        assertThat(stored).as("messages stored, of those confirmed").hasSizeGreaterThanOrEqualTo(sent.size());
        try (Connection command = command();
                Connection query = query()) {
            return new StackReconciliation(cluster.tokenKeys(), cluster.sealingKeys())
                    .assertBalance(stored, CONFIGS, command, query);
        }
    }

    private static void assertSameTables(Connection primary, Connection replica, List<String> tables)
            throws SQLException {
        String executed = text(primary, "SELECT @@GLOBAL.gtid_executed");
        assertThat(text(replica, "SELECT WAIT_FOR_EXECUTED_GTID_SET('" + executed.replace("\n", "") + "', 120)"))
                .as("the replica has all transactions")
                .isEqualTo("0");
        for (String table : tables) {
            assertThat(StackRun.number(replica, "SELECT COUNT(*) FROM " + table))
                    .as("rows of " + table)
                    .isEqualTo(StackRun.number(primary, "SELECT COUNT(*) FROM " + table))
                    .isPositive();
            assertThat(checksum(replica, table)).as("content of " + table).isEqualTo(checksum(primary, table));
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String checksum(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("CHECKSUM TABLE " + table)) {
            rows.next();
            return rows.getString(2);
        }
    }

    private static void awaitDrained() {
        long[] least = {Long.MAX_VALUE};
        Instant[] since = {Instant.now()};
        await("backlog of every subscription at 0")
                .atMost(Duration.ofMinutes(30))
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .until(() -> {
                    if (since[0].plus(STILL).isBefore(Instant.now())) {
                        return true;
                    }
                    long waiting = backlogs().values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
                    if (waiting < least[0]) {
                        least[0] = waiting;
                        since[0] = Instant.now();
                    }
                    return waiting == 0;
                });
        assertThat(backlogs())
                .allSatisfy((subscription, count) ->
                        assertThat(count).as(subscription).isZero());
    }

    private static Map<String, Long> backlogs() {
        Map<String, Long> backlogs = new TreeMap<>();
        for (String topic : Topology.read(cluster.config()).topics()) {
            admin("/admin/v2/" + topic.replace("://", "/") + "/partitioned-stats?perPartition=false")
                    .get("subscriptions")
                    .properties()
                    .forEach(each -> {
                        if (!each.getKey().equals(AUDIT)) {
                            backlogs.put(
                                    Topology.shortName(topic) + " " + each.getKey(),
                                    each.getValue().get("msgBacklog").asLong());
                        }
                    });
        }
        return backlogs;
    }

    private static int runningInstances(String unit) {
        return admin("/admin/v3/" + unit + "/status").get("numRunning").asInt();
    }

    private static List<String> workersOf(String unit) {
        List<String> workers = new ArrayList<>();
        admin("/admin/v3/" + unit + "/status")
                .get("instances")
                .forEach(each -> workers.add(each.at("/status/workerId").asText()));
        return workers.stream().distinct().toList();
    }

    private static JsonNode admin(String path) {
        try {
            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(URI.create(cluster.adminUrl() + path))
                            .header("Authorization", "Bearer " + cluster.credential(PulsarRole.ADMIN))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
