package dev.sigilo.tests.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.Topology;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.export.domain.BundleValidation;
import dev.sigilo.records.Canary;
import dev.sigilo.records.Fields;
import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.samples.SyntheticRecord;
import dev.sigilo.tests.fault.Chain;
import dev.sigilo.tests.leak.BundleText;
import dev.sigilo.tests.leak.LeakScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record goes in and a FHIR bundle comes out, for those who copy optional/export-fhir.yaml to functions. */
class FhirExportTest {
    private static final String TOPIC = "events/fhir";
    private static final int RECORDS = Chain.size(150, 1500);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pseudonymized", "safe-harbor"})
    void everyBundleOfTheSamplesConformsToFhir(String policy) throws IOException {
        List<String> records = Files.readAllLines(Chain.home().resolve("samples/records.ndjson"));
        try (TopologyDriver driver = driver(policy)) {
            records.forEach(driver::pipe);

            List<DriverMessage> bundles = driver.read(TOPIC);

            assertThat(bundles).hasSameSizeAs(records).hasSameSizeAs(driver.read("tokenized"));
            for (DriverMessage bundle : bundles) {
                assertThat(BundleValidation.errors(bundle.getValue())).isEmpty();
            }
            assertThat(bundles.get(0).text()).contains(policy.equals("pseudonymized") ? "\"PSEUDED\"" : "\"ANONYED\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pseudonymized", "safe-harbor"})
    void noIdentifierOfAPatientIsInAnyBundle(String policy) throws IOException {
        List<SyntheticRecord> records = new SyntheticPopulation(20261129).records(RECORDS);
        LeakScanner everybody = LeakScanner.of(records);
        List<LeakScanner.Hit> hits = new ArrayList<>();
        try (TopologyDriver driver = driver(policy)) {
            for (int i = 0; i < records.size(); i++) {
                SyntheticRecord record = records.get(i);
                driver.pipe(
                        "intake/raw",
                        record.record().text(Fields.PATIENT_NAME),
                        record.json().getBytes(StandardCharsets.UTF_8),
                        Map.of("patient", record.record().text(Fields.PATIENT_NAME)));
                DriverMessage bundle = driver.read(TOPIC).get(i);
                String text =
                        bundle.getKey() + " " + bundle.getProperties() + " " + BundleText.decoded(bundle.getValue());
                hits.addAll(everybody.scan(TOPIC, text));
                hits.addAll(LeakScanner.ofOne(record).scan("own " + TOPIC, text));
            }
        }
        assertThat(LeakScanner.summary(hits)).isEqualTo("{}");
    }

    @Test
    void aBundleSaysWhatTheRowSays() throws IOException {
        SyntheticRecord record = new SyntheticPopulation(20261129).record(3);
        try (TopologyDriver driver = driver("pseudonymized")) {
            driver.pipe(record.json());

            JsonNode bundle = JSON.readTree(driver.read(TOPIC).get(0).getValue());
            Map<String, Object> row =
                    driver.table("medical_records").rows().values().iterator().next();

            JsonNode report = bundle.path("entry").path(0).path("resource");
            assertThat(report.path("conclusion").asText()).isEqualTo(row.get("impression"));
            assertThat(report.path("effectiveDateTime").asText()).isEqualTo(row.get("diagnosis_date"));
            assertThat(bundle.findValuesAsText("value"))
                    .contains((String) row.get("patient_token"), (String) row.get("record_token"));
        }
    }

    @Test
    void theCanaryHasABundleWithoutContent() throws IOException {
        try (TopologyDriver driver = driver("pseudonymized")) {
            driver.pipe(Canary.message());

            DriverMessage bundle = driver.read(TOPIC).get(0);
            assertThat(bundle.getProperties()).containsKey(Canary.PROPERTY);
            assertThat(JSON.readTree(bundle.getValue()).has("entry")).isFalse();
        }
    }

    @Test
    void anEventThatCannotBeReadIsRejected() {
        try (TopologyDriver driver = driver("pseudonymized")) {
            driver.pipe("events/tokenized", null, "{}".getBytes(StandardCharsets.UTF_8), Map.of());

            assertThat(driver.read(TOPIC)).isEmpty();
            assertThat(driver.read("rejected"))
                    .anySatisfy(rejected -> assertThat(rejected.text()).contains("export-fhir", "UNREADABLE_INPUT"));
        }
    }

    @Test
    void nothingIsExportedUnlessItIsAskedFor() {
        assertThat(Topology.read(Chain.config()).topics()).noneMatch(topic -> topic.endsWith(TOPIC));
        assertThat(Topology.read(Chain.configWith("export-fhir", folder)).describe())
                .contains("function export-fhir", "events/fhir");
    }

    private TopologyDriver driver(String policy) {
        return Chain.driver(Chain.configWith("export-fhir", folder), Chain.policy(policy), Chain.TOKEN_KEYS)
                .start();
    }
}
