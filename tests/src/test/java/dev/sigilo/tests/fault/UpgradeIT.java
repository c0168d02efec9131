package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** deploy.sh upgrades a running chain whose functions have the class names of an earlier release. */
@DisplayName("An upgrade from a release with other class names, while records flow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradeIT {
    private static final SyntheticPopulation POPULATION = new SyntheticPopulation(93);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PER_SECOND = 20;

    @TempDir
    private static Path folder;

    private static EarlierRelease release;
    private static EmbeddedStack stack;
    private static StackRun run;
    private static final Iterator<byte[]> RECORDS = IntStream.iterate(0, i -> i + 1)
            .mapToObj(i -> StackRun.utf8(POPULATION.record(i).json()))
            .iterator();

    @BeforeAll
    static void deployTheEarlierRelease() throws Exception {
        release = EarlierRelease.in(folder);
        stack = StackRun.builder(release.home(), folder.resolve("stack"))
                // A loaded machine may need more than the default 60 s for the first message.
                .deployVariable("SIGILO_CANARY_SECONDS", "300")
                .start();
        run = StackRun.of(stack, Chain.config());
        run.connect();
    }

    @AfterAll
    static void stop() {
        if (run != null) {
            run.close();
        }
    }

    @Test
    @Order(1)
    void anUpgradeThatFailsBringsTheEarlierClassesBack() throws Exception {
        assertThat(deployedClasses()).isEqualTo(EarlierRelease.earlierClasses());
        release.upgrade();
        StackRun.edit(
                release.home().resolve("pulsar-config/functions/project-query.yaml"), "view: query", "view: none");

        EmbeddedStack impatient = EmbeddedStack.builder(release.home())
                .directory(stack.directory())
                .deployVariable("SIGILO_WAIT_SECONDS", "40")
                .deploy(false)
                .start();
        deployWhileRecordsFlow(() -> assertThatThrownBy(impatient::deploy)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("not running after 40 s: project-query (")
                .hasMessageContaining("The earlier configuration is back: all 9 functions and sinks run"));

        assertThat(log())
                .contains("project-query cannot start: userConfig.view must be one of ")
                .contains("6 deployed (");
        assertThat(deployedClasses()).isEqualTo(EarlierRelease.earlierClasses());
        assertEveryRecordIsStoredOnce();
    }

    @Test
    @Order(2)
    void anUpgradeLosesAndDuplicatesNothing() throws Exception {
        assertThat(deployedClasses()).isEqualTo(EarlierRelease.earlierClasses());
        release.upgrade();

        deployWhileRecordsFlow(stack::deploy);

        assertThat(log())
                .as("what was put back is recorded")
                .doesNotContain("no earlier configuration")
                .contains("6 deployed (")
                .contains("4 unchanged")
                .contains("a canary record passed all 10 functions and sinks");
        assertThat(deployedClasses()).isEqualTo(EarlierRelease.classesOfToday());
        assertEveryRecordIsStoredOnce();
    }

    /** Deploys once records flow, and lets them flow on for a while. */
    private static void deployWhileRecordsFlow(Runnable deployment) throws InterruptedException {
        try (Flow flow = new Flow(run::send, RECORDS, PER_SECOND)) {
            await().atMost(PATIENCE).until(() -> flow.sent() > 5 * PER_SECOND);
            deployment.run();
            int deployed = flow.sent();
            await().atMost(PATIENCE).until(() -> flow.sent() > deployed + 3 * PER_SECOND);
        }
    }

    /** The class that Pulsar runs for each function, as {@code name class}. */
    private static List<String> deployedClasses() {
        return EarlierRelease.names().stream()
                .map(name -> name + " " + run.function(name).get("className").asText())
                .toList();
    }

    private static String log() throws IOException {
        return Files.readString(stack.directory().resolve("deploy.log"));
    }

    private static void assertEveryRecordIsStoredOnce() throws Exception {
        run.awaitStored();
        run.awaitDrained(PATIENCE);
        StackReconciliation.Balance balance = run.assertTablesMatch();
        assertThat(balance.rows()).as("every message is a different record").isEqualTo(balance.messages());
        assertThat(balance.rejected()).isZero();
    }
}
