package dev.sigilo.tests.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.SinkSpec;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.StackException;
import dev.sigilo.tests.fault.Chain;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One deployment, first with one partition and one instance of everything, then with four and two. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScaleIT {
    private static final int RECORDS = Chain.size(400, 20_000);
    private static final int BEFORE = RECORDS / 4;
    private static final int REVISIONS = 4;
    private static final Map<String, String> WIDE = Map.of("SIGILO_PARTITIONS", "4", "SIGILO_PARALLELISM", "2");

    @TempDir
    private static Path directory;

    private static WideStack wide;
    /** The records that were published while there was one partition. */
    private static Set<String> early;

    @BeforeAll
    static void start() throws Exception {
        wide = WideStack.start(EmbeddedStack.builder(Chain.home()), directory);
        wide.deploy(Map.of());
        wide.publish(0, BEFORE, REVISIONS);
        wide.awaitDrained();
        early = wide.log().keySet();
        wide.deploy(WIDE);
        wide.publish(BEFORE, RECORDS, REVISIONS);
        wide.awaitDrained();
    }

    @AfterAll
    static void stop() throws Exception {
        if (wide != null) {
            wide.close();
        }
    }

    @Test
    void everyTopicOfTheRunningDeploymentGrew() {
        assertThat(wide.topology().topics())
                .allSatisfy(
                        topic -> assertThat(wide.partitions(topic)).as(topic).isEqualTo(4));
    }

    @Test
    void everyRecordHasOneRowInItsLastVersion() throws Exception {
        Map<String, Long> last = new TreeMap<>();
        wide.log().forEach((token, versions) -> last.put(token, Collections.max(versions)));

        assertThat(early).hasSize(BEFORE);
        assertThat(last).hasSize(RECORDS);
        assertThat(wide.versions(wide.stack().queryJdbcUrl(), "medical_records"))
                .isEqualTo(last);
        assertThat(wide.versions(wide.stack().commandJdbcUrl(), "records")).isEqualTo(last);
        for (String table : List.of("vault", "vault_keys")) {
            assertThat(wide.versions(wide.stack().commandJdbcUrl(), table).keySet())
                    .as(table)
                    .isEqualTo(last.keySet());
        }
    }

    @Test
    void theLogKeepsTheOrderOfEachRecordsVersions() throws Exception {
        Map<String, List<Long>> log = wide.log();
        log.keySet().removeAll(early);

        assertThat(log).hasSize(RECORDS - BEFORE);
        assertThat(log.values())
                .allSatisfy(versions -> assertThat(versions).hasSize(REVISIONS).isSorted());
    }

    @Test
    void everyInstanceGetsItsShareOfTheWork() {
        for (FunctionSpec function : wide.topology().functions()) {
            List<Long> taken = wide.takenByFunction(function.namespace(), function.name());
            long all = taken.stream().mapToLong(Long::longValue).sum();
            assertThat(taken).as(function.name()).hasSize(2).allMatch(own -> own > all / 3);
        }
        for (SinkSpec sink : wide.topology().sinks()) {
            assertThat(wide.takenBySink(sink.namespace(), sink.name()))
                    .as(sink.name())
                    .hasSize(2)
                    .allMatch(own -> own > 0);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void fewerPartitionsAreRefusedAndNothingChanges() {
        assertThatThrownBy(() -> wide.deploy(Map.of("SIGILO_PARTITIONS", "2", "SIGILO_PARALLELISM", "2")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("cannot shrink");
        assertThat(wide.topology().topics())
                .allSatisfy(
                        topic -> assertThat(wide.partitions(topic)).as(topic).isEqualTo(4));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void moreInstancesThanPartitionsAreRefusedBecauseTheyWouldBeIdle() {
        assertThatThrownBy(() -> wide.deploy(Map.of("SIGILO_PARTITIONS", "4", "SIGILO_PARALLELISM", "8")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("nothing was changed");
    }
}
