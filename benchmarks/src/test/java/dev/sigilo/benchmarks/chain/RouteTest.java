package dev.sigilo.benchmarks.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.benchmarks.BenchmarkException;
import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.Topology;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final Topology TOPOLOGY = Topology.read(Path.of("../pulsar-config"));

    @Test
    void theWayToDbQueryPassesThroughThreeFunctions() {
        Route route = Route.to(ChainBenchmark.TABLE, TOPOLOGY);

        assertThat(TOPOLOGY.entryTopics()).contains(route.entry());
        assertThat(route.functions())
                .extracting(FunctionSpec::name)
                .containsExactly("classify", "tokenize", "project-query");
        assertThat(route.sink().table()).isEqualTo(ChainBenchmark.TABLE);
    }

    @Test
    void aTableThatNoSinkWritesToIsRefused() {
        assertThatThrownBy(() -> Route.to("nowhere", TOPOLOGY))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("nowhere");
    }
}
