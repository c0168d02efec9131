package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TryCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void printsWhatEveryTopicWouldGet() throws IOException {
        CommandRun run = CommandRun.withInput(
                "{\"record_id\":\"R-77\",\"patient_name\":\"Ana Quintanilla\",\"modality\":\"CT\"}\n", "try");

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        JsonNode line = JSON.readTree(run.out());
        assertThat(line.properties().stream().map(java.util.Map.Entry::getKey).toList())
                .containsExactly("classified", "tokenized", "sealed", "command", "query");
        assertThat(line.at("/classified/natural_id").asText()).isEqualTo("R-77");
        assertThat(line.at("/tokenized/record_token").asText())
                .startsWith("rec_1_")
                .isEqualTo(line.at("/sealed/record_token").asText())
                .isEqualTo(line.at("/command/record_token").asText())
                .isEqualTo(line.at("/query/record_token").asText());
        assertThat(line.at("/command/status").asText()).isEqualTo("TOKENIZED");
        for (String stage : List.of("tokenized", "sealed", "command", "query")) {
            assertThat(line.get(stage).toString())
                    .as(stage)
                    .doesNotContain("Quintanilla")
                    .doesNotContain("R-77");
        }
    }

    @Test
    void printsRejectsInTheirPlaceAndGoesOn() throws IOException {
        CommandRun run =
                CommandRun.withInput("{\"record_id\":\"1\"}\nGarcia is not JSON\n[]\n{\"record_id\":\"2\"}\n", "try");

        assertThat(run.status()).isZero();
        assertThat(run.outLines()).hasSize(4);
        assertThat(JSON.readTree(run.outLines().get(1)).at("/rejected/reason").asText())
                .isEqualTo("NOT_JSON");
        assertThat(JSON.readTree(run.outLines().get(2)).at("/rejected/reason").asText())
                .isEqualTo("NOT_AN_OBJECT");
        assertThat(run.outLines().get(1)).doesNotContain("Garcia");
        assertThat(JSON.readTree(run.outLines().get(3)).has("query")).isTrue();
    }

    @Test
    void takesCsvAndTheAliasesOfThePolicy() throws IOException {
        Path file = folder.resolve("records.csv");
        Files.writeString(file, "uid,image,report\n7,Chest CT,\"clear,\nno mass\"\n%%%\n");

        CommandRun run = CommandRun.sigilo("try", file.toString());

        assertThat(run.status()).isZero();
        assertThat(JSON.readTree(run.outLines().get(0))
                        .at("/classified/natural_id")
                        .asText())
                .isEqualTo("7");
        assertThat(JSON.readTree(run.outLines().get(0)).at("/query/report").asText())
                .isEqualTo("clear,\nno mass");
        assertThat(JSON.readTree(run.outLines().get(1)).at("/rejected/reason").asText())
                .isEqualTo("NOT_JSON");
    }

    @Test
    void givesTheSameTokensUnderTheSameKeys() throws IOException {
        String tokens = folder.resolve("token.json").toString();
        String sealing = folder.resolve("sealing.json").toString();
        CommandRun.sigilo("keys", "new", "--purpose", "token", tokens);
        CommandRun.sigilo("keys", "new", "--purpose", "sealing", sealing);
        String record = "{\"record_id\":\"R-77\",\"patient_id\":\"P-1\"}";
        String[] arguments = {"try", "--token-keyset", tokens, "--sealing-keyset", sealing, "--policy", "pseudonymized"
        };

        String first = JSON.readTree(CommandRun.withInput(record, arguments).out())
                .at("/query/patient_token")
                .asText();
        String second = JSON.readTree(CommandRun.withInput(record, arguments).out())
                .at("/query/patient_token")
                .asText();
        String other = JSON.readTree(CommandRun.withInput(record, "try").out())
                .at("/query/patient_token")
                .asText();

        assertThat(first).startsWith("pat_1_").isEqualTo(second).isNotEqualTo(other);
    }

    @Test
    void appliesThePolicyThatIsNamed() throws IOException {
        CommandRun run = CommandRun.withInput(
                "{\"record_id\":\"R-77\",\"patient_id\":\"P-1\",\"diagnosis_date\":\"2016-03-17\"}",
                "try",
                "--policy",
                "safe-harbor");

        JsonNode query = JSON.readTree(run.out()).get("query");
        assertThat(query.at("/policy").asText()).isEqualTo("safe-harbor");
        assertThat(query.at("/diagnosis_date").isNull()
                        || query.at("/diagnosis_date").isMissingNode())
                .isTrue();
        assertThat(query.at("/diagnosis_year").asInt()).isEqualTo(2016);
    }

    @Test
    void saysInOneLineWhatIsWrongWithItsOptions() throws IOException {
        Path sealing = folder.resolve("sealing.json");
        CommandRun.sigilo("keys", "new", "--purpose", "sealing", sealing.toString());
        Path policy = folder.resolve("policy.yaml");
        Files.writeString(policy, "name: x\n");

        for (String[] arguments : new String[][] {
            {"try", "--token-keyset", sealing.toString()},
            {"try", "--token-keyset", folder.resolve("none").toString()},
            {"try", "--policy", "nowhere"},
            {"try", "--policy", policy.toString()},
            {"try", folder.resolve("none.csv").toString()},
            {"try", folder.toString()},
            {"try", "--pulsar-config", folder.toString()}
        }) {
            CommandRun run = CommandRun.sigilo(arguments);

            assertThat(run.status()).as(String.join(" ", arguments)).isEqualTo(Sigilo.FAILED);
            assertThat(run.out()).isEmpty();
            assertThat(run.errLines()).hasSize(1);
        }
    }

    @Test
    void printsNothingForAnEmptyFile() {
        CommandRun run = CommandRun.withInput("", "try");

        assertThat(run).isEqualTo(new CommandRun(Sigilo.OK, "", ""));
    }
}
