package dev.sigilo.classify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.Classification;
import dev.sigilo.records.Evidence;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.ObservationStatus;
import java.util.Set;

/** What is true of the answers for every record. */
final class Answers {
    private Answers() {}

    static void check(MedicalRecord record, Classifier classifier) {
        Classification first = classifier.classify(record);
        assertThat(first.label()).isNotNull();
        assertThat(first.language()).isIn("en", "es");
        assertThat(first.modelId())
                .isEqualTo(first.modelIds().isEmpty() ? null : first.modelIds().get(0));
        assertThat(first.rule()).isNotBlank();
        assertThat(first.modelIds()).doesNotHaveDuplicates();
        for (Evidence evidence : first.evidence()) {
            String text = record.get(evidence.field()).text();
            assertThat(evidence.start()).isNotNegative();
            assertThat(evidence.end())
                    .isGreaterThan(evidence.start())
                    .isLessThanOrEqualTo(text.codePointCount(0, text.length()));
        }
        assertThat(Observations.ALL).containsAll(first.observations().keySet());
        assertThat(Set.of(ObservationStatus.POSITIVE, ObservationStatus.NEGATIVE, ObservationStatus.UNCERTAIN))
                .containsAll(first.observations().values());
        assertThat(classifier.classify(record)).isEqualTo(first);
        assertThat(classifier.categories(record))
                .containsOnlyKeys(record.fields().keySet())
                .doesNotContainValue(null);
    }
}
