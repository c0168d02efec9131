package dev.sigilo.classify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.Classification;
import dev.sigilo.records.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of docs/LABELS.md are true. */
class LabelsDocTest {
    private static final Path PAGE = Path.of("../../docs/LABELS.md");
    private static final Classifier CLASSIFIER = new Classifier(TestRecords.catalogue(), FieldCategories.NONE);

    /** The rows of two cells in code quotes. */
    static List<String[]> examples() throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split("\\|");
            if (cells.length == 3
                    && cells[1].strip().startsWith("`")
                    && cells[2].strip().startsWith("`")) {
                rows.add(new String[] {
                    cells[1].strip().replace("`", ""), cells[2].strip().replace("`", "")
                });
            }
        }
        return rows;
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("examples")
    void eachExampleIsTrue(String report, String expected) {
        Classification result = CLASSIFIER.classify(TestRecords.record("report", report));
        if (expected.contains("=")) {
            assertThat(result.observations().entrySet().stream()
                            .map(one -> one.getKey() + "=" + one.getValue().text())
                            .collect(Collectors.joining(" ")))
                    .isEqualTo(expected);
        } else {
            assertThat(result.label().text()).as("%s", result.evidence()).isEqualTo(expected);
        }
    }

    @Test
    void everyLabelIsDefinedAndShown() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(Label.values()).allSatisfy(label -> assertThat(page).contains("| `" + label.text() + "` |"));
        assertThat(examples()).hasSizeGreaterThan(45);
    }
}
