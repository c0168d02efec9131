package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.PulsarRole;
import dev.sigilo.stack.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What operators do while producers send: nothing is lost and nothing is duplicate. One stack, with its own copy of
 * pulsar-config that the tests edit; each test continues from the state that the previous ones left.
 */
@DisplayName("Operations while records flow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperationsIT {
    private static final SyntheticPopulation POPULATION = new SyntheticPopulation(91);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PER_SECOND = 20;
    private static final int SOME = 100;

    @TempDir
    private static Path folder;

    private static Path home;
    private static Path config;
    private static EmbeddedStack stack;
    private static StackRun run;
    private static final Iterator<byte[]> RECORDS = IntStream.iterate(0, i -> i + 1)
            .mapToObj(i -> StackRun.utf8(POPULATION.record(i).json()))
            .iterator();

    @BeforeAll
    static void startWithoutDeploying() throws IOException {
        home = StackRun.home(folder);
        config = home.resolve("pulsar-config");
        stack = StackRun.builder(home, folder.resolve("stack")).deploy(false).start();
        run = StackRun.of(stack, config);
    }

    @AfterAll
    static void stop() {
        if (run != null) {
            run.close();
        }
    }

    @Test
    @Order(1)
    void nobodyPublishesBeforeTheSetUp() throws Exception {
        try (PulsarClient client = run.newClient(PulsarRole.PRODUCER)) {
            assertThatThrownBy(() -> client.newProducer().topic(StackRun.RAW).create())
                    .isInstanceOf(PulsarClientException.class);
        }
    }

    @Test
    @Order(2)
    void whatIsPublishedBeforeTheFirstDeploymentBecomesRows() throws Exception {
        run.adminCall("PUT", "/admin/v2/tenants/medical", "{\"allowedClusters\":[\"standalone\"]}");
        run.adminCall("PUT", "/admin/v2/namespaces/medical/intake", "{}");
        run.adminCall("PUT", "/admin/v2/persistent/medical/intake/raw/partitions", "1");
        // By a client that may create topics, and did so before there was any subscription.
        publish(PulsarRole.ADMIN);

        StackRun.builder(home, stack.directory())
                .deployVariable("SIGILO_TOPICS_ONLY", "yes")
                .start();
        publish(PulsarRole.PRODUCER);
        // A broker that starts opens a new ledger. Closed ones that no subscription needs are deleted, now and not in a
        // while.
        stack.broker().kill();
        stack.broker().restart();
        publish(PulsarRole.PRODUCER);
        run.adminCall("POST", "/admin/v2/persistent/medical/intake/raw/trim", null);
        // Not earlier: the run's own subscription would keep every message.
        run.connect();
        stack.deploy();

        assertNothingLost(3 * SOME);
    }

    private static void publish(PulsarRole role) throws PulsarClientException {
        try (PulsarClient client = run.newClient(role);
                Producer<byte[]> producer =
                        client.newProducer().topic(StackRun.RAW).create()) {
            for (int i = 0; i < SOME; i++) {
                producer.send(RECORDS.next());
            }
        }
    }

    @Test
    @Order(3)
    void whatIsPublishedWhileNothingIsDeployedBecomesRows() throws Exception {
        try (Flow flow = new Flow(run::send, RECORDS, PER_SECOND)) {
            await().until(() -> flow.sent() > SOME / 4);
            stack.undeploy();
            int undeployed = flow.sent();
            await().atMost(PATIENCE).until(() -> flow.sent() > undeployed + SOME);
            stack.deploy();
        }

        assertNothingLost(SOME);
    }

    @Test
    @Order(4)
    void functionsAndSinksAreUpdatedWhileRecordsFlow() throws Exception {
        edit("functions/classify.yaml", "receiverQueueSize: 1000", "receiverQueueSize: 500");
        edit("functions/project-query.yaml", "maxPendingMessages: 1000", "maxPendingMessages: 900");
        edit("sinks/query-records.yaml", "lingerMs: 20", "lingerMs: 30");
        try (Flow flow = new Flow(run::send, RECORDS, PER_SECOND)) {
            await().until(() -> flow.sent() > SOME / 4);
            stack.deploy();
        }

        assertThat(folder.resolve("stack/deploy.log"))
                .content()
                .contains("3 deployed (classify project-query query-records), 6 unchanged");
        assertNothingLost(SOME / 4);
    }

    @Test
    @Order(5)
    void aPolicyIsRolledForwardWhileRecordsFlow() throws Exception {
        Path before = folder.resolve("home/pulsar-config-before");
        StackRun.copy(config, before);
        edit(
                "policies/pseudonymized.yaml",
                "{category: INSTITUTION, action: token, kind: facility}",
                "{category: INSTITUTION, action: redact}");
        assertThatThrownBy(stack::deploy)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("policy pseudonymized was changed and still says version 2");
        edit("policies/pseudonymized.yaml", "version: 2", "version: 3");
        try (Flow flow = new Flow(run::send, RECORDS, PER_SECOND)) {
            await().until(() -> flow.sent() > SOME / 4);
            stack.deploy();
            int deployed = flow.sent();
            await().until(() -> flow.sent() > deployed + SOME / 4);
        }

        run.awaitStored();
        run.awaitDrained(PATIENCE);
        StackReconciliation.Balance balance = run.assertTablesMatch(config, before);
        assertThat(balance.rows()).isEqualTo(balance.messages());
        try (Connection query = run.query()) {
            long redacted = StackRun.number(
                    query,
                    "SELECT COUNT(*) FROM medical_records" + " WHERE JSON_VALUE(tokens, '$.facility') LIKE '[%'");
            long tokens = StackRun.number(
                    query,
                    "SELECT COUNT(*) FROM medical_records"
                            + " WHERE JSON_VALUE(tokens, '$.facility') LIKE 'facility%'");
            assertThat(redacted).as("rows under the new policy").isPositive();
            assertThat(tokens).as("rows under the earlier policy").isGreaterThan(2L * SOME);
        }
    }

    private static void edit(String file, String from, String to) throws IOException {
        StackRun.edit(config.resolve(file), from, to);
    }

    private static void assertNothingLost(int atLeast) throws Exception {
        run.awaitStored();
        run.awaitDrained(PATIENCE);
        StackReconciliation.Balance balance = run.assertTablesMatch();
        assertThat(balance.messages()).isGreaterThanOrEqualTo(atLeast);
        assertThat(balance.rows()).as("every message is a different record").isEqualTo(balance.messages());
        assertThat(balance.rejected()).isZero();
        System.out.println("OperationsIT: " + balance);
    }
}
