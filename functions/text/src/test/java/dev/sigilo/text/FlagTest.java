package dev.sigilo.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.FieldValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagTest {
    @ParameterizedTest
    @CsvSource({
        "true, true",
        "YES, true",
        "' sí ', true",
        "1, true",
        "1.0, true",
        "verdadero, true",
        "false, false",
        "No, false",
        "0, false",
        "falso, false"
    })
    void readsBothLanguagesInAnyLetterCase(String text, boolean value) {
        assertThat(Flag.read(text)).isEqualTo(value);
        assertThat(Flag.isFlag(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"maybe", "2", "not yet known", "Quentin"})
    void anyOtherTextIsNotAFlag(String text) {
        assertThat(Flag.read(text)).isNull();
        assertThat(Flag.isFlag(text)).isFalse();
    }

    @Test
    void anAbsentValueIsAcceptedAndHasNoValue() {
        assertThat(Flag.isFlag("N/A")).isTrue();
        assertThat(Flag.valueOf(new FieldValue(FieldValue.Type.STRING, "N/A"))).isNull();
        assertThat(Flag.valueOf(null)).isNull();
    }
}
