package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.sink.mysql.FieldType.Meaning;
import org.junit.jupiter.api.Test;

class FieldTypeTest {
    @Test
    void readsTheTypesOfOptionalFields() {
        assertThat(FieldType.ofDefinition("""
                {"type":"record","name":"R","fields":[{"name":"s","type":["null","string"],"default":null},
                {"name":"b","type":["null","bytes"]},{"name":"t","type":["null",{"type":"long","logicalType":"timestamp-millis"}]},
                {"name":"n","type":{"type":"long","logicalType":"timestamp-nanos"}},
                {"name":"p","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
                {"name":"d","type":{"type":"int","logicalType":"date"}},{"name":"either","type":["null","string","bytes"]}]}"""))
                .hasToString("{s=%s, b=%s, t=%s, n=%s, p=%s, d=%s, either=%s}"
                        .formatted(
                                FieldType.PLAIN,
                                new FieldType(Meaning.BYTES, 0),
                                new FieldType(Meaning.TIMESTAMP_MILLIS, 0),
                                new FieldType(Meaning.TIMESTAMP_NANOS, 0),
                                new FieldType(Meaning.DECIMAL, 2),
                                new FieldType(Meaning.DATE, 0),
                                FieldType.PLAIN));
    }

    @Test
    void ignoresDefaultsThatAvroItselfWouldRefuse() {
        assertThat(FieldType.ofDefinition("{\"type\":\"record\",\"name\":\"R\",\"fields\":"
                        + "[{\"name\":\"s\",\"type\":\"string\",\"default\":null}]}"))
                .containsOnlyKeys("s");
    }
}
