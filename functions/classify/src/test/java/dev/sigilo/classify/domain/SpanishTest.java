package dev.sigilo.classify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.Classification;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanishTest {
    private final Classifier classifier = new Classifier(TestRecords.catalogue(), FieldCategories.NONE);

    @Test
    void readsAtLeast95PercentOfTheSentencesAsTheyAreMeant() {
        List<String> wrong = new ArrayList<>();
        List<String[]> sentences = TestRecords.table("spanish-sentences.tsv");
        for (String[] sentence : sentences) {
            Classification result = classifier.classify(TestRecords.record("report", sentence[1]));
            if (!result.label().equals(sentence[0])) {
                wrong.add(sentence[0] + " read as " + result.label() + ": " + sentence[1] + " "
                        + result.evidence().stream().map(one -> one.rule()).toList());
            }
        }
        assertThat(sentences).hasSizeGreaterThanOrEqualTo(150);
        assertThat(wrong).as(String.join("\n", wrong)).hasSizeLessThanOrEqualTo(sentences.size() / 20);
    }

    @Test
    void knowsTheLanguage() {
        assertThat(classifier.classify(TestRecords.record("report", "Sin evidencia de derrame pleural.")).language())
                .isEqualTo("es");
        assertThat(classifier.classify(TestRecords.record("report", "No pleural effusion.")).language())
                .isEqualTo("en");
    }
}
