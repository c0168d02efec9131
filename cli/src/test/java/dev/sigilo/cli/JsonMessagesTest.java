package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonMessagesTest {
    private static final String PATIENT = "{\"resourceType\":\"Patient\",\"id\":\"1\"}";

    private static List<String> split(String file, InputFormat format) throws IOException {
        JsonMessages messages =
                new JsonMessages(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), format, false);
        List<String> split = new ArrayList<>();
        for (RecordReader.Entry entry = messages.next(); entry != null; entry = messages.next()) {
            assertThat(entry.format()).isEqualTo(format.id());
            split.add(new String(entry.message(), StandardCharsets.UTF_8));
        }
        return split;
    }

    @Test
    void aSmallFhirFileIsOneMessageSoThatItsResourcesMayReferToEachOther() throws IOException {
        String lines = PATIENT + "\n" + PATIENT + "\n";
        String pretty = "{\n  \"resourceType\": \"Bundle\"\n}\n";

        assertThat(split(lines, InputFormat.FHIR)).containsExactly(lines);
        assertThat(split(pretty, InputFormat.FHIR)).containsExactly(pretty);
        assertThat(split(" \n", InputFormat.FHIR)).isEmpty();
    }

    @Test
    void aLargeFileWithOneResourcePerLineIsOneMessagePerLine() throws IOException {
        String line = "{\"resourceType\":\"Patient\",\"id\":\"" + "x".repeat(1000) + "\"}";
        String file = (line + "\n").repeat(1100);

        assertThat(split(file, InputFormat.FHIR)).hasSize(1100).allMatch(line::equals);
    }

    @Test
    void aLargeBundleIsOneMessageHoweverItIsWritten() throws IOException {
        String text = "x".repeat(JsonMessages.MAX_WHOLE_BYTES);
        for (String bundle : new String[] {
            "{\"resourceType\":\"Bundle\",\"id\":\"" + text + "\"}",
            "{\n\"resourceType\":\"Bundle\",\n\"id\":\"" + text + "\"}\n"
        }) {
            assertThat(split(bundle, InputFormat.FHIR)).containsExactly(bundle);
        }
    }

    @Test
    void anArrayOfDatasetsIsOneMessagePerDatasetByteForByte() throws IOException {
        String one = "{\"00080018\": {\"vr\":\"UI\", \"Value\":[\"1.2\"]}}";
        String two = "{\n \"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"\u00d6z\"}]}}";

        assertThat(split("[" + one + " ,\n" + two + "]\n", InputFormat.DICOM)).containsExactly(one, two);
        assertThat(split(one, InputFormat.DICOM)).containsExactly(one);
        assertThat(split(one + "\n" + one + "\n\n", InputFormat.DICOM)).containsExactly(one, one);
        assertThat(split("[]", InputFormat.DICOM)).containsExactly("[]");
    }

    @Test
    void anArrayInUtf16IsOneMessageWhichThePipelineCounts() throws IOException {
        byte[] array = "[{\"00080018\":{}},{\"00080018\":{}}]".getBytes(StandardCharsets.UTF_16);
        JsonMessages messages = new JsonMessages(new ByteArrayInputStream(array), InputFormat.DICOM, false);

        assertThat(messages.next().message()).isEqualTo(array);
        assertThat(messages.next()).isNull();
    }

    @Test
    void aFileOverTheLimitIsRefusedInsteadOfCut() throws IOException {
        int limit = JsonMessages.MAX_WHOLE_BYTES + 10;
        String start = "[{\"00080018\":{}}";
        byte[] file = (start + " ".repeat(limit - start.length() - 1) + "]").getBytes(StandardCharsets.UTF_8);
        byte[] larger = (start + " ".repeat(limit - start.length()) + "]").getBytes(StandardCharsets.UTF_8);

        assertThat(file).hasSize(limit);
        assertThat(new JsonMessages(new ByteArrayInputStream(file), InputFormat.DICOM, false, limit).next())
                .isNotNull();
        assertThatThrownBy(() -> new JsonMessages(new ByteArrayInputStream(larger), InputFormat.DICOM, false, limit))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("is over " + limit + " bytes long");
    }

    @Test
    void whatIsMalformedIsGivenSoThatThePipelineCountsIt() throws IOException {
        String one = "{\"00080018\":{}}";

        assertThat(split("[" + one + ",{\"broken\"", InputFormat.DICOM)).containsExactly(one, ",{\"broken\"");
        assertThat(split("[" + one + "] rest", InputFormat.DICOM)).containsExactly(one, " rest");
        assertThat(split("\u00fe no JSON", InputFormat.DICOM)).containsExactly("\u00fe no JSON");
        assertThat(split("no JSON", InputFormat.FHIR)).containsExactly("no JSON");
    }
}
