package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.Topology;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.keys.Keyset;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.RejectedRecordCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How the pipeline itself handles producers' mistakes. */
class IntakeGuardTest {
    private static final Topology TOPOLOGY = Topology.read(Path.of("../pulsar-config"));
    private static final String TOKEN_KEYSET =
            Keyset.generate(Keyset.Purpose.TOKEN).secretJson();
    private static final String SEALING_KEYSET =
            Keyset.generate(Keyset.Purpose.SEALING).secretJson();

    @Test
    void spellingsOfOneIdAreOneRecordOfOnePatient() {
        try (TopologyDriver driver = driver()) {
            for (String id :
                    new String[] {"\"HC-31\"", "\"HC-31 \"", "\" HC-31\"", "\"HC-31\\u00a0\"", "\"HC-31\\t\""}) {
                driver.pipe("{\"record_id\":" + id + ",\"patient_id\":" + id + ",\"report\":\"Clear.\"}");
            }

            assertThat(driver.table("medical_records").rows()).hasSize(1);
            assertThat(patients(driver)).hasSize(1);
        }
    }

    @Test
    void aNumberAndTheSameNumberWithAFractionOfZerosAreOneRecordOfOnePatient() {
        try (TopologyDriver driver = driver()) {
            for (String id : new String[] {"512", "512.0", "\"512\"", "\"512.0\"", "\"512.00 \""}) {
                driver.pipe("{\"record_id\":" + id + ",\"patient_id\":" + id + ",\"report\":\"MRN 512 was seen.\"}");
            }
            driver.pipe("{\"record_id\":\"512.5\",\"patient_id\":\"0512\"}");

            assertThat(driver.table("medical_records").rows()).hasSize(2);
            assertThat(patients(driver)).hasSize(2);
            assertThat(driver.table("medical_records").rows().toString()).doesNotContain("MRN 512");
        }
    }

    @Test
    void idsThatDifferInCaseOrInsideStayRecordsOfTheirOwn() {
        try (TopologyDriver driver = driver()) {
            for (String id : new String[] {"hc-31", "HC-31", "HC -31", "HC31", "HC-31.0"}) {
                driver.pipe("{\"record_id\":\"" + id + "\"}");
            }

            assertThat(driver.table("medical_records").rows()).hasSize(5);
        }
    }

    @Test
    void aRecordOfUnknownFieldsAloneIsRejectedAndNotMadeAnEmptyRow() throws RecordFormatException {
        try (TopologyDriver driver = driver()) {
            driver.pipe("{\"informe\":\"Sin hallazgos\",\"nombre\":\"Zenobia Quintanar\"}");
            driver.pipe("{\"report\":\" \\u00a0\",\"nombre\":\"Zenobia Quintanar\"}");

            assertThat(driver.table("medical_records").rows()).isEmpty();
            assertThat(driver.read("rejected")).hasSize(2);
            RejectedRecord rejected =
                    RejectedRecordCodec.decode(driver.read("rejected").get(0).getValue());
            assertThat(rejected.reason()).isEqualTo(RejectReason.NO_KNOWN_FIELD);
            assertThat(driver.read("rejected").get(0).text())
                    .doesNotContain("Zenobia")
                    .doesNotContain("nombre");
        }
    }

    @Test
    void unknownFieldsAreAMetricThatHoldsACountAlone() {
        try (TopologyDriver driver = driver()) {
            driver.pipe("{\"record_id\":\"1\",\"patient_nmae\":\"Zenobia Quintanar\",\"ward\":\"7\"}");
            driver.pipe("{\"record_id\":\"2\",\"ward\":\"7\"}");
            driver.pipe("{\"uid\":\"3\",\"report\":\"Clear.\"}");

            assertThat(driver.metrics("classify")).containsEntry("unknown_fields", 3.0);
            assertThat(driver.metrics("classify").keySet())
                    .noneMatch(name -> name.contains("nmae") || name.contains("ward"));
        }
    }

    /** The line number reaches seal and tokenize, so that their rejects can report it, but not the messages that they publish. */
    @Test
    void theLineOfAFileGoesAsFarAsAStageMayRejectTheRecord() {
        try (TopologyDriver driver = driver()) {
            driver.pipe(
                    TOPOLOGY.topic("raw"),
                    "key",
                    "{\"record_id\":\"1\",\"report\":\"Clear.\"}".getBytes(StandardCharsets.UTF_8),
                    Map.of("sigilo.line", "41", "ward", "7"));

            assertThat(driver.read("classified").get(0).getProperties())
                    .containsOnly(Map.entry("type", "ClassifiedRecord"), Map.entry("sigilo.line", "41"));
            assertThat(driver.read("tokenized").get(0).getProperties())
                    .containsOnly(Map.entry("type", "TokenizedRecord"));
            assertThat(driver.read("sealed").get(0).getProperties()).containsOnly(Map.entry("type", "SealedRecord"));
        }
    }

    private static java.util.Set<Object> patients(TopologyDriver driver) {
        return driver.table("medical_records").rows().values().stream()
                .map(row -> row.get("patient_token"))
                .collect(Collectors.toSet());
    }

    private static TopologyDriver driver() {
        return TopologyDriver.builder(TOPOLOGY)
                .environment("SIGILO_TOKEN_KEYSET", TOKEN_KEYSET)
                .environment("SIGILO_SEALING_KEYSET", SEALING_KEYSET)
                .start();
    }
}
