package dev.sigilo.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.schema.GenericRecord;
import org.apache.pulsar.common.schema.SchemaInfo;
import org.apache.pulsar.common.schema.SchemaType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the codec writes, Pulsar's own JSON schema reads. */
class RecordSchemasTest {

    @ParameterizedTest
    @EnumSource(RecordSchemas.class)
    void pulsarTakesTheDefinitionAsAJsonSchema(RecordSchemas schema) {
        assertThat(generic(schema).getSchemaInfo().getType()).isEqualTo(SchemaType.JSON);
    }

    @ParameterizedTest
    @EnumSource(RecordSchemas.class)
    void everyFieldIsOptionalSoThatFullTransitiveHolds(RecordSchemas schema) throws IOException {
        for (JsonNode field : new ObjectMapper().readTree(schema.definition()).get("fields")) {
            assertThat(field.get("type").get(0).asText())
                    .as(field.get("name").asText())
                    .isEqualTo("null");
            assertThat(field.has("default")).as(field.get("name").asText()).isTrue();
        }
    }

    @Test
    void theQueryRowHasAColumnForEachOfTheStudyFields() throws IOException {
        List<String> columns = new ArrayList<>();
        new ObjectMapper()
                .readTree(RecordSchemas.QUERY_ROW.definition())
                .get("fields")
                .forEach(field -> columns.add(field.get("name").asText()));
        assertThat(columns).containsAll(Fields.STUDY).doesNotHaveDuplicates();
        assertThat(Fields.STUDY).hasSize(24).doesNotHaveDuplicates();
    }

    @Test
    void pulsarReadsTheFieldsOfAnEncodedRecord() {
        GenericRecord tokenized =
                generic(RecordSchemas.TOKENIZED).decode(TokenizedRecordCodec.encode(TestRecords.TOKENIZED));
        assertThat(tokenized.getField("record_token")).isEqualTo("rec_1_A");
        assertThat(tokenized.getField("label")).isEqualTo("abnormal");
        GenericRecord sealed = generic(RecordSchemas.SEALED).decode(SealedRecordCodec.encode(TestRecords.SEALED));
        assertThat(((Number) sealed.getField("version")).longValue()).isEqualTo(TestRecords.PROVENANCE.version());
    }

    @Test
    void pulsarReadsTheFieldsOfARow() {
        ViewRow row = new ViewRow(
                "rec_1_A",
                Map.of(
                        "record_token",
                        "rec_1_A",
                        "age",
                        70,
                        "normal",
                        true,
                        "model_ids",
                        List.of("a", "b"),
                        "observations",
                        Map.of("edema", "negative"),
                        "version",
                        5L));
        GenericRecord read = generic(RecordSchemas.QUERY_ROW).decode(ViewRowCodec.encode(row));
        assertThat(read.getField("age")).isEqualTo(70);
        assertThat(read.getField("normal")).isEqualTo(true);
        assertThat(read.getField("impression")).isNull();
    }

    private static Schema<GenericRecord> generic(RecordSchemas schema) {
        return Schema.generic(SchemaInfo.builder()
                .name("test")
                .type(SchemaType.JSON)
                .schema(schema.definition().getBytes(StandardCharsets.UTF_8))
                .properties(Map.of())
                .build());
    }
}
