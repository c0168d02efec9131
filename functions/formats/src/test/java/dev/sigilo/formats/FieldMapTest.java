package dev.sigilo.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldMapTest {
    private static FieldMap load(String... lines) {
        return FieldMap.load("format: hl7v2\nfields:\n  " + String.join("\n  ", lines) + "\n", "my.yaml", "hl7v2");
    }

    @Test
    void theLinesHaveTheOrderOfTheFile() {
        assertThat(load("PID-5: patient_name", "NK1-2: related_names+").entries())
                .containsExactly(
                        new FieldMap.Entry("PID-5", "patient_name", false),
                        new FieldMap.Entry("NK1-2", "related_names", true));
    }

    @Test
    void aPathThatIsWrittenTwiceIsRefusedWithItsLine() {
        assertThatThrownBy(() -> load("PID-5: patient_name", "PID-3: patient_id", "PID-5: other_names+"))
                .isInstanceOf(FieldMapException.class)
                .hasMessageStartingWith("my.yaml: line 5 ")
                .hasMessageContaining("repeats a path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PID-5:", "PID-5: null", "PID-5: ~", "PID-5: ''", "PID-5: true", "PID-5: 5", "PID-5: [a]"})
    void aPathWithoutAFieldNameIsRefused(String line) {
        assertThatThrownBy(() -> load("PID-3: patient_id", line))
                .isInstanceOf(FieldMapException.class)
                .hasMessageContaining("fields.PID-5: must be a field name");
    }
}
