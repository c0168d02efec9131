package dev.sigilo.formats.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was refused, cancelled, deleted or ruled out is not a fact of the record. */
class WithdrawalsTest {
    private static final String VACCINATIONS = Hl7.HEADER.replace("ORU^R01", "VXU^V04");
    private static final String ORDERS = Hl7.HEADER.replace("ORU^R01", "RDE^O11");
    private static final String PROBLEMS = Hl7.HEADER.replace("ORU^R01", "PPR^PC1");

    @ParameterizedTest
    @CsvSource({
        "00^Parental decision^NIP002, RE, 'Not administered: MMR, Parental decision'",
        "00^Parental decision^NIP002, '', 'Not administered: MMR, Parental decision'",
        "'', NA, Not administered: MMR",
        "'', CP, 'Administered: MMR, 0.5 mL'",
        "'', PA, 'Administered: MMR, 0.5 mL'",
        "'', '', 'Administered: MMR, 0.5 mL'"
    })
    void aVaccineThatWasNotGivenIsNotAdministered(String refusal, String completion, String line)
            throws RecordFormatException {
        MedicalRecord record = Hl7.one(
                VACCINATIONS,
                Hl7.PATIENT,
                "ORC|RE||9",
                "RXA|0|1|20190304||03^MMR^CVX|0.5|mL|||||||||||" + refusal + "||" + completion,
                "RXR|SC^Subcutaneous^HL70162");

        boolean given = line.startsWith("Administered");
        assertThat(record.text("clinical_history")).isEqualTo(given ? line + "\nRoute: Subcutaneous" : line);
        assertThat(Hl7.json(record, "coded_observations")).hasSize(given ? 2 : 0);
        assertThat(record.text("diagnosis_date")).isEqualTo(given ? "2019-03-04" : null);
    }

    @ParameterizedTest
    @CsvSource({"03^MMR^CVX, |||||||||||||CP|D, RXA[D]", "998^No vaccine administered^CVX, |||||||||||||CP, RXA[NA]"})
    void aDeletedAdministrationIsLeftOutAndCounted(String vaccine, String end, String path)
            throws RecordFormatException {
        MedicalRecord record =
                Hl7.one(VACCINATIONS, Hl7.PATIENT, "ORC|RE||9", "RXA|0|1|20190304||" + vaccine + "|0.5|" + end);

        assertThat(record.json()).doesNotContain("MMR", "No vaccine");
        assertThat(record.text("source_dropped")).contains("\"" + path + "\":1");
    }

    @Test
    void anUnknownAmountIsLeftOut() throws RecordFormatException {
        MedicalRecord record =
                Hl7.one(VACCINATIONS, Hl7.PATIENT, "ORC|RE||9", "RXA|0|1|20190304||03^MMR^CVX|999||||||||||||||CP");

        assertThat(record.text("clinical_history")).isEqualTo("Administered: MMR");
        assertThat(record.json()).doesNotContain("999");
    }

    @ParameterizedTest
    @CsvSource({
        "CA, '', CA, Cancelled: Warfarin",
        "OC, '', CA, Cancelled: Warfarin",
        "CR, '', CA, Cancelled: Warfarin",
        "DC, '', DC, Discontinued: Warfarin",
        "DR, '', DC, Discontinued: Warfarin",
        "OD, '', DC, Discontinued: Warfarin",
        "HD, '', HD, On hold: Warfarin",
        "OH, '', HD, On hold: Warfarin",
        "RU, '', RP, Replaced: Warfarin",
        "DE, '', ER,",
        "SC, CA, CA, Cancelled: Warfarin",
        "OC, IP, IP, Cancelled: Warfarin",
        "NW, '',, 'Prescribed: Warfarin, 5 mg'",
        "UC, '',, 'Prescribed: Warfarin, 5 mg'",
        "XO, IP, IP, 'Prescribed: Warfarin, 5 mg'"
    })
    void anOrderThatWasCancelledIsNotPrescribed(String control, String status, String orderStatus, String line)
            throws RecordFormatException {
        MedicalRecord record = Hl7.one(
                ORDERS,
                Hl7.PATIENT,
                "ORC|" + control + "|P1|F1||" + status,
                "RXE||W^Warfarin^L|5||mg||Take in the evening");

        boolean holds = line != null && line.startsWith("Prescribed");
        assertThat(record.text("order_status")).isEqualTo(orderStatus);
        assertThat(record.text("clinical_history")).isEqualTo(line);
        assertThat(record.text("recommendation")).isEqualTo(holds ? "Take in the evening" : null);
        assertThat(Hl7.json(record, "coded_observations")).hasSize(holds ? 1 : 0);
    }

