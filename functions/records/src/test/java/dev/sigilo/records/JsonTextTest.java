package dev.sigilo.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}                | {\"d\":\"20\\\"24\"}",
                "{ }               | {\"d\":\"20\\\"24\"}",
                "{\"a\":\"}\"}       | {\"a\":\"}\",\"d\":\"20\\\"24\"}",
                "{ \"a\" : \"b\" }   | { \"a\" : \"b\",\"d\":\"20\\\"24\"}"
            })
    void anObjectGetsFurtherFieldsAtItsEnd(String object, String whole) {
        assertThat(new JsonText(object).with(Map.of("d", "20\"24"))).isEqualTo(new JsonText(whole));
        assertThat(new JsonText(object).with(Map.of())).isEqualTo(new JsonText(object));
    }

    @Test
    void aListHasNoFields() {
        assertThatThrownBy(() -> JsonText.EMPTY_LIST.with(Map.of("d", "2024")))
                .isInstanceOf(IllegalStateException.class);
    }
}
