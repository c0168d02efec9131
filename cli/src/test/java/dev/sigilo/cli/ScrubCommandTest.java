package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ScrubCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void replacesWhatItFindsAndSaysWhereItStood() throws IOException {
        CommandRun run = CommandRun.withInput(
                "{\"id\":7,\"text\":\"Write to ana@example.org today\",\"lang\":\"en\"}\n", "scrub");

        assertThat(run.status()).isZero();
        JsonNode line = JSON.readTree(run.out());
        assertThat(line.get("id").isInt()).isTrue();
        assertThat(line.get("text").asText()).startsWith("Write to [EMAIL ").endsWith("] today");
        assertThat(line.get("spans").toString()).isEqualTo("[{\"start\":9,\"end\":24,\"type\":\"EMAIL\"}]");
    }

    @Test
    void countsOffsetsInCodePoints() throws IOException {
        CommandRun run = CommandRun.withInput(
                "{\"id\":\"a\",\"text\":\"\uD83D\uDE00\uD83D\uDE00 ana@example.org\"}\n", "scrub", "--detect");

        assertThat(JSON.readTree(run.out()).at("/spans/0/start").asInt()).isEqualTo(3);
        assertThat(JSON.readTree(run.out()).at("/spans/0/end").asInt()).isEqualTo(18);
        assertThat(run.out()).contains("\uD83D\uDE00\uD83D\uDE00 ");
    }

    /** The scrubber recognizes dates by their form that the detector leaves alone. */
    @Test
    void detectListsWhatScrubbingReplaces() throws IOException {
        String text = "{\"id\":\"a\",\"text\":\"Follow up 2025-02-03\"}\n";

        JsonNode detected = JSON.readTree(
                        CommandRun.withInput(text, "scrub", "--detect").out())
                .get("spans");

        assertThat(detected.toString())
                .isEqualTo(JSON.readTree(CommandRun.withInput(text, "scrub").out())
                        .get("spans")
                        .toString())
                .isEqualTo("[{\"start\":10,\"end\":20,\"type\":\"DATE\"}]");
    }

    @Test
    void leavesClinicalTextAlone() throws IOException {
        CommandRun run =
                CommandRun.withInput("{\"id\":\"a\",\"text\":\"Heart size is normal. No effusion.\"}", "scrub");

        assertThat(JSON.readTree(run.out()).get("text").asText()).isEqualTo("Heart size is normal. No effusion.");
        assertThat(JSON.readTree(run.out()).get("spans")).isEmpty();
    }

    @Test
    void namesTheLineItCannotReadAndNotItsText() {
        CommandRun run = CommandRun.withInput("{\"id\":1,\"text\":\"\"}\n{\"id\":2,\"txt\":\"Garcia\"}\n", "scrub");

        assertThat(run.status()).isEqualTo(Sigilo.FAILED);
        assertThat(run.outLines()).hasSize(1);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains("line 2").doesNotContain("Garcia");
        assertThat(CommandRun.withInput("{\"text\":\"a\",\"lang\":\"klingon\"}", "scrub")
                        .err())
                .contains("en or es");
    }
}
