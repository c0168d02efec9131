package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.sink.mysql.TestMessages.TestMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.schema.GenericRecord;
import org.apache.pulsar.client.impl.schema.AutoConsumeSchema;
import org.apache.pulsar.client.impl.schema.KeyValueSchemaImpl;
import org.apache.pulsar.common.functions.FunctionConfig.ProcessingGuarantees;
import org.apache.pulsar.common.schema.KeyValue;
import org.apache.pulsar.common.schema.SchemaType;
import org.apache.pulsar.functions.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sink's guarantees, on any server. The real sink class writes to a real server. Messages are Pulsar's own decoded
 * records, passed on by the test, which counts acknowledgements.
 */
abstract class SinkContract {
    private static final AtomicInteger TABLES = new AtomicInteger();
    private static final String STORED = "SELECT id, txt, num, version FROM %s ORDER BY id";

    /** A table and a schema with every type that JSON and a column have in common. */
    private static final String JSON_COLUMNS = " (id VARCHAR(64) PRIMARY KEY, tiny TINYINT, big BIGINT UNSIGNED,"
            + " exact DECIMAL(40,20), approx DOUBLE, flag BOOLEAN, bits BIT(4), code CHAR(3), body TEXT,"
            + " choice ENUM('red','green'), choices SET('a','b','c'), bin VARBINARY(16), day DATE, at_time TIME(6),"
            + " at DATETIME(6), stamp TIMESTAMP(3) NULL, millis DATETIME(3), doc JSON, list JSON, yr YEAR, nothing TEXT)";

    private static final Schema<GenericRecord> JSON_SCHEMA = TestMessages.schema(SchemaType.JSON, """
            {"type":"record","name":"R","fields":[{"name":"id","type":"string"},{"name":"tiny","type":"int"},
            {"name":"big","type":"long"},{"name":"exact","type":"double"},{"name":"approx","type":"double"},
            {"name":"flag","type":"boolean"},{"name":"bits","type":"int"},{"name":"code","type":"string"},
            {"name":"body","type":"string"},{"name":"choice","type":"string"},
            {"name":"choices","type":{"type":"array","items":"string"}},{"name":"bin","type":["null","bytes"]},
            {"name":"day","type":"string"},{"name":"at_time","type":"string"},{"name":"at","type":"string"},
            {"name":"stamp","type":"string"},{"name":"millis","type":{"type":"long","logicalType":"timestamp-millis"}},
            {"name":"doc","type":{"type":"map","values":"string"}},{"name":"list","type":{"type":"array","items":"int"}},
            {"name":"yr","type":"int"},{"name":"nothing","type":["null","string"]}]}""");
    private static final String JSON_ROW = """
            {"id":"k","tiny":-128,"big":18446744073709551615,"exact":12345.67,"approx":1.5e-7,"flag":true,
            "bits":5,"code":"añ","body":"quote ' \\" back \\\\ percent % question ? 😀","choice":"green",
            "choices":["a","c"],"bin":"AAH/","day":"2024-02-29","at_time":"23:59:59.123456",
            "at":"2024-02-29T23:30:00.123456+02:00","stamp":"2024-01-02 03:04:05.678","millis":1700000000123,
            "doc":{"a":"it's"},"list":[1,2],"yr":2024}""";

    /** Each test has its own table, so that tests are independent. */
    private String table;

    abstract TestServer server();

    @BeforeEach
    void makeTable() throws Exception {
        table = "rows_" + TABLES.incrementAndGet();
        server().execute("CREATE TABLE " + table + " " + RowMessages.TABLE);
    }

