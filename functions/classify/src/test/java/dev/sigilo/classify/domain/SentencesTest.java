package dev.sigilo.classify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.Classification;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
    private final Classifier classifier = new Classifier(TestRecords.catalogue(), FieldCategories.NONE);

    @ParameterizedTest
    @CsvSource({"spanish-sentences.tsv, 150", "english-sentences.tsv, 70"})
    void readsAtLeast95PercentOfTheSentencesAsTheyAreMeant(String file, int atLeast) {
        List<String> wrong = new ArrayList<>();
        List<String[]> sentences = TestRecords.table(file);
        for (String[] sentence : sentences) {
            Classification result = classifier.classify(TestRecords.record("report", sentence[1]));
            if (!result.label().text().equals(sentence[0])) {
                wrong.add(sentence[0] + " read as " + result.label() + ": " + sentence[1] + " "
                        + result.evidence().stream().map(one -> one.rule()).toList());
            }
        }
        assertThat(sentences).hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(wrong).as(String.join("\n", wrong)).hasSizeLessThanOrEqualTo(sentences.size() / 20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "es | Sin evidencia de derrame pleural.",
                "es | Radiografía de tórax",
                "en | No pleural effusion.",
                "en | XXXX",
                "en | Two views of the chest"
            })
    void knowsTheLanguage(String language, String text) {
        assertThat(classifier.classify(TestRecords.record("report", text)).language())
                .isEqualTo(language);
    }
}
