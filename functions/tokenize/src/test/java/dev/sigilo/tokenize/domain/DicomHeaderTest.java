package dev.sigilo.tokenize.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.tokenize.domain.text.Scrubber;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomHeaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Policy PSEUDONYMIZED = TestRecords.policy("pseudonymized");
    private static final Policy SAFE_HARBOR = TestRecords.policy("safe-harbor");

    private static TestRecords record(String header) {
        return TestRecords.empty()
                .with("record_id", "dicom:1.2.840.99.5")
                .with("patient_id", "MRN-4711-88")
                .with("patient_name", "Ludowika Quentinsen")
                .with("physician_name", "Rita Stonebridge")
                .with("accession_number", "ACC-20-1881")
                .with("study_uid", "1.2.840.99.1")
                .with("diagnosis_date", "2024-01-31")
                .with("facility", "Mercy Hill Clinic")
                .with("device_id", "SN-99-8123")
                .with("dicom", new Raw(header));
    }

    private record Raw(String json) {
        @Override
        public String toString() {
            return json;
        }
    }

    private static TokenizedRecord tokenized(String header, Policy policy) throws RecordFormatException {
        return new Tokenizer(policy, TestRecords.KEYS, Scrubber.standard())
                .tokenize(record(header).classified());
    }

    private static JsonNode header(String header, Policy policy) throws Exception {
        return JSON.readTree(tokenized(header, policy).extra().get("dicom"));
    }

    private static String attribute(String tag, String vr, String... values) {
        return "\"" + tag + "\":{\"vr\":\"" + vr + "\",\"Value\":[" + String.join(",", values) + "]}";
    }

    private static String text(String tag, String vr, String text) {
        return attribute(tag, vr, "\"" + text + "\"");
    }

    private static String name(String tag, String name) {
        return attribute(tag, "PN", "{\"Alphabetic\":\"" + name + "\"}");
    }

    private static String value(JsonNode header, String tag) {
        JsonNode value = header.path(tag).path("Value").path(0);
        return value.isObject() ? value.path("Alphabetic").asText(null) : value.asText(null);
    }

    @Test
    void namesAndIdsHaveTheTokensOfTheColumns() throws Exception {
        String source = "{" + name("00100010", "Quentinsen^Ludowika^^Dr") + "," + text("00100020", "LO", "MRN-4711-88")
                + ","
                + name("00080090", "Stonebridge^Rita") + "," + text("00080050", "SH", "ACC-20-1881") + ","
                + text("00080080", "LO", "Mercy Hill Clinic") + "," + text("00181000", "LO", "SN-99-8123") + "}";
        TokenizedRecord event = tokenized(source, PSEUDONYMIZED);
        JsonNode header = JSON.readTree(event.extra().get("dicom"));

        assertThat(value(header, "00100010")).isEqualTo(event.tokens().get("patient_name"));
        assertThat(value(header, "00100020")).isEqualTo(event.tokens().get("patient_id"));
        assertThat(value(header, "00080090")).isEqualTo(event.tokens().get("physician_name"));
        assertThat(value(header, "00080050")).isEqualTo(event.tokens().get("accession_number"));
        assertThat(value(header, "00080080")).isEqualTo(event.tokens().get("facility"));
        assertThat(value(header, "00181000")).isEqualTo(event.tokens().get("device_id"));
    }

    @Test
    void uidsAgreeBetweenColumnsHeaderAndReferencesAndWellKnownOnesStay() throws Exception {
        String source =
                "{" + text("00080016", "UI", "1.2.840.10008.5.1.4.1.1.2") + "," + text("0020000D", "UI", "1.2.840.99.1")
                        + "," + text("00080018", "UI", "1.2.840.99.5") + ","
                        + attribute(
                                "00081140",
                                "SQ",
                                "{" + text("00081150", "UI", "1.2.840.10008.5.1.4.1.1.2") + ","
                                        + text("00081155", "UI", "1.2.840.99.5") + ","
                                        + text("0020000D", "UI", "1.2.840.99.1") + "}")
                        + "}";
        TokenizedRecord event = tokenized(source, PSEUDONYMIZED);
        JsonNode header = JSON.readTree(event.extra().get("dicom"));
        JsonNode item = header.path("00081140").path("Value").path(0);

        assertThat(value(header, "0020000D"))
                .isEqualTo(event.tokens().get("study_uid"))
                .startsWith("2.25.");
        assertThat(value(item, "0020000D")).isEqualTo(event.tokens().get("study_uid"));
        assertThat(value(item, "00081155")).isEqualTo(value(header, "00080018")).startsWith("2.25.");
        assertThat(value(header, "00080016")).isEqualTo("1.2.840.10008.5.1.4.1.1.2");
        assertThat(value(item, "00081150")).isEqualTo("1.2.840.10008.5.1.4.1.1.2");
    }

    @Test
    void allKindsOfUidsHaveTheKindOfTheStudysUid() {
        for (String field : List.of("series_uid", "instance_uid")) {
            if (PSEUDONYMIZED.rule(field) != null) {
                assertThat(PSEUDONYMIZED.rule(field).kind())
                        .isEqualTo(PSEUDONYMIZED.rule("study_uid").kind());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.12345678901234567890", "0.4882812500", "-0.0", "1.10e-7", "12345678901234567890123", "512"})
    void numbersKeepTheirDigits(String literal) throws Exception {
        String header = tokenized("{" + attribute("00280030", "DS", literal, "0.5") + "}", PSEUDONYMIZED)
                .extra()
                .get("dicom");

        Matcher written = Pattern.compile("\"Value\":\\[([-+.0-9eE]+),0\\.5]").matcher(header);
        assertThat(written.find()).as(header).isTrue();
        assertThat(new BigDecimal(written.group(1))).isEqualTo(new BigDecimal(literal));
    }

    @ParameterizedTest
    @CsvSource({"1e400,1E+400", "-1.50e400,-1.50E+400", "1e-400,1E-400"})
    void aNumberBeyondADoubleIsATextWithTheSameDigitsBecauseDatabasesRefuseIt(String literal, String text)
            throws Exception {
        JsonNode header = header("{" + attribute("00280030", "DS", literal) + "}", PSEUDONYMIZED);

        assertThat(header.at("/00280030/Value/0").isTextual()).isTrue();
        assertThat(value(header, "00280030")).isEqualTo(text);
    }

    @Test
    void aNumberWithAHugeExponentTakesNoTimeAndIsNotKept() throws Exception {
        JsonNode header = assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> header("{" + attribute("00280030", "DS", "1e999999999", "1e-999999999") + "}", PSEUDONYMIZED));

        assertThat(header.has("00280030")).isFalse();
        assertThatExceptionOfType(RecordFormatException.class)
                .isThrownBy(() -> header("{" + attribute("00280030", "DS", "1e99999999999") + "}", PSEUDONYMIZED))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectReason.TOKEN_FAILED));
    }

    @Test
    void datesMoveWithTheColumnsAndTimesStay() throws Exception {
        TokenizedRecord event = tokenized(
                "{" + text("00080020", "DA", "20240131") + "," + text("00080030", "TM", "101500.25") + ","
                        + text("0008002A", "DT", "20240131101500.25+0100") + "," + text("00100030", "DA", "19500203")
                        + ","
                        + text("00080021", "DA", "19140203") + "," + text("00080023", "DA", "20240230") + ","
                        + text("00080201", "SH", "+0100") + "}",
                PSEUDONYMIZED);
        JsonNode header = JSON.readTree(event.extra().get("dicom"));
        String shifted = event.fields().get("diagnosis_date").replace("-", "");

        assertThat(value(header, "00080020")).isEqualTo(shifted).isNotEqualTo("20240131");
        assertThat(value(header, "00080030")).isEqualTo("101500.25");
        assertThat(value(header, "0008002A")).isEqualTo(shifted + "101500.25+0100");
        assertThat(value(header, "00080201")).isEqualTo("+0100");
        assertThat(header.path("00100030").toString()).isEqualTo("{\"vr\":\"DA\"}");
        assertThat(header.path("00080021").toString()).isEqualTo("{\"vr\":\"DA\"}");
        assertThat(header.path("00080023").toString()).isEqualTo("{\"vr\":\"DA\"}");
        assertThat(value(header, "00280303")).isEqualTo("MODIFIED");
    }

    @Test
    void safeHarborHasNoDatesNoTokensAndNoUidsThatLinkRecords() throws Exception {
        String source = "{" + text("00080020", "DA", "20240131") + "," + text("00080030", "TM", "101500") + ","
                + text("00380020", "DA", "20240130") + "," + text("0020000D", "UI", "1.2.840.99.1") + ","
                + name("00100010", "Quentinsen^Ludowika") + "," + text("00101010", "AS", "093Y") + ","
                + attribute("00081155", "UI", "\"1.2.840.99.1\"") + "," + text("00080050", "SH", "ACC-20-1881") + "}";
        JsonNode header = header(source, SAFE_HARBOR);

        assertThat(header.path("00080020").toString()).isEqualTo("{\"vr\":\"DA\"}");
        assertThat(header.path("00080030").toString()).isEqualTo("{\"vr\":\"TM\"}");
        assertThat(header.has("00380020")).isFalse();
        assertThat(header.path("00100010").toString()).isEqualTo("{\"vr\":\"PN\"}");
        assertThat(header.path("00080050").toString()).isEqualTo("{\"vr\":\"SH\"}");
        assertThat(value(header, "00101010")).isEqualTo("090Y");
        assertThat(value(header, "0020000D")).startsWith("2.25.").isEqualTo(value(header, "00081155"));
        assertThat(value(header, "00280303")).isEqualTo("REMOVED");
        JsonNode other = JSON.readTree(new Tokenizer(SAFE_HARBOR, TestRecords.KEYS, Scrubber.standard())
                .tokenize(record(source).with("record_id", "dicom:1.9").classified())
                .extra()
                .get("dicom"));
        assertThat(value(other, "0020000D")).isNotEqualTo(value(header, "0020000D"));
    }

    @Test
    void theHeaderSaysHowItWasDeidentified() throws Exception {
        JsonNode header = header("{" + text("00120062", "CS", "NO") + "}", PSEUDONYMIZED);

        assertThat(value(header, "00120062")).isEqualTo("YES");
        assertThat(value(header, "00120063")).startsWith("Sigilo, policy pseudonymized ");
        List<String> codes = new ArrayList<>();
        header.path("00120064").path("Value").forEach(item -> codes.add(value(item, "00080100")));
        assertThat(codes).containsExactly("113100", "113104", "113105", "113107", "113108");
    }

    @Test
    void descriptionsAreScrubbedAndCodesOfStandardSystemsStay() throws Exception {
        String code = attribute(
                "0040A168",
                "SQ",
                "{" + text("00080100", "SH", "18782-3") + "," + text("00080102", "SH", "LN") + ","
                        + text("00080104", "LO", "Radiology findings") + "}");
        JsonNode header = header(
                "{" + text("00081030", "LO", "CT chest of Ludowika Quentinsen") + ","
                        + attribute(
                                "0040A730",
                                "SQ",
                                "{" + text("0040A160", "UT", "Seen with Rita Stonebridge. No mass.") + "," + code + "}")
                        + "}",
                PSEUDONYMIZED);
        JsonNode item = header.path("0040A730").path("Value").path(0);

        assertThat(value(header, "00081030")).startsWith("CT chest of [NAME").doesNotContain("Ludowika", "Quentinsen");
        assertThat(value(item, "0040A160")).contains("No mass.").doesNotContain("Stonebridge");
        assertThat(item.path("0040A168").toString())
                .isEqualTo(JSON.readTree("{" + code + "}").path("0040A168").toString());
    }

    @Test
    void aTextWithoutFindingsLosesTheNameOfTheNextRecordsPatient() throws Exception {
        Tokenizer tokenizer = new Tokenizer(PSEUDONYMIZED, TestRecords.KEYS, Scrubber.standard());
        String source = "{" + text("00081030", "LO", "axial larkspurling view") + "}";
        TestRecords first = record(source);
        TestRecords next = record(source).with("patient_name", "Ludowika Larkspurling");

        assertThat(tokenizer.tokenize(first.classified()).extra().get("dicom")).contains("axial larkspurling view");
        assertThat(tokenizer.tokenize(next.classified()).extra().get("dicom"))
                .contains("axial [NAME")
                .doesNotContainIgnoringCase("larkspurling");
    }

    @Test
    void aDateThatWouldGetAYearOfFiveDigitsIsRemoved() {
        assertThat(DicomValues.shift("99991231", 1, 1900)).isEmpty();
        assertThat(DicomValues.shift("99991230", 1, 1900)).contains("99991231");
    }

    /** One value for each VR that has the marker in it as far as the VR allows. */
    private static String planted(String vr, String marker) {
        return switch (vr) {
            case "PN" -> "{\"Alphabetic\":\"" + marker + "^X\",\"Ideographic\":\"" + marker + "\"}";
            default -> "\"" + marker + "\"";
        };
    }

    private static final List<String> ALL_VR = List.of(
            "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "OB", "OW", "PN", "SH", "SL", "SS",
            "ST", "TM", "UC", "UI", "UL", "UN", "UR", "US", "UT");

    private static Map<String, String> everyAttribute(String markerStart) {
        Map<String, String> markers = new TreeMap<>();
        Set<String> tags = new TreeSet<>(DicomAttributes.tags());
        tags.addAll(List.of("00091001", "00100099", "70530010", "60020022", "50000005", "7FE00010", "00080006"));
        tags.removeIf(tag -> tag.contains("x"));
        for (String tag : tags) {
            markers.put(tag, markerStart + tag);
        }
        return markers;
    }

    /** A header with every attribute, once at the top and once in the item of a sequence. */
    private static String everywhere(Map<String, String> markers, String vr) {
        Map<String, String> attributes = new LinkedHashMap<>();
        markers.forEach((tag, marker) -> {
            if (!tag.equals("00081115")) {
                attributes.put(
                        tag,
                        attribute(
                                tag,
                                vr == null ? "LO" : vr,
                                planted(vr == null ? DicomAttributes.vr(tag) : vr, marker)));
            }
        });
        String all = String.join(",", attributes.values());
        return "{" + all + "," + attribute("00081115", "SQ", "{" + all + "}") + "}";
    }

    @Test
    void noMarkerSurvivesExceptInTextsThatAreScrubbedAndInCodesAndTermsOfEquipment() throws Exception {
        Map<String, String> markers = everyAttribute("QZ");
        Set<String> kept = new TreeSet<>();
        JsonNode header = header(everywhere(markers, null), PSEUDONYMIZED);
        for (JsonNode dataset :
                List.of(header, header.path("00081115").path("Value").path(0))) {
            markers.forEach((tag, marker) -> {
                if (dataset.path(tag).toString().contains(marker)) {
                    kept.add(tag);
                }
            });
        }

        assertThat(kept)
                .isNotEmpty()
                .allSatisfy(tag -> assertThat(DicomAttributes.treatment(tag))
                        .isIn(
                                DicomAttributes.Treatment.SCRUB,
                                DicomAttributes.Treatment.CODE_VALUE,
                                DicomAttributes.Treatment.CODE_MEANING,
                                DicomAttributes.Treatment.CODING_SYSTEM,
                                DicomAttributes.Treatment.KEEP_TERM,
                                DicomAttributes.Treatment.KEEP_CODE_STRING));
        assertThat(kept).doesNotContain("00100010", "00100020", "00080050", "00091001", "00100099");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pseudonymized", "safe-harbor"})
    void theRecordsOwnIdentifiersSurviveNowhereWhateverTheVr(String policy) throws Exception {
        for (String own :
                List.of("QUENTINSEN", "Ludowika Quentinsen", "MRN-4711-88", "Rita Stonebridge", "SN-99-8123")) {
            for (String vr : ALL_VR) {
                Map<String, String> markers = everyAttribute("");
                markers.replaceAll((tag, marker) -> own);
                String header = header(everywhere(markers, vr), TestRecords.policy(policy))
                        .toString();

                assertThat(header.toUpperCase(Locale.ROOT))
                        .doesNotContain("QUENTINSEN", "LUDOWIKA", "MRN-4711-88", "STONEBRIDGE", "SN-99-8123");
            }
        }
    }

    @Test
    void privateUnknownAndBinaryAttributesAreRemoved() throws Exception {
        JsonNode header = header(
                "{" + text("00091001", "LO", "a") + "," + text("00080999", "LO", "b") + ",\"7FE00010\":{\"vr\":\"OW\","
                        + "\"InlineBinary\":\"AAAA\"},\"00282000\":{\"vr\":\"OB\",\"BulkDataURI\":\"http://x\"},"
                        + "\"nothing\":7}",
                PSEUDONYMIZED);

        assertThat(header.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("00120062", "00120063", "00120064", "00280303");
    }

    @Test
    void aValueThatIsNotAHeaderRejectsTheRecord() {
        for (String value : List.of("[1]", "\"no header\"", "7")) {
            assertThatExceptionOfType(RecordFormatException.class)
                    .isThrownBy(() -> tokenized(value, PSEUDONYMIZED))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectReason.TOKEN_FAILED));
        }
    }

    @Test
    void termsAndCodesOfEquipmentStayUnlessTheyNameThePatient() throws Exception {
        JsonNode header = header(
                "{" + text("00080070", "LO", "Mortara Instrument, Inc.") + "," + text("00181020", "LO", "3.1.62") + ","
                        + text("00281054", "LO", "HU") + "," + text("00081090", "LO", "Unit of Quentinsen") + ","
                        + text("00180015", "CS", "HEAD") + "," + text("00280301", "CS", "QUENTINSEN") + "}",
                PSEUDONYMIZED);

        assertThat(value(header, "00080070")).isEqualTo("Mortara Instrument, Inc.");
        assertThat(value(header, "00181020")).isEqualTo("3.1.62");
        assertThat(value(header, "00281054")).isEqualTo("HU");
        assertThat(value(header, "00180015")).isEqualTo("HEAD");
        assertThat(header.has("00280301")).isFalse();
        assertThat(header.path("00081090").toString()).doesNotContain("Quentinsen");
    }

    @Test
    void theProfileIsWhole() {
        assertThat(DicomAttributes.tags()).hasSizeGreaterThan(4_000);
        assertThat(DicomAttributes.treatment("00081120")).isEqualTo(DicomAttributes.Treatment.REMOVE);
        assertThat(DicomAttributes.treatment("00102110")).isEqualTo(DicomAttributes.Treatment.SCRUB);
        assertThat(DicomAttributes.treatment("00200010")).isEqualTo(DicomAttributes.Treatment.EMPTY);
        assertThat(DicomAttributes.treatment("0040A123")).isEqualTo(DicomAttributes.Treatment.STAFF_NAME);
        assertThat(DicomAttributes.treatment("0040A730")).isEqualTo(DicomAttributes.Treatment.ITEMS);
        assertThat(DicomAttributes.treatment("60023000")).isEqualTo(DicomAttributes.Treatment.REMOVE);
        assertThat(DicomAttributes.treatment("60020010")).isEqualTo(DicomAttributes.Treatment.KEEP_NUMBER);
    }
}
