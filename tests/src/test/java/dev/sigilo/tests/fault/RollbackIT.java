package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sigilo.keys.Keyset;
import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.PulsarRole;
import dev.sigilo.stack.StackBuilder;
import dev.sigilo.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.Reader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A failed deployment leaves the earlier one running and loses nothing. One stack, with a pulsar-config of its own that
 * each test breaks; {@link DeployRollbackTest} has what a real cluster cannot be made to do.
 */
@DisplayName("A deployment that fails, while records flow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollbackIT {
    private static final SyntheticPopulation POPULATION = new SyntheticPopulation(92);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String BACK = "The earlier configuration is back: all 10 functions and sinks run";

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
    static void start() throws Exception {
        home = StackRun.home(folder);
        config = home.resolve("pulsar-config");
        stack = StackRun.builder(home, folder.resolve("stack")).start();
        run = StackRun.of(stack, Chain.config());
        run.connect();
    }

    @AfterAll
    static void stop() {
        if (run != null) {
            run.close();
        }
    }

    private static void edit(String file, String from, String to) throws IOException {
        StackRun.edit(config.resolve(file), from, to);
    }

    /** Deploys while records flow, and expects it to fail; the message of the failure. */
    private static String fail(String... variables) throws Exception {
        StackBuilder builder = EmbeddedStack.builder(home).directory(stack.directory());
        for (int i = 0; i < variables.length; i += 2) {
            builder.deployVariable(variables[i], variables[i + 1]);
        }
        StackException[] failure = new StackException[1];
        try (Flow flow = new Flow(run::send, RECORDS, 10)) {
            await().until(() -> flow.sent() > 20);
            assertThatThrownBy(builder::start).isInstanceOfSatisfying(StackException.class, e -> failure[0] = e);
            int failed = flow.sent();
            await().until(() -> flow.sent() > failed + 20);
        }
        return failure[0].getMessage();
    }

    private static String log() throws IOException {
        return Files.readString(stack.directory().resolve("deploy.log"));
    }

    @BeforeEach
    void goBackToTheConfiguration() throws IOException {
        for (String part : List.of("functions", "sinks", "policies")) {
            try (var files = Files.list(Chain.config().resolve(part))) {
                for (Path file : files.toList()) {
                    Files.writeString(config.resolve(part).resolve(file.getFileName()), Files.readString(file));
                }
            }
        }
    }

    /** Checks that the earlier configuration needs no deployment, and that every record is stored exactly once. */
    private void assertTheEarlierOneRunsAndNothingIsLost() throws Exception {
        goBackToTheConfiguration();
        stack.deploy();
        assertThat(log()).contains("0 deployed, 10 unchanged");
        run.awaitStored();
        run.awaitDrained(PATIENCE);
        StackReconciliation.Balance balance = run.assertTablesMatch();
        assertThat(balance.rows()).as("every message is a different record").isEqualTo(balance.messages());
        assertThat(balance.rejected()).isZero();
    }

    @Test
    @Order(1)
    void whatDoesNotRunIsTakenBackWithItsReason() throws Exception {
        edit("sinks/query-records.yaml", "lingerMs: 20", "lingerMs: 30");
        edit("functions/classify.yaml", "SEALING_KEYSET: env:SIGILO_SEALING_KEYSET", "SEALING_KEYSET: env:NOT_THERE");

        assertThat(fail("SIGILO_WAIT_SECONDS", "40"))
                .contains("not running after 40 s: classify (")
                .contains(BACK);

        assertThat(log())
                .contains(
                        "deploy: classify cannot start: secret SEALING_KEYSET: environment variable NOT_THERE is not set")
                .contains("2 deployed (classify query-records), 8 unchanged");
        assertNoPropertyIsForwarded();
        assertTheEarlierOneRunsAndNothingIsLost();
    }

    /** Pulsar's answer about classify says that they are, whatever was set. */
    private static void assertNoPropertyIsForwarded() throws Exception {
        try (PulsarClient client = run.newClient(PulsarRole.ADMIN);
                Producer<byte[]> producer =
                        client.newProducer().topic(StackRun.RAW).create();
                Reader<byte[]> reader = client.newReader()
                        .topic("persistent://medical/intake/classified")
                        .startMessageId(MessageId.latest)
                        .create()) {
            producer.newMessage()
                    .property("mark", "set by the producer")
                    .value(RECORDS.next())
                    .send();

            Message<byte[]> classified = reader.readNext((int) PATIENCE.toSeconds(), TimeUnit.SECONDS);

            assertThat(classified).isNotNull();
            assertThat(classified.getProperties()).doesNotContainKey("mark");
        }
    }

    @Test
    @Order(2)
    void whatIsRefusedRunsOnAndTheRestIsTakenBack() throws Exception {
        edit(
                "functions/classify.yaml",
                "className: dev.sigilo.classify.infrastructure.pulsar.ClassifyFunction",
                "className: dev.sigilo.classify.infrastructure.pulsar.NotInTheJar");
        edit("functions/project-query.yaml", "maxPendingMessages: 1000", "maxPendingMessages: 900");
        // Cannot be changed in place: the sink is deleted and created.
        edit("sinks/command-vault.yaml", "retainOrdering: false", "retainOrdering: true");

        assertThat(fail("SIGILO_WAIT_SECONDS", "300"))
                .contains("some functions or sinks were not deployed")
                .contains(BACK);

        assertThat(log())
                .contains(
                        "\"classify.yaml\": Function class dev.sigilo.classify.infrastructure.pulsar.NotInTheJar must be in class path")
                .contains("2 deployed (project-query command-vault), 7 unchanged");
        assertTheEarlierOneRunsAndNothingIsLost();
    }

    @Test
    @Order(3)
    void anErrorInThePolicyAndAnotherKeysetAreRefusedBeforeAnythingChanges() throws Exception {
        edit("policies/pseudonymized.yaml", "version: 2", "version: 3\nnonsense: true");
        assertThat(fail()).contains("Nothing was changed");
        Files.writeString(
                config.resolve("policies/pseudonymized.yaml"),
                Files.readString(Chain.config().resolve("policies/pseudonymized.yaml")));

        Path other = Files.writeString(
                folder.resolve("other.json"),
                Keyset.generate(Keyset.Purpose.TOKEN).secretJson());
        assertThat(fail("SIGILO_TOKEN_KEYSET_FILE", other.toString()))
                .contains("the log belongs to the token keyset of lineage")
                .contains("No function or sink was changed");

        assertThat(log()).doesNotContain("topics in");
        assertTheEarlierOneRunsAndNothingIsLost();
    }

    /**
     * Records may have been processed with it, so other content under the same version would not be what their rows
     * say.
     */
    @Test
    @Order(4)
    void aPolicyVersionThatWasTakenBackKeepsItsContent() throws Exception {
        edit("policies/pseudonymized.yaml", "version: 2", "version: 3");
        edit("functions/classify.yaml", "SEALING_KEYSET: env:SIGILO_SEALING_KEYSET", "SEALING_KEYSET: env:NOT_THERE");
        assertThat(fail("SIGILO_WAIT_SECONDS", "40"))
                .contains("not running after 40 s: classify (")
                .contains(BACK);

        edit(
                "policies/pseudonymized.yaml",
                "{category: INSTITUTION, action: token, kind: facility}",
                "{category: INSTITUTION, action: redact}");
        assertThat(fail())
                .contains("policy pseudonymized was changed and still says version 3")
                .contains("No function or sink was changed");

        assertTheEarlierOneRunsAndNothingIsLost();
    }

    private static void alter(String change) throws SQLException {
        try (Connection query = run.query();
                Statement statement = query.createStatement()) {
            statement.execute("ALTER TABLE medical_records " + change);
        }
    }

    /** Everything runs, but not a row of the new configuration would be stored. */
    @Test
    @Order(5)
    void whatRunsAndDoesNotWorkIsTakenBack() throws Exception {
        edit("sinks/query-records.yaml", "lingerMs: 20", "lingerMs: 30");
        alter("ADD COLUMN ward INT NOT NULL");
        try {
            assertThat(fail()).contains("the canary record did not get through").contains(BACK);
            // Which of the two depends on whether Pulsar still had the canary's exception among all those of the
            // records that flow.
            assertThat(log())
                    .containsPattern(
                            "query-records(: the table refuses the canary record's row| did not process the canary record in 60 s; the table refuses rows), "
                                    + "NULL_NOT_ALLOWED in ward \\(table medical_records\\)");
        } finally {
            alter("DROP COLUMN ward");
        }

        assertTheEarlierOneRunsAndNothingIsLost();
        assertThat(log()).contains("a canary record passed all 10 functions and sinks");
    }
}
