package dev.sigilo.evaluation.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.classify.domain.Classifier;
import dev.sigilo.classify.domain.FieldCategories;
import dev.sigilo.classify.domain.ModelCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoresTest {
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(errors, true, StandardCharsets.UTF_8);

    @Test
    void scoresSentencesInTheFormatOfNegex() {
        NegexScore score = new NegexScore(
                List.of(
                        "Report No.\t\tConcept\tSentence\tNegation",
                        "1\t \tcough\tShe denies COUGH.\tNegated\tRecent\tPatient",
                        "2\t \tcough\tShe has a COUGH.\tAffirmed",
                        "3\t \tcough\tShe has a COUGH.\tNegated"),
                out);
        assertThat(score.confusion().count()).isEqualTo(3);
        assertThat(score.confusion().accuracy()).isEqualTo(2 / 3.0);
        assertThat(errors.toString(StandardCharsets.UTF_8)).startsWith("3\tmissed");
    }

    @Test
    void scoresReportsInTheFormatOfOpenI(@TempDir Path folder) throws Exception {
        Path csv = folder.resolve("reports.csv");
        Files.writeString(csv, """
                uid,MeSH,image,indication,comparison,findings,impression\r
                1,normal,Xray Chest PA and Lateral,,,"Lungs are clear.
                Heart size normal.",\r
                2,Opacity/lung,Chest,"say ""ah"", please",,Right opacity.,\r
                3,normal,Chest X-ray,,,,
                4,No Indexing,Chest X-ray,,,Opacity.,
                5,Opacity/lung,Not Available.,,,Clear lungs.,""");
        ModelCatalogue catalogue =
                ModelCatalogue.load(Files.readString(Path.of("../../pulsar-config/models.yaml")), "models.yaml");
        OpeniScore score = new OpeniScore(new Classifier(catalogue, FieldCategories.NONE), CsvRows.read(csv), out);
        assertThat(score.confusion().count()).isEqualTo(4);
        assertThat(score.confusion().accuracy()).isEqualTo(0.75);
        assertThat(score.lines()).anySatisfy(line -> assertThat(line).contains("of these unknown 1"));
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("5\tmissed normal");
    }
}