    private SinkRun open(Object... settings) throws Exception {
        Map<String, Object> all =
                new HashMap<>(Map.of("tableName", table, "versionColumn", "version", "deleteField", "deleted"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put((String) settings[i], settings[i + 1]);
        }
        return new SinkRun(server(), all);
    }

    private List<String> stored() throws Exception {
        return server().rows(STORED.formatted(table));
    }

    private static List<TestMessage> rows(int from, int to) {
        return new ArrayList<>(IntStream.range(from, to)
                .mapToObj(number -> RowMessages.row(number, 1))
                .toList());
    }

    // ---- shards

    @Test
    void everyKeyIsInOneShardAndMessagesForTheWrongSinkInNone() throws Exception {
        server().execute("CREATE TABLE other_" + table + " LIKE " + table);
        List<TestMessage> all = rows(0, 400);
        try (SinkRun first = open("shards", 2, "shard", 0);
                SinkRun second = open("shards", 2, "shard", 1, "tableName", "other_" + table)) {
            first.send(all);
            second.send(rows(0, 400));
            first.send(RowMessages.tombstone(0, 2));
            second.send(RowMessages.tombstone(0, 2));
            first.settle();
            second.settle();
            assertThat(first.context().errors().size()
                            + second.context().errors().size())
                    .isEqualTo(401);
            assertThat(first.context().errors())
                    .allSatisfy(
                            error -> assertThat(error.get("reason").asText()).isEqualTo("OTHER_SHARD"));
        }
        List<String> ids = new ArrayList<>(server().rows("SELECT id FROM " + table));
        assertThat(ids).hasSizeBetween(150, 250);
        ids.addAll(server().rows("SELECT id FROM other_" + table));
        assertThat(ids).doesNotHaveDuplicates().hasSize(399).doesNotContain(RowMessages.id(0));
    }

    @Test
    void anUndecodedKeyOfAnotherShardIsNotWrittenEither() throws Exception {
        try (SinkRun run = open("shards", 2, "shard", 1)) {
            for (int number = 0; number < 100; number++) {
                run.send(undecoded(
                        RowMessages.SCHEMA,
                        number,
                        "{\"id\":\"%s\",\"must\":\"x\",\"version\":1}".formatted(RowMessages.id(number))));
            }
            run.settle();
            assertThat(run.context().errors())
                    .isNotEmpty()
                    .allSatisfy(
                            error -> assertThat(error.get("reason").asText()).isEqualTo("OTHER_SHARD"));
            assertThat(server().rows("SELECT id FROM " + table))
                    .hasSize(100 - run.context().errors().size())
                    .allMatch(id -> Shards.shardOf(id, 2) == 1);
        }
    }

    // ---- values

    @Test
    void writesEveryColumnTypeFromJson() throws Exception {
        server().execute("CREATE TABLE json_" + table + JSON_COLUMNS);
        try (SinkRun run = open("tableName", "json_" + table, "versionColumn", "")) {
            run.send(TestMessages.json(JSON_SCHEMA, 1, "k", JSON_ROW));
            run.settle();
            assertThat(run.context().errors()).isEmpty();
        }
        requireJsonRow();
    }

    @Test
    void writesEveryColumnTypeFromUndecodedJson() throws Exception {
        server().execute("CREATE TABLE json_" + table + JSON_COLUMNS);
        try (SinkRun run = open("tableName", "json_" + table, "versionColumn", "")) {
            // The key comes from the message, and a field without a column is ignored.
            byte[] json = JSON_ROW.replace("\"id\":\"k\"", "\"other\":{\"id\":[\"x\"]}")
                    .getBytes(StandardCharsets.UTF_8);
            run.send(TestMessages.undecoded(JSON_SCHEMA, 1, "k", json));
            run.settle();
            assertThat(run.context().errors()).isEmpty();
        }
        requireJsonRow();
    }

    private void requireJsonRow() throws Exception {
        assertThat(server().rows(
                                "SELECT id, tiny, big, exact, approx, flag + 0, bits + 0, code, body, choice, choices, HEX(bin),"
                                        + " day, CAST(at_time AS CHAR), CAST(at AS CHAR), CAST(stamp AS CHAR), CAST(millis AS CHAR),"
                                        + " JSON_UNQUOTE(JSON_EXTRACT(doc, '$.a')), JSON_LENGTH(list), yr + 0, nothing FROM json_"
                                        + table))
                .containsExactly(
                        "k|-128|18446744073709551615|12345.67000000000000000000|1.5E-7|1|5|añ|"
                                + "quote ' \" back \\ percent % question ? 😀|green|a,c|0001FF|2024-02-29|23:59:59.123456|"
                                + "2024-02-29 21:30:00.123456|2024-01-02 03:04:05.678|2023-11-14 22:13:20.123|it's|2|2024|null");
    }

    @Test
    void writesEveryColumnTypeFromAvro() throws Exception {
        server().execute("CREATE TABLE avro_" + table + " (id VARCHAR(64) PRIMARY KEY, num INT, price DECIMAL(20,4),"
                + " ratio FLOAT, flag BOOLEAN, bin BLOB, fix BINARY(2), choice VARCHAR(8), day DATE, at_time TIME(3),"
                + " at DATETIME(3), micros DATETIME(6), tags JSON, attributes JSON, nested JSON)");
        String definition = """
                {"type":"record","name":"R","fields":[{"name":"id","type":"string"},{"name":"num","type":["null","int"]},
                {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":20,"scale":4}},
                {"name":"ratio","type":"float"},{"name":"flag","type":"boolean"},{"name":"bin","type":"bytes"},
                {"name":"fix","type":{"type":"fixed","name":"F","size":2}},
                {"name":"choice","type":{"type":"enum","name":"E","symbols":["RED","GREEN"]}},
                {"name":"day","type":{"type":"int","logicalType":"date"}},
                {"name":"at_time","type":{"type":"int","logicalType":"time-millis"}},
                {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
                {"name":"micros","type":{"type":"long","logicalType":"timestamp-micros"}},
                {"name":"tags","type":{"type":"array","items":"string"}},
                {"name":"attributes","type":{"type":"map","values":["null","long"]}},
                {"name":"nested","type":{"type":"record","name":"N","fields":[{"name":"x","type":"double"}]}}]}""";
        org.apache.avro.Schema avro = new org.apache.avro.Schema.Parser().parse(definition);
        GenericData.Record record = new GenericData.Record(avro);
        record.put("id", "k");
        record.put("num", 7);
        record.put(
                "price",
                ByteBuffer.wrap(
                        new BigDecimal("-1234567890.1234").unscaledValue().toByteArray()));
        record.put("ratio", 0.1f);
        record.put("flag", true);
        record.put("bin", ByteBuffer.wrap(new byte[] {0, 39, 92}));
        record.put("fix", new GenericData.Fixed(avro.getField("fix").schema(), new byte[] {1, 2}));
        record.put("choice", new GenericData.EnumSymbol(avro.getField("choice").schema(), "GREEN"));
        record.put("day", 19782);
        record.put("at_time", 86_399_123);
        record.put("at", 1700000000123L);
        record.put("micros", 1700000000123456L);
        record.put("tags", List.of("a", "b"));
        record.put("attributes", Collections.singletonMap("n", null));
        GenericData.Record nested =
                new GenericData.Record(avro.getField("nested").schema());
        nested.put("x", 1.5);
        record.put("nested", nested);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(avro).write(record, encoder);
        encoder.flush();
        Schema<GenericRecord> schema = TestMessages.schema(SchemaType.AVRO, definition);
        try (SinkRun run = open("tableName", "avro_" + table, "versionColumn", "")) {
            run.send(new TestMessage(1, null, schema.decode(bytes.toByteArray()), schema, Map.of()));
            run.settle();
            assertThat(run.context().errors()).isEmpty();
        }
        assertThat(server().rows("SELECT id, num, price, ratio, flag + 0, HEX(bin), HEX(fix), choice, day,"
                        + " CAST(at_time AS CHAR), CAST(at AS CHAR), CAST(micros AS CHAR), JSON_UNQUOTE(JSON_EXTRACT(tags, '$[1]')),"
                        + " JSON_EXTRACT(attributes, '$.n'), JSON_EXTRACT(nested, '$.x') FROM avro_" + table))
                .containsExactly("k|7|-1234567890.1234|0.1|1|00275C|0102|GREEN|2024-02-29|23:59:59.123|"
                        + "2023-11-14 22:13:20.123|2023-11-14 22:13:20.123456|b|null|1.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NO_BACKSLASH_ESCAPES,ANSI_QUOTES"})
    void keepsEveryCharacterInAnySqlMode(String mode) throws Exception {
        server().execute("ALTER TABLE " + table + " MODIFY txt LONGTEXT, ADD COLUMN bin LONGBLOB");
        Schema<GenericRecord> schema = TestMessages.schema(SchemaType.JSON, """
                {"type":"record","name":"R","fields":[{"name":"id","type":"string"},{"name":"txt","type":"string"},
                {"name":"bin","type":["null","bytes"]},{"name":"must","type":"string"},{"name":"version","type":"long"}]}""");
        Random random = new Random(11);
        ObjectMapper json = new ObjectMapper();
        Map<String, String> expected = new TreeMap<>();
        String url = server().jdbcUrl()
                + (mode.isEmpty() ? "" : "?sessionVariables=sql_mode='" + mode + ",STRICT_TRANS_TABLES'");
        try (SinkRun run = open("jdbcUrl", url)) {
            for (int i = 0; i < 1000; i++) {
                String text = i == 0 ? everyCharacter() : nastyText(random);
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                String id = "id-" + i;
                run.send(TestMessages.json(
                        schema,
                        i,
                        id,
                        json.writeValueAsString(
                                Map.of("id", id, "txt", text, "bin", bytes, "must", "x", "version", 1))));
                expected.put(
                        id,
                        HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "|"
                                + HexFormat.of().formatHex(bytes));
            }
            run.settle();
            assertThat(run.context().errors()).isEmpty();
        }
        Map<String, String> stored = new TreeMap<>();
        for (String row : server().rows("SELECT id, LOWER(HEX(txt)), LOWER(HEX(bin)) FROM " + table)) {
            stored.put(row.substring(0, row.indexOf('|')), row.substring(row.indexOf('|') + 1));
        }
        assertThat(stored).isEqualTo(expected);
    }

    private static String everyCharacter() {
        StringBuilder text = new StringBuilder();
        for (int character = 0; character <= 0x1FFFF; character++) {
            if (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE) {
                text.appendCodePoint(character);
            }
        }
        return text.toString();
    }

    private static String nastyText(Random random) {
        String[] pieces = {
            "'", "''", "\"", "`", "\\", "\\'", "?", "--", "/*", "*/", ";", "\0", "\n", "\r", "\032", "%", "_", "{fn ",
            "}", "ñ", "😀", "¿'", " ", "x"
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    @Test
    void writesKeyValueRecordsAndDeletesByTheirKey() throws Exception {
        Schema<GenericRecord> keySchema = TestMessages.schema(
                SchemaType.JSON,
                "{\"type\":\"record\",\"name\":\"K\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"}]}");
        Schema<?> schema = KeyValueSchemaImpl.of(keySchema, RowMessages.SCHEMA);
        try (SinkRun run = open("versionColumn", "", "connections", 1)) {
            for (int i = 0; i < 3; i++) {
                GenericRecord key = keySchema.decode(("{\"id\":\"kv-" + i + "\"}").getBytes(StandardCharsets.UTF_8));
                GenericRecord value =
                        RowMessages.SCHEMA.decode(("{\"txt\":\"t\",\"num\":" + i + ",\"must\":\"x\",\"version\":1}")
                                .getBytes(StandardCharsets.UTF_8));
                run.send(keyValue(schema, i, key, value));
                if (i == 1) {
                    run.send(keyValue(schema, i, key, null));
                }
            }
            run.settle();
        }
        assertThat(stored()).containsExactly("kv-0|t|0|1", "kv-2|t|2|1");
    }

    private static TestMessage keyValue(Schema<?> schema, long position, GenericRecord key, GenericRecord value) {
        return new TestMessage(
                position,
                null,
                AutoConsumeSchema.wrapPrimitiveObject(new KeyValue<>(key, value), SchemaType.KEY_VALUE, new byte[0]),
                schema,
                Map.of());
    }

    @Test
    void insertsIntoATableWithoutAKey() throws Exception {
        server().execute("CREATE TABLE log_" + table + " (txt TEXT, num INT)");
        try (SinkRun run = open("tableName", "log_" + table, "versionColumn", "", "key", "")) {
            run.send(rows(0, 5));
            run.send(rows(0, 2));
            run.settle();
        }
        assertThat(server().number("SELECT COUNT(*) FROM log_" + table)).isEqualTo(7);
    }

    @Test
    void writesJsonBytesOfATopicWithoutSchema() throws Exception {
        try (SinkRun run = open()) {
            run.send(TestMessages.bytes(
                    1,
                    "b-1",
                    "{\"txt\":\"from bytes\",\"num\":1.0,\"must\":\"x\",\"version\":3}"
                            .getBytes(StandardCharsets.UTF_8)));
            run.send(TestMessages.bytes(2, "b-2", "not json".getBytes(StandardCharsets.UTF_8)));
            run.settle();
            assertThat(run.context().errors())
                    .extracting(error -> error.get("reason").asText())
                    .containsExactly("BAD_JSON");
        }
        assertThat(stored()).containsExactly("b-1|from bytes|1|3");
    }

    // ---- order

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyOrderAndNumberOfDeliveriesGivesTheSameTable(long seed) throws Exception {
        server().execute("CREATE TABLE gone_" + table + " (id VARCHAR(64) PRIMARY KEY, version BIGINT NOT NULL)");
        Random random = new Random(seed);
        List<long[]> stream = stream(random);
        try (SinkRun run = open("tombstoneTable", "gone_" + table, "batchSize", 50, "connections", 3)) {
            for (long[] event : shuffledAndRepeated(stream, random)) {
                run.send(message(event));
            }
            run.settle();
        }
        assertThat(stored()).isEqualTo(inOrder(stream));
    }

    @Test
    void withoutTheGuardTheSameStreamGivesAnotherTable() throws Exception {
        Random random = new Random(1);
        List<long[]> stream = stream(random);
        try (SinkRun run = open("versionColumn", "", "batchSize", 50, "connections", 3)) {
            for (long[] event : shuffledAndRepeated(stream, random)) {
                run.send(message(event));
            }
            run.settle();
        }
        assertThat(stored()).isNotEqualTo(inOrder(stream));
    }

    /** Events (number, version, deletes or not), versions rising. */
    private static List<long[]> stream(Random random) {
        List<long[]> stream = new ArrayList<>();
        for (int version = 1; version <= 1500; version++) {
            stream.add(new long[] {random.nextInt(100), version, random.nextInt(5) == 0 ? 1 : 0});
        }
        return stream;
    }

    private static List<long[]> shuffledAndRepeated(List<long[]> stream, Random random) {
        List<long[]> delivered = new ArrayList<>(stream);
        for (int i = 0; i < stream.size() / 2; i++) {
            delivered.add(stream.get(random.nextInt(stream.size())));
        }
        Collections.shuffle(delivered, random);
        return delivered;
    }

    private static TestMessage message(long[] event) {
        return event[2] == 1
                ? RowMessages.tombstone((int) event[0], event[1])
                : RowMessages.row((int) event[0], event[1]);
    }

    private static List<String> inOrder(List<long[]> stream) {
        Map<String, String> rows = new TreeMap<>();
        for (long[] event : stream) {
            if (event[2] == 1) {
                rows.remove(RowMessages.id((int) event[0]));
            } else {
                rows.put(RowMessages.id((int) event[0]), RowMessages.stored((int) event[0], event[1]));
            }
        }
        return List.copyOf(rows.values());
    }

    @Test
    void keepsTheOrderOfAKeyOverSeveralConnections() throws Exception {
        try (SinkRun run = open("versionColumn", "", "connections", 4, "batchSize", 7, "lingerMs", 1)) {
            for (int version = 1; version <= 40; version++) {
                for (int number = 0; number < 30; number++) {
                    run.send(RowMessages.row(number, version));
                }
            }
            run.settle();
        }
        assertThat(server().rows("SELECT DISTINCT version FROM " + table)).containsExactly("40");
    }

    @Test
    void deletesByAnEmptyPayloadWithItsVersionInAProperty() throws Exception {
        try (SinkRun run = open("connections", 1)) {
            run.send(List.of(RowMessages.row(1, 5), RowMessages.row(2, 5), RowMessages.row(3, 5)));
            run.send(empty(RowMessages.id(1), Map.of("version", "5")));
            run.send(empty(RowMessages.id(2), Map.of("version", "4")));
            run.send(empty(RowMessages.id(3), Map.of()));
            run.settle();
        }
        assertThat(stored()).containsExactly(RowMessages.stored(2, 5));
    }

    private static TestMessage empty(String key, Map<String, String> properties) {
        return new TestMessage(
                9,
                key,
                AutoConsumeSchema.wrapPrimitiveObject(new byte[0], SchemaType.BYTES, new byte[0]),
                Schema.BYTES,
                properties);
    }

    // ---- batches

    @Test
    void writesABatchInOneStatement() throws Exception {
        try (SinkRun run = open("connections", 1, "batchSize", 500, "lingerMs", 5000)) {
            long before = statements();
            run.send(rows(0, 5000));
            run.settle();
            assertThat(run.context().metric("batches")).isEqualTo(10);
            assertThat(run.context().metric("rows")).isEqualTo(5000);
            assertThat(statements() - before).isEqualTo(10);
        }
    }

    private long statements() throws Exception {
        return Long.parseLong(
                server().rows("SHOW GLOBAL STATUS LIKE 'Com_insert'").get(0).split("\\|")[1]);
    }

    @Test
    void recordsMetrics() throws Exception {
        try (SinkRun run = open("batchSize", 100)) {
            run.send(rows(0, 1000));
            run.settle();
            await("the last batch is recorded")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> run.context().metric("rows") == 1000);
            assertThat(run.context().metric("batches")).isGreaterThanOrEqualTo(10);
            assertThat(run.context().metric("commit_latency_ms")).isPositive();
            assertThat(run.context().recorded()).contains("queue_depth").doesNotContain("row_errors", "retries");
        }
    }

