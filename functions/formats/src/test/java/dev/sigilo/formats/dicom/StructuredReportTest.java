package dev.sigilo.formats.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.MedicalRecord;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StructuredReportTest {

    static String code(String scheme, String value, String meaning) {
        return "[{\"00080100\":{\"vr\":\"SH\",\"Value\":[\"" + value + "\"]},\"00080102\":{\"vr\":\"SH\",\"Value\":[\""
                + scheme + "\"]},\"00080104\":{\"vr\":\"LO\",\"Value\":[\"" + meaning + "\"]}}]";
    }

    static String item(String type, String concept, String value, String... children) {
        return "{\"0040A040\":{\"vr\":\"CS\",\"Value\":[\"" + type + "\"]}"
                + (concept == null ? "" : ",\"0040A043\":{\"vr\":\"SQ\",\"Value\":" + concept + "}")
                + (value == null ? "" : "," + value)
                + (children.length == 0
                        ? ""
                        : ",\"0040A730\":{\"vr\":\"SQ\",\"Value\":[" + String.join(",", children) + "]}")
                + "}";
    }

    static String text(String text) {
        return "\"0040A160\":{\"vr\":\"UT\",\"Value\":[\"" + text + "\"]}";
    }

    static final String REPORT = "{\"00080016\":{\"vr\":\"UI\",\"Value\":[\"1.2.840.10008.5.1.4.1.1.88.33\"]},"
            + "\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.2.3\"]},"
            + "\"00080060\":{\"vr\":\"CS\",\"Value\":[\"SR\"]},"
            + item(
                            "CONTAINER",
                            code("LN", "18748-4", "Diagnostic imaging report"),
                            null,
                            item(
                                    "PNAME",
                                    code("DCM", "121008", "Person Observer Name"),
                                    "\"0040A123\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"Stone^Rita\"}]}"),
                            item(
                                    "PNAME",
                                    code("DCM", "121029", "Subject Name"),
                                    "\"0040A123\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"Duck^Don\"}]}"),
                            item(
                                    "CONTAINER",
                                    code("LN", "18782-3", "Findings"),
                                    null,
                                    item("TEXT", code("DCM", "121071", "Finding"), text("A mass")),
                                    item(
                                            "NUM",
                                            code("SCT", "81827009", "Diameter"),
                                            "\"0040A300\":{\"vr\":\"SQ\",\"Value\":[{\"0040A30A\":{\"vr\":\"DS\",\"Value\":[3.1]},"
                                                    + "\"004008EA\":{\"vr\":\"SQ\",\"Value\":"
                                                    + code("UCUM", "cm", "centimeter") + "}}]}",
                                            item("IMAGE", null, null)),
                                    item(
                                            "CODE",
                                            code("RADLEX", "RID29896", "Side"),
                                            "\"0040A168\":{\"vr\":\"SQ\",\"Value\":" + code("SRT", "G-A101", "Left")
                                                    + "}")),
                            item("TEXT", code("DCM", "121077", "Conclusion"), text("No change")),
                            item(
                                    "DATE",
                                    code("99X", "1", "Seen"),
                                    "\"0040A121\":{\"vr\":\"DA\",\"Value\":[\"20240131\"]}"),
                            item(
                                    "UIDREF",
                                    code("99X", "2", "Study"),
                                    "\"0040A124\":{\"vr\":\"UI\",\"Value\":[\"1.9\"]}"))
                    .substring(1);

    static MedicalRecord record() throws Exception {
        return new DicomReader(DicomReaderTest.map())
                .read(REPORT.getBytes(StandardCharsets.UTF_8))
                .records()
                .get(0)
                .record();
    }

    @Test
    void theContentTreeIsAReadableText() throws Exception {
        assertThat(record().text("report")).isEqualTo("""
                Diagnostic imaging report
                Person Observer Name: Rita Stone
                Subject Name: Don Duck
                Findings:
                  Finding: A mass
                  Diameter: 3.1 cm
                    [image]
                  Side: Left
                Conclusion: No change
                Seen: 2024-01-31
                Study: [UID]""");
    }

    @Test
    void sectionsAreRecognizedByTheirCodes() throws Exception {
        assertThat(record().text("findings")).isEqualTo("Finding: A mass\nDiameter: 3.1 cm\n[image]\nSide: Left");
        assertThat(record().text("impression")).isEqualTo("No change");
    }

    @Test
    void theTreeDoesNotReplaceWhatAttributesSay() throws Exception {
        String history = item("TEXT", code("LN", "11329-0", "History"), text("asthma"));
        String same = item("TEXT", code("DCM", "121060", "History"), text("smoker"));
        for (String[] one : new String[][] {{history, "smoker\nasthma"}, {same, "smoker"}}) {
            String dataset = "{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.2.3\"]},"
                    + "\"001021B0\":{\"vr\":\"LT\",\"Value\":[\"smoker\"]},"
                    + "\"00324000\":{\"vr\":\"LT\",\"Value\":[\"Seen at once.\"]},"
                    + item("CONTAINER", code("LN", "18748-4", "Report"), null, one[0])
                            .substring(1);
            MedicalRecord record = new DicomReader(DicomReaderTest.map())
                    .read(dataset.getBytes(StandardCharsets.UTF_8))
                    .records()
                    .get(0)
                    .record();
            assertThat(record.text("clinical_history")).isEqualTo(one[1]);
            assertThat(record.text("report")).startsWith("Seen at once.\nReport\nHistory: ");
        }
    }

    @Test
    void namesInTheTreeAreIdentifiersOfTheRecord() throws Exception {
        assertThat(record().text("staff_names")).isEqualTo("[\"Rita Stone\"]");
        assertThat(record().text("other_names")).isEqualTo("[\"Don Duck\"]");
    }

    @Test
    void measurementsAndCodesAreObservations() throws Exception {
        assertThat(record().text("coded_observations"))
                .isEqualTo(
                        "[{\"system\":\"SCT\",\"code\":\"81827009\",\"display\":\"Diameter\",\"value\":\"3.1\",\"unit\":\"cm\"},"
                                + "{\"system\":\"RADLEX\",\"code\":\"RID29896\",\"display\":\"Side\",\"value\":\"Left\","
                                + "\"value_system\":\"SRT\",\"value_code\":\"G-A101\"}]");
    }
}
