package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BenchConvertCommandTest {
    private static final String[] SHORT = {"--warm-up", "0", "--rounds", "1", "--seconds", "0.001"};

    private static CommandRun run(String... arguments) {
        String[] all = new String[arguments.length + SHORT.length + 2];
        all[0] = "bench";
        all[1] = "convert";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        System.arraycopy(SHORT, 0, all, arguments.length + 2, SHORT.length);
        return CommandRun.sigilo(all);
    }

    @Test
    void measuresTheMessagesOfAFile() {
        CommandRun run = run("hl7v2", "../samples/messages.hl7");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("messages/s", "hl7v2").doesNotContain("fhir  ", "NaN");
    }

    @Test
    void measuresAllFormatsAndPrintsOneLineOfJson() throws IOException {
        CommandRun run = run("--format", "json");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.outLines()).hasSize(1);
        JsonNode result = new ObjectMapper().readTree(run.out());
        for (String format : new String[] {"hl7v2", "fhir", "dicom"}) {
            assertThat(result.path(format).path("messages_per_second").asInt()).isPositive();
        }
    }

    @Test
    void refusesFormatsOfRecords() {
        assertThat(run("ndjson").err()).contains("records are not converted");
    }
}
