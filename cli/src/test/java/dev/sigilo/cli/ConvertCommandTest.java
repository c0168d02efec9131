package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sigilo convert}, and {@code sigilo try} with messages. */
class ConvertCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Two reports of one patient. */
    private static final String ORU = """
            MSH|^~\\&|RIS|NORTH|SIGILO|LAB|20260102030405||ORU^R01^ORU_R01|M-1|P|2.5.1
            PID|1||4711^^^NORTH^MR||QUINTANILLA^ANA||19610304|F
            ORC|RE|P-1|F-1
            OBR|1|P-1|F-1|71020^CHEST X-RAY^CPT|||20260101101500
            OBX|1|TX|18748-4^Report^LN||Chest radiograph of Ana Quintanilla. No acute findings.||||||F
            OBX|2|ED|PDF^Document^L||^application^pdf^Base64^JVBERi0xLjQ=||||||F
            ORC|RE|P-2|F-2
            OBR|2|P-2|F-2|74160^CT ABDOMEN^CPT|||20260101113000
            OBX|1|TX|18748-4^Report^LN||Liver is normal.||||||F
            ZPI|1|anything
            """.replace('\n', '\r');

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void printsTheRecordsOfEachMessageAndCountsTheRestByPath() throws IOException {
        CommandRun run = CommandRun.sigilo("convert", file("m.hl7", ORU).toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.outLines()).hasSize(2);
        JsonNode first = JSON.readTree(run.outLines().get(0));
        assertThat(first.path("source_format").asText()).isEqualTo("hl7v2");
        assertThat(first.path("patient_id").asText()).isEqualTo("4711");
        assertThat(first.path("report").asText()).contains("No acute findings.");
        assertThat(JSON.readTree(run.outLines().get(1)).path("record_id").asText())
                .isNotEqualTo(first.path("record_id").asText());
        assertThat(run.err())
                .contains("2 records, 0 rejected")
                .contains("left out: {")
                .contains("\"ZPI\":");
        assertThat(run.err()).doesNotContain("QUINTANILLA").doesNotContain("4711");
    }

    @Test
    void reportsWhatIsRejectedByCodeAndPlaceAndFails() throws IOException {
        CommandRun run = CommandRun.withInput("QUINTANILLA is no message\r" + ORU, "convert", "--format", "hl7v2", "-");

        assertThat(run.status()).isEqualTo(Sigilo.FAILED);
        assertThat(run.outLines()).hasSize(2);
        assertThat(run.err())
                .contains("rejected 1: NOT_HL7")
                .contains("2 records, 1 rejected")
                .doesNotContain("QUINTANILLA");
    }

    @Test
    void refusesRecordsAndHeadersOfOtherFormats() throws IOException {
        assertThat(CommandRun.sigilo("convert", file("r.csv", "id\n1\n").toString())
                        .err())
                .contains("records are not converted; add --format");
        assertThat(CommandRun.sigilo("convert", "--header", file("m.hl7", ORU).toString())
                        .err())
                .contains("--header prints headers of DICOM files");
        CommandRun garbage = CommandRun.sigilo(
                "convert", "--header", file("x.dcm", "\u0001\u0002 garbage").toString());
        assertThat(garbage.status()).isEqualTo(Sigilo.FAILED);
        assertThat(garbage.errLines())
                .singleElement()
                .asString()
                .contains("1 file is not a DICOM file")
                .contains("x.dcm (NOT_DICOM");
    }

    @ParameterizedTest
    @CsvSource({"0,EMPTY_MESSAGE", "1,NOT_DICOM", "500,NOT_DICOM"})
    void reportsADicomFileThatIsEmptyOrBlank(int blanks, String reason) throws IOException {
        byte[] dataset = {8, 0, 0x60, 0, 2, 0, 0, 0, 'C', 'T'};
        Files.write(folder.resolve("a.dcm"), dataset);
        file("empty.dcm", " ".repeat(blanks));

        CommandRun run = CommandRun.sigilo("convert", "--header", folder.toString());

        assertThat(run.status()).isEqualTo(Sigilo.FAILED);
        assertThat(run.outLines()).hasSize(1);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .contains("1 file is not a DICOM file")
                .contains("empty.dcm (" + reason);
    }

    @Test
    void printsTheHeaderOfADicomFile() throws IOException {
        // A dataset in implicit VR little endian, without preamble: (0008,0060) CS CT.
        byte[] dataset = {8, 0, 0x60, 0, 2, 0, 0, 0, 'C', 'T'};
        Path file = Files.write(folder.resolve("d.dcm"), dataset);

        CommandRun run = CommandRun.sigilo("convert", "--header", file.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(JSON.readTree(run.out()).at("/00080060/Value/0").asText()).isEqualTo("CT");
    }

    @Test
    void numbersOfADicomHeaderKeepTheirDigitsThroughThePipeline() throws IOException {
        Path file = file(
                "d.json",
                "{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.2.840.99.5\"]},"
                        + "\"00280030\":{\"vr\":\"DS\",\"Value\":[0.4882812500,0.12345678901234567890]}}");

        CommandRun run = CommandRun.sigilo("try", "--format", "dicom", file.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(JSON.readTree(run.outLines().get(0))
                        .at("/tokenized/extra/dicom")
                        .asText())
                .contains("\"00280030\":{\"vr\":\"DS\",\"Value\":[0.4882812500,0.12345678901234567890]}");
    }

    @Test
    void checksTheMaps() throws IOException {
        assertThat(CommandRun.sigilo("convert", "--check-maps"))
                .isEqualTo(new CommandRun(Sigilo.OK, "the maps are valid: dicom, fhir, hl7v2\n", ""));

        Path config = folder.resolve("pulsar-config");
        copy(Home.find().resolve("pulsar-config"), config);
        Files.writeString(config.resolve("formats/hl7v2.yaml"), "format: fhir\nfields:\n  PID-3: Patient Id\n");
        CommandRun faults = CommandRun.sigilo("convert", "--check-maps", "--pulsar-config", config.toString());

        assertThat(faults.status()).isEqualTo(Sigilo.FAILED);
        assertThat(faults.outLines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("formats/hl7v2.yaml: "))
                .anyMatch(line -> line.contains("format: must be hl7v2"))
                .anyMatch(line -> line.contains("fields.PID-3: must be a field name"));
        assertThat(faults.errLines()).singleElement().asString().contains("2 faults in the maps");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    void tryPrintsEachRecordOfAMessageWithWhatEveryTopicWouldGet() throws IOException {
        CommandRun run = CommandRun.sigilo(
                "try",
                file("m.hl7", ORU + ORU.replace("M-1", "M-2").replace("OBR|", "QQQ|"))
                        .toString());

        assertThat(run.status()).as(run.err()).isZero();
        List<String> lines = run.outLines();
        for (int i = 0; i < 2; i++) {
            JsonNode line = JSON.readTree(lines.get(i));
            assertThat(line.properties().stream()
                            .map(java.util.Map.Entry::getKey)
                            .toList())
                    .startsWith("converted", "classified", "tokenized", "sealed", "command", "query");
            assertThat(line.at("/converted/format").asText()).isEqualTo("hl7v2");
            assertThat(line.at("/converted/place").asText()).matches("(ORC|OBR)\\[" + (i + 1) + "]");
            assertThat(line.at("/classified/natural_id").asText())
                    .isEqualTo(line.at("/converted/record/record_id").asText());
            assertThat(line.at("/tokenized/record_token").asText())
                    .startsWith("rec_1_")
                    .isEqualTo(line.at("/sealed/record_token").asText())
                    .isEqualTo(line.at("/command/record_token").asText())
                    .isEqualTo(line.at("/query/record_token").asText());
            assertThat(line.at("/command/status").asText()).isEqualTo("TOKENIZED");
            for (String stage : List.of("tokenized", "sealed", "command", "query")) {
                assertThat(line.get(stage).toString())
                        .as(stage)
                        .doesNotContainIgnoringCase("Quintanilla")
                        .doesNotContain("4711");
            }
        }
        assertThat(JSON.readTree(lines.get(0)).at("/query/record_token").asText())
                .isNotEqualTo(
                        JSON.readTree(lines.get(1)).at("/query/record_token").asText());
        assertThat(JSON.readTree(lines.get(1)).at("/dropped/ZPI").asInt()
                        + JSON.readTree(lines.get(0)).at("/dropped/ZPI").asInt())
                .isEqualTo(1);
    }

    @Test
    void tryPrintsARejectForWhatIsNoMessage() throws IOException {
        CommandRun run = CommandRun.withInput("QUINTANILLA is no message", "try", "--format", "hl7v2");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(JSON.readTree(run.out()).at("/rejected/reason").asText()).isEqualTo("NOT_HL7");
        assertThat(run.out()).doesNotContain("QUINTANILLA");
    }
}
