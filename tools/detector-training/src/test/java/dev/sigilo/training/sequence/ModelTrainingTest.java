package dev.sigilo.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.detection.IdentifierDetector;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import dev.sigilo.text.Language;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelTrainingTest {

    private static final String[] NAMES = {"Ana", "Luis", "Marta", "Pablo", "Irene", "Hugo", "Nora", "Iker"};
    private static final ModelTraining.Settings SETTINGS = new ModelTraining.Settings(6, 0.1, 0.001, 1, 10, 5);

    private static byte[] model() {
        ModelTraining training = new ModelTraining().list(ModelTraining.WordList.GIVEN_NAMES, List.of(NAMES));
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            String name = NAMES[random.nextInt(NAMES.length)] + " " + NAMES[random.nextInt(NAMES.length)];
            String text = "Seen by " + name + " in the morning, no fever.";
            training.text(new ModelTraining.MarkedText(
                    text, List.of(new Span(8, 8 + name.length(), IdentifierType.STAFF_NAME)), 1));
        }
        return training.train(SETTINGS, line -> {});
    }

    @Test
    void learnsFromMarkedTexts() throws IOException {
        byte[] model = model();

        assertThat(IdentifierDetector.of(model, model)
                        .detect("Seen by Hugo Zubiri in the morning, no fever.", Language.ENGLISH))
                .containsExactly(new Span(8, 19, IdentifierType.STAFF_NAME));
    }

    @Test
    void givesTheSameModelForTheSameTexts() {
        assertThat(model()).isEqualTo(model());
    }

    @Test
    void refusesAFileThatIsNoModel() {
        assertThatThrownBy(() -> IdentifierDetector.of(new byte[] {1, 2, 3}, new byte[0]))
                .isInstanceOf(IOException.class);
    }

    @Test
    void printsNoText() {
        assertThat(new ModelTraining.MarkedText("Ana Ruiz", List.of(), 1).toString())
                .doesNotContain("Ana");
    }
}
