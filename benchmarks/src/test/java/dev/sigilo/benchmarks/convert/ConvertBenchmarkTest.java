package dev.sigilo.benchmarks.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.benchmarks.BenchmarkException;
import dev.sigilo.driver.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertBenchmarkTest {
    private static final Topology TOPOLOGY = Topology.read(Path.of("../pulsar-config"));

    private final List<String> progress = new ArrayList<>();
    private final ConvertBenchmark benchmark =
            new ConvertBenchmark(TOPOLOGY, new ConvertBenchmark.Settings(0, 2, 0.001), progress::add);

    @ParameterizedTest
    @ValueSource(strings = {"hl7v2", "fhir", "dicom"})
    void everyBuiltInMessageBecomesOneRecordOrMore(String format) {
        List<byte[]> messages = ConvertBenchmark.syntheticMessages(format).subList(0, 6);

        ConvertResult result = benchmark.run(format, messages);

        assertThat(result.messages()).isEqualTo(6);
        // A bundle has the report and its order.
        assertThat(result.records()).isEqualTo(format.equals("fhir") ? 12 : 6);
        assertThat(result.rejects()).isZero();
        assertThat(result.recordBytes()).isGreaterThan(result.bytes());
        assertThat(result.rounds()).hasSize(2).allMatch(rate -> rate > 0);
        assertThat(progress).hasSize(3);
    }

    @Test
    void rejectsAreCountedAndAreNotRecords() {
        ConvertResult result = benchmark.run("hl7v2", List.of("MSH".getBytes(StandardCharsets.UTF_8)));

        assertThat(result.records()).isZero();
        assertThat(result.rejects()).isEqualTo(1);
        assertThat(ConvertResult.toTable(List.of(result))).contains("hl7v2");
    }

    @Test
    void ratesArePerSecondOfProcessorTimeAndTheMedianRoundCounts() throws IOException {
        ConvertResult result = new ConvertResult("hl7v2", 10, 20_000, 30, 90_000, 0, List.of(500.0, 4_000.0, 1_000.0));

        JsonNode json = new ObjectMapper().readTree(ConvertResult.toJson(List.of(result)));
        assertThat(json.path("bench").asText()).isEqualTo("convert");
        assertThat(json.path("hl7v2").path("messages_per_second").asInt()).isEqualTo(1_000);
        assertThat(json.path("hl7v2").path("megabytes_per_second").asDouble()).isEqualTo(2.0);
        assertThat(json.path("hl7v2").path("records_per_second").asInt()).isEqualTo(3_000);
    }

    @Test
    void whatCannotBeMeasuredIsRefused() {
        assertThatThrownBy(() -> benchmark.run("hl7v2", List.of())).isInstanceOf(BenchmarkException.class);
        assertThatThrownBy(() -> benchmark.run("edifact", List.of(new byte[1])))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("edifact");
        assertThatThrownBy(() -> ConvertBenchmark.syntheticMessages("edifact")).isInstanceOf(BenchmarkException.class);
        assertThatThrownBy(() -> new ConvertBenchmark.Settings(0, 0, 1)).isInstanceOf(BenchmarkException.class);
    }
}
