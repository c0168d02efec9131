package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.sink.mysql.MessageFields.JsonFields;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.pulsar.io.jdbc.JdbcSinkConfig.InsertMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMessageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<ColumnKind> KINDS = List.of(
            ColumnKind.TEXT,
            ColumnKind.INTEGER,
            ColumnKind.DECIMAL,
            ColumnKind.FLOATING,
            ColumnKind.JSON,
            ColumnKind.BINARY,
            ColumnKind.DATETIME,
            ColumnKind.SET);
    private static final RowShape SHAPE = shape();

    private static RowShape shape() {
        Map<String, TableDefinition.Column> columns = new LinkedHashMap<>();
        for (ColumnKind kind : KINDS) {
            columns.put(kind.name(), new TableDefinition.Column(kind.name(), kind, true));
        }
        TableDefinition table = new TableDefinition("t", columns, List.of(List.of("TEXT")));
        TargetTable target = new TargetTable(
                table,
                Dialect.VALUES_FUNCTION,
                InsertMode.UPSERT,
                List.of("TEXT"),
                columns.keySet(),
                null,
                true,
                null,
                1024);
        return new RowShape(
                target,
                List.copyOf(columns.values()),
                KINDS.stream()
                        .map(kind -> new FieldType(
                                kind == ColumnKind.BINARY ? FieldType.Meaning.BYTES : FieldType.Meaning.PLAIN, 0))
                        .toList(),
                false);
    }

    private static Object[] read(String json) throws RowFaultException {
        Object[] values = new Object[KINDS.size()];
        JsonMessage.read(json.getBytes(StandardCharsets.UTF_8), SHAPE, "gone", values);
        return values;
    }

    private static Object[] readAsTree(String json) throws RowFaultException {
        JsonFields fields = JsonFields.parse(json.getBytes(StandardCharsets.UTF_8), null);
        Object[] values = new Object[KINDS.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields.value(
                    KINDS.get(i).name(), SHAPE.type(i), SHAPE.columns().get(i));
        }
        return values;
    }

    private static Object random(Random random, int depth) {
        return switch (random.nextInt(depth > 2 ? 7 : 9)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt(2000) - 1000;
            case 3 -> random.nextLong();
            case 4 -> random.nextDouble() * Math.pow(10, random.nextInt(40) - 20);
            case 5 ->
                random.ints(random.nextInt(20), 1, 0x2000)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            case 6 -> "2024-02-29T23:30:0%d+02:00".formatted(random.nextInt(10));
            case 7 -> List.of(1, "a", Map.of("b", random.nextInt()));
            default -> Map.of("TEXT", "inner", "x", String.valueOf(random(random, depth + 1)));
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsTheSameValuesAsATree(long seed) throws Exception {
        Random random = new Random(seed);
        int faults = 0;
        for (int i = 0; i < 2000; i++) {
            ObjectNode object = JSON.createObjectNode();
            for (ColumnKind kind : KINDS) {
                if (random.nextInt(4) > 0) {
                    object.set(
                            random.nextInt(8) == 0 ? "other" + kind : kind.name(), JSON.valueToTree(random(random, 0)));
                }
            }
            String json = object.toString();
            Object[] expected;
            try {
                expected = readAsTree(json);
            } catch (RowFaultException e) {
                faults++;
                assertThatThrownBy(() -> read(json)).as(json).isInstanceOf(RowFaultException.class);
                continue;
            }
            assertThat(Arrays.deepToString(read(json))).as(json).isEqualTo(Arrays.deepToString(expected));
        }
        assertThat(faults).as("both kinds occur").isBetween(100, 1900);
    }

    @Test
    void refusesEveryTruncatedMessage() {
        String json = "{\"TEXT\":\"a\\u00e9\",\"x\":[{\"y\":1.5}],\"JSON\":{\"a\":[true,null]},\"INTEGER\":12}";
        for (int length = 1; length < json.length(); length++) {
            String beginning = json.substring(0, length);
            assertThatThrownBy(() -> read(beginning)).as(beginning).isInstanceOf(RowFaultException.class);
        }
    }

    @Test
    void refusesMessagesThatAreNotObjectsOrNotUtf8() {
        for (String json : List.of("", " ", "[]", "5", "\"a\"", "null", "x")) {
            assertThatThrownBy(() -> read(json)).as(json).isInstanceOf(RowFaultException.class);
        }
        assertThatThrownBy(() -> JsonMessage.read(
                        new byte[] {'{', '"', 'T', 'E', 'X', 'T', '"', ':', '"', (byte) 0xC3, '"', '}'},
                        SHAPE,
                        null,
                        new Object[KINDS.size()]))
                .isInstanceOf(RowFaultException.class);
    }

    @Test
    void recognisesATombstone() throws Exception {
        Object[] values = new Object[KINDS.size()];
        assertThat(JsonMessage.read("{\"gone\":true}".getBytes(StandardCharsets.UTF_8), SHAPE, "gone", values))
                .isTrue();
        assertThat(JsonMessage.read(
                        "{\"gone\":false,\"x\":{\"gone\":true}}".getBytes(StandardCharsets.UTF_8),
                        SHAPE,
                        "gone",
                        values))
                .isFalse();
    }

    @Test
    void findsTheKeyAnywhereInTheMessage() throws Exception {
        byte[] json = "{\"x\":{\"a\":\"inner\"},\"b\":7,\"c\":null,\"a\":\"k\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(JsonMessage.texts(json, List.of("a", "b", "c"))).containsExactly("k", "7", null);
        // It stops reading as soon as it has the key.
        assertThat(JsonMessage.texts("{\"a\":\"k\",".getBytes(StandardCharsets.UTF_8), List.of("a")))
                .containsExactly("k");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8_000, 40_000, 100_000})
    void keepsAStructureAsItWasWritten(int before) throws Exception {
        String structure = "{ \"a\" : [1.50, true, {\"é\u1234\uD83D\uDE00\":\"}\"}] }";

        Object[] values =
                read("{\"TEXT\":\"" + "é".repeat(before) + "\", \"JSON\" :\n " + structure + " ,\"INTEGER\":3}");

        assertThat(values[KINDS.indexOf(ColumnKind.JSON)]).isEqualTo(structure);
        assertThat(values[KINDS.indexOf(ColumnKind.INTEGER)]).isEqualTo(3L);
    }

    @Test
    void readsEscapesInAStructure() throws Exception {
        assertThat(read("{\"JSON\":[\"a\\u00e9\\n\"]}")[KINDS.indexOf(ColumnKind.JSON)])
                .isEqualTo("[\"aé\\n\"]");
    }

    @Test
    void refusesAStructureThatIsNotJson() {
        for (String structure :
                List.of("{a:1}", "[1,]", "[01]", "{\"a\":}", "[\"\t\"]", "[\"\\x\"]", "[NaN]", "{\"a\" 1}", "[}")) {
            assertThatThrownBy(() -> read("{\"JSON\":" + structure + "}"))
                    .as(structure)
                    .isInstanceOf(RowFaultException.class);
        }
    }

    @Test
    void findsALeadingKeyAsAParserWould() throws Exception {
        byte[] beginning = JsonMessage.beginning("a");
        Random random = new Random(4);
        int found = 0;
        for (int i = 0; i < 5000; i++) {
            String value = random.ints(random.nextInt(6), ' ', random.nextInt(4) == 0 ? 0x200 : 0x7F)
                    .filter(c -> c != '"' && c != '\\')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String json =
                    (random.nextInt(4) == 0 ? "{\"b\":1,\"a\":\"" : random.nextInt(4) == 0 ? "{ \"a\":\"" : "{\"a\":\"")
                            + value + (random.nextInt(4) == 0 ? "\\n" : "") + "\",\"c\":2}";
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            String leading = JsonMessage.leadingText(bytes, beginning);
            if (leading != null) {
                found++;
                assertThat(JsonMessage.texts(bytes, List.of("a"))).as(json).containsExactly(leading);
            }
        }
        assertThat(found).as("both kinds occur").isBetween(1000, 4000);
    }

    @Test
    void looksForALeadingKeyOnlyIfItsNameHasOneSpelling() {
        assertThat(JsonMessage.beginning("record_token"))
                .isEqualTo("{\"record_token\":\"".getBytes(StandardCharsets.UTF_8));
        assertThat(JsonMessage.beginning("a\"b")).isNull();
        assertThat(JsonMessage.beginning("a\\b")).isNull();
        byte[] beginning = JsonMessage.beginning("a");
        for (String json :
                List.of("", "{", "{\"a\":\"", "{\"a\":\"k", "{\"a\":7}", "{\"a\":\"\t\"}", "{\"A\":\"k\"}")) {
            assertThat(JsonMessage.leadingText(json.getBytes(StandardCharsets.UTF_8), beginning))
                    .as(json)
                    .isNull();
        }
    }
}
