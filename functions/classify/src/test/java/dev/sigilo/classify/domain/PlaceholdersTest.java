package dev.sigilo.classify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.Classification;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scrubbing's placeholders must not change what is read in a report. */
class PlaceholdersTest {
    private static final String DATE = "[DATE]";
    private static final String NUMBER = "[OTHER_ID accession_1_aodci6ikntkkwlop5szftjf2ve]";
    private static final String NAME = "[NAME phys_name_1_aodci6ikntkkwlop5szftjf2ve]";

    private final Classifier classifier = new Classifier(TestRecords.catalogue(), FieldCategories.NONE);

    private Classification read(String text) {
        return classifier.classify(TestRecords.record("body_part", "CHEST", "report", text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "No pleural effusion, as on the study of the same side dated DATE~Pneumothorax on the left.  | 3/4/2019 | DATE",
                "No effusion. Pneumothorax, film No. ID with lateral view.                                   | 4411     | ID",
                "Large effusion: No. ID.                                                                     | 4411     | ID",
                "No pneumothorax. Seen by Dr. NAME. There is an effusion.                                    | Ana Ruiz | NAME",
                "No pneumothorax seen by NAME on DATE, there is an effusion.                                 | Ana Ruiz | NAME",
                "Compared to DATE, no pneumothorax. Since DATE, there is a nodule.                           | 3/4/2019 | DATE",
                "Sin derrame pleural. Valorado por NAME. Se observa neumotórax.                              | Ana Ruiz | NAME",
            })
    void readsTheSameBeforeAndAfterScrubbing(String pattern, String original, String kind) {
        String text = pattern.strip().replace('~', '\n');
        String scrubbed = kind.equals("DATE") ? DATE : kind.equals("ID") ? NUMBER : NAME;

        Classification before = read(text.replace(kind, original));
        Classification after = read(text.replace(kind, scrubbed));

        assertThat(after.label()).isEqualTo(before.label());
        assertThat(after.observations()).isEqualTo(before.observations()).isNotEmpty();
    }
}
