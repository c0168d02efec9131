package dev.sigilo.classify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sigilo.records.FieldValue;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.OriginalMessage;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
    private final Intake intake = new Intake(IntakeLimits.DEFAULT);

    private MedicalRecord read(String json) throws RecordFormatException {
        return intake.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private RecordFormatException rejection(byte[] message) {
        return catchThrowableOfType(RecordFormatException.class, () -> intake.read(message));
    }

    private RejectReason reason(String json) {
        return rejection(json.getBytes(StandardCharsets.UTF_8)).reason();
    }

    @Nested
    class Bytes {
        @Test
        void takesUtf8WithAndWithoutByteOrderMark() throws RecordFormatException {
            String json = "{\"report\":\"Tórax sin alteraciones\"}";
            assertThat(intake.receive(("\uFEFF" + json).getBytes(StandardCharsets.UTF_8))
                            .original())
                    .isEqualTo(OriginalMessage.json(json));
            assertThat(read(json).text("report")).isEqualTo("Tórax sin alteraciones");
        }

        @ParameterizedTest
        @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "ISO-8859-1", "windows-1252"})
        void rejectsOtherEncodings(String charset) {
            byte[] message = "{\"report\":\"corazón y tórax\"}".getBytes(Charset.forName(charset));
            assertThat(rejection(message).reason()).isEqualTo(RejectReason.UNKNOWN_ENCODING);
        }

        @Test
        void saysWhereTheEncodingBreaks() {
            byte[] message = "{\"report\":\"abc\"}".getBytes(StandardCharsets.UTF_8);
            message[12] = (byte) 0xFF;
            assertThat(rejection(message).position()).isEqualTo(12);
        }

        @Test
        void rejectsHalfOfASurrogatePair() {
            assertThat(reason("{\"report\":\"\\ud800\"}")).isEqualTo(RejectReason.UNKNOWN_ENCODING);
            assertThat(reason("{\"x\":[\"\\ud800\"]}")).isEqualTo(RejectReason.UNKNOWN_ENCODING);
            assertThat(reason("{\"x\\udc00\":\"a\"}")).isEqualTo(RejectReason.NOT_JSON);
            assertThat(reason("{\"x\":{\"y\\udc00\":1}}")).isEqualTo(RejectReason.NOT_JSON);
        }

        @Test
        void rejectsNothingAndBlanks() {
            assertThat(rejection(null).reason()).isEqualTo(RejectReason.EMPTY_MESSAGE);
            assertThat(rejection(new byte[0]).reason()).isEqualTo(RejectReason.EMPTY_MESSAGE);
            assertThat(reason(" \n\t ")).isEqualTo(RejectReason.EMPTY_MESSAGE);
            assertThat(reason("\uFEFF")).isEqualTo(RejectReason.EMPTY_MESSAGE);
        }

        @Test
        void rejectsWhatIsOverTheLimits() {
            Intake small = new Intake(new IntakeLimits(40, 2));
            assertThat(catchThrowableOfType(RecordFormatException.class, () -> small.read(new byte[41]))
                            .reason())
                    .isEqualTo(RejectReason.TOO_LARGE);
            byte[] three = "{\"a\":1,\"b\":2,\"c\":3}".getBytes(StandardCharsets.UTF_8);
            assertThat(catchThrowableOfType(RecordFormatException.class, () -> small.read(three))
                            .reason())
                    .isEqualTo(RejectReason.TOO_MANY_FIELDS);
        }

        @Test
        void refusesLimitsThatMakeNoSense() {
            assertThatIllegalArgumentException().isThrownBy(() -> new IntakeLimits(0, 10));
            assertThatIllegalArgumentException().isThrownBy(() -> new IntakeLimits(10, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> new IntakeLimits(10, 1001));
        }
    }

    @Nested
    class Json {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "NOT_JSON        | hello",
                    "NOT_JSON        | {\"a\":1",
                    "NOT_JSON        | {\"a\":NaN}",
                    "NOT_JSON        | {\"a\":1} {\"b\":2}",
                    "NOT_AN_OBJECT   | [1,2]",
                    "NOT_AN_OBJECT   | \"text\"",
                    "NOT_AN_OBJECT   | null",
                    "DUPLICATE_FIELD | {\"report\":\"a\",\"report\":\"b\"}",
                    "NO_IDENTITY     | {}",
                    "NO_IDENTITY     | {\"record_id\":\"\",\"report\":\"  \",\"age\":null,\"x\":{}}",
                })
        void rejectsWhatIsNoRecord(RejectReason reason, String json) {
            assertThat(reason(json)).isEqualTo(reason);
        }

        @Test
        void rejectsDeepNesting() {
            assertThat(reason("{\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}"))
                    .isEqualTo(RejectReason.TOO_DEEP);
        }

        @Test
        void neverQuotesTheInput() {
            for (String json : new String[] {
                "{\"report\":SECRET}",
                "SECRET",
                "{\"SECRET\":1,\"SECRET\":2}",
                "{\"age\":[\"SECRET\"]}",
                "{\"report\":\"SECRET",
                "{\"SECRET\":\"\\ud800\"}"
            }) {
                assertThat(rejection(json.getBytes(StandardCharsets.UTF_8)))
                        .hasMessageNotContaining("SECRET")
                        .hasNoCause();
            }
        }
    }

    @Nested
    class Types {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "70",
                    "70.0",
                    "\"70\"",
                    "\"070Y\"",
                    "\"006M\"",
                    "\"003W\"",
                    "\"010D\"",
                    "\" 70 \"",
                    "\"90+\"",
                    "\">89\"",
                    "\"70 years\"",
                    "\"70 años\"",
                    "\"6 meses\"",
                    "0",
                    "\"\"",
                    "\"XXXX\"",
                    "\"N/A\"",
                    "\"[**Age over 90**]\"",
                    "\"____\"",
                    "\"desconocida\"",
                    "null",
                    "\"nan\"",
                    "70.5",
                    "\"seventy\"",
                    "151",
                    "-1",
                    "1e2",
                    "\"70X\"",
                    "\"about 70\""
                })
        void takesAges(String age) throws RecordFormatException {
            assertThat(read("{\"record_id\":\"1\",\"age\":" + age + "}")).isNotNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"true", "[70]", "{\"years\":70}"})
        void rejectsWhatIsNoAge(String age) {
            RecordFormatException rejection =
                    rejection(("{\"record_id\":\"1\",\"age\":" + age + "}").getBytes(StandardCharsets.UTF_8));
            assertThat(rejection.reason()).isEqualTo(RejectReason.WRONG_TYPE);
            assertThat(rejection.field()).isEqualTo("age");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "true",
                    "false",
                    "0",
                    "1",
                    "1.0",
                    "\"true\"",
                    "\"FALSE\"",
                    "\"yes\"",
                    "\"no\"",
                    "\"sí\"",
                    "\"Sí\"",
                    "\"si\"",
                    "\"0\"",
                    "\"\"",
                    "null",
                    "\"Y\""
                })
        void takesFlags(String flag) throws RecordFormatException {
            assertThat(read("{\"record_id\":\"1\",\"normal\":" + flag + "}")).isNotNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"2", "-1", "\"maybe\"", "[]", "[true]", "{}", "\"normal\"", "0.5"})
        void rejectsWhatIsNoFlag(String flag) {
            assertThat(reason("{\"record_id\":\"1\",\"normal\":" + flag + "}")).isEqualTo(RejectReason.WRONG_TYPE);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"2024-02-29\"",
                    "\"2024-02-29T10:20\"",
                    "\"2024-02-29T10:20:30Z\"",
                    "\"2024-02-29 10:20:30\"",
                    "\"2024-02-29T10:20:30.123456+01:00\"",
                    "\"2024-02-29T10:20:30-0500\"",
                    "\"20240229\"",
                    "20240229",
                    "\"20240229102030\"",
                    "\"20240229102030.5+0100\"",
                    "\"\"",
                    "\"XXXX\"",
                    "\"XX/XX/XXXX\"",
                    "null",
                    "\"2024-02\"",
                    "\"2024\"",
                    "2024",
                    "\"February 2024\"",
                    "\"29 Feb 2024\"",
                    "\"29/02/2024 10:20\"",
                    "\"2023-02-29\"",
                    "\"yesterday\""
                })
        void takesDates(String date) throws RecordFormatException {
            assertThat(read("{\"record_id\":\"1\",\"diagnosis_date\":" + date + "}"))
                    .isNotNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"true", "[\"2024-02-29\"]", "{\"y\":2024}"})
        void rejectsWhatIsNoDate(String date) {
            assertThat(reason("{\"record_id\":\"1\",\"diagnosis_date\":" + date + "}"))
                    .isEqualTo(RejectReason.WRONG_TYPE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "[]", "[\"a\"]", "{\"text\":\"a\"}", "true", "false"})
        void rejectsWhatIsNoText(String value) {
            assertThat(reason("{\"record_id\":\"1\",\"report\":" + value + "}")).isEqualTo(RejectReason.WRONG_TYPE);
            assertThat(reason("{\"record_id\":\"1\",\"patient_name\":" + value + "}"))
                    .isEqualTo(RejectReason.WRONG_TYPE);
        }

        @Test
        void takesNumbersForText() throws RecordFormatException {
            assertThat(read("{\"record_id\":17,\"patient_id\":4.5,\"code\":12}").get("code"))
                    .isEqualTo(new FieldValue(FieldValue.Type.NUMBER, "12"));
        }

        @Test
        void leavesFieldsNobodyForesawAlone() throws RecordFormatException {
            assertThat(read("{\"ward\":{\"bed\":[1,2]},\"vip\":true}").fields()).containsOnlyKeys("ward", "vip");
        }
    }
}