    @Test
    void neverSendsMoreThanMaxBatchBytesAtOnce() throws Exception {
        try (SinkRun run = open("connections", 1, "maxBatchBytes", 100 * 1024, "lingerMs", 5000)) {
            // The size of these messages is unknown, so each counts as 1 KiB.
            run.send(rows(0, 300));
            run.settle();
            assertThat(run.context().metric("batches")).isEqualTo(3);
        }
    }

    // ---- bad rows

    @Test
    void badRowsAreRefusedAndTheOthersAreWritten() throws Exception {
        int rows = Sizes.of(4000, 20_000);
        List<String> bad = new ArrayList<>();
        List<String> good = new ArrayList<>();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream stderr = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (SinkRun run = open("batchSize", 200)) {
            for (int number = 0; number < rows; number++) {
                if (number % 200 == 77) {
                    run.send(RowMessages.json(number, badRow(number, number / 200 % 6)));
                    bad.add(Integer.toString(number));
                } else {
                    run.send(RowMessages.row(number, 1));
                    good.add(RowMessages.stored(number, 1));
                }
            }
            run.settle();
            assertThat(run.context().errors())
                    .extracting(error -> error.get("message_id").asText())
                    .containsExactlyInAnyOrderElementsOf(bad);
            assertThat(run.context().errors())
                    .extracting(error -> error.get("reason").asText() + " "
                            + error.get("column").asText())
                    .contains(
                            "TOO_LONG txt",
                            "OUT_OF_RANGE num",
                            "NULL_NOT_ALLOWED must",
                            "BAD_VALUE num",
                            "NULL_NOT_ALLOWED version",
                            "BAD_JSON doc");
            assertThat(run.sent()).allMatch(message -> message.acks() == 1 && message.fails() == 0);
            assertThat(run.context().metric("row_errors")).isEqualTo(bad.size());
            assertThat(run.context().errors().toString()).doesNotContain("SECRET");
        } finally {
            System.setErr(stderr);
        }
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(good);
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("does not take")
                .doesNotContain("SECRET");
    }

    private static String badRow(int number, int kind) {
        String id = RowMessages.id(number);
        return switch (kind) {
            case 0 ->
                "{\"id\":\"%s\",\"txt\":\"%s\",\"must\":\"x\",\"version\":1}"
                        .formatted(id, "SECRET at row 3 ".repeat(20));
            case 1 ->
                "{\"id\":\"%s\",\"txt\":\"SECRET\",\"num\":99999999999,\"must\":\"x\",\"version\":1}".formatted(id);
            case 2 -> "{\"id\":\"%s\",\"txt\":\"SECRET\",\"version\":1}".formatted(id);
            case 3 -> "{\"id\":\"%s\",\"doc\":\"{SECRET\",\"must\":\"x\",\"version\":1}".formatted(id);
            case 4 -> "{\"id\":\"%s\",\"num\":\"SECRET\",\"must\":\"x\",\"version\":1}".formatted(id);
            default -> "{\"id\":\"%s\",\"txt\":\"SECRET\",\"must\":\"x\"}".formatted(id);
        };
    }

