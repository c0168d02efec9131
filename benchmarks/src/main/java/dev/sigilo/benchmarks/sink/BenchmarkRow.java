package dev.sigilo.benchmarks.sink;

import dev.sigilo.records.JsonText;
import dev.sigilo.records.ViewRow;
import dev.sigilo.records.ViewRowCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Rows of 24 columns and about 1 KB, each derived only from its number, in the three formats that the contestants read.
 */
final class BenchmarkRow {
    /** All columns, with the key first and the version last. */
    static final List<String> COLUMNS = List.of(
            "record_token",
            "patient_token",
            "image",
            "diagnosis",
            "report",
            "body_part",
            "modality",
            "age",
            "sex",
            "ethnicity",
            "symptoms",
            "findings",
            "impression",
            "recommendation",
            "indication",
            "technique",
            "normal",
            "abnormal",
            "code",
            "diagnosis_date",
            "model_ids",
            "label",
            "published_at",
            "version");

    private static final String[] WORDS =
            ("the lungs are clear without focal consolidation effusion or pneumothorax heart size "
                            + "is normal mediastinal contours unremarkable no acute osseous abnormality mild degenerative changes of "
                            + "thoracic spine stable compared with prior examination small nodule right upper lobe recommend follow up")
                    .split(" ");
    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    private BenchmarkRow() {}

    static String createTable(String table) {
        return "CREATE TABLE " + table + " (record_token VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY,"
                + " patient_token VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin, image TEXT, diagnosis TEXT, report TEXT,"
                + " body_part VARCHAR(64), modality VARCHAR(64), age INT, sex VARCHAR(16), ethnicity VARCHAR(64), symptoms TEXT,"
                + " findings TEXT, impression TEXT, recommendation TEXT, indication TEXT, technique TEXT, normal BOOLEAN,"
                + " abnormal BOOLEAN, code VARCHAR(64), diagnosis_date DATE, model_ids JSON, label VARCHAR(16),"
                + " published_at DATETIME(3), version BIGINT NOT NULL)";
    }

    /** Returns the Avro definition of the topic's JSON schema. */
    static String schema() {
        StringBuilder fields = new StringBuilder();
        for (String column : COLUMNS) {
            String type = switch (column) {
                case "age" -> "\"int\"";
                case "normal", "abnormal" -> "\"boolean\"";
                case "model_ids" -> "{\"type\":\"array\",\"items\":\"string\"}";
                case "published_at" -> "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}";
                case "version" -> "\"long\"";
                default -> "\"string\"";
            };
            fields.append(fields.isEmpty() ? "" : ",")
                    .append("{\"name\":\"")
                    .append(column)
                    .append("\",\"type\":[\"null\",")
                    .append(type)
                    .append("],\"default\":null}");
        }
        return "{\"type\":\"record\",\"name\":\"BenchmarkRow\",\"fields\":[" + fields + "]}";
    }

    /** Returns the values of a row for JDBC, in the order of the columns. */
    static Object[] values(int number) {
        Random random = new Random(number * 0x9E3779B97F4A7C15L);
        long publishedAt = 1_767_225_600_000L + number;
        boolean normal = random.nextBoolean();
        return new Object[] {
            token("rec", random),
            token("pat", random),
            text(random, 4),
            text(random, 8),
            text(random, 45),
            "chest",
            "DX",
            20 + random.nextInt(70),
            normal ? "F" : "M",
            "unknown",
            text(random, 6),
            text(random, 35),
            text(random, 12),
            text(random, 8),
            text(random, 6),
            text(random, 5),
            normal,
            !normal,
            "R91.1",
            "2024-%02d-%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28)),
            "[\"chest-xray-triage\",\"lung-nodule\"]",
            normal ? "normal" : "abnormal",
            LocalDateTime.ofInstant(Instant.ofEpochMilli(publishedAt), ZoneOffset.UTC),
            publishedAt << 21
        };
    }

    static String token(int number) {
        return (String) values(number)[0];
    }

    private static String token(String kind, Random random) {
        StringBuilder token = new StringBuilder(kind).append("_1_");
        for (int i = 0; i < 26; i++) {
            token.append(BASE32[random.nextInt(32)]);
        }
        return token.toString();
    }

    private static String text(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.append('.').toString();
    }

    /** Returns the row as a message. */
    static byte[] json(Object[] values) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (COLUMNS.get(i).equals("model_ids")) {
                value = new JsonText((String) value);
            } else if (value instanceof LocalDateTime time) {
                value = time.toInstant(ZoneOffset.UTC).toEpochMilli();
            }
            columns.put(COLUMNS.get(i), value);
        }
        return ViewRowCodec.encode(new ViewRow((String) values[0], columns));
    }

    /** Returns the row as a line for LOAD DATA. */
    static byte[] line(Object[] values) {
        StringBuilder line = new StringBuilder(1200);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            line.append(i == 0 ? "" : "\t")
                    .append(value instanceof Boolean flag ? (flag ? "1" : "0") : value.toString());
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}
