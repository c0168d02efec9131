package dev.sigilo.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionDriverTest {
    private static final Topology SAMPLE = Topology.read(Path.of("src/test/resources/topology"));

    @Test
    void givesTheSameOutputAsTheFunctionInItsTopology() {
        byte[] value = "apple round".getBytes(StandardCharsets.UTF_8);
        FunctionSpec word = SAMPLE.function("word");
        try (FunctionDriver alone = FunctionDriver.start(SAMPLE, "word", Map.of("TEST_WORD_KEY", "secret"));
                TopologyDriver topology = TopologyDriver.builder(SAMPLE)
                        .environment("TEST_WORD_KEY", "secret")
                        .start()) {
            List<DriverMessage> outputs = alone.process(word.inputs().get(0), value);
            topology.pipe(value);

            DriverMessage expected = topology.read("words").get(0);
            assertThat(outputs).hasSize(1);
            assertThat(outputs.get(0).text()).isEqualTo(expected.text());
            assertThat(outputs.get(0).getKey()).isEqualTo(expected.getKey());
            assertThat(outputs.get(0).getTopicName()).isEqualTo(expected.getTopicName());
        }
    }

    @Test
    void refusesAFunctionThatTheTopologyDoesNotHave() {
        assertThatThrownBy(() -> FunctionDriver.start(SAMPLE, "none", Map.of()))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("none");
    }
}