    @Test
    void anUndecodedMessageThatItsSchemaDoesNotFitIsARowError() throws Exception {
        Schema<GenericRecord> avro = TestMessages.schema(SchemaType.AVRO, """
                {"type":"record","name":"Row","fields":[{"name":"id","type":"string"},{"name":"must","type":"string"},
                {"name":"version","type":"long"}]}""");
        try (SinkRun run = open()) {
            run.send(undecoded(RowMessages.SCHEMA, 1, "{\"id\":\"id-1\",\"must\":\"x\",\"version\":1}"));
            run.send(undecoded(RowMessages.SCHEMA, 2, "{\"id\":\"SECRET\",\"must\":"));
            run.send(undecoded(RowMessages.SCHEMA, 3, "[\"SECRET\"]"));
            run.send(undecoded(avro, 4, "SECRET"));
            run.send(undecoded(
                    RowMessages.SCHEMA, 5, "{\"id\":\"id-5\",\"must\":\"x\",\"version\":1,\"num\":{\"n\":1}}"));
            run.send(undecoded(RowMessages.SCHEMA, 6, "{\"id\":\"id-6\",\"must\":\"x\",\"version\":1}"));
            run.settle();
            assertThat(run.context().errors())
                    .extracting(error -> error.get("message_id").asText() + " "
                            + error.get("reason").asText())
                    .containsExactlyInAnyOrder("2 BAD_JSON", "3 SCHEMA_MISMATCH", "4 SCHEMA_MISMATCH", "5 BAD_VALUE");
            assertThat(run.context().errors().toString()).doesNotContain("SECRET");
            assertThat(run.context().schemaReads()).as("one for each version").isEqualTo(2);
        }
        assertThat(server().rows("SELECT id FROM " + table)).containsExactlyInAnyOrder("id-1", "id-6");
    }

