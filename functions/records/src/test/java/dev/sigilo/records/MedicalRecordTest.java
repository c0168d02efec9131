package dev.sigilo.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedicalRecordTest {

    @Test
    void keepsNamesValuesAndOrder() throws RecordFormatException {
        MedicalRecord record = MedicalRecord.parse(
                "{\"report\":\"Línea\\n2\",\"age\":70,\"normal\":true,\"x\":{\"a\":[1, 2]},\"gone\":null,\"list\":[]}");
        assertThat(record.fields().keySet()).containsExactly("report", "age", "normal", "x", "list");
        assertThat(record.text("report")).isEqualTo("Línea\n2");
        assertThat(record.get("age")).isEqualTo(new FieldValue(FieldValue.Type.NUMBER, "70"));
        assertThat(record.get("x")).isEqualTo(new FieldValue(FieldValue.Type.OBJECT, "{\"a\":[1,2]}"));
        assertThat(record.text("gone")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|EMPTY_MESSAGE",
                "`   `|EMPTY_MESSAGE",
                "hello|NOT_JSON",
                "{\"a\":1|NOT_JSON",
                "{\"a\":1} {\"b\":2}|NOT_JSON",
                "{\"a\":NaN}|NOT_JSON",
                "{'a':1}|NOT_JSON",
                "[1,2]|NOT_AN_OBJECT",
                "\"text\"|NOT_AN_OBJECT",
                "17|NOT_AN_OBJECT",
                "null|NOT_AN_OBJECT",
                "{\"a\":1,\"a\":2}|DUPLICATE_FIELD",
                "{\"a\":null,\"a\":2}|DUPLICATE_FIELD",
                "{\"a\":2,\"a\":null}|DUPLICATE_FIELD"
            })
    void saysWhatIsWrongWithAMessage(String json, RejectReason reason) {
        assertThat(faultOf(json).reason()).isEqualTo(reason);
    }

    @Test
    void numbersInListsAndObjectsKeepTheirDigits() throws RecordFormatException {
        String numbers = "[0.12345678901234567890,0.4882812500,1e400,-0.0,12345678901234567890123,{\"a\":[1.50,-0]}]";

        MedicalRecord record = MedicalRecord.parse("{\"x\":" + numbers + ",\"y\":" + numbers + "}");

        assertThat(record.get("x")).isEqualTo(new FieldValue(FieldValue.Type.ARRAY, numbers));
        assertThat(record.get("y")).isEqualTo(record.get("x"));
    }

    @Test
    void refusesDeepNesting() {
        assertThat(faultOf("{\"a\":" + "[".repeat(100_000)).reason()).isEqualTo(RejectReason.TOO_DEEP);
        assertThat(faultOf("[".repeat(100_000)).reason()).isEqualTo(RejectReason.TOO_DEEP);
    }

    @Test
    void refusesANumberBomb() {
        assertThat(faultOf("{\"a\":" + "9".repeat(100_000) + "}").reason()).isEqualTo(RejectReason.NOT_JSON);
    }

    @Test
    void refusesMoreFieldsThanTheLimit() {
        StringBuilder json = new StringBuilder("{\"f\":0");
        for (int i = 0; i <= MedicalRecord.MAX_FIELDS; i++) {
            json.append(",\"f").append(i).append("\":1");
        }
        assertThat(faultOf(json.append('}').toString()).reason()).isEqualTo(RejectReason.TOO_MANY_FIELDS);
    }

    @Test
    void aFaultNeverQuotesTheInput() {
        RecordFormatException unknownName = faultOf("{\"Juan Pérez\":1,\"Juan Pérez\":2}");
        assertThat(unknownName.field()).isEqualTo("(unknown)");
        assertThat(unknownName).hasMessageNotContaining("Juan").hasNoCause();
        assertThat(faultOf("{\"phone\":600123456x}"))
                .hasMessageNotContaining("600123456")
                .hasNoCause();
        assertThat(faultOf("{\"age\":1,\"age\":2}").field()).isEqualTo("age");
    }

    @Test
    void equalContentHasEqualCanonicalJson() throws RecordFormatException {
        String one = MedicalRecord.parse("{\"b\":1, \"a\":\"x\",\"c\":null}").canonicalJson();
        assertThat(one).isEqualTo("{\"a\":\"x\",\"b\":1}");
        assertThat(MedicalRecord.parse("{\"a\":\"x\",\n\"b\":1}").canonicalJson())
                .isEqualTo(one);
    }

    @Test
    void randomTextIsARecordOrAFaultAndNothingElse() {
        Random random = new Random(20261124);
        String alphabet = "{}[]\":,0123456789eE+-.truefalsn \\u\n\uD83D\uDE00ñ";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder("{\"a\":");
            for (int n = random.nextInt(30); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                MedicalRecord.parse(text.toString());
            } catch (RecordFormatException expected) {
                assertThat(expected.reason()).isNotNull();
            }
        }
    }

    @Test
    void doesNotPrintWhatItHolds() throws RecordFormatException {
        assertThat(MedicalRecord.parse("{\"patient_name\":\"Ana\"}").toString()).isEqualTo("MedicalRecord[1 fields]");
    }

    private static RecordFormatException faultOf(String json) {
        RecordFormatException fault =
                catchThrowableOfType(RecordFormatException.class, () -> MedicalRecord.parse(json));
        assertThat(fault).as("a fault").isNotNull();
        return fault;
    }
}
