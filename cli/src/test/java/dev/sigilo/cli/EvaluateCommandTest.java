package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The e-mail address is found; the ward is an invented word that nothing finds; the second address is not marked. */
    private static final String GOLD =
            "{\"id\":\"a\",\"lang\":\"en\",\"text\":\"😀 Write to ana@example.org about zzyx and to bo2@example.org now\",\"spans\":["
                    + "{\"type\":\"EMAIL\",\"start\":11,\"end\":26,\"text\":\"ana@example.org\"},{\"type\":\"WARD\",\"start\":33,\"end\":37,\"text\":\"zzyx\"}]}\n";

    @TempDir
    private Path folder;

    private String gold() throws IOException {
        return Files.writeString(folder.resolve("gold.ndjson"), GOLD).toString();
    }

    @Test
    void tellsWhatIsHiddenMissedFalseAndAltered() throws IOException {
        CommandRun run = CommandRun.sigilo("evaluate", gold());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        // 10 words; of the letters and digits outside marks (Write to about and to bo2@example.org now: 33) 13 are
        // spoilt.
        assertThat(run.outLines().get(run.outLines().size() - 1))
                .isEqualTo(
                        "documents 1, words 10, hidden 0.5000 of 2, false 100.000 per 1,000 words, spoilt 39.394%, altered 1");
        assertThat(run.out())
                .contains("[[zzyx]]")
                .contains("[[bo2@example.org]]")
                .contains("not in this table")
                .contains("WARD");
    }

    @Test
    void printsTheSameFiguresAsJson() throws IOException {
        JsonNode json = JSON.readTree(
                CommandRun.sigilo("evaluate", gold(), "--format", "json").out());

        assertThat(json.get("policy").asText()).isEqualTo("pseudonymized");
        assertThat(json.get("marked").asInt()).isEqualTo(2);
        assertThat(json.get("hidden_share").asDouble()).isEqualTo(0.5);
        assertThat(json.get("false_per_1000_words").asDouble()).isEqualTo(100);
        assertThat(json.at("/detected_types/EMAIL/strict_recall").asDouble()).isEqualTo(1);
        assertThat(json.at("/detected_types/EMAIL/strict_precision").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/errors/0/text").asText()).isEqualTo("zzyx");
        assertThat(json.at("/errors/0/start").asInt()).isEqualTo(33);
    }

    @Test
    void printsNoTextWithoutContext() throws IOException {
        for (String format : new String[] {"text", "json"}) {
            CommandRun run = CommandRun.sigilo("evaluate", gold(), "--no-context", "--format", format);

            assertThat(run.status()).isZero();
            assertThat(run.out())
                    .doesNotContain("zzyx")
                    .doesNotContain("example.org")
                    .contains("33");
        }
    }

    @Test
    void takesNeutralTypesAndAMappingOfTypes() throws IOException {
        JsonNode neutral =
                JSON.readTree(CommandRun.sigilo("evaluate", gold(), "--neutral", "WARD,YEAR", "--format", "json")
                        .out());
        JsonNode mapped = JSON.readTree(
                CommandRun.sigilo("evaluate", gold(), "--map", "WARD=HOSPITAL+INSTITUTION", "--format", "json")
                        .out());

        assertThat(neutral.get("marked").asInt()).isEqualTo(1);
        assertThat(neutral.get("neutral").toString()).isEqualTo("[\"WARD\",\"YEAR\"]");
        assertThat(mapped.at("/detected_types/WARD/marked").asInt()).isEqualTo(1);
        assertThat(mapped.get("types_without_counterpart")).isEmpty();
    }

    @Test
    void readsABratFolderAndStandardInput() throws IOException {
        Files.writeString(folder.resolve("n.txt"), "Mail ana@example.org");
        Files.writeString(folder.resolve("n.ann"), "T1\tEMAIL 5 20\tana@example.org\n");

        assertThat(CommandRun.sigilo("evaluate", folder.toString()).out())
                .contains("documents 1, words 2, hidden 1.0000 of 1, false 0.000");
        assertThat(CommandRun.withInput(GOLD, "evaluate", "-").out()).contains("hidden 0.5000 of 2");
    }

    @Test
    void writesAPageForItsOwnerAloneAndReplacesItOnlyIfToldTo() throws IOException {
        Path page = folder.resolve("page.html");

        CommandRun first = CommandRun.sigilo("evaluate", gold(), "--html", page.toString());
        String written = Files.readString(page);
        CommandRun second = CommandRun.sigilo("evaluate", gold(), "--html", page.toString());
        Files.writeString(page, "old");
        Files.setPosixFilePermissions(page, PosixFilePermissions.fromString("rw-r--r--"));
        CommandRun third = CommandRun.sigilo("evaluate", gold(), "--html", page.toString(), "--overwrite");

        assertThat(first.status()).isZero();
        assertThat(written).contains("This page shows texts of patients").contains("zzyx");
        assertThat(second.status()).isEqualTo(Sigilo.FAILED);
        assertThat(second.errLines()).hasSize(1);
        assertThat(second.err()).contains("exists; choose another file, or add --overwrite");
        assertThat(third.status()).isZero();
        assertThat(Files.readString(page)).isEqualTo(written);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void tellsMisuseInOneLine() throws IOException {
        String gold = gold();
        String wrong = Files.writeString(
                        folder.resolve("wrong.ndjson"),
                        "{\"text\":\"Garcia\",\"spans\":[{\"type\":\"A\",\"start\":2,\"end\":9}]}")
                .toString();
        String[][] failing = {
            {folder.resolve("none.ndjson").toString()},
            {wrong},
            {gold, "--policy", "nonsense"},
            {Files.createDirectory(folder.resolve("empty")).toString()},
            {gold, "--html", folder.resolve("no/page.html").toString()},
            {gold, "--html", folder.toString()},
            {"--labels", folder.toString()}
        };
        String[][] usage = {
            {},
            {gold, "--format", "xml"},
            {gold, "--map", "WARD"},
            {gold, "--map", "WARD=NONSENSE"},
            {gold, "--show", "-1"},
            {gold, "--overwrite"},
            {gold, "--labels", "--html", "page.html"}
        };

        for (String[] options : failing) {
            expect(options, Sigilo.FAILED);
        }
        for (String[] options : usage) {
            expect(options, Sigilo.WRONG_USAGE);
        }
    }

    private static void expect(String[] options, int status) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "evaluate";
        System.arraycopy(options, 0, arguments, 1, options.length);

        CommandRun run = CommandRun.sigilo(arguments);

        assertThat(run.status()).as(String.join(" ", arguments)).isEqualTo(status);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).as(String.join(" ", arguments)).hasSize(1);
        assertThat(run.err())
                .startsWith("sigilo evaluate: ")
                .doesNotContain("Garcia")
                .doesNotContain("internal fault");
    }

    @Test
    void comparesLabelsAndObservationsBeforeAndAfterScrubbing() throws IOException {
        String texts =
                "{\"id\":1,\"text\":\"Seen by Dr. Ana Quintanilla on 3/4/2019. There is a pneumothorax. No effusion.\"}\n{\"text\":\"Lungs are clear.\"}\n";

        CommandRun run = CommandRun.withInput(texts, "evaluate", "--labels", "-");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("2 texts")
                .contains("same label and observations    1.0000  (2 of 2)")
                .doesNotContain("Quintanilla");
    }

    @Test
    void saysWhichLabelsAndObservationsScrubbingChanges() throws IOException {
        // The patient has the name of a finding, so the finding is removed from the report.
        Path csv = Files.writeString(
                folder.resolve("reports.csv"),
                "uid,patient_name,image,findings\n7,Nodular Opacity,Xray Chest PA,Nodular Opacity on the left.\n8,Ana Ruiz,Xray Chest PA,No effusion.\n");

        JsonNode json = JSON.readTree(CommandRun.sigilo("evaluate", "--labels", csv.toString(), "--format", "json")
                .out());

        assertThat(json.get("texts").asInt()).isEqualTo(2);
        assertThat(json.get("same").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/differences").toString())
                .contains("positive -> not mentioned")
                .contains("\"lines\":[2]");
    }
}
