package dev.sigilo.classify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCatalogueTest {
    private static final String HEAD = "version: 1\nmodels:\n  - id: knee\n    name: Knee\n    task: detection\n";

    private static CatalogueException refusal(String yaml) {
        return catchThrowableOfType(CatalogueException.class, () -> ModelCatalogue.load(yaml, "models.yaml"));
    }

    @Test
    void takesTheCatalogueThatShips() {
        ModelCatalogue catalogue = TestRecords.catalogue();
        assertThat(catalogue.models()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(catalogue.models().stream().map(Model::task).collect(Collectors.toSet()))
                .hasSizeGreaterThan(5);
    }

    @Test
    void takesTheLeastThatAModelNeeds() throws CatalogueException {
        Model model = ModelCatalogue.load(HEAD, "models.yaml").models().get(0);
        assertThat(model.id()).isEqualTo("knee");
        assertThat(model.priority()).isEqualTo(5);
        assertThat(model.modalities()).isEmpty();
    }

    @Test
    void takesCodesOfBodyParts() throws CatalogueException {
        Model model = ModelCatalogue.load(HEAD + "    body_parts: [\"72696002\", T-D3000]\n", "m")
                .models()
                .get(0);
        assertThat(model.bodyParts()).containsExactly("KNEE", "CHEST");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "modalities: [XYZ]            | models[0].modalities[0]",
                "body_parts: [KNEECAP]        | models[0].body_parts[0]",
                "requires: [knee_angle]       | models[0].requires[0]",
                "requires_any: [reprot]       | models[0].requires_any[0]",
                "age_years: {min: 20, max: 9} | models[0].age_years",
                "sex: X                       | models[0].sex",
                "priority: 10                 | models[0].priority",
                "languages: [fr]              | models[0].languages[0]",
                "bodyparts: [KNEE]            | models[0]",
                "prefers: []                  | models[0].prefers",
                "mentions: ['--']             | models[0].mentions[0]",
            })
    void saysWhereAFaultIs(String setting, String path) {
        CatalogueException refusal = refusal(HEAD + "    " + setting + "\n");
        assertThat(refusal.faults()).extracting(CatalogueException.Fault::path).containsExactly(path);
        assertThat(refusal.faults().get(0).advice()).isNotBlank();
        assertThat(refusal).hasMessageContaining("models.yaml").hasMessageContaining(path);
    }

    @Test
    void saysAllFaultsAtOnce() {
        CatalogueException refusal = refusal("""
                version: 2
                models:
                  - id: Knee
                    task: heal
                    sex: 1
                  - id: hip
                    name: Hip
                    task: triage
                    body_parts: [HUP]
                  - id: hip
                    name: Hip
                    task: triage
                """);
        assertThat(refusal.faults())
                .extracting(CatalogueException.Fault::path)
                .contains(
                        "version",
                        "models[0].id",
                        "models[0]",
                        "models[0].task",
                        "models[0].sex",
                        "models[1].body_parts[0]",
                        "models[2].id");
        assertThat(refusal.getMessage()).contains("'name' is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``",
                "`# nothing`",
                "`models: [`",
                "`version: 1\nversion: 1\nmodels: []`",
                "`- a`",
                "`just text`",
                "`version: 1`",
                "`a: &a [*a]`"
            })
    void refusesWhatIsNoCatalogue(String yaml) {
        assertThat(refusal(yaml).faults()).isNotEmpty();
    }
}
