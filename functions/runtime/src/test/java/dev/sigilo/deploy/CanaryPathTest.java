package dev.sigilo.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanaryPathTest {
    private static final List<String> LINES = List.of(
            "function t in first first persistent://t/in/raw persistent://t/in/clean",
            "function t mid left left persistent://t/in/clean persistent://t/mid/left",
            "function t mid right right persistent://t/in/clean persistent://t/mid/right",
            "function t out both both persistent://t/mid/left persistent://t/out/rows",
            "function t out both both persistent://t/mid/right persistent://t/out/rows",
            "function t out both both persistent://t/in/rejected persistent://t/out/rows",
            "sink t out table-0 table persistent://t/out/rows-partition-0 -",
            "sink t out table-1 table persistent://t/out/rows-partition-1 -",
            "rejects persistent://t/in/rejected");

    @Test
    void aCanaryIsExpectedOnceForEachPathToATopic() {
        CanaryPath path = CanaryPath.of(LINES);

        assertThat(path.entries()).containsExactly("persistent://t/in/raw");
        assertThat(path.expected())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "persistent://t/in/raw",
                        1,
                        "persistent://t/in/clean",
                        1,
                        "persistent://t/mid/left",
                        1,
                        "persistent://t/mid/right",
                        1,
                        "persistent://t/in/rejected",
                        0,
                        "persistent://t/out/rows",
                        2));
    }

    @Test
    void aCanaryIsSentToEachTopicThatProducersWriteAndTheirPathsAddUp() {
        List<String> lines = new ArrayList<>(LINES);
        lines.add("function t in convert convert persistent://t/in/one persistent://t/in/converted");
        lines.add("function t in convert convert persistent://t/in/two persistent://t/in/converted");
        lines.add("function t in first first persistent://t/in/converted persistent://t/in/clean");

        CanaryPath path = CanaryPath.of(lines);

        assertThat(path.entries())
                .containsExactly("persistent://t/in/one", "persistent://t/in/raw", "persistent://t/in/two");
        assertThat(path.expected())
                .containsEntry("persistent://t/in/converted", 2)
                .containsEntry("persistent://t/in/clean", 3)
                .containsEntry("persistent://t/in/rejected", 0)
                .containsEntry("persistent://t/out/rows", 6);
        assertThat(path.watched()).doesNotContain("persistent://t/in/converted");
    }

    @Test
    void noCanaryIsSentToTheConvertedTopicIfConvertIsNotDeployed() {
        List<String> lines = new ArrayList<>(LINES);
        lines.add("function t in first first persistent://t/in/converted persistent://t/in/clean");
        lines.add("converted persistent://t/in/converted");

        CanaryPath path = CanaryPath.of(lines);

        assertThat(path.entries()).containsExactly("persistent://t/in/raw");
        assertThat(path.expected())
                .containsEntry("persistent://t/in/converted", 0)
                .containsEntry("persistent://t/out/rows", 2);
    }

    @Test
    void theOrderOfTheUnitsDoesNotMatter() {
        List<String> reversed = new ArrayList<>(LINES);
        Collections.reverse(reversed);

        assertThat(CanaryPath.of(reversed).expected())
                .isEqualTo(CanaryPath.of(LINES).expected());
    }

    @Test
    void topicsWithOriginalRecordsAreNotRead() {
        assertThat(CanaryPath.of(LINES).watched())
                .containsExactlyInAnyOrder(
                        "persistent://t/mid/left",
                        "persistent://t/mid/right",
                        "persistent://t/in/rejected",
                        "persistent://t/out/rows");
    }

    @Test
    void aShardReadsItsPartitionsOnly() {
        List<CanaryPath.Unit> units = CanaryPath.of(LINES).units();

        assertThat(units.get(6).reads("persistent://t/out/rows-partition-0")).isTrue();
        assertThat(units.get(6).reads("persistent://t/out/rows-partition-1")).isFalse();
        assertThat(units.get(0).reads("persistent://t/in/raw-partition-3")).isTrue();
        assertThat(units.get(0).reads("persistent://t/in/rawer-partition-3")).isFalse();
    }

    @Test
    void unitsThatAreNotAChainAreRefused() {
        assertThatThrownBy(() -> CanaryPath.of(List.of("function t in first first persistent://t/in/raw")))
                .hasMessageContaining("6 words");
        assertThatThrownBy(() -> CanaryPath.of(LINES.subList(6, 8)))
                .hasMessageContaining("0 topics that only producers write");
    }
}
