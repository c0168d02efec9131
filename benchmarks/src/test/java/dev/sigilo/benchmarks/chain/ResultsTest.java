package dev.sigilo.benchmarks.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ResultsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theChainsJsonIsThatOfTheFirstLength() throws Exception {
        ChainResult result = new ChainResult(
                List.of("a", "b"),
                100,
                List.of(
                        new ChainResult.Size(1000, measured(2000), measured(8000), measured(10_000)),
                        new ChainResult.Size(4000, measured(1), measured(2), measured(3))),
                1);

        assertThat(result.toJson())
                .isEqualTo(
                        "{\"bench\":\"chain\",\"chain\":2000,\"identity\":8000,\"loop\":10000,\"chain_to_identity\":0.250}");
    }

    private static Measurement measured(double rate) {
        return new Measurement(1000, 1000, 1000 / rate, 2000 / rate, Map.of("broker", 3.0));
    }

    @Test
    void processorTimeIsGivenForAThousandRecords() {
        Measurement measurement = new Measurement(2000, 1024, 1, 2, Map.of("broker", 3.0));

        assertThat(measurement.cpuPerThousand()).containsEntry("broker", 1.5);
        assertThat(measurement.allRate()).isEqualTo(1000);
        assertThat(measurement.megabytesPerSecond()).isEqualTo(2.048);
    }

    @Test
    void aStepThatLeavesMoreThanASecondOfArrivalsHasNotKeptUp() {
        assertThat(step(100, 99).saturated()).isFalse();
        assertThat(step(100, 101).saturated()).isTrue();
    }

    @Test
    void aLoadsJsonAndPictureHoldEveryStep() throws Exception {
        LoadResult result = new LoadResult(List.of(step(100, 3), step(200, 900)), 150, step(75, 1));

        JsonNode json = JSON.readTree(result.toJson());
        assertThat(json.path("saturation").asInt()).isEqualTo(150);
        assertThat(json.path("steps")).hasSize(2);
        assertThat(json.path("at_half").path("p50_ms").asDouble()).isBetween(19.0, 21.0);
        Document picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(LoadPlot.of(result))));
        // A line for each percentile and for each step's backlog.
        assertThat(picture.getElementsByTagName("polyline").getLength()).isEqualTo(4 + 3);
    }

    @Test
    void whatWasNeverSaturatedSaysSo() throws Exception {
        LoadResult result = new LoadResult(List.of(step(100, 3)), Double.NaN, null);

        assertThat(JSON.readTree(result.toJson()).path("saturation").isNull()).isTrue();
        assertThat(result.toTable()).contains("kept up");
        assertThat(LoadPlot.of(result)).doesNotContain("NaN");
    }

    private static LoadStep step(double rate, int left) {
        LoadClock clock = new LoadClock(rate, 1, Duration.ofSeconds(10));
        for (int i = 0; i < 100; i++) {
            clock.seen(0, 20_000_000);
        }
        clock.backlog(1, 0.5, 5);
        clock.backlog(10, 9.9, left);
        return clock.step(1);
    }
}