    private static TestMessage undecoded(Schema<?> schema, int number, String text) {
        return TestMessages.undecoded(schema, number, RowMessages.id(number), text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anUndecodedRowIsCompleteAndATombstoneDeletesIt() throws Exception {
        try (SinkRun run = open()) {
            run.send(undecoded(RowMessages.SCHEMA, 1, "{\"id\":\"id-1\",\"txt\":\"a\",\"must\":\"x\",\"version\":1}"));
            run.send(undecoded(RowMessages.SCHEMA, 1, "{\"id\":\"id-1\",\"num\":5,\"must\":\"x\",\"version\":2}"));
            run.send(undecoded(RowMessages.SCHEMA, 2, "{\"id\":\"id-2\",\"must\":\"x\",\"version\":1}"));
            run.settle();
            assertThat(stored()).containsExactly("id-1|null|5|2", "id-2|null|null|1");
            run.send(undecoded(RowMessages.SCHEMA, 1, "{\"id\":\"id-1\",\"deleted\":true,\"version\":3}"));
            run.send(undecoded(RowMessages.SCHEMA, 2, ""));
            run.settle();
            assertThat(run.context().errors()).isEmpty();
        }
        assertThat(stored()).isEmpty();
    }

    @Test
    void failsABadRowIfThereIsNoErrorTopic() throws Exception {
        try (SinkRun run = open("errorTopic", "")) {
            run.send(List.of(RowMessages.row(1, 1), RowMessages.json(2, badRow(2, 0))));
            run.settle();
            assertThat(run.sent()).extracting(TestMessage::acks).containsExactly(1, 0);
            assertThat(run.sent()).extracting(TestMessage::fails).containsExactly(0, 1);
        }
    }

    @Test
    void aRefusedRowIsReportedOnceAndWrittenWhenTheTableAcceptsIt() throws Exception {
        server().execute("ALTER TABLE " + table + " ADD COLUMN ward VARCHAR(20) NOT NULL");
        try (SinkRun run = open("refusedRows", "RETRY", "errorTopicKeys", true, "connections", 1)) {
            run.send(RowMessages.row(1, 1));
            run.settle();
            assertThat(run.sent().get(0).fails()).isEqualTo(1);
            assertThat(run.context().errors()).singleElement().satisfies(error -> {
                assertThat(error.get("reason").asText()).isEqualTo("NULL_NOT_ALLOWED");
                assertThat(error.get("column").asText()).isEqualTo("ward");
                assertThat(error.get("key").asText())
                        .isEqualTo(run.sent().get(0).record().getKey().orElse("null"));
            });
            assertThat(run.context().metric("refused_rows")).isEqualTo(1);

            run.send(RowMessages.row(1, 1));
            run.settle();
            assertThat(run.sent().get(1).fails()).isEqualTo(1);
            assertThat(run.context().errors()).as("reported again").hasSize(1);
            assertThat(run.context().metric("row_errors")).isEqualTo(2);

            server().execute("ALTER TABLE " + table + " MODIFY ward VARCHAR(20) NULL");
            run.send(RowMessages.row(1, 1));
            run.settle();
            assertThat(run.sent().get(2).acks()).isEqualTo(1);
            assertThat(run.context().metric("refused_rows")).as("1, 1, then 0").isEqualTo(2);
        }
        assertThat(stored()).containsExactly(RowMessages.stored(1, 1));
    }

    private SinkRun openTracking(FakeContext context, Object... settings) throws Exception {
        Map<String, Object> all = new HashMap<>(Map.of(
                "tableName",
                table,
                "versionColumn",
                "version",
                "deleteField",
                "deleted",
                "refusedRows",
                "RETRY",
                "errorTopicKeys",
                true,
                "connections",
                1));
        for (int i = 0; i < settings.length; i += 2) {
            all.put((String) settings[i], settings[i + 1]);
        }
        return new SinkRun(server(), all, context);
    }

    /** What the error topic got: the key, what became of its row, and the row's order. */
    private static List<String> reports(FakeContext context) {
        return context.errors().stream()
                .map(report -> report.get("key").asText()
                        + (report.get("written").asBoolean() ? " written " : " refused ")
                        + report.get("row_order").asText())
                .toList();
    }

    @Test
    void aRefusedRowThatIsWrittenAfterARestartIsReportedAsWrittenOnce() throws Exception {
        server().execute("ALTER TABLE " + table + " ADD COLUMN ward VARCHAR(20) NOT NULL");
        FakeContext context = new FakeContext();
        try (SinkRun run = openTracking(context)) {
            run.send(RowMessages.row(1, 300));
            run.settle();
        }
        try (SinkRun run = openTracking(new FakeContext(context.errorTopic()))) {
            run.send(RowMessages.row(1, 300));
            run.settle();
            assertThat(reports(context)).as("not reported again").containsExactly("id-1 refused 000000000000012c");
            assertThat(context.errors().get(0).get("since").asLong()).isPositive();

            server().execute("ALTER TABLE " + table + " MODIFY ward VARCHAR(20) NULL");
            run.send(List.of(RowMessages.row(1, 300), RowMessages.row(2, 300)));
            run.settle();
            run.send(RowMessages.row(1, 300));
            run.settle();
            assertThat(run.sent()).extracting(TestMessage::acks).containsExactly(0, 1, 1, 1);
        }
        assertThat(reports(context)).containsExactly("id-1 refused 000000000000012c", "id-1 written 000000000000012c");
        assertThat(context.errors().get(1).has("reason")).isFalse();
    }

    @Test
    void aNewerRowSettlesARefusedOneWhichIsThenAcknowledgedAndNotReportedAgain() throws Exception {
        server().execute("CREATE TABLE gone_" + table + " (id VARCHAR(64) PRIMARY KEY, version BIGINT NOT NULL)");
        FakeContext context = new FakeContext();
        try (SinkRun run = openTracking(context, "tombstoneTable", "gone_" + table)) {
            run.send(List.of(
                    RowMessages.json(1, badRow(1, 0)),
                    RowMessages.json(2, badRow(2, 1)),
                    RowMessages.json(3, badRow(3, 3))));
            run.settle();
            assertThat(reports(context))
                    .containsExactlyInAnyOrder(
                            "id-1 refused 0000000000000001",
                            "id-2 refused 0000000000000001",
                            "id-3 refused 0000000000000001");
            assertThat(run.sent()).extracting(TestMessage::fails).containsExactly(1, 1, 1);

            run.send(List.of(RowMessages.row(1, 2), RowMessages.tombstone(2, 2)));
            run.settle();
            List<String> settled = reports(context);
            assertThat(settled.subList(3, settled.size()))
                    .containsExactlyInAnyOrder("id-1 written 0000000000000002", "id-2 written 0000000000000002");

            run.send(List.of(
                    RowMessages.json(1, badRow(1, 0)),
                    RowMessages.json(2, badRow(2, 1)),
                    RowMessages.json(3, badRow(3, 3))));
            run.settle();
            assertThat(run.sent().subList(5, 8)).extracting(TestMessage::acks).containsExactly(1, 1, 0);
            assertThat(reports(context)).isEqualTo(settled);
        }
        assertThat(stored()).containsExactly(RowMessages.stored(1, 2));
    }

    @Test
    void aWrittenRowIsAcknowledgedOnlyAfterItsReport() throws Exception {
        server().execute("ALTER TABLE " + table + " ADD COLUMN ward VARCHAR(20) NOT NULL");
        FakeContext context = new FakeContext();
        try (SinkRun run = openTracking(context)) {
            run.send(RowMessages.row(1, 1));
            run.settle();
            server().execute("ALTER TABLE " + table + " MODIFY ward VARCHAR(20) NULL");
            context.refuseErrors(true);
            run.send(RowMessages.row(1, 1));
            run.settle();
            assertThat(run.sent().get(1).acks()).isZero();
            assertThat(stored()).containsExactly(RowMessages.stored(1, 1));

            context.refuseErrors(false);
            run.send(RowMessages.row(1, 1));
            run.settle();
            assertThat(run.sent().get(2).acks()).isEqualTo(1);
        }
        assertThat(reports(context)).containsExactly("id-1 refused 0000000000000001", "id-1 written 0000000000000001");
    }

    @Test
    void aRefusalThatCouldNotBeReportedIsReportedAtTheNextAttempt() throws Exception {
        FakeContext context = new FakeContext();
        context.refuseErrors(true);
        try (SinkRun run = openTracking(context)) {
            run.send(RowMessages.json(1, badRow(1, 0)));
            run.settle();
            assertThat(reports(context)).isEmpty();
            context.refuseErrors(false);
            run.send(RowMessages.json(1, badRow(1, 0)));
            run.settle();
        }
        assertThat(reports(context)).containsExactly("id-1 refused 0000000000000001");
    }

    @Test
    void doesNotStartIfTheErrorTopicCannotBeRead() {
        FakeContext context = new FakeContext();
        assertThatThrownBy(() -> openTracking(context, "errorTopic", "unreadable", "openTimeoutMs", 300))
                .isInstanceOf(SinkConfigException.class)
                .hasMessageContaining("errorTopic unreadable cannot be read")
                .hasMessageContaining("allow the sink's role to consume");
    }

    private static TestMessage report(long position, String json) {
        return new TestMessage(position, null, null, Schema.BYTES, Map.of()) {
            @Override
            Record<?> record() {
                TestMessage message = this;
                return new Record<byte[]>() {
                    @Override
                    public byte[] getValue() {
                        return json.getBytes(StandardCharsets.UTF_8);
                    }

                    @Override
                    public Optional<String> getTopicName() {
                        return Optional.of("persistent://errors-partition-3");
                    }

                    @Override
                    public void ack() {
                        message.ack();
                    }

                    @Override
                    public void fail() {
                        message.fail();
                    }
                };
            }
        };
    }

    private static TestMessage refusal(String key, String order) {
        return report(
                1,
                "{\"written\":false,\"key\":\"%s\",\"table\":\"orders\",\"row_order\":\"%s\",\"reason\":\"TOO_LONG\",\"column\":\"txt\",\"since\":86400000,\"sink\":\"s\"}"
                        .formatted(key, order));
    }

    private static TestMessage mended(String key, String order) {
        return report(
                1, "{\"written\":true,\"key\":\"%s\",\"table\":\"orders\",\"row_order\":\"%s\"}".formatted(key, order));
    }

    private String makeRefusedTable() throws Exception {
        String stalled = "stalled_" + table;
        server().execute(
                        "CREATE TABLE " + stalled
                                + " (id VARCHAR(64), table_name VARCHAR(64), reason VARCHAR(32) NOT NULL, column_name VARCHAR(64),"
                                + " sink VARCHAR(64), since DATETIME(3) NOT NULL, row_order VARCHAR(64) NOT NULL, PRIMARY KEY (id, table_name))");
        server().execute("CREATE TABLE " + stalled
                + "_cleared (id VARCHAR(64), table_name VARCHAR(64), row_order VARCHAR(64) NOT NULL,"
                + " PRIMARY KEY (id, table_name))");
        return stalled;
    }

    @Test
    void theRefusedTableListsWaitingRowsDespiteRedelivery() throws Exception {
        String stalled = makeRefusedTable();
        String rows = "SELECT CONCAT_WS('|', id, table_name, reason, column_name, sink, since, row_order) FROM "
                + stalled + " ORDER BY id";
        try (SinkRun run = openTracking(new FakeContext(), "refusedTable", stalled)) {
            run.send(List.of(refusal("id-1", "02"), refusal("id-2", "02"), RowMessages.row(9, 1)));
            run.settle();
            assertThat(server().rows(rows))
                    .containsExactly(
                            "id-1|orders|TOO_LONG|txt|s|1970-01-02 00:00:00.000|02",
                            "id-2|orders|TOO_LONG|txt|s|1970-01-02 00:00:00.000|02");
            run.send(List.of(mended("id-1", "02"), mended("id-2", "01")));
            run.settle();
            run.send(
                    List.of(refusal("id-1", "02"), refusal("id-1", "01"), mended("id-3", "05"), refusal("id-3", "04")));
            run.settle();
            assertThat(server().rows(rows)).singleElement().asString().startsWith("id-2|");
            run.send(List.of(refusal("id-3", "06"), mended("id-2", "03")));
            run.settle();
            assertThat(server().rows(rows))
                    .singleElement()
                    .asString()
                    .startsWith("id-3|")
                    .endsWith("|06");
            assertThat(run.sent()).extracting(TestMessage::acks).containsOnly(1);
        }
        assertThat(stored()).containsExactly(RowMessages.stored(9, 1));
    }

    @Test
    void otherMessagesOnTheErrorTopicAreAcknowledgedAndNotListed() throws Exception {
        String stalled = makeRefusedTable();
        try (SinkRun run = openTracking(new FakeContext(), "refusedTable", stalled)) {
            run.send(List.of(
                    report(1, "no JSON"),
                    report(2, "[]"),
                    report(3, "{\"reason\":\"TOO_LONG\",\"table\":\"orders\",\"key\":\"old report\"}"),
                    report(4, "{\"written\":false,\"table\":\"orders\",\"key\":null,\"reason\":\"BAD_JSON\"}")));
            run.settle();
            assertThat(run.sent()).extracting(TestMessage::acks).containsOnly(1);
        }
        assertThat(server().rows("SELECT * FROM " + stalled)).isEmpty();
    }

    @Test
    void rowsThatTheRefusedTableRefusesAreNotReportedOnItsOwnTopic() throws Exception {
        String stalled = makeRefusedTable();
        server().execute("ALTER TABLE " + stalled + " MODIFY reason VARCHAR(3) NOT NULL");
        try (SinkRun run = openTracking(new FakeContext(), "refusedTable", stalled)) {
            run.send(refusal("id-1", "02"));
            run.settle();
            assertThat(run.sent().get(0).fails()).isEqualTo(1);
            assertThat(run.context().errors()).isEmpty();
            server().execute("ALTER TABLE " + stalled + " MODIFY reason VARCHAR(32) NOT NULL");
            run.send(refusal("id-1", "02"));
            run.settle();
        }
        assertThat(server().rows("SELECT id FROM " + stalled)).containsExactly("id-1");
    }

    @Test
    void aTableWithoutARequiredColumnStopsTheSinkWithItsName() throws Exception {
        assertThatThrownBy(() -> open("requiredColumns", "id,txt,gone,lost"))
                .isInstanceOf(SinkConfigException.class)
                .hasMessageContaining("table " + table + " lacks columns gone, lost (it has ")
                .hasMessageContaining("sigilo migrate");
        try (SinkRun run = open("requiredColumns", "id,txt,doc", "connections", 1)) {
            run.send(RowMessages.row(1, 1));
            run.settle();
            server().execute("ALTER TABLE " + table + " RENAME COLUMN doc TO document");
            run.send(RowMessages.row(2, 1));
            await("the end")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> run.context().fatal() != null);
            assertThat(run.context().fatal())
                    .isInstanceOf(SinkConfigException.class)
                    .hasMessageStartingWith("test-sink cannot run: table " + table + " lacks column doc (it has ");
            assertThat(run.sent().get(1).acks() + run.sent().get(1).fails()).isZero();
        }
        assertThat(stored()).hasSize(1);
    }

    @Test
    void aRowLargerThanAPacketIsARowError() throws Exception {
        server().execute("ALTER TABLE " + table + " MODIFY txt LONGTEXT");
        long before = server().number("SELECT @@GLOBAL.max_allowed_packet");
        int packet = 4 * 1024 * 1024;
        server().execute("SET GLOBAL max_allowed_packet = " + packet);
        try (SinkRun run = open("connections", 1, "lingerMs", 500)) {
            run.send(RowMessages.row(1, 1));
            run.send(RowMessages.json(
                    2, "{\"id\":\"big\",\"txt\":\"" + "x".repeat(packet) + "\",\"must\":\"x\",\"version\":1}"));
            run.send(RowMessages.row(3, 1));
            run.settle();
            assertThat(run.context().errors())
                    .extracting(error -> error.get("reason").asText())
                    .containsExactly("TOO_LARGE");
        } finally {
            server().execute("SET GLOBAL max_allowed_packet = " + before);
        }
        assertThat(stored()).containsExactly(RowMessages.stored(1, 1), RowMessages.stored(3, 1));
    }

    // ---- the server in trouble

    @Test
    void waitsForALockAndRetriesTheBatch() throws Exception {
        try (SinkRun run = open(
                        "jdbcUrl",
                        server().jdbcUrl() + "?sessionVariables=innodb_lock_wait_timeout=1",
                        "connections",
                        1);
                Connection other = server().connect();
                Statement statement = other.createStatement()) {
            run.send(RowMessages.row(1, 1));
            run.settle();
            statement.execute("USE " + TestServer.DATABASE);
            other.setAutoCommit(false);
            statement.execute("UPDATE " + table + " SET num = 0");
            run.send(RowMessages.row(1, 2));
            await("a retry")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> run.context().metric("retries") > 0);
            other.rollback();
            run.settle();
            assertThat(run.context().errors()).isEmpty();
        }
        assertThat(stored()).containsExactly(RowMessages.stored(1, 2));
    }

