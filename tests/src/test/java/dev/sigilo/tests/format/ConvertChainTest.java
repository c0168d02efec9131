package dev.sigilo.tests.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.Delivery;
import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.keys.Sealer;
import dev.sigilo.records.ConvertedRecord;
import dev.sigilo.records.ConvertedRecordCodec;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.OriginalEnvelope;
import dev.sigilo.records.OriginalMessage;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.RejectedRecordCodec;
import dev.sigilo.records.SealedRecord;
import dev.sigilo.records.SealedRecordCodec;
import dev.sigilo.tests.fault.Chain;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages with several records, through convert and the whole chain. A new format is one class, one map, three settings. */
class ConvertChainTest {
    private static final String MAP = """
            format: hl7v2
            fields:
              id: record_id
              patient: patient_id
              name: patient_name
              kind: modality
              text: report
              normal: normal
            """;
    private static final String TWO_PATIENTS = """
            id=R-1
            patient=P-1
            name=Íñigo Zabriskie
            kind=CT
            text=Íñigo Zabriskie: no pleural effusion.

            id=R-2
            patient=P-2
            name=Ottoline Quarrington
            kind=DX
            text=Ottoline Quarrington: a fracture.""";

    private static TopologyDriver.Builder driver() {
        return Chain.driver("pseudonymized")
                .userConfig("hl7v2Reader", PairsReader.class.getName())
                .userConfig("hl7v2Map", MAP);
    }

    private static void send(TopologyDriver driver, String message) {
        driver.pipe("intake/hl7v2", null, message.getBytes(StandardCharsets.ISO_8859_1), Map.of());
    }

    @Test
    void eachRecordOfAMessageHasItsOwnRowAndItsOwnSeal() throws Exception {
        try (TopologyDriver driver = driver().start()) {
            send(driver, TWO_PATIENTS);

            assertThat(driver.table("medical_records").rows()).hasSize(2);
            assertThat(driver.table("records").rows()).hasSize(2);
            assertThat(driver.table("vault").rows()).hasSize(2);
            List<SealedRecord> sealed = sealed(driver);
            assertThat(sealed).extracting(SealedRecord::patientToken).doesNotHaveDuplicates();
            assertThat(sealed)
                    .extracting(record -> record.provenance().topic())
                    .containsOnly("persistent://medical/intake/hl7v2");
            OriginalEnvelope second = open(sealed.get(1));
            assertThat(second.format()).isEqualTo("hl7v2");
            assertThat(new String(second.message(), StandardCharsets.ISO_8859_1))
                    .startsWith("id=R-2")
                    .doesNotContain("Zabriskie");
            for (String topic : List.of("tokenized", "command", "query")) {
                for (DriverMessage message : driver.read(topic)) {
                    assertThat(new String(message.getValue(), StandardCharsets.UTF_8))
                            .as(topic)
                            .doesNotContain("Zabriskie", "Quarrington", "R-1", "P-2");
                }
            }
        }
    }

    @Test
    void aPatientHasOneTokenWhateverTheFormat() {
        try (TopologyDriver driver = driver().start()) {
            send(driver, "id=R-1\npatient=P-1\nkind=CT\ntext=No nodule.");
            driver.pipe("{\"record_id\":\"R-9\",\"patient_id\":\"P-1\",\"modality\":\"CT\"}");

            assertThat(driver.table("medical_records").values())
                    .extracting(row -> row.get("patient_token"))
                    .hasSize(2)
                    .doesNotContainNull()
                    .containsOnly(driver.table("medical_records")
                            .values()
                            .iterator()
                            .next()
                            .get("patient_token"));
        }
    }

    @Test
    void anOlderMessageThatIsDeliveredLastReplacesNothing() {
        String correction = "id=R-1\npatient=P-1\nkind=CT\ntext=No nodule.\n\nid=R-2\nkind=CT\ntext=Corrected.";
        List<Object> reports = new ArrayList<>();
        for (int seed = 1; seed <= 20; seed++) {
            try (TopologyDriver driver =
                    driver().delivery(Delivery.disordered(seed)).start()) {
                send(driver, "id=R-2\nkind=CT\ntext=First.\n\nid=R-1\npatient=P-1\nkind=CT\ntext=A nodule.");
                send(driver, correction);
                driver.table("medical_records").values().forEach(row -> reports.add(row.get("report")));
            }
        }
        assertThat(reports).hasSize(40).containsOnly("No nodule.", "Corrected.");
    }

