package dev.sigilo.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnValuesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Object fit(String json, FieldType.Meaning meaning, ColumnKind kind) throws Exception {
        return ColumnValues.ofJson(
                JSON.readTree(json), new FieldType(meaning, 0), new TableDefinition.Column("c", kind, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "7; PLAIN; INTEGER; 7",
                "true; PLAIN; INTEGER; 1",
                "false; PLAIN; BIT; 0",
                "3.0; PLAIN; INTEGER; 3",
                "18446744073709551615; PLAIN; INTEGER; 18446744073709551615",
                "\"42\"; PLAIN; INTEGER; 42",
                "\"1.10\"; PLAIN; DECIMAL; 1.10",
                "1e3; PLAIN; FLOATING; 1000.0",
                "5; PLAIN; TEXT; 5",
                "true; PLAIN; TEXT; true",
                "{\"a\":1}; PLAIN; TEXT; {\"a\":1}",
                "[1]; PLAIN; JSON; [1]",
                "\"[1]\"; PLAIN; JSON; [1]",
                "5; PLAIN; JSON; 5",
                "[\"a\",\"b\"]; PLAIN; SET; a,b",
                "\"a,b\"; PLAIN; SET; a,b",
                "\"2024-02-29\"; PLAIN; DATE; 2024-02-29",
                "\"2024-02-29T23:30:00-02:00\"; PLAIN; DATE; 2024-03-01",
                "19782; DATE; DATE; 2024-02-29",
                "1700000000123; TIMESTAMP_MILLIS; DATE; 2023-11-14",
                "\"12:30\"; PLAIN; TIME; 12:30",
                "\"-838:59:59\"; PLAIN; TIME; -838:59:59",
                "\"12:30:00+02:00\"; PLAIN; TIME; 10:30:00",
                "45000123; TIME_MILLIS; TIME; 12:30:00.123",
                "\"2024-02-29\"; PLAIN; DATETIME; 2024-02-29 00:00:00.000000",
                "\"2024-02-29T23:30:00.5Z\"; PLAIN; DATETIME; 2024-02-29 23:30:00.500000",
                "\"2024-02-29 23:30:00\"; PLAIN; DATETIME; 2024-02-29 23:30:00.000000",
                "\"2024-02-29T23:30:00+05:30[Asia/Kolkata]\"; PLAIN; DATETIME; 2024-02-29 18:00:00.000000",
                "1700000000123; PLAIN; DATETIME; 2023-11-14 22:13:20.123000",
                "1700000000123456; TIMESTAMP_MICROS; DATETIME; 2023-11-14 22:13:20.123456",
                "-1; TIMESTAMP_MILLIS; DATETIME; 1969-12-31 23:59:59.999000",
                "1700000000123; TIMESTAMP_MILLIS; TEXT; 2023-11-14T22:13:20.123Z"
            })
    void convertsAFieldToItsColumnsType(String json, FieldType.Meaning meaning, ColumnKind kind, String fitted)
            throws Exception {
        assertThat(fit(json, meaning, kind)).hasToString(fitted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"x\"; PLAIN; INTEGER",
                "1.5; PLAIN; INTEGER",
                "[1]; PLAIN; INTEGER",
                "\"1e999999999\"; PLAIN; DECIMAL",
                "\"1e999999999\"; PLAIN; INTEGER",
                "\"2024-13-01\"; PLAIN; DATE",
                "\"yesterday\"; PLAIN; DATETIME",
                "true; PLAIN; DATETIME",
                "7; PLAIN; TIME",
                "9223372036854775807; TIMESTAMP_MILLIS; DATETIME",
                "7; DATE; DATETIME",
                "7; PLAIN; BINARY",
                "7; PLAIN; UNSUPPORTED",
                "\"?\"; BYTES; BINARY",
                "\"AAEC\"; BYTES; JSON"
            })
    void refusesUnreadableValuesWithoutQuotingThem(String json, FieldType.Meaning meaning, ColumnKind kind) {
        assertThatThrownBy(() -> fit(json, meaning, kind))
                .isInstanceOf(RowFaultException.class)
                .hasMessage("BAD_VALUE in c")
                .hasNoCause();
    }

    @Test
    void absentAndNullAreNull() throws Exception {
        assertThat(fit("null", FieldType.Meaning.PLAIN, ColumnKind.INTEGER)).isNull();
        assertThat(ColumnValues.ofJson(null, FieldType.PLAIN, new TableDefinition.Column("c", ColumnKind.TEXT, true)))
                .isNull();
    }

    @Test
    void textIsBase64OnlyIfTheSchemaTypeIsBytes() throws Exception {
        assertThat((byte[]) fit("\"AAEC\"", FieldType.Meaning.BYTES, ColumnKind.BINARY))
                .containsExactly(0, 1, 2);
        assertThat((byte[]) fit("\"AAEC\"", FieldType.Meaning.PLAIN, ColumnKind.BINARY))
                .containsExactly('A', 'A', 'E', 'C');
    }

    @Test
    void avroTextAndFloatsKeepTheirDecimalForm() throws Exception {
        TableDefinition.Column text = new TableDefinition.Column("c", ColumnKind.TEXT, true);
        TableDefinition.Column number = new TableDefinition.Column("c", ColumnKind.FLOATING, true);
        assertThat(ColumnValues.ofAvro(new Utf8("ñ"), FieldType.PLAIN, text)).isEqualTo("ñ");
        assertThat(ColumnValues.ofAvro(0.1f, FieldType.PLAIN, number)).isEqualTo(new BigDecimal("0.1"));
        assertThatThrownBy(() -> ColumnValues.ofAvro(Float.NaN, FieldType.PLAIN, number))
                .isInstanceOf(RowFaultException.class);
    }

    @Test
    void recognisesTheSameDatesAsTheFormatter() {
        Random random = new Random(5);
        int days = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = "%04d-%02d-%02d".formatted(random.nextInt(2200), random.nextInt(14), random.nextInt(33));
            if (random.nextInt(4) == 0) {
                char[] changed = text.toCharArray();
                changed[random.nextInt(10)] = "0-9/ T٣".charAt(random.nextInt(7));
                text = new String(changed);
            }
            boolean day;
            try {
                day = LocalDate.parse(text).toString().equals(text);
            } catch (DateTimeParseException e) {
                day = false;
            }
            days += day ? 1 : 0;
            assertThat(ColumnValues.isDay(text)).as(text).isEqualTo(day);
        }
        assertThat(days).as("valid and invalid dates occur").isBetween(5_000, 18_000);
        assertThat(ColumnValues.isDay("2024-02-29T00:00")).isFalse();
    }
}