    @Test
    void aCancelledExaminationHasItsStatus() throws RecordFormatException {
        MedicalRecord record = Hl7.one(
                Hl7.HEADER.replace("ORU^R01", "ORM^O01"),
                Hl7.PATIENT,
                "ORC|CA|P1|F1",
                "OBR|1|P1|F1|71020^Chest X-ray^C4");

        assertThat(record.text("order_status")).isEqualTo("CA");
        assertThat(record.text("source_dropped")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IAM|1||P^Sarcoidosis^L|SV|Rash|D -> IAM[D]",
                "IAM|1||P^Sarcoidosis^L|SV|Rash|A|||||||||||E -> IAM[E]",
                "DG1|1||D86^Sarcoidosis^I10||20240101|A|||||||||||||||D -> DG1[D]",
                "PR1|1||P^Sarcoidosis^L|||||||||||||||||D -> PR1[D]",
                "PRB|DE|20240101|D86^Sarcoidosis^I10|1 -> PRB[DE]",
                "PRB|DC|20240101|D86^Sarcoidosis^I10|1 -> PRB[DC]",
                "PRB|AD|20240101|D86^Sarcoidosis^I10|1|||||||||RO^Ruled out -> PRB[RO]",
                "PRB|AD|20240101|D86^Sarcoidosis^I10|1|||||||||rule-out -> PRB[RO]",
                "PRB|AD|20240101|D86^Sarcoidosis^I10|1||||||||||X^Descartado -> PRB[RO]",
                "GOL|DE|20240101|G^Sarcoidosis^L|1 -> GOL[DE]"
            })
    void aDeletedFactIsLeftOutAndCounted(String deleted) throws RecordFormatException {
        String[] segmentAndPath = deleted.split(" -> ");
        MedicalRecord record =
                Hl7.one(PROBLEMS, Hl7.PATIENT, "PV1|1|O", segmentAndPath[0], "NTE|1||Sarcoidosis of the lung");

        assertThat(record.json()).doesNotContain("Sarcoidosis", "Rash", "2024-01-01");
        assertThat(record.text("source_dropped")).contains("\"" + segmentAndPath[1] + "\":1", "\"NTE-3\":1");
    }

    @Test
    void theStaffOfADeletedFactAreStillIdentifiers() throws RecordFormatException {
        MedicalRecord record =
                Hl7.one(PROBLEMS, Hl7.PATIENT, "PV1|1|O", "DG1|1||D86^Sarcoidosis^I10|||||||||||||77^READ^RITA|||||D");

        assertThat(record.text("staff_names")).contains("RITA READ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IAM|1||P^Sarcoidosis^L|SV|Rash|X",
                "DG1|1||D86^Sarcoidosis^I10||20240101|A|||||||||||||||X",
                "PRB|UC|20240101|D86^Sarcoidosis^I10|1"
            })
    void aFactThatIsUnchangedHolds(String segment) throws RecordFormatException {
        MedicalRecord record = Hl7.one(PROBLEMS, Hl7.PATIENT, "PV1|1|O", segment);

        assertThat(Hl7.json(record, "coded_observations").findValuesAsText("display"))
                .containsExactly("Sarcoidosis");
    }

    @Test
    void aProblemThatIsNotConfirmedSaysSo() throws RecordFormatException {
        MedicalRecord record =
                Hl7.one(PROBLEMS, Hl7.PATIENT, "PV1|1|O", "PRB|AD|20240101|D86^Sarcoidosis^I10|1|||||||||differential");

        assertThat(record.text("clinical_history")).isEqualTo("Problem: Sarcoidosis, differential");
    }
}
