package dev.sigilo.formats.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationsTest {

    @Test
    void theLinesOfOneReportAreJoinedInTheirOrder() throws RecordFormatException {
        MedicalRecord record = Hl7.report(
                "OBX|1|TX|R^Report|1|Chest X-ray of Donald||||||F",
                "OBX|2|TX|R^Report|2|Duck shows~no effusion.\\.br\\Size \\T\\ shape normal.||||||F");

        assertThat(record.text("report"))
                .isEqualTo("Chest X-ray of Donald\nDuck shows\nno effusion.\nSize & shape normal.");
        assertThat(record.text("code")).isEqualTo("71020 Chest X-ray");
    }

    @Test
    void equalLinesOfASectionAreAllKept() throws RecordFormatException {
        MedicalRecord record = Hl7.report("OBX|1|TX|59776-5^Findings^LN||Same.", "OBX|2|TX|59776-5^Findings^LN||Same.");

        assertThat(record.text("findings")).isEqualTo("Same.\nSame.");
    }

    @Test
    void sectionsGoToTheirFieldsAndOnlyFindingsAndImpressionStayInTheReport() throws RecordFormatException {
        MedicalRecord record = Hl7.report(
                "OBX|1|TX|59776-5^Findings^LN||No effusion.",
                "OBX|2|ST|71020&IMP^Chest X-ray||Normal.",
                "OBX|3|FT|X1^Reason for exam^L||Cough.");

        assertThat(record.text("findings")).isEqualTo("No effusion.");
        assertThat(record.text("impression")).isEqualTo("Normal.");
        assertThat(record.text("indication")).isEqualTo("Cough.");
        assertThat(record.text("report")).isEqualTo("Findings: No effusion.\nChest X-ray: Normal.");
    }

    @Test
    void whatWasKnownBeforeIsNotPartOfTheReport() throws RecordFormatException {
        MedicalRecord record = Hl7.one(
                Hl7.HEADER,
                Hl7.PATIENT,
                "NTE|1||Known pneumonia",
                "PV1|1|I",
                "AL1|1||I^Iodine^L|SV|Pulmonary edema",
                "DG1|1||J18^Pneumonia^I10",
                "PR1|1||P^Pleurodesis^L",
                "OBR|1||F1|A",
                "NTE|1||Two views",
                "OBX|1|TX|11329-0^History general^LN||Hypertension",
                "NTE|1||and effusion",
                "OBX|2|CE|R^Reason for study^L||E^Effusion^L",
                "OBX|3|TX|18834-2^Comparison^LN||Nodule in 2019",
                "OBX|4|TX|59776-5^Findings^LN||Clear lungs.",
                "NTE|1||Poor inspiration");

        assertThat(record.text("report")).isEqualTo("Two views\nFindings: Clear lungs.\nPoor inspiration");
        assertThat(record.text("findings")).isEqualTo("Clear lungs.\nPoor inspiration");
        assertThat(record.text("clinical_history"))
                .isEqualTo("Allergy: Iodine, Pulmonary edema, SV\nProcedure: Pleurodesis\nKnown pneumonia\n"
                        + "Hypertension\nand effusion\nPneumonia");
        assertThat(record.text("indication")).isEqualTo("Reason for study: Effusion");
        assertThat(record.text("comparison")).isEqualTo("Nodule in 2019");
        assertThat(record.text("diagnosis")).isNull();
        assertThat(Hl7.json(record, "coded_observations")).hasSize(4);
    }

    @Test
    void aMeasuredValueIsACodedObservationAndIsNamedWithItsNotes() throws RecordFormatException {
        MedicalRecord record =
                Hl7.report("OBX|1|NM|20509-6^HEMOGLOBIN^LN||13.4|g/dL^^UCUM|12-16|L|||F", "NTE|1||Sample clotted");

        assertThat(record.text("report")).isEqualTo("HEMOGLOBIN: Sample clotted");
        JsonNode observation = Hl7.json(record, "coded_observations").get(0);
        assertThat(observation.toString())
                .isEqualTo("{\"system\":\"LN\",\"code\":\"20509-6\",\"display\":\"HEMOGLOBIN\",\"value\":\"13.4\","
                        + "\"unit\":\"g/dL\",\"flag\":\"L\",\"status\":\"F\",\"range\":\"12-16\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "SN, >^100, >100, false",
        "SN, ^1^:^128, 1:128, false",
        "SN, ^100^-^200, 100-200, false",
        "NR, 1^5, 1-5, false",
        "DT, 20150624, 2015-06-24, false",
        "TS, 20150624101500-0500, 2015-06-24, false",
        "DTM, 201506, 2015-06, false",
        "TM, 1015, 1015, false",
        "CE, 123^Positive^SCT, Positive, true",
        "CWE, 123^^SCT, 123, true",
        "ST, yellow, yellow, true",
        "ST, < 5.5 %, < 5.5 %, false",
        "ST, '\"\"',, false",
        "MO, 100^USD, 100 USD, false",
        "'', yellow, yellow, true"
    })
    void valuesAreReadByTheirTypeAndWordsAreInTheReport(String type, String raw, String value, boolean inReport)
            throws RecordFormatException {
        MedicalRecord record = Hl7.report("OBX|1|" + type + "|A^Name^L||" + raw);

        JsonNode observation = Hl7.json(record, "coded_observations").get(0);
        assertThat(observation.path("value").asText(null)).isEqualTo(value);
        assertThat(record.text("report")).isEqualTo(inReport ? "Name: " + value : null);
    }

    @Test
    void thePublicCodeIsTakenIfTheFirstIsLocal() throws RecordFormatException {
        MedicalRecord record = Hl7.report("OBX|1|NM|HB^Haemoglobin^99LAB^718-7^Hemoglobin^LN||13");

        JsonNode observation = Hl7.json(record, "coded_observations").get(0);
        assertThat(observation.get("system").asText()).isEqualTo("LN");
        assertThat(observation.get("code").asText()).isEqualTo("718-7");
        assertThat(record.text("source_dropped")).contains("\"OBX-3.1\":1");
    }

    @ParameterizedTest
    @CsvSource({"D", "W"})
    void aWithdrawnObservationIsNotAFact(String status) throws RecordFormatException {
        MedicalRecord record =
                Hl7.report("OBX|1|NM|A^Sodium||140||||||" + status, "NTE|1||comment", "OBX|2|NM|B^Iron||9");

        assertThat(record.json()).doesNotContain("140", "Sodium", "comment");
        assertThat(Hl7.json(record, "coded_observations").findValuesAsText("value"))
                .containsExactly("9");
        assertThat(record.text("report")).isNull();
        assertThat(record.text("source_dropped")).contains("\"OBX[" + status + "]\":1", "\"NTE-3\":1");
    }

    @Test
    void aResultThatCannotBeObtainedSaysSo() throws RecordFormatException {
        MedicalRecord record = Hl7.report("OBX|1|NM|A^Sodium||||||||X");

        assertThat(Hl7.json(record, "coded_observations").get(0).get("status").asText())
                .isEqualTo("X");
    }

    @ParameterizedTest
    @CsvSource({
        "ED, ^IM^JPEG^Base64^VGhpcw==",
        "RP, http://pacs/donald^^IM",
        "'', A^IM^PDF^Base64^VGhpcw==",
        "TX, {\\E\\rtf1 Donald",
        "FT, {\\rtf1 Donald"
    })
    void documentsAndPointersAreWithheldAndCounted(String type, String value) throws RecordFormatException {
        MedicalRecord record = Hl7.report("OBX|1|" + type + "|A^Image||" + value);

        assertThat(record.json()).doesNotContain("VGhpcw", "http", "rtf1");
        assertThat(record.text("source_dropped")).contains(type.equals("RP") ? "\"OBX-5[RP]\":1" : "\"OBX-5[ED]\":1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ST", "TX", "FT", ""})
    void linesOfBase64AreWithheldAndCounted(String type) throws RecordFormatException {
        byte[] bytes = new byte[57];
        for (long seed = 0; seed < 200; seed++) {
            new Random(seed).nextBytes(bytes);
            String line = Base64.getEncoder().encodeToString(bytes);
            MedicalRecord record = Hl7.report("OBX|1|" + type + "|A^Image||" + line + "~" + line);

            assertThat(record.json()).doesNotContain(line);
            assertThat(record.text("source_dropped")).contains("\"OBX-5[ED]\":1");
        }
    }

    @Test
    void encodedTextIsWithheld() throws RecordFormatException {
        String line = Base64.getEncoder()
                .encodeToString("Donald Duck, born 10 October 1924, was seen for a cough.".getBytes(UTF_8));
        MedicalRecord record = Hl7.report("OBX|1|ST|A^Image||" + line);

        assertThat(record.text("report")).isNull();
        assertThat(record.text("source_dropped")).contains("\"OBX-5[ED]\":1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pneumonoultramicroscopicsilicovolcanoconiosis/electroencephalographically",
                "NoPleuralEffusionNoPneumothoraxNoConsolidationHeartSizeNormalNoFracture",
                "PLEURALEFFUSION/PNEUMOTHORAX/CONSOLIDATION/CARDIOMEGALY/ATELECTASIS/EDEMA",
                "1.2.840.113619.2.55.3.2831164355.781.1517315723.467.1.2.840.113619.2.55.3",
                "000000000000000000000000000000000000000000000000000000000000000000000000"
            })
    void longWordsAndUidsAreNotWithheld(String word) throws RecordFormatException {
        MedicalRecord record = Hl7.report("OBX|1|TX|A^Text||" + word);

        assertThat(record.text("report")).isEqualTo(word);
    }

    @Test
    void personsAndNumbersInObservationsAreIdentifiersAndNoText() throws RecordFormatException {
        MedicalRecord record = Hl7.report(
                "OBX|1|XPN|A^Mother||DUCK^DELLA",
                "OBX|2|XCN|B^Reader||77^READ^RITA",
                "OBX|3|CX|C^Id||12345^^^H",
                "OBX|4|XTN|D^Call||555-1234",
                "OBX|5|HD|113014^DICOM Study^DCM||1.2.840.1.5");

        assertThat(record.text("related_names")).contains("DELLA DUCK");
        assertThat(record.text("staff_names")).contains("RITA READ");
        assertThat(record.text("other_ids")).contains("12345", "77");
        assertThat(record.text("other_phones")).contains("555-1234");
        assertThat(record.text("study_uid")).isEqualTo("1.2.840.1.5");
        assertThat(record.text("report")).isNull();
    }

    @Test
    void factsOutsideOfObservationsAreCoded() throws RecordFormatException {
        MedicalRecord record = Hl7.one(
                Hl7.HEADER.replace("ORU^R01", "VXU^V04"),
                Hl7.PATIENT,
                "ORC|RE||9",
                "RXA|0|1|20240101||207^COVID-19^CVX|0.5|mL^mL^UCUM",
                "RXR|IM^Intramuscular^HL70162");

        assertThat(record.text("clinical_history")).isEqualTo("Administered: COVID-19, 0.5 mL\nRoute: Intramuscular");
        assertThat(Hl7.json(record, "coded_observations")).hasSize(2);
        assertThat(record.text("diagnosis_date")).isEqualTo("2024-01-01");
    }
}
