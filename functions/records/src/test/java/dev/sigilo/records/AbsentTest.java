package dev.sigilo.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbsentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "N/A", "unknown", "No consta", "XXXX", "____", "XX/XX/XXXX", "[**Name**]", "-", "?"})
    void saysThatThereIsNoValue(String text) {
        assertThat(Absent.isAbsent(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "no", "R-1", "Nanette", "Xavier", "12", "None of these"})
    void isAValue(String text) {
        assertThat(Absent.isAbsent(text)).isFalse();
    }
}
