package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.Topology;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.Suppression;
import dev.sigilo.records.SuppressionCodec;
import dev.sigilo.vault.domain.RecordTokens;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the deployed pipeline, in which seal and tokenize both check the suppression list. */
class SuppressionChainTest {
    private static final Topology TOPOLOGY = Topology.read(Path.of("../pulsar-config"));
    private static final Keyset KEYS = Keyset.generate(Keyset.Purpose.TOKEN);

    @Test
    void whoWasErasedReachesNeitherVaultNorViews() {
        try (TopologyDriver driver = TopologyDriver.builder(TOPOLOGY)
                .environment("SIGILO_TOKEN_KEYSET", KEYS.secretJson())
                .environment(
                        "SIGILO_SEALING_KEYSET",
                        Keyset.generate(Keyset.Purpose.SEALING).secretJson())
                .start()) {
            driver.pipe("{\"record_id\":\"A\",\"patient_id\":\"P-7\"}");
            assertThat(driver.table("medical_records").rows()).hasSize(1);

            decide(driver, false);
            driver.pipe("{\"record_id\":\"B\",\"patient_id\":\"P-7\"}");
            driver.pipe("{\"record_id\":\"C\",\"patient_id\":\"P-8\"}");

            assertThat(driver.table("medical_records").rows()).hasSize(2);
            assertThat(driver.table("vault").rows()).hasSize(2);
            assertThat(driver.table("records").rows().values())
                    .filteredOn(row -> "REJECTED".equals(row.get("status")))
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("reason", "ERASED_PATIENT"));
            assertThat(driver.read("rejected")).as("by both stages").hasSize(2);

            decide(driver, true);
            driver.pipe("{\"record_id\":\"B\",\"patient_id\":\"P-7\"}");
            assertThat(driver.table("medical_records").rows()).hasSize(3);
            assertThat(driver.table("records").rows().values()).noneMatch(row -> "REJECTED".equals(row.get("status")));
        }
    }

    private static void decide(TopologyDriver driver, boolean lifted) {
        Policy policy = Policies.ofTopology(TOPOLOGY);
        Map<String, String> tokens =
                new RecordTokens(TokenKeys.of(KEYS), policy).ofPatient(List.of("patient_id"), List.of("P-7"));
        driver.run();
        driver.pipe("suppressed", null, SuppressionCodec.encode(new Suppression(lifted, tokens)), Map.of());
    }
}
