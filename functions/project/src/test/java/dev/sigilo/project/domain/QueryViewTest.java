package dev.sigilo.project.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.Classification;
import dev.sigilo.records.EventKind;
import dev.sigilo.records.Evidence;
import dev.sigilo.records.JsonText;
import dev.sigilo.records.Label;
import dev.sigilo.records.LoggedRecord;
import dev.sigilo.records.LoggedRecordCodec;
import dev.sigilo.records.ObservationStatus;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.TokenizedRecordCodec;
import dev.sigilo.records.Treatment;
import dev.sigilo.records.Version;
import dev.sigilo.records.ViewRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryViewTest {
    private static final long VERSION = Version.of(1_763_970_000_000L, 8, 2);
    private static final Provenance PROVENANCE =
            new Provenance("persistent://medical/intake/raw", "7:8:-1:2", 1_763_970_000_000L, VERSION);
    private static final Treatment TREATMENT =
            new Treatment("pseudonymized", 3, "0123456789abcdef0123456789abcdef", "a1b2c3d4e5f6", "0.1.0+5f2c");

    private final QueryView view = new QueryView();

    @Test
    void aRowHasTheStudysFieldsWithTheirTypesAndTheClassification() throws RecordFormatException {
        ViewRow row = view.rowOf(logged(event(Map.of(
                "report",
                "Clear.",
                "age",
                "90+",
                "normal",
                "true",
                "abnormal",
                "no",
                "diagnosis_date",
                "2016-06-17",
                "modality",
                "CR"))));
        assertThat(row.recordToken()).isEqualTo("rec_1_A");
        assertThat(row.columns())
                .containsEntry("patient_token", "pat_1_B")
                .containsEntry("report", "Clear.")
                .containsEntry("age", 90)
                .containsEntry("normal", true)
                .containsEntry("abnormal", false)
                .containsEntry("diagnosis_date", "2016-06-17")
                .containsEntry("diagnosis_year", 2016)
                .containsEntry("label", "normal")
                .containsEntry("policy", "pseudonymized")
                .containsEntry("policy_version", 3)
                .containsEntry("policy_hash", "0123456789abcdef0123456789abcdef")
                .containsEntry("detector_version", "a1b2c3d4e5f6")
                .containsEntry("code_version", "0.1.0+5f2c")
                .containsEntry("model_id", "chest")
                .containsEntry("model_ids", new JsonText("[\"chest\",\"nlp\"]"))
                .containsEntry("observations", new JsonText("{\"edema\":\"negative\"}"))
                .containsEntry("tokens", new JsonText("{\"patient_id\":\"pat_1_B\"}"))
                .containsEntry("extra", JsonText.EMPTY_OBJECT)
                .containsEntry("published_at", 1_763_970_000_000L)
                .containsEntry("version", Version.atStage(VERSION, Version.TOKENIZED))
                .doesNotContainKeys("deleted", "findings");
    }

    @Test
    void whatHl7FhirAndDicomBringHasColumnsOfItsOwn() throws RecordFormatException {
        Map<String, String> extra = new LinkedHashMap<>();
        extra.put("source_format", "hl7v2");
        extra.put("source_type", "ADT^A40");
        extra.put("study_series", "4");
        extra.put("report_date", "2024-03-10");
        extra.put("order_date", "2024-03");
        extra.put("coded_observations", "[{\"code\":\"718-7\"}]");
        extra.put("dicom", "{\"00080060\":{}}");
        extra.put("merged_patient_token", "pat_1_abc");
        extra.put("visit_id", "visit_1_x\"");
        ViewRow row = view.rowOf(logged(event(Map.of(), extra)));

        assertThat(row.columns())
                .containsEntry("source_format", "hl7v2")
                .containsEntry("source_type", "ADT^A40")
                .containsEntry("study_series", 4)
                .containsEntry("report_date", "2024-03-10")
                .containsEntry("order_date", null)
                .containsEntry("coded_observations", "[{\"code\":\"718-7\"}]")
                .containsEntry("dicom", "{\"00080060\":{}}")
                .containsEntry("merged_patient_token", "pat_1_abc")
                .containsEntry("extra", new JsonText("{\"visit_id\":\"visit_1_x\\\"\",\"order_date\":\"2024-03\"}"));
    }

    @Test
    void aRecordWithoutAFormatWasSentAsJson() throws RecordFormatException {
        assertThat(view.rowOf(logged(event(Map.of()))).columns())
                .containsEntry("source_format", "json")
                .doesNotContainKeys("source_type", "dicom", "merged_patient_token");
    }

    @ParameterizedTest
    @CsvSource({
        "coded_observations,[CLINICAL]",
        "coded_observations,{",
        "dicom,[1][2]",
        "study_series,[CLINICAL]",
        "study_instances,12345678901",
        "admission_date,[DATE]",
        "report_date,2024",
        "order_date,2024-03",
        "order_status,LONG"
    })
    void aValueThatDoesNotFitItsColumnStaysInExtra(String field, String value) throws RecordFormatException {
        String text = value.equals("LONG") ? "x".repeat(256) : value;
        assertThat(view.rowOf(logged(event(Map.of(), Map.of(field, text)))).columns())
                .containsEntry(field, null)
                .containsEntry("extra", new JsonText("{\"" + field + "\":\"" + text + "\"}"));
    }

    @ParameterizedTest
    @CsvSource({"report_date,2024-03-10 08:15,2024-03-10", "study_series,004,4"})
    void aValueOfWhichTheColumnHoldsAPartStaysInExtraToo(String field, String value, String part)
            throws RecordFormatException {
        Map<String, Object> columns =
                view.rowOf(logged(event(Map.of(), Map.of(field, value)))).columns();
        assertThat(columns.get(field)).hasToString(part);
        assertThat(columns).containsEntry("extra", new JsonText("{\"" + field + "\":\"" + value + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Zabriskie", "pat_Ñ", "pat_1_0123456789012345678901234567890123456789012345678901234567890"})
    void aMergedPatientThatIsNoTokenIsNowhere(String value) throws RecordFormatException {
        assertThat(view.rowOf(logged(event(Map.of(), Map.of("merged_patient_token", value))))
                        .columns())
                .containsEntry("merged_patient_token", null)
                .containsEntry("extra", JsonText.EMPTY_OBJECT);
    }

    @Test
    void theSameEventGivesTheSameRow() throws RecordFormatException {
        TokenizedRecord event = event(Map.of("report", "Clear."));
        assertThat(view.rowOf(logged(event))).isEqualTo(view.rowOf(logged(event)));
    }

    @Test
    void aRecordThatHasAnotherTokenSinceIsDeletedUnderItsEarlierOne() throws RecordFormatException {
        TokenizedRecord replaced = new TokenizedRecord(
                EventKind.REPLACED,
                "rec_1_A",
                null,
                1,
                TREATMENT,
                new Provenance("t", "7:8:-1:2", 1, Version.atStage(VERSION, Version.REPLACED)),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                null);

        assertThat(view.rowOf(logged(replaced)).columns())
                .isEqualTo(Map.of(
                        "record_token",
                        "rec_1_A",
                        "deleted",
                        true,
                        "version",
                        Version.atStage(VERSION, Version.REPLACED)));
    }

    @Test
    void anErasureDeletesTheRowAndCarriesNothingOfIt() throws RecordFormatException {
        TokenizedRecord erased = new TokenizedRecord(
                EventKind.ERASED,
                "rec_1_A",
                "pat_1_B",
                1,
                TREATMENT,
                new Provenance("t", "7:8:-1:2", 1, Version.atStage(VERSION, Version.ERASED)),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                null);
        assertThat(view.rowOf(logged(erased)).columns())
                .isEqualTo(Map.of(
                        "record_token",
                        "rec_1_A",
                        "deleted",
                        true,
                        "version",
                        Version.atStage(VERSION, Version.ERASED)));
    }

    @ParameterizedTest
    @CsvSource({
        "70,70",
        "070Y,70",
        "90+,90",
        "5M,0",
        "2W,0",
        "10D,0",
        "0,0",
        "70 years,70",
        "58.5,58",
        "[AGE],",
        "old,",
        "7000,",
        "'',"
    })
    void readsAnAge(String text, Integer years) {
        assertThat(QueryView.years(text)).isEqualTo(years);
    }

    @ParameterizedTest
    @CsvSource({
        "2016-06-17,2016-06-17,2016",
        "2016-06-17T10:00:00Z,2016-06-17,2016",
        "2016,,2016",
        "2016-06,,2016",
        "2016-02-31,,2016",
        "2016-06-17 14:22,2016-06-17,2016",
        "17/06/2016,,",
        "[DATE],,",
        "'',,",
        "0000-01-01,,0"
    })
    void readsAsMuchOfADateAsThereIs(String text, String day, Integer year) {
        assertThat(QueryView.day(text)).isEqualTo(day);
        assertThat(QueryView.year(text)).isEqualTo(year);
    }

    private static LoggedRecord logged(TokenizedRecord event) throws RecordFormatException {
        return LoggedRecordCodec.decode(TokenizedRecordCodec.encode(event));
    }

    private static TokenizedRecord event(Map<String, String> fields) {
        return event(fields, Map.of());
    }

    private static TokenizedRecord event(Map<String, String> fields, Map<String, String> extra) {
        Classification classification = new Classification(
                "en",
                "CR",
                "modality:declared",
                "CHEST",
                "image:inferred",
                "chest",
                List.of("chest", "nlp"),
                "modality+body_part",
                List.of(),
                List.of(),
                Label.NORMAL,
                List.of(new Evidence("report", 0, 6, "normal", "said_normal")),
                null,
                null,
                Map.of("edema", ObservationStatus.NEGATIVE));
        return new TokenizedRecord(
                EventKind.TOKENIZED,
                "rec_1_A",
                "pat_1_B",
                1,
                TREATMENT,
                PROVENANCE,
                fields,
                Map.of("patient_id", "pat_1_B"),
                extra,
                Map.of("NAME", 1),
                classification);
    }
}
