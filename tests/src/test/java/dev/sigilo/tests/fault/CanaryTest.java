package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.records.Canary;
import dev.sigilo.records.EventKind;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecordCodec;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.TokenizedRecordCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The canary record of deploy.sh passes the whole chain and is in no table; no record can be taken for it. */
class CanaryTest {
    @SuppressWarnings("UnusedVariable") // @FieldSource reads it.
    private static final List<String> POLICIES = Chain.POLICIES;

    private static final List<String> PASSED = List.of("classified", "sealed", "tokenized", "command", "query");
    private static final String RECORD = "{\"record_id\":\"r1\",\"modality\":\"CT\",\"findings\":\"No nodule.\"}";

    private static void assertNothingStored(TopologyDriver driver) {
        driver.tables()
                .forEach((name, table) -> assertThat(table.rows()).as(name).isEmpty());
    }

    @ParameterizedTest
    @FieldSource("POLICIES")
    void itPassesEveryStageMarkedAndIsInNoTable(String policy) throws Exception {
        try (TopologyDriver driver = Chain.driver(policy).start()) {
            driver.pipe(null, Canary.message());

            assertNothingStored(driver);
            assertThat(driver.read("rejected")).isEmpty();
            for (String topic : PASSED) {
                assertThat(driver.read(topic))
                        .as(topic)
                        .isNotEmpty()
                        .allSatisfy(
                                message -> assertThat(message.getProperties()).containsKey(Canary.PROPERTY));
            }
            TokenizedRecord event =
                    TokenizedRecordCodec.decode(driver.read("tokenized").get(0).getValue());
            assertThat(event.event()).isEqualTo(EventKind.CANARY);
            assertThat(event.fields().get("findings"))
                    .contains("5 mm nodule in the right upper lobe")
                    .doesNotContain("Sigilo");

            driver.pipe(RECORD);
            assertThat(driver.table("medical_records").rows()).hasSize(1);
            assertThat(driver.table("records").rows()).hasSize(1);
            assertThat(driver.table("vault").rows()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"intake/hl7v2", "intake/fhir", "intake/dicom"})
    void itPassesConvertToo(String entry) {
        try (TopologyDriver driver = Chain.driver("pseudonymized").start()) {
            driver.pipe(entry, null, Canary.message(), Map.of());

            assertNothingStored(driver);
            assertThat(driver.read("rejected")).isEmpty();
            assertThat(driver.read("converted"))
                    .singleElement()
                    .satisfies(message -> assertThat(message.getProperties()).containsKey(Canary.PROPERTY));
            for (String topic : PASSED) {
                assertThat(driver.read(topic))
                        .as(topic)
                        .isNotEmpty()
                        .allSatisfy(
                                message -> assertThat(message.getProperties()).containsKey(Canary.PROPERTY));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sigilo_canary\":1,\"record_id\":\"r1\"}",
                "{\"sigilo_canary\":1} ",
                "{\"sigilo_canary\": 1}",
                "{\"sigilo_canary\":true}"
            })
    void whatOnlyResemblesItsMessageIsNone(String message) {
        try (TopologyDriver driver = Chain.driver("pseudonymized").start()) {
            driver.pipe(message);

            assertThat(driver.table("records").rows()).hasSize(1);
            for (String topic : PASSED) {
                assertThat(driver.read(topic))
                        .as(topic)
                        .noneMatch(each -> each.getProperties().containsKey(Canary.PROPERTY));
            }
        }
    }

    @Test
    void aRecordThatAProducerMarksAsACanaryIsStored() {
        try (TopologyDriver driver = Chain.driver("pseudonymized").start()) {
            driver.pipe("raw", null, RECORD.getBytes(StandardCharsets.UTF_8), Map.of(Canary.PROPERTY, "1"));

            assertThat(driver.table("medical_records").rows()).hasSize(1);
            assertThat(driver.table("vault").rows()).hasSize(1);
        }
    }

    @Test
    void aRejectedCanaryIsMarkedAndInNoTable() throws Exception {
        byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
        try (TopologyDriver driver = Chain.driver("pseudonymized")
                .withoutSchemaChecks()
                .altering("classify", sent -> nothing)
                .start()) {
            driver.pipe(null, Canary.message());

            assertNothingStored(driver);
            List<DriverMessage> rejected = driver.read("rejected");
            assertThat(rejected)
                    .isNotEmpty()
                    .allSatisfy(message -> assertThat(message.getProperties()).containsKey(Canary.PROPERTY));
            assertThat(RejectedRecordCodec.decode(rejected.get(0).getValue()).reason())
                    .isEqualTo(RejectReason.UNREADABLE_INPUT);
        }
    }
}
