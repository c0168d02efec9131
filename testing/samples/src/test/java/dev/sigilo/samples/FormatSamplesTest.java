package dev.sigilo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FormatSamplesTest {
    private static final FormatSamples SAMPLES = new FormatSamples(2034);
    private static final Path FOLDER = Path.of("../../samples");

    @Test
    void committedMessagesAreWhatTheSeedGives() throws Exception {
        assertCommitted("messages.hl7", String.join("\n", SAMPLES.messages()));
    }

    @Test
    void committedBundlesAreWhatTheSeedGives() throws Exception {
        assertCommitted("bundles.ndjson", String.join("\n", SAMPLES.bundles()) + "\n");
    }

    @Test
    void committedHeadersAreWhatTheSeedGives() throws Exception {
        assertCommitted("headers.ndjson", String.join("\n", SAMPLES.headers()) + "\n");
    }

    private static void assertCommitted(String file, String made) throws Exception {
        if (Boolean.getBoolean("sigilo.rewrite")) {
            Files.writeString(FOLDER.resolve(file), made);
        }
        assertThat(Files.readString(FOLDER.resolve(file))).isEqualTo(made);
    }

    @Test
    void eachMessageBeginsWithItsHeaderAndNamesItsPatient() {
        assertThat(SAMPLES.messages()).allSatisfy(message -> {
            assertThat(message).startsWith("MSH|^~\\&|").endsWith("\n");
            assertThat(message.lines().filter(segment -> segment.startsWith("PID|")))
                    .hasSize(1);
            assertThat(message.lines()).allMatch(segment -> segment.matches("[A-Z][A-Z0-9]{2}\\|.*"));
        });
    }

    @Test
    void idsAreUniqueAndEveryReferenceHasItsResource() throws Exception {
        Set<String> ids = new HashSet<>();
        for (String text : SAMPLES.bundles()) {
            JsonNode bundle = new ObjectMapper().readTree(text);
            for (JsonNode entry : bundle.get("entry")) {
                JsonNode resource = entry.get("resource");
                assertThat(ids.add(resource.get("resourceType").asText() + "/"
                                + resource.get("id").asText()))
                        .isTrue();
            }
            List<JsonNode> references = bundle.findValues("reference");
            assertThat(references)
                    .isNotEmpty()
                    .allMatch(reference -> reference.asText().startsWith("#") || ids.contains(reference.asText()));
        }
    }

    @Test
    void everyInstanceHasItsOwnUid() throws Exception {
        Set<String> uids = new HashSet<>();
        for (String text : SAMPLES.headers()) {
            JsonNode header = new ObjectMapper().readTree(text).get(0);
            assertThat(uids.add(header.at("/00080018/Value/0").asText())).isTrue();
        }
        assertThat(uids).hasSize(7);
    }
}
