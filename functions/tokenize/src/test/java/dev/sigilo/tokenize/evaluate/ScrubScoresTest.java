package dev.sigilo.tokenize.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sigilo.tokenize.domain.detect.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScrubScoresTest {

    private static final GoldText GOLD = new GoldText("1", "Ana Ruiz, 44, Lugo. No fever.", List.of(
            new GoldText.GoldSpan(0, 8, "PERSON"), new GoldText.GoldSpan(14, 18, "GPE")));

    @Test
    void countsASpanAsRightOnlyIfBothEndsAre() {
        ScrubScores scores = new ScrubScores();

        scores.add(GOLD, List.of(new Span(0, 3, "PATIENT_NAME"), new Span(14, 18, "STREET")));

        assertThat(scores.precision()).isEqualTo(0.5);
        assertThat(scores.recall()).isEqualTo(0.5);
        assertThat(scores.f1()).isEqualTo(0.5);
    }

    @Test
    void countsAValueAsHiddenIfItIsNoLongerInTheText() {
        ScrubScores scores = new ScrubScores();

        scores.add(GOLD, List.of(new Span(0, 3, "PATIENT_NAME")));

        assertThat(scores.hidden("PERSON")).isEqualTo(1);
        assertThat(scores.hidden("GPE")).isZero();
    }

    @Test
    void countsWhatIsChangedOutsideOfTheGoldSpans() {
        ScrubScores scores = new ScrubScores();

        scores.add(GOLD, List.of(new Span(0, 8, "PATIENT_NAME"), new Span(23, 28, "OTHER"), new Span(20, 22, "DATE")));

        assertThat(scores.changedCharacters()).isEqualTo(7.0 / 17, within(1e-9));
        assertThat(scores.changedWords()).isEqualTo(1.0 / 3, within(1e-9));
    }

    @Test
    void readsOffsetsInCodePoints(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("gold.ndjson");
        Files.writeString(file, "{\"id\":\"1\",\"text\":\"😀 Ana\",\"spans\":[{\"start\":2,\"end\":5,\"type\":\"PERSON\"}]}\n");

        GoldText text = GoldText.read(file).get(0);

        assertThat(text.spans()).containsExactly(new GoldText.GoldSpan(3, 6, "PERSON"));
        assertThat(text.toString()).doesNotContain("Ana");
    }

    @Test
    void namesTheLineThatIsWrongAndNotItsContent(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("gold.ndjson");
        Files.writeString(file, "{\"text\":\"a\"}\n{secret\n");

        assertThatThrownBy(() -> GoldText.read(file)).isInstanceOf(IOException.class).hasMessageContaining("line 2")
                .hasMessageNotContaining("secret");
    }
}
