package dev.sigilo.tokenize.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.Fields;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.tokenize.domain.text.Scrubber;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fields that HL7 v2, FHIR and DICOM add: lists, fields with a closed vocabulary, merges of patients. */
class SourceFieldsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "source_format,hl7v2",
        "source_format,dicom",
        "source_type,ORU^R01",
        "source_type,ADT^A40^ADT_A39",
        "source_type,DiagnosticReport",
        "source_type,CT",
        "order_status,CM",
        "order_status,on-hold",
        "report_status,F",
        "report_status,entered-in-error",
        "report_status,COMPLETE",
        "report_status,enteredInError",
        "report_status,notDone",
        "report_status,notTaken",
        "report_status,inProgress",
        "report_status,finished",
        "report_status,available",
        "order_status,onHold",
        "order_status,cancelled",
        "order_status,enteredInError",
        "patient_class,I",
        "patient_class,AMB",
        "study_series,12",
        "study_instances,0",
        "burned_in_annotation,UNKNOWN"
    })
    void keepsTheValuesOfAFieldsVocabulary(String field, String value) throws Exception {
        for (Policy policy : new Policy[] {TestRecords.PSEUDONYMIZED, TestRecords.SAFE_HARBOR}) {
            assertThat(tokenize(TestRecords.record().with(field, value), policy).extra())
                    .containsEntry(field, value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "source_format,quentin",
        "source_type,ANA^R01",
        "source_type,Zabriskie",
        "source_type,ORU^R01^SMITH",
        "order_status,SMITH",
        "report_status,ANNA",
        "patient_class,JOHN",
        "study_series,61755501012",
        "study_series,-1",
        "study_instances,1.5",
        "burned_in_annotation,Ana"
    })
    void redactsAnyOtherValueOfSuchAField(String field, String value) throws Exception {
        assertThat(tokenize(TestRecords.record().with(field, value)).extra()).containsEntry(field, "[CLINICAL]");
    }

    @Test
    void keepsThePathsThatAStandardDefinesAndCountsTheOthersTogether() throws Exception {
        TokenizedRecord event = tokenize(TestRecords.record().with("source_dropped", TestRecords.json("""
                                {"ZPI":2,"OBX-5[ED]":1,"PID-3.1":4,"Patient.photo":1,"(7FE0,0010)":3,"00081140.00081150":1,
                                "Quentin Zabriskie":5,"Patient.Zabriskie":7,"x":"y","y":{"z":1},"w":99999999999}""")));

        assertThat(json(event, "source_dropped")).isEqualTo(JSON.readTree("""
                        {"ZPI":2,"OBX-5[ED]":1,"PID-3.1":4,"Patient.photo":1,"(7FE0,0010)":3,"00081140.00081150":1,"(other)":12}"""));
    }

    @Test
    void givesEachValueOfAListItsOwnTokenAndTakesItOutOfTheTexts() throws Exception {
        TokenizedRecord event = tokenize(
                TestRecords.record()
                        .with(
                                "staff_names",
                                TestRecords.json(
                                        "[\"Casimir Oyelaran\",\"\",\"N/A\",\"Yevgenia Tarkovskaya\",\"Casimir Oyelaran\"]"))
                        .with("related_names", TestRecords.json("[\"Philippa Zabriskie-Worthington\"]"))
                        .with("order_ids", TestRecords.json("[\"ORD-448812\",998877665]"))
                        .with(
                                "report",
                                "Read by Dr. Oyelaran with Tarkovskaya. Order ORD-448812 and 998877665. Daughter Philippa called."));

        JsonNode staff = json(event, "staff_names");
        assertThat(staff).hasSize(2);
        assertThat(staff.get(0).asText()).startsWith("phys_name_1_");
        assertThat(event.fields().get("report"))
                .contains(
                        staff.get(0).asText(),
                        staff.get(1).asText(),
                        json(event, "order_ids").get(1).asText())
                .doesNotContain("Oyelaran", "Tarkovskaya", "448812", "998877665", "Philippa");
        assertThat(event.extra()).doesNotContainKey("related_names");
    }

    @Test
    void treatsOneValueAndAListOfOneValueAlike() throws Exception {
        String one = tokenize(TestRecords.record().with("physician_name", "Casimir Oyelaran"))
                .tokens()
                .get("physician_name");
        JsonNode many = json(
                tokenize(TestRecords.record().with("staff_names", TestRecords.json("[\"OYELARAN, CASIMIR\"]"))),
                "staff_names");

        assertThat(many.get(0).asText()).isEqualTo(one);
    }

    @Test
    void redactsObjectsUnderAKeyedAction() throws Exception {
        TokenizedRecord event = tokenize(TestRecords.record()
                .with("staff_names", TestRecords.json("[{\"name\":\"Casimir Oyelaran\"}]"))
                .with("visit_id", TestRecords.json("{\"id\":\"V-77120034\"}"))
                .with("report", "Visit V-77120034, seen by Oyelaran."));

        assertThat(event.extra()).containsEntry("staff_names", "[\"[NAME]\"]").containsEntry("visit_id", "[OTHER_ID]");
        assertThat(event.fields().get("report")).doesNotContain("77120034", "Oyelaran");
    }

    @Test
    void shiftsTheDatesLikeTheOthersOfThePatient() throws Exception {
        TokenizedRecord event = tokenize(TestRecords.record()
                .with("diagnosis_date", "2024-03-10")
                .with("report_date", "2024-03-12")
                .with("admission_date", "2024-03"));

        assertThat(LocalDate.parse(event.extra().get("report_date")))
                .isEqualTo(LocalDate.parse(event.fields().get("diagnosis_date")).plusDays(2));
        assertThat(tokenize(TestRecords.record().with("death_date", "2024-03-12"), TestRecords.SAFE_HARBOR)
                        .extra())
                .containsEntry("death_date", "2024");
    }

    @Test
    void rejectsAListOfTooManyValuesAndTakesLinearTimeForTheRest() {
        String names = IntStream.range(0, 10_000)
                .mapToObj(i -> "\"Casimir Oyelaran" + Integer.toString(i, 36) + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        String allowed = IntStream.range(0, ListElements.MOST)
                .mapToObj(i -> "\"Casimir Oyelaran" + Integer.toString(i, 36) + "\"")
                .collect(Collectors.joining(",", "[", "]"));

        assertThatThrownBy(() -> tokenize(TestRecords.record().with("staff_names", TestRecords.json(names))))
                .isInstanceOfSatisfying(
                        RecordFormatException.class, e -> assertThat(e.reason()).isEqualTo(RejectReason.TOKEN_FAILED))
                .hasMessageNotContaining("Oyelaran");
        assertTimeout(
                Duration.ofSeconds(20),
                () -> tokenize(TestRecords.record()
                        .with("staff_names", TestRecords.json(allowed))
                        .with("report", "Seen by Casimir Oyelaran9. ".repeat(2000))));
    }

    @Test
    void aMergeCarriesTheTokenThatTheRetiredNumberHasInOlderRecords() throws Exception {
        TokenizedRecord older = tokenize(TestRecords.record().with("patient_id", "mrn 55001"));
        TokenizedRecord merge = tokenize(TestRecords.record().with("prior_patient_id", "MRN55001"));

        assertThat(merge.extra())
                .containsEntry(Fields.MERGED_PATIENT_TOKEN, older.patientToken())
                .containsEntry(Fields.PRIOR_PATIENT_ID, older.patientToken());
        assertThat(merge.patientToken()).isNotEqualTo(older.patientToken());
    }

    @Test
    void aMergeIsFoundByTheRetiredNumberInTheVaultUnderEveryEpochAndPolicy() throws Exception {
        for (Policy policy : new Policy[] {TestRecords.PSEUDONYMIZED, TestRecords.SAFE_HARBOR}) {
            Map<String, String> tokens = Sealing.tokens(
                    TestRecords.record().with("prior_patient_id", "MRN 55001").classified(),
                    policy,
                    TestRecords.ROTATED);
            Map<String, String> older = Sealing.tokens(
                    TestRecords.record().with("patient_id", "MRN 55001").classified(), policy, TestRecords.ROTATED);
            older.values().removeIf(meaning -> !meaning.equals(Sealing.PATIENT));

            assertThat(older).hasSize(2);
            assertThat(tokens)
                    .containsAllEntriesOf(older.keySet().stream()
                            .collect(Collectors.toMap(token -> token, token -> Fields.PRIOR_PATIENT_ID)));
        }
    }

    @Test
    void safeHarborLinksNoMergedPatients() throws Exception {
        assertThat(tokenize(TestRecords.record().with("prior_patient_id", "MRN 55001"), TestRecords.SAFE_HARBOR)
                        .extra())
                .doesNotContainKeys(Fields.MERGED_PATIENT_TOKEN, Fields.PRIOR_PATIENT_ID);
    }

    @Test
    void aPatientIsNotMergedWithItself() throws Exception {
        assertThat(tokenize(TestRecords.record().with("prior_patient_id", "mrn77123"))
                        .extra())
                .doesNotContainKey(Fields.MERGED_PATIENT_TOKEN);
    }

    @Test
    void aProducerCannotForgeAMerge() throws Exception {
        Policy scrubbing = TestRecords.policy("unknown_fields: drop", "unknown_fields: scrub");

        assertThat(tokenize(TestRecords.record().with(Fields.MERGED_PATIENT_TOKEN, "pat_1_x"), scrubbing)
                        .extra())
                .isEmpty();
    }

    @Test
    void theVaultIsSearchableByTheFirstValuesOfAList() throws Exception {
        String ids = IntStream.range(0, 200)
                .mapToObj(i -> "\"ORD-" + (100_000 + i) + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        Map<String, String> tokens = Sealing.tokens(
                TestRecords.record().with("order_ids", TestRecords.json(ids)).classified(),
                TestRecords.PSEUDONYMIZED,
                TestRecords.KEYS);

        assertThat(tokens.values().stream().filter("order_ids"::equals)).hasSize(ListElements.MOST_SEARCHABLE);
    }

    @Test
    void theOrderOfFieldsDoesNotChangeTheResult() throws Exception {
        TokenizedRecord one = tokenize(TestRecords.record()
                .with("staff_names", TestRecords.json("[\"Casimir Oyelaran\"]"))
                .with("source_type", "CT"));
        TokenizedRecord other = tokenize(TestRecords.empty()
                .with("source_type", "CT")
                .with("staff_names", TestRecords.json("[\"Casimir Oyelaran\"]"))
                .with("report", "No acute disease.")
                .with("patient_name", "Quentin Zabriskie")
                .with("patient_id", "MRN 77123")
                .with("record_id", "R-1001"));

        assertThat(new TreeSet<>(
                        one.extra().entrySet().stream().map(Object::toString).toList()))
                .isEqualTo(new TreeSet<>(
                        other.extra().entrySet().stream().map(Object::toString).toList()));
        assertThat(one.recordToken()).isEqualTo(other.recordToken());
    }

    private static JsonNode json(TokenizedRecord event, String field) throws Exception {
        return JSON.readTree(event.extra().get(field));
    }

    private static TokenizedRecord tokenize(TestRecords record) throws RecordFormatException {
        return tokenize(record, TestRecords.PSEUDONYMIZED);
    }

    private static TokenizedRecord tokenize(TestRecords record, Policy policy) throws RecordFormatException {
        return new Tokenizer(policy, TestRecords.KEYS, Scrubber.standard()).tokenize(record.classified());
    }
}
