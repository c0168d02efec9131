package dev.sigilo.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.RecordSchemas;
import java.nio.charset.StandardCharsets;
import org.apache.pulsar.common.schema.SchemaType;
import org.junit.jupiter.api.Test;

class JsonBytesSchemaTest {
    private static final byte[] JSON = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    @Test
    void passesTheBytesOnAsTheyAre() {
        JsonBytesSchema schema = JsonBytesSchema.of(RecordSchemas.CLASSIFIED);
        assertThat(schema.encode(JSON)).isSameAs(JSON);
        assertThat(schema.decode(JSON)).isSameAs(JSON);
        assertThat(schema.clone()).isSameAs(schema);
    }

    @Test
    void registersTheDefinitionWithoutANameUnlessOneIsGiven() {
        assertThat(JsonBytesSchema.of(RecordSchemas.CLASSIFIED).getSchemaInfo().getName())
                .isEmpty();
        assertThat(JsonBytesSchema.of("row", "{}").getSchemaInfo()).satisfies(info -> {
            assertThat(info.getName()).isEqualTo("row");
            assertThat(info.getType()).isEqualTo(SchemaType.JSON);
            assertThat(info.getSchemaDefinition()).isEqualTo("{}");
        });
    }
}