    @Test
    void retriesABatchAfterADeadlock() throws Exception {
        try (SinkRun run = open("connections", 1, "lingerMs", 500);
                Connection other = server().connect();
                Statement statement = other.createStatement()) {
            run.send(rows(0, 50));
            run.settle();
            statement.execute("USE " + TestServer.DATABASE);
            other.setAutoCommit(false);
            // Of two transactions that wait for each other, the server ends the one that changed less: the sink's.
            statement.execute("UPDATE " + table + " SET num = num + 1 WHERE id >= 'id-2'");
            run.send(List.of(RowMessages.row(0, 2), RowMessages.row(49, 2)));
            await("the sink waits for a row")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> server().number(
                                            "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
                            == 1);
            statement.execute("UPDATE " + table + " SET num = num + 1 WHERE id = 'id-0'");
            await("a retry")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> run.context().metric("retries") > 0);
            other.rollback();
            run.settle();
            assertThat(run.context().errors()).isEmpty();
        }
        assertThat(stored())
                .hasSize(50)
                .contains(RowMessages.stored(0, 2), RowMessages.stored(49, 2), RowMessages.stored(3, 1));
    }

    @Test
    void waitsWhileTheServerIsReadOnly() throws Exception {
        server().execute(
                        "CREATE USER IF NOT EXISTS 'plain'@'%' IDENTIFIED BY 'plain-test'",
                        "GRANT SELECT, INSERT, UPDATE, DELETE ON " + TestServer.DATABASE + ".* TO 'plain'@'%'");
        try (SinkRun run = open("userName", "plain", "password", "plain-test")) {
            run.send(RowMessages.row(1, 1));
            run.settle();
            server().execute("SET GLOBAL read_only = 1");
            run.send(RowMessages.row(2, 1));
            await("a retry")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> run.context().metric("retries") > 0);
            assertThat(run.sent().get(1).acks()).isZero();
            server().execute("SET GLOBAL read_only = 0");
            run.settle();
            assertThat(run.context().errors()).isEmpty();
        } finally {
            server().execute("SET GLOBAL read_only = 0");
        }
        assertThat(stored()).hasSize(2);
    }

    @Test
    void reconnectsAfterItsConnectionsWereKilled() throws Exception {
        try (SinkRun run = open("connections", 2, "batchSize", 20, "lingerMs", 1)) {
            for (int number = 0; number < 2000; number++) {
                run.send(RowMessages.row(number, 1));
                if (number % 400 == 200) {
                    killConnections();
                }
            }
            run.settle();
            assertThat(run.context().errors()).isEmpty();
        }
        assertThat(stored()).hasSize(2000);
    }

    private void killConnections() throws Exception {
        for (String id : server().rows("SELECT id FROM information_schema.processlist WHERE db = '"
                + TestServer.DATABASE + "' AND id <> CONNECTION_ID()")) {
            try {
                server().execute("KILL " + id);
            } catch (java.sql.SQLException e) {
                assertThat(e.getErrorCode()).as("gone already").isEqualTo(1094);
            }
        }
    }

    // ---- the table changes

    @Test
    void writesAColumnThatIsAddedWhileItRuns() throws Exception {
        Schema<GenericRecord> wider = TestMessages.schema(SchemaType.JSON, """
                {"type":"record","name":"Row","fields":[{"name":"id","type":"string"},{"name":"must","type":"string"},
                {"name":"extra","type":["null","string"],"default":null},{"name":"version","type":"long"}]}""");
        try (SinkRun run = open("tableRefreshMs", 50)) {
            run.send(RowMessages.row(1, 1));
            run.send(TestMessages.json(
                    wider, 2, null, "{\"id\":\"id-2\",\"must\":\"x\",\"extra\":\"early\",\"version\":1}"));
            run.settle();
            server().execute("ALTER TABLE " + table + " ADD COLUMN extra VARCHAR(20)");
            await("the new column").atMost(Duration.ofSeconds(20)).until(() -> {
                run.send(TestMessages.json(
                        wider, 3, null, "{\"id\":\"id-3\",\"must\":\"x\",\"extra\":\"late\",\"version\":1}"));
                run.settle();
                return server().number("SELECT COUNT(*) FROM " + table + " WHERE extra = 'late'") == 1;
            });
            run.send(RowMessages.row(4, 1));
            run.settle();
            assertThat(run.context().errors()).isEmpty();
        }
    }

    @Test
    void continuesWhenAColumnIsDropped() throws Exception {
        try (SinkRun run = open("connections", 1)) {
            run.send(RowMessages.row(1, 1));
            run.settle();
            server().execute("ALTER TABLE " + table + " DROP COLUMN doc");
            run.send(RowMessages.row(2, 1));
            run.settle();
            assertThat(run.context().errors()).isEmpty();
        }
        assertThat(stored()).hasSize(2);
    }

    @Test
    void anUnknownFieldIsAnErrorIfConfigured() throws Exception {
        server().execute("ALTER TABLE " + table + " DROP COLUMN doc");
        try (SinkRun run = open("unknownFields", "ERROR")) {
            run.send(RowMessages.row(1, 1));
            run.settle();
            assertThat(run.context().errors())
                    .extracting(error -> error.get("reason").asText() + " "
                            + error.get("column").asText())
                    .containsExactly("SCHEMA_MISMATCH doc");
        }
        assertThat(stored()).isEmpty();
    }

    @Test
    void stopsWithOneLineWhenItsTableIsDropped() throws Exception {
        try (SinkRun run = open()) {
            server().execute("DROP TABLE " + table);
            run.send(RowMessages.row(1, 1));
            await("the end")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> run.context().fatal() != null);
            assertThat(run.context().fatal())
                    .isInstanceOf(SinkConfigException.class)
                    .hasMessageContaining("table " + table + " does not exist in database sink_test");
            assertThat(run.sent().get(0).acks() + run.sent().get(0).fails()).isZero();
            assertThatThrownBy(() -> run.send(RowMessages.row(2, 1))).isInstanceOf(SinkConfigException.class);
        }
    }

    @Test
    void doesNotWriteToRowsOfAnotherKeyset() throws Exception {
        server().execute("CREATE TABLE keysets (purpose VARCHAR(16) PRIMARY KEY, lineage CHAR(32) NOT NULL)");
        String first = "a".repeat(32);
        String other = "b".repeat(32);
        try {
            try (SinkRun run = open("keysets", "token=" + first)) {
                run.send(RowMessages.row(1, 1));
                run.settle();
            }
            open("keysets", "token=" + first + ",sealing=" + other).close();

            assertThatThrownBy(() -> open("keysets", "token=" + other))
                    .isInstanceOf(SinkConfigException.class)
                    .hasMessageContaining("belong to the token keyset of lineage " + first)
                    .hasMessageContaining("sigilo keys restore");
            assertThatThrownBy(() -> open("keysets", "sealing=" + first)).isInstanceOf(SinkConfigException.class);
            assertThat(server().rows("SELECT CONCAT(purpose, '=', lineage) FROM keysets ORDER BY purpose"))
                    .containsExactly("sealing=" + other, "token=" + first);
        } finally {
            server().execute("DROP TABLE keysets");
        }
        assertThatThrownBy(() -> open("keysets", "token=" + first))
                .isInstanceOf(SinkConfigException.class)
                .hasMessageContaining("error 1146")
                .hasMessageContaining("sigilo migrate");
    }

    // ---- policies

    private static final Schema<GenericRecord> POLICY_SCHEMA = TestMessages.schema(SchemaType.JSON, """
            {"type":"record","name":"Row","fields":[
             {"name":"id","type":["null","string"],"default":null},
             {"name":"policy","type":["null","string"],"default":null},
             {"name":"policy_version","type":["null","int"],"default":null},
             {"name":"policy_hash","type":["null","string"],"default":null},
             {"name":"version","type":["null","long"],"default":null}]}""");
    private static final String HASH = "a".repeat(32);

    private static TestMessage policyRow(int number, long version, String policy, Integer policyVersion, String hash) {
        return TestMessages.json(
                POLICY_SCHEMA,
                1000 * version + number,
                RowMessages.id(number),
                "{\"id\":\"%s\",\"policy\":\"%s\",\"policy_version\":%s,\"policy_hash\":%s,\"version\":%d}"
                        .formatted(
                                RowMessages.id(number),
                                policy,
                                policyVersion,
                                hash == null ? null : '"' + hash + '"',
                                version));
    }

    private void makePolicyTables() throws Exception {
        server().execute(
                        "DROP TABLE " + table,
                        "CREATE TABLE " + table
                                + " (id VARCHAR(64) PRIMARY KEY, policy VARCHAR(255), policy_version INT,"
                                + " policy_hash CHAR(32), version BIGINT NOT NULL)",
                        "CREATE TABLE gone_" + table + " (id VARCHAR(64) PRIMARY KEY, version BIGINT NOT NULL)",
                        "CREATE TABLE IF NOT EXISTS policies (table_name VARCHAR(64), version INT, name VARCHAR(255) NOT NULL,"
                                + " hash CHAR(32) NOT NULL DEFAULT '', PRIMARY KEY (table_name, version))");
    }

    private SinkRun openWithPolicies() throws Exception {
        // One connection, because the first row claims the table.
        return open(
                "policyColumns",
                "policy, policy_version, policy_hash",
                "tombstoneTable",
                "gone_" + table,
                "refusedRows",
                "RETRY",
                "connections",
                1);
    }

    private List<String> policies() throws Exception {
        return server().rows("SELECT id, policy, policy_version, version FROM %s ORDER BY id".formatted(table));
    }

    @Test
    void rowsOfAnotherPolicyOrOfAChangedVersionAreRefused() throws Exception {
        makePolicyTables();
        try (SinkRun run = openWithPolicies()) {
            run.send(List.of(
                    policyRow(1, 1, "one", 1, HASH),
                    policyRow(2, 1, "two", 1, HASH),
                    policyRow(3, 1, "one", 1, "b".repeat(32)),
                    policyRow(4, 1, "one", 2, "c".repeat(32)),
                    policyRow(5, 1, "one", null, null),
                    policyRow(6, 1, "two", null, null)));
            run.settle();
            assertThat(run.sent()).extracting(TestMessage::acks).containsExactly(1, 0, 0, 1, 1, 0);
            assertThat(run.sent()).extracting(TestMessage::fails).containsExactly(0, 1, 1, 0, 0, 1);
            assertThat(run.context().errors())
                    .hasSize(3)
                    .allSatisfy(
                            error -> assertThat(error.get("reason").asText()).isEqualTo("OTHER_POLICY"));
        }
        assertThat(policies()).containsExactly("id-1|one|1|1", "id-4|one|2|1", "id-5|one|null|1");
        assertThat(server().rows("SELECT version, name, hash FROM policies WHERE table_name = '" + table
                        + "' ORDER BY version"))
                .containsExactly("0|one|", "1|one|" + HASH, "2|one|" + "c".repeat(32));
        try (SinkRun run = openWithPolicies()) {
            run.send(List.of(policyRow(7, 1, "two", 1, HASH)));
            run.settle();
            assertThat(run.sent().get(0).fails()).as("a sink that starts later").isEqualTo(1);
        }
    }

    @Test
    void aRowOfAnotherPolicyIsIgnoredIfItsKeyIsNewerOrDeleted() throws Exception {
        makePolicyTables();
        server().execute(
                        "INSERT INTO policies (table_name, version, name) VALUES ('" + table + "', 0, 'one')",
                        "INSERT INTO " + table + " (id, policy, version) VALUES ('id-1', 'one', 5), ('id-2', 'one', 5)",
                        "INSERT INTO gone_" + table + " VALUES ('id-3', 5)");
        try (SinkRun run = openWithPolicies()) {
            run.send(List.of(
                    policyRow(1, 4, "two", 1, HASH),
                    policyRow(2, 6, "two", 1, HASH),
                    policyRow(3, 4, "two", 1, HASH),
                    policyRow(4, 4, "two", 1, HASH)));
            run.settle();
            assertThat(run.sent()).extracting(TestMessage::acks).containsExactly(1, 0, 1, 0);
        }
        assertThat(policies()).containsExactly("id-1|one|null|5", "id-2|one|null|5");
    }

    @Test
    void aTableReassignedToAnotherPolicyAcceptsOnlyItsRows() throws Exception {
        makePolicyTables();
        try (SinkRun run = openWithPolicies()) {
            run.send(List.of(policyRow(1, 1, "one", 1, HASH)));
            run.settle();
            server().execute(
                            "UPDATE policies SET name = 'two' WHERE table_name = '" + table + "' AND version = 0",
                            "DELETE FROM policies WHERE table_name = '" + table + "' AND version > 0");
            await().atMost(Duration.ofMillis(10 * RowPolicies.MAX_AGE_MILLIS)).until(() -> {
                run.send(List.of(policyRow(2, 1, "two", 1, HASH)));
                run.settle();
                return policies().contains("id-2|two|1|1");
            });
            run.send(List.of(policyRow(3, 1, "one", 1, HASH)));
            run.settle();
            assertThat(run.sent().get(run.sent().size() - 1).fails()).isEqualTo(1);
        }
        assertThat(policies()).containsExactly("id-1|one|1|1", "id-2|two|1|1");
    }

    // ---- canaries

    private static TestMessage canary(TestMessage message) {
        return TestMessages.marked(message, "canary", false);
    }

    @Test
    void aCanaryIsAcknowledgedIfTheTableAcceptsItsRowAndChangesNothing() throws Exception {
        server().execute("CREATE TABLE gone_" + table + " (id VARCHAR(64) PRIMARY KEY, version BIGINT NOT NULL)");
        try (SinkRun run = open(
                "canaryProperty",
                "canary",
                "tombstoneTable",
                "gone_" + table,
                "refusedRows",
                "RETRY",
                "connections",
                1)) {
            run.send(rows(0, 3));
            run.send(canary(RowMessages.row(1, 7)));
            run.send(canary(RowMessages.row(9, 1)));
            run.send(canary(RowMessages.tombstone(2, 7)));
            run.send(RowMessages.row(1, 2));
            run.settle();
            assertThat(run.sent()).extracting(TestMessage::acks).containsOnly(1);
            assertThat(run.context().metric("rows")).as("rows counted").isEqualTo(4);
        }
        assertThat(stored())
                .containsExactly(RowMessages.stored(0, 1), RowMessages.stored(1, 2), RowMessages.stored(2, 1));
        assertThat(server().rows("SELECT id FROM gone_" + table)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RETRY", "ACKNOWLEDGE"})
    void aCanaryThatTheTableRefusesIsNeverAcknowledgedAndReportedOnNoTopic(String refusedRows) throws Exception {
        server().execute("ALTER TABLE " + table + " ADD COLUMN ward INT NOT NULL");
        try (SinkRun run = open("canaryProperty", "canary", "refusedRows", refusedRows, "connections", 1)) {
            run.send(canary(RowMessages.row(1, 1)));
            run.settle();
            assertThat(run.sent().get(0).fails()).isEqualTo(1);
            assertThat(run.sent().get(0).acks()).isZero();
            assertThat(run.context().errors()).isEmpty();

            server().execute("ALTER TABLE " + table + " DROP COLUMN ward");
            run.send(RowMessages.row(1, 1));
            run.send(canary(RowMessages.row(1, 1)));
            run.settle();
            assertThat(run.sent()).extracting(TestMessage::acks).containsExactly(0, 1, 1);
        }
        assertThat(stored()).containsExactly(RowMessages.stored(1, 1));
    }

    @Test
    void anOldCanaryIsAcknowledgedWithoutBeingTried() throws Exception {
        server().execute("ALTER TABLE " + table + " ADD COLUMN ward INT NOT NULL");
        try (SinkRun run = open("canaryProperty", "canary", "refusedRows", "RETRY")) {
            run.send(TestMessages.marked(RowMessages.row(1, 1), "canary", true));
            run.settle();
            assertThat(run.sent().get(0).acks()).isEqualTo(1);
        }
        assertThat(stored()).isEmpty();
    }

    @Test
    void aCanaryOfAnotherPolicyIsNotRefusedAndClaimsNoTable() throws Exception {
        makePolicyTables();
        try (SinkRun run = open(
                "canaryProperty",
                "canary",
                "policyColumns",
                "policy, policy_version, policy_hash",
                "refusedRows",
                "RETRY",
                "connections",
                1)) {
            run.send(canary(policyRow(1, 1, "two", 1, HASH)));
            run.settle();
            run.send(policyRow(2, 1, "one", 1, HASH));
            run.send(canary(policyRow(3, 1, "two", 1, HASH)));
            run.settle();
            assertThat(run.sent()).extracting(TestMessage::acks).containsOnly(1);
        }
        assertThat(policies()).containsExactly("id-2|one|1|1");
        assertThat(server().rows("SELECT version, name FROM policies WHERE table_name = '" + table
                        + "' ORDER BY version"))
                .containsExactly("0|one", "1|one");
    }

    @Test
    void withoutACanaryPropertyEveryMessageIsARow() throws Exception {
        try (SinkRun run = open()) {
            run.send(canary(RowMessages.row(1, 1)));
            run.settle();
        }
        assertThat(stored()).containsExactly(RowMessages.stored(1, 1));
    }

    // ---- invalid configurations

    @Test
    void reportsInOneLineWhyItCannotOpen() throws Exception {
        server().execute(
                        "CREATE USER IF NOT EXISTS 'looker'@'%' IDENTIFIED BY 'looker-test'",
                        "GRANT SELECT ON " + TestServer.DATABASE + ".* TO 'looker'@'%'");
        assertThatThrownBy(() -> open("tableName", "nowhere"))
                .isInstanceOf(SinkConfigException.class)
                .hasMessageStartingWith("test-sink cannot start: table nowhere does not exist in database sink_test");
        assertThatThrownBy(() -> open("key", "identity"))
                .isInstanceOf(SinkConfigException.class)
                .hasMessageContaining("has no column identity (it has id, txt,");
        assertThatThrownBy(() -> open("key", "num"))
                .isInstanceOf(SinkConfigException.class)
                .hasMessageContaining("[num] is not a primary or unique key");
        assertThatThrownBy(() -> open("versionColumn", "revision"))
                .isInstanceOf(SinkConfigException.class)
                .hasMessageContaining("has no column revision");
        assertThatThrownBy(() -> open("password", "wrong-password"))
                .isInstanceOf(SinkConfigException.class)
                .hasMessageContaining("error 1045")
                .hasMessageNotContaining("wrong-password");
        assertThatThrownBy(() -> open("userName", "looker", "password", "looker-test"))
                .isInstanceOf(SinkConfigException.class)
                .hasMessageContaining("error 1142");
    }

    @Test
    void refusesCumulativeAcknowledgement() {
        FakeContext context = new FakeContext();
        context.sinkConfig().setProcessingGuarantees(ProcessingGuarantees.EFFECTIVELY_ONCE);
        assertThatThrownBy(() -> new MySqlJdbcSink().open(Map.of(), context.context()))
                .isInstanceOf(SinkConfigException.class)
                .hasMessageContaining("EFFECTIVELY_ONCE");
    }

    // ---- kills

    /**
     * The sink runs in a process whose heap is too small for all messages. It succeeds only if it waits during outages
     * instead of buffering, and only if no message is an error, because there is no error topic.
     */
    @Test
    void losesAndBuffersNothingWhenTheServerIsKilledRepeatedly(@TempDir Path folder) throws Exception {
        int rows = Sizes.of(20_000, 100_000);
        int kills = Sizes.of(2, 10);
        Path acknowledged = folder.resolve("acknowledged");
        Random random = new Random(Sizes.seed());
        Process sink = startSink(rows, acknowledged, 1, folder);
        for (int kill = 0; kill < kills; kill++) {
            awaitAcknowledged(acknowledged, (long) (rows * (kill + random.nextDouble()) / (kills + 1)), sink);
            server().kill();
            if (kill == kills / 2) {
                pause(Sizes.of(2, 60));
            }
            server().start();
        }
        awaitEnd(sink, folder);
        requireEachRowOnce(rows, acknowledged);
        report("%d rows, server killed %d times, once away for %d s; heap of the sink after collections: %s"
                .formatted(
                        rows,
                        kills,
                        Sizes.of(2, 60),
                        Files.readAllLines(folder.resolve("log")).stream()
                                .filter(line -> line.startsWith(SinkProcess.HEAP))
                                .findFirst()
                                .orElseThrow()));
    }

    private static void pause(int seconds) {
        await("the outage")
                .pollDelay(Duration.ofSeconds(seconds))
                .atMost(Duration.ofSeconds(seconds + 5))
                .until(() -> true);
    }

    private void report(String figures) {
        System.out.println(server() + ", seed " + Sizes.seed() + ": " + figures);
    }

    @Test
    void losesNothingWhenTheSinkIsKilledRepeatedly(@TempDir Path folder) throws Exception {
        int rows = Sizes.of(20_000, 100_000);
        int kills = Sizes.of(3, 20);
        Path acknowledged = folder.resolve("acknowledged");
        Random random = new Random(Sizes.seed());
        for (int kill = 0; kill < kills; kill++) {
            Process sink = startSink(rows, acknowledged, kill, folder);
            awaitAcknowledged(acknowledged, (long) (rows * (kill + random.nextDouble()) / (kills + 1)), sink);
            assertThat(sink.isAlive())
                    .as("killed while it runs: " + Files.readString(folder.resolve("log")))
                    .isTrue();
            sink.destroyForcibly().waitFor();
        }
        awaitEnd(startSink(rows, acknowledged, kills, folder), folder);
        requireEachRowOnce(rows, acknowledged);
        report("%d rows, sink killed %d times".formatted(rows, kills));
    }

    private static void awaitAcknowledged(Path acknowledged, long rows, Process sink) {
        await(rows + " acknowledgements")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !sink.isAlive() || Files.exists(acknowledged) && Files.size(acknowledged) / 4 >= rows);
    }

    private static void awaitEnd(Process sink, Path folder) throws Exception {
        assertThat(sink.waitFor(300, TimeUnit.SECONDS)).as("finishes").isTrue();
        assertThat(sink.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
    }

    private void requireEachRowOnce(int rows, Path acknowledged) throws Exception {
        assertThat(SinkProcess.acknowledged(acknowledged).cardinality()).isEqualTo(rows);
        assertThat(server().rows("SELECT COUNT(*), COUNT(DISTINCT id) FROM " + table))
                .containsExactly(rows + "|" + rows);
        assertThat(server().number("SELECT COUNT(*) FROM " + table
                        + " WHERE SHA2(CONCAT_WS('|', id, txt, num, version), 256)"
                        + " = SHA2(CONCAT('id-', num, '|text 1 of ', num, '|', num, '|1'), 256)"))
                .isEqualTo(rows);
    }

    private Process startSink(int rows, Path acknowledged, int seed, Path folder) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx48m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SinkProcess.class.getName(),
                        server().jdbcUrl(),
                        server().user(),
                        server().password(),
                        table,
                        Integer.toString(rows),
                        acknowledged.toString(),
                        Integer.toString(seed))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    @Test
    void holdsBackTheConsumerWhileTheServerIsDown() throws Exception {
        int seconds = Sizes.of(3, 60);
        try (SinkRun run = open("queueSize", 500, "batchSize", 100)) {
            run.send(rows(0, 100));
            run.settle();
            server().kill();
            Thread feeder = new Thread(() -> {
                try {
                    run.send(rows(100, 5000));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            feeder.start();
            await("a full queue").atMost(Duration.ofSeconds(20)).until(() -> feeder.getState() == Thread.State.WAITING);
            pause(seconds);
            assertThat(run.sent().size()).as("received, and one that waits").isLessThanOrEqualTo(100 + 500 + 1);
            server().start();
            feeder.join();
            run.settle();
            assertThat(run.context().errors()).isEmpty();
        }
        assertThat(stored()).hasSize(5000);
    }
}
