package dev.sigilo.tokenize.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.tokenize.domain.RecordContext;
import dev.sigilo.tokenize.domain.ScrubbedText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Identifiers of many countries and kinds in notes and records, next to clinical numbers that must stay. */
class NumbersInNotesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TokenKeys KEYS = TokenKeys.of(Keyset.generate(Keyset.Purpose.TOKEN));
    private static Policy policy;

    @BeforeAll
    static void loadPolicy() throws Exception {
        policy = PopulationTest.policy("pseudonymized");
    }

    static Stream<String> notes() throws IOException {
        try (InputStream in = NumbersInNotesTest.class.getResourceAsStream("notes-with-numbers.ndjson")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("notes")
    void identifiersGoAndFiguresStay(String line) throws Exception {
        JsonNode note = JSON.readTree(line);
        String text = note.get("text").asText();
        ScrubbedText scrubbed = scrub(text, note.get("lang").asText());
        boolean[] covered = new boolean[text.length()];
        for (ScrubbedText.Replacement replaced : scrubbed.replacements()) {
            Arrays.fill(covered, replaced.start(), replaced.end(), true);
        }

        for (JsonNode gone : note.get("must_go")) {
            int from = text.indexOf(gone.asText());
            for (int i = from; i < from + gone.asText().length(); i++) {
                assertThat(covered[i] || !Character.isLetterOrDigit(text.charAt(i)))
                        .as("%s goes from %s, which became %s", gone, text, scrubbed.text())
                        .isTrue();
            }
        }
        for (JsonNode kept : note.get("must_stay")) {
            int from = text.indexOf(kept.asText());
            for (int i = from; i < from + kept.asText().length(); i++) {
                assertThat(covered[i])
                        .as("%s stays in %s, which became %s", kept, text, scrubbed.text())
                        .isFalse();
            }
        }
    }

    @Test
    void noSpanBeginsOrEndsWithinACharacterOfTwoUnits() {
        for (String text : List.of(
                "\uD83D\uDCDE617-555-0142 \uD83D\uDE00",
                "MRN \uD83D\uDE004820471\uD83D\uDE00",
                "\uD83D\uDE00\uD83D\uDE00Dr. Galdeano\uD83D\uDE00",
                "Tel\uD83D\uDCDE: 948 22 31 07",
                "\uD835\uDC07\uD835\uDC1E\uD835\uDC27 Dr. \uD835\uDC07\uD835\uDC1E\uD835\uDC27")) {
            for (ScrubbedText.Replacement replaced : scrub(text, "en").replacements()) {
                for (int at : new int[] {replaced.start(), replaced.end()}) {
                    assertThat(at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)))
                            .as("%s cut at %d", text, at)
                            .isFalse();
                }
            }
        }
    }

    private static ScrubbedText scrub(String text, String language) {
        return Scrubber.standard()
                .begin(new RecordContext(policy, KEYS, List.of(), language, 100, 2026))
                .scrub(text);
    }
}
