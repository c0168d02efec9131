package dev.sigilo.benchmarks.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkRecordsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(ints = {1024, 4096})
    void recordsHaveAboutTheLengthThatWasAskedFor(int size) {
        List<byte[]> records = new BenchmarkRecords(1, size, "R").next(200);

        assertThat(BenchmarkRecords.meanSize(records)).isBetween(0.85 * size, 1.1 * size);
    }

    @Test
    void everyRecordHasAnIdOfItsOwnAndKeepsWhoItIsAbout() throws IOException {
        BenchmarkRecords source = new BenchmarkRecords(1, 1024, "R");
        Set<String> ids = new HashSet<>();
        for (int round = 0; round < 2; round++) {
            int first = source.given();
            int index = first;
            for (byte[] bytes : source.next(50)) {
                JsonNode record = JSON.readTree(bytes);
                assertThat(record.path("record_id").asText()).isEqualTo(source.id(index++));
                assertThat(record.path("patient_name").asText()).isNotBlank();
                assertThat(record.path("report").asText()).isNotBlank();
                ids.add(record.path("record_id").asText());
            }
        }

        assertThat(ids).hasSize(100);
    }

    @Test
    void theSameSeedGivesTheSameRecords() {
        List<byte[]> once = new BenchmarkRecords(7, 4096, "R").next(20);
        List<byte[]> again = new BenchmarkRecords(7, 4096, "R").next(20);

        for (int i = 0; i < once.size(); i++) {
            assertThat(again.get(i)).isEqualTo(once.get(i));
        }
    }
}
