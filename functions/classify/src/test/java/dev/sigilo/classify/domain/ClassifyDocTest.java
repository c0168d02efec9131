package dev.sigilo.classify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/CLASSIFY.md says of the catalogue is true. */
class ClassifyDocTest {
    private static String page() throws IOException {
        return Files.readString(Path.of("../../docs/CLASSIFY.md"));
    }

    private static String example() throws IOException {
        String page = page();
        int from = page.indexOf("```yaml\n") + 8;
        return page.substring(from, page.indexOf("```", from));
    }

    @Test
    void theExampleCanBeAddedToTheCatalogue() throws Exception {
        ModelCatalogue catalogue = ModelCatalogue.load(TestRecords.catalogueText() + example(), "models.yaml");
        Classifier classifier = new Classifier(catalogue, FieldCategories.NONE);
        assertThat(classifier
                        .classify(TestRecords.record("image", "XR right knee", "age", "40", "indication", "swelling"))
                        .modelIds())
                .contains("knee-xray-effusion");
    }

    @Test
    void everySettingIsInTheTable() throws IOException {
        JsonNode settings = new ObjectMapper().readTree(ModelCatalogue.schema()).at("/$defs/model/properties");
        List<String> names = new ArrayList<>();
        settings.fieldNames().forEachRemaining(names::add);
        assertThat(names).isNotEmpty();
        String page = page();
        assertThat(names).allSatisfy(name -> assertThat(page).contains("\n| `" + name + "` |"));
        settings.at("/task/enum").forEach(task -> assertThat(page).contains(task.asText()));
    }

    @Test
    void theFaultsAreToldAsShown() throws IOException {
        String wrong = TestRecords.catalogueText()
                + example().replace("task: detection", "task: heal").replace("[KNEE]", "[KNEES]");
        CatalogueException refusal =
                catchThrowableOfType(CatalogueException.class, () -> ModelCatalogue.load(wrong, "userConfig.models"));
        String page = page();
        int from = page.indexOf("The model catalogue userConfig.models");
        for (String line : page.substring(from, page.indexOf("```", from)).split("\n")) {
            for (String part : line.strip().split("\\.\\.\\.")) {
                assertThat(refusal).hasMessageContaining(part.strip());
            }
        }
    }
}