    @Test
    void allVersionsOfARecordHaveOneKeyHoweverLongItsIdIs() {
        String id = "R".repeat(200);
        try (TopologyDriver driver = driver().start()) {
            send(driver, "id=" + id + "\npatient=P-1\nkind=CT\ntext=A nodule.");
            send(driver, "id=" + id + "\npatient=P-1\nkind=CT\ntext=No nodule.");
            send(driver, "patient=P-1\nkind=CT\ntext=" + id);

            assertThat(driver.read("classified"))
                    .extracting(DriverMessage::getKey)
                    .startsWith("R".repeat(128), "R".repeat(128))
                    .hasSize(3)
                    .last()
                    .asString()
                    .doesNotContain("P-1", "R");
        }
    }

    @Test
    void rejectsOfOneMessageDoNotReplaceEachOther() throws Exception {
        try (TopologyDriver driver = driver().start()) {
            // Rejected by convert, by classify (normal is a flag), and the message's other record passes.
            send(driver, "what=1\n\nid=R-2\nnormal=perhaps\n\nid=R-3\nnormal=maybe\n\nid=R-4\nkind=CT\ntext=Clear.");

            assertThat(driver.table("medical_records").rows()).hasSize(1);
            assertThat(driver.table("records").rows()).hasSize(4);
            List<RejectedRecord> rejects = rejects(driver);
            assertThat(rejects).extracting(RejectedRecord::stage).containsExactly("convert", "classify", "classify");
            assertThat(rejects).extracting(RejectedRecord::recordToken).doesNotHaveDuplicates();
            OriginalEnvelope second = OriginalEnvelope.open(Sealer.of(Chain.SEALING_KEYS)
                    .open(
                            rejects.get(1).sealed(),
                            rejects.get(1).wrappedKey(),
                            rejects.get(1).recordToken()));
            assertThat(second.format()).isEqualTo("hl7v2");
            assertThat(new String(second.message(), StandardCharsets.ISO_8859_1))
                    .isEqualTo("id=R-2\nnormal=perhaps");
        }
    }

    @Test
    void aProducerCannotForgeAConvertedRecord() throws Exception {
        byte[] forged = ConvertedRecordCodec.encode(new ConvertedRecord(
                new Provenance("persistent://medical/intake/hl7v2", "1:1:-1:p1", Long.MAX_VALUE >> 22, Long.MAX_VALUE),
                "record[1]",
                OriginalMessage.of("hl7v2", new byte[1], MedicalRecord.parse("{\"record_id\":\"R-1\"}"))));
        try (TopologyDriver driver = driver().start()) {
            driver.pipe(null, forged);

            assertThat(driver.table("medical_records").rows()).isEmpty();
            assertThat(rejects(driver)).extracting(RejectedRecord::reason).containsExactly(RejectReason.NO_KNOWN_FIELD);
        }
    }

    @Test
    void whatConvertDidNotWriteIsRejectedByClassifyAndNotLost() throws Exception {
        try (TopologyDriver driver = driver().start()) {
            driver.pipe("converted", null, "{\"record_id\":\"R-1\"}".getBytes(StandardCharsets.UTF_8), Map.of());

            assertThat(rejects(driver))
                    .extracting(RejectedRecord::reason)
                    .containsExactly(RejectReason.UNREADABLE_INPUT);
        }
    }

    private static List<SealedRecord> sealed(TopologyDriver driver) throws Exception {
        List<SealedRecord> sealed = new ArrayList<>();
        for (DriverMessage message : driver.read("sealed")) {
            sealed.add(SealedRecordCodec.decode(message.getValue()));
        }
        return sealed;
    }

    private static List<RejectedRecord> rejects(TopologyDriver driver) throws Exception {
        List<RejectedRecord> rejects = new ArrayList<>();
        for (DriverMessage message : driver.read("rejected")) {
            rejects.add(RejectedRecordCodec.decode(message.getValue()));
        }
        return rejects;
    }

    private static OriginalEnvelope open(SealedRecord sealed) throws Exception {
        return OriginalEnvelope.open(
                Sealer.of(Chain.SEALING_KEYS).open(sealed.sealed(), sealed.wrappedKey(), sealed.recordToken()));
    }
}
