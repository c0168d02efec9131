package dev.sigilo.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonShapeTest {
    private static final JsonShape SHAPE = JsonShape.of(bytes("""
            {"type": "record", "name": "R", "namespace": "n", "fields": [
              {"name": "text", "type": ["null", "string"]},
              {"name": "count", "type": ["null", "int"]},
              {"name": "size", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "raw", "type": "bytes"},
              {"name": "ok", "type": "boolean"},
              {"name": "share", "type": "double"},
              {"name": "kind", "type": {"type": "enum", "name": "K", "symbols": ["A", "B"]}},
              {"name": "list", "type": {"type": "array", "items": "string"}},
              {"name": "map", "type": {"type": "map", "values": "int"}},
              {"name": "inner", "type": ["null", {"type": "record", "name": "I", "fields": [
                  {"name": "more", "type": {"type": "array", "items": "n.R"}}]}]}
            ]}"""));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"text":null,"count":3,"size":5000000000,"raw":"AA==","ok":true,"share":1}
            {"share":1.5,"kind":"B","list":["a"],"map":{"x":1},"inner":{"more":[{"text":"t"}]}}
            {}
            """)
    void takesWhatTheDefinitionNames(String json) {
        assertThat(SHAPE.mismatch(bytes(json))).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"text":1}                       | $.text: another type expected
            {"count":5000000000}             | $.count: int expected
            {"size":"1"}                     | $.size: long expected
            {"size":null}                    | $.size: long expected
            {"raw":"%%"}                     | $.raw: bytes expected
            {"ok":"true"}                    | $.ok: boolean expected
            {"kind":"C"}                     | $.kind: one of [A, B] expected
            {"list":["a",1]}                 | $.list[1]: string expected
            {"list":"a"}                     | $.list: array expected
            {"map":{"Garcia":"x"}}           | $.map.*: int expected
            {"inner":{"more":[{"text":1}]}}  | $.inner.more[0].text: another type expected
            {"Garcia":1}                     | $: a field that the schema does not name
            []                               | $: record expected
            {} {}                            | $: one JSON value and nothing after it expected
            nonsense                         | $: JSON expected
            """)
    void saysWhereAndWhatWasExpectedAndNoValue(String json, String mismatch) {
        assertThat(SHAPE.mismatch(bytes(json))).isEqualTo(mismatch);
    }

    @Test
    void refusesADefinitionThatIsNoJson() {
        assertThatThrownBy(() -> JsonShape.of(bytes("{"))).hasMessageContaining(".avsc");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
