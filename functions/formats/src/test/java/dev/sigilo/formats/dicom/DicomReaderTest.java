package dev.sigilo.formats.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.FieldMap;
import dev.sigilo.formats.FieldMapException;
import dev.sigilo.records.FieldValue;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomReaderTest {
    private static final DicomReader READER = new DicomReader(map());

    static FieldMap map() {
        try {
            return FieldMap.load(
                    Files.readString(Path.of("../../pulsar-config/formats/dicom.yaml")), "dicom.yaml", "dicom");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String CT = """
            {"00080016": {"vr": "UI", "Value": ["1.2.840.10008.5.1.4.1.1.2"]},
             "00080018": {"vr": "UI", "Value": ["1.2.3.4"]},
             "00080020": {"vr": "DA", "Value": ["20240131"]},
             "00080050": {"vr": "SH", "Value": ["A-77"]},
             "00080060": {"vr": "CS", "Value": ["CT"]},
             "00080080": {"vr": "LO", "Value": ["General Hospital"]},
             "00080090": {"vr": "PN", "Value": [{"Alphabetic": "Stone^Rita^^Dr."}]},
             "00081030": {"vr": "LO", "Value": ["CT chest"]},
             "00081070": {"vr": "PN", "Value": [{"Alphabetic": "Nurse^Ann"}, {"Alphabetic": "Tech^Bob"}]},
             "00100010": {"vr": "PN", "Value": [{"Alphabetic": "Duck^Donald^D^Mr", "Ideographic": "鴨^ドナルド"}]},
             "00100020": {"vr": "LO", "Value": ["MRN1"]},
             "00100030": {"vr": "DA", "Value": ["19500203"]},
             "00101010": {"vr": "AS", "Value": ["073Y"]},
             "00101060": {"vr": "PN", "Value": [{"Alphabetic": "Drake^Della"}]},
             "0020000d": {"vr": "UI", "Value": ["1.2.3"]},
             "0020000E": {"vr": "UI", "Value": ["1.2.3.1"]},
             "00201206": {"vr": "IS", "Value": [3]},
             "00201208": {"vr": "IS", "Value": ["0120"]},
             "00280010": {"vr": "US", "Value": [512]},
             "00400275": {"vr": "SQ", "Value": [{"00401002": {"vr": "LO", "Value": ["cough"]},
                 "00401010": {"vr": "PN", "Value": [{"Alphabetic": "Deep^Nora"}]}}]},
             "00091001": {"vr": "LO", "Value": ["private"]},
             "7FE00010": {"vr": "OW", "BulkDataURI": "http://pacs/1"}}""";

    private static MedicalRecord read(String json) throws RecordFormatException {
        Conversion conversion = READER.read(json.getBytes(StandardCharsets.UTF_8));
        assertThat(conversion.rejects()).isEmpty();
        assertThat(conversion.records()).hasSize(1);
        return conversion.records().get(0).record();
    }

    private static MedicalRecord ct() throws RecordFormatException {
        return read(CT);
    }

    @Test
    void anImagesHeaderGivesTheFieldsOfTheMap() throws Exception {
        MedicalRecord record = ct();

        Map<String, String> texts = new LinkedHashMap<>();
        record.fields().forEach((name, value) -> texts.put(name, value.text()));
        texts.remove("dicom");
        assertThat(texts)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("record_id", "dicom:1.2.3.4"),
                        Map.entry("source_format", "dicom"),
                        Map.entry("source_type", "CT"),
                        Map.entry("diagnosis_date", "2024-01-31"),
                        Map.entry("accession_number", "A-77"),
                        Map.entry("modality", "CT"),
                        Map.entry("facility", "General Hospital"),
                        Map.entry("physician_name", "Rita Stone"),
                        Map.entry("code", "CT chest"),
                        Map.entry("patient_name", "Donald D Duck"),
                        Map.entry("patient_id", "MRN1"),
                        Map.entry("birth_date", "1950-02-03"),
                        Map.entry("age", "073Y"),
                        Map.entry("study_uid", "1.2.3"),
                        Map.entry("series_uid", "1.2.3.1"),
                        Map.entry("instance_uid", "1.2.3.4"),
                        Map.entry("study_series", "3"),
                        Map.entry("study_instances", "120"),
                        Map.entry("indication", "cough"),
                        Map.entry("burned_in_annotation", "UNKNOWN"),
                        Map.entry("staff_names", "[\"Ann Nurse\",\"Bob Tech\",\"Nora Deep\"]"),
                        Map.entry("related_names", "[\"Della Drake\"]"),
                        Map.entry("other_names", "[\"ドナルド 鴨\"]"),
                        Map.entry("source_dropped", "{\"(7FE0,0010)\":1,\"(private tag)\":1}")));
    }

    @Test
    void furtherIdentifiersAreKnownToTheScrubber() throws Exception {
        MedicalRecord record = read("""
                {"00080018": {"vr": "UI", "Value": ["1.2.3.4"]},
                 "00080050": {"vr": "SH", "Value": ["A-77"]},
                 "00080080": {"vr": "LO", "Value": ["General Hospital", "West Wing"]},
                 "00100010": {"vr": "PN", "Value": [{"Alphabetic": "Duck^Donald"}]},
                 "00100020": {"vr": "LO", "Value": ["MRN1"]},
                 "00102154": {"vr": "SH", "Value": ["555-1", "555-2", "555-1"]},
                 "00380010": {"vr": "LO", "Value": ["V-1", "V-2"]},
                 "00400275": {"vr": "SQ", "Value": [{"00080050": {"vr": "SH", "Value": ["A-77"]}},
                     {"00080050": {"vr": "SH", "Value": ["A-78"]}}]}}""");

        assertThat(record.text("accession_number")).isEqualTo("A-77");
        assertThat(record.text("order_ids")).isEqualTo("[\"A-78\"]");
        assertThat(record.text("phone")).isEqualTo("555-1");
        assertThat(record.text("other_phones")).isEqualTo("[\"555-2\"]");
        assertThat(record.text("visit_id")).isEqualTo("V-1");
        assertThat(record.text("other_ids")).isEqualTo("[\"V-2\"]");
        assertThat(record.text("facility")).isEqualTo("General Hospital");
        assertThat(record.text("organizations")).isEqualTo("[\"West Wing\"]");
        assertThat(record.text("patient_name")).isEqualTo("Donald Duck");
        assertThat(record.get("other_names")).isNull();
    }

    @Test
    void textsOfSeveralAttributesAreLinesOfTheirFieldWithoutRepeats() throws Exception {
        MedicalRecord record = read("""
                {"00080018": {"vr": "UI", "Value": ["1.2.3.4"]},
                 "00081030": {"vr": "LO", "Value": ["CT chest"]},
                 "0008103E": {"vr": "LO", "Value": ["lung"]},
                 "00181030": {"vr": "LO", "Value": ["lung"]},
                 "001021B0": {"vr": "LT", "Value": ["smoker"]},
                 "00104000": {"vr": "LT", "Value": ["asthma"]},
                 "00321060": {"vr": "LO", "Value": ["CT thorax"]},
                 "00324000": {"vr": "LT", "Value": ["no contrast"]},
                 "00204000": {"vr": "LT", "Value": ["motion"]}}""");

        assertThat(record.text("report")).isEqualTo("no contrast\nmotion");
        assertThat(record.text("clinical_history")).isEqualTo("smoker\nasthma");
        assertThat(record.text("technique")).isEqualTo("lung");
        assertThat(record.text("code")).as("the first of several names").isEqualTo("CT chest");
    }

    @Test
    void theHeaderHasNoPrivateAndNoBulkData() throws Exception {
        FieldValue header = ct().get("dicom");

        assertThat(header.type()).isEqualTo(FieldValue.Type.OBJECT);
        assertThat(header.text())
                .startsWith("{\"00080016\":{\"vr\":\"UI\",\"Value\":[\"1.2.840.10008.5.1.4.1.1.2\"]}")
                .contains("\"0020000D\":", "\"00201206\":{\"vr\":\"IS\",\"Value\":[3]}")
                .doesNotContain("private", "00091001", "7FE00010", "pacs");
    }

    @Test
    void eachDatasetOfAnArrayIsARecordAndItsPartOfTheMessageGivesTheSameRecord() throws Exception {
        String one =
                "{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.1\"]},\"00100010\":{\"vr\":\"PN\",\"Value\":[\"Ñ^A\"]}}";
        String two = "{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.2\"]}}";
        Conversion all = READER.read(("\uFEFF [" + one + ",\n {\"00080018\":{\"vr\":\"UI\"}} , " + two + "]")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(all.records()).extracting(record -> record.place()).containsExactly("dataset[1]", "dataset[3]");
        assertThat(new String(all.records().get(0).message(), StandardCharsets.UTF_8))
                .isEqualTo(one);
        assertThat(all.records())
                .allSatisfy(record -> assertThat(
                                READER.read(record.message()).records().get(0).record())
                        .isEqualTo(record.record()));
        assertThat(all.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.place()).isEqualTo("dataset[2](0008,0018)");
            assertThat(reject.reason()).isEqualTo(RejectReason.NOT_DICOM);
        });
    }

    @Test
    void aFaultInADatasetDoesNotHideTheDatasetsAfterIt() throws Exception {
        String broken =
                "{\"00081140\":{\"vr\":\"SQ\",\"Value\":[{\"00081155\":{\"vr\":\"UI\",\"Value\":[{}, [[1]]]}}]},"
                        + "\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.1\"]}}";
        Conversion all = READER.read(("[" + broken + ",{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.2\"]}}]")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(all.records())
                .singleElement()
                .satisfies(record -> assertThat(record.place()).isEqualTo("dataset[2]"));
        assertThat(all.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.place()).isEqualTo("dataset[1](0008,1155)");
            assertThat(new String(reject.message(), StandardCharsets.UTF_8)).isEqualTo(broken);
        });
    }

    @Test
    void anAnswerAboutAStudyIsARecordOfTheStudy() throws Exception {
        assertThat(read("{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"1.2\"]}}").text("record_id"))
                .isEqualTo("dicom:1.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[{}",
                "[1]",
                "\"text\"",
                "{} {}",
                "null",
                "{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"\u0000\"]}}",
            })
    void whatIsNotDicomJsonIsRefused(String json) {
        assertThatExceptionOfType(RecordFormatException.class)
                .isThrownBy(() -> READER.read(json.getBytes(StandardCharsets.UTF_8)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectReason.NOT_DICOM));
    }

    @Test
    void otherEncodingsAreRefused() {
        for (byte[] bytes : new byte[][] {
            "{}".getBytes(StandardCharsets.UTF_16LE),
            "{}".getBytes(StandardCharsets.UTF_16),
            {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}
        }) {
            assertThatExceptionOfType(RecordFormatException.class)
                    .isThrownBy(() -> READER.read(bytes))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectReason.NOT_DICOM));
        }
    }

    @Test
    void keywordsAndTagsThatAreUnknownAreShownByPositionAndNotByText() throws Exception {
        assertThat(reject("{\"DuckDonald\":{\"vr\":\"PN\"}}")).isEqualTo("dataset[1]attribute[1] NOT_DICOM");
        assertThat(reject("{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.1\"]},\"02129430\":7}"))
                .isEqualTo("dataset[1](unknown tag) NOT_DICOM");
        assertThat(reject("{\"00100010\":{\"vr\":\"ZZ\"}}")).isEqualTo("dataset[1](0010,0010) NOT_DICOM");
        assertThat(reject("{\"00100020\":{\"vr\":\"LO\"},\"00100020\":{\"vr\":\"LO\"}}"))
                .isEqualTo("dataset[1](0010,0020) NOT_DICOM");
        assertThat(reject("{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"\\uD800\"]}}"))
                .isEqualTo("dataset[1](0010,0020) UNKNOWN_ENCODING");
        assertThat(reject("{}")).isEqualTo("dataset[1](0008,0018) NOT_DICOM");
    }

    private static String reject(String dataset) throws RecordFormatException {
        var rejects = READER.read(("[" + dataset + "]").getBytes(StandardCharsets.UTF_8))
                .rejects();
        assertThat(rejects).hasSize(1);
        return rejects.get(0).place() + " " + rejects.get(0).reason();
    }

    @Test
    void nestingIsBounded() throws Exception {
        assertThat(reject(nested(17))).isEqualTo("dataset[1] TOO_DEEP");
        MedicalRecord record =
                read(nested(16).replaceFirst("\\{", "{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.1\"]},"));
        assertThat(MedicalRecord.parse(record.json())).isEqualTo(record);
        assertThatExceptionOfType(RecordFormatException.class)
                .isThrownBy(() -> READER.read(nested(100_000).getBytes(StandardCharsets.UTF_8)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectReason.TOO_DEEP));
    }

    private static String nested(int depth) {
        return "{\"00081140\":{\"vr\":\"SQ\",\"Value\":[".repeat(depth)
                + "{\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"A^B\"}]}}"
                + "]}}".repeat(depth);
    }

    @Test
    void noMessageOfAnErrorHasAValue() {
        assertThatThrownBy(() -> READER.read("{\"Donald\": nothing}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageNotContaining("Donald")
                .hasMessageNotContaining("nothing")
                .hasNoCause();
    }

    @Test
    void aMapWithUnknownPathsIsRefusedWithEveryFault() {
        FieldMap map = FieldMap.load("""
                format: dicom
                settings: {depth: 3}
                fields:
                  PatientNames: patient_name
                  PatientID.PatientName: patient_id
                  PixelData: report
                  StudyID: record_id
                """, "mine.yaml", "dicom");

        assertThatExceptionOfType(FieldMapException.class)
                .isThrownBy(() -> new DicomReader(map))
                .satisfies(e -> assertThat(e.faults()).hasSize(5));
    }

    @Test
    void aMessageWithTooManyDatasetsIsRefused() {
        FieldMap map = FieldMap.load(
                "format: dicom\nsettings: {max_records: 1}\nfields: {\"(0010,0010)\": patient_name}", "m", "dicom");

        assertThatExceptionOfType(RecordFormatException.class)
                .isThrownBy(() -> new DicomReader(map).read("[{},{}]".getBytes(StandardCharsets.UTF_8)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectReason.TOO_MANY_RECORDS));
    }
}
