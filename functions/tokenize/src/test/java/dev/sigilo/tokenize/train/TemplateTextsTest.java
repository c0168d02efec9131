package dev.sigilo.tokenize.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.tokenize.domain.detect.IdentifierType;
import dev.sigilo.tokenize.domain.detect.ModelTraining.MarkedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateTextsTest {

    private static final Path FOLDER = Path.of("training");

    private static List<MarkedText> texts() throws IOException {
        List<MarkedText> texts = new ArrayList<>();
        for (String file : List.of("english/clinical.txt", "english/everyday.txt", "spanish/clinical.txt")) {
            Path phrases = FOLDER.resolve(file).resolveSibling("phrases.txt");
            TemplateTexts filled = new TemplateTexts(TrainingWordLists.read(FOLDER.resolve("lists")), TrainingWordLists.lines(phrases), 1);
            for (String template : TrainingWordLists.lines(FOLDER.resolve(file))) {
                texts.add(filled.fill(template));
            }
        }
        return texts;
    }

    @Test
    void fillsEverySlotOfEveryTemplate() throws IOException {
        assertThat(texts()).allSatisfy(text -> {
            assertThat(text.text()).doesNotContain("{", "}", "\\n");
            text.spans().forEach(span -> assertThat(text.text().substring(span.start(), span.end())).isNotBlank());
        });
    }

    @Test
    void writesTheSameTextsForTheSameSeed() throws IOException {
        assertThat(texts()).isEqualTo(texts());
    }

    @Test
    void hasExamplesOfNearlyEveryType() throws IOException {
        assertThat(texts().stream().flatMap(text -> text.spans().stream()).map(span -> span.identifierType()).distinct())
                .contains(IdentifierType.PATIENT_NAME, IdentifierType.STAFF_NAME, IdentifierType.STREET,
                        IdentifierType.ID_PATIENT, IdentifierType.PASSPORT, IdentifierType.DEVICE);
    }
}
