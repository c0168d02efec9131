package dev.sigilo.formats.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.formats.FieldMap;
import dev.sigilo.formats.FieldMapException;
import dev.sigilo.records.RecordFormatException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Hl7MapTest {

    private static Hl7Reader reader(String settings, String... fields) {
        String yaml = "format: hl7v2\n" + settings + "fields:\n  " + String.join("\n  ", fields) + "\n";
        return new Hl7Reader(FieldMap.load(yaml, "hl7v2.yaml", "hl7v2"));
    }

    @ParameterizedTest
    @CsvSource({
        "'PID5: patient_name', PID5",
        "'ZPI-3: patient_id', ZPI",
        "'ABC-3: patient_id', ABC",
        "'PV1-44[MR]: admission_date', types",
        "'PID-5(59776-5): findings', OBX-5",
        "'OBX-5: report', codes",
        "'PID-0: patient_id', path",
        "'PID-5: staff_names', staff_names+",
        "'PID-5: patient_name+', 'without +'",
        "'PID-5: record_id', reader",
        "'PID-5: coded_observations', reader"
    })
    void aLineThatCannotBeUsedIsNamedWithItsPath(String line, String reason) {
        assertThatThrownBy(() -> reader("", line))
                .isInstanceOf(FieldMapException.class)
                .hasMessageContaining("fields." + line.substring(0, line.indexOf(':')))
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({"'settings: {charset: KLINGON}', charset", "'settings: {colour: red}', colour"})
    void aSettingThatCannotBeUsedIsNamed(String settings, String name) {
        assertThatThrownBy(() -> reader(settings + "\n", "PID-5: patient_name"))
                .isInstanceOf(FieldMapException.class)
                .hasMessageContaining("settings." + name);
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        assertThatThrownBy(() -> reader("", "PID5: patient_name", "ZPI-3: patient_id"))
                .isInstanceOfSatisfying(
                        FieldMapException.class, e -> assertThat(e.faults()).hasSize(2));
    }

    @Test
    void theMapDecidesWhatIsRead() throws RecordFormatException {
        Hl7Reader reader = reader("", "PID-24: my_field", "PID-3[XX].1: patient_id", "\"OBX-5(WT)\": my_weight");

        var conversion = reader.read(Hl7.bytes(
                Hl7.HEADER, "PID|1||1^^^H^MR~2^^^H^XX||A^B|||||||||||||||||||Y", "OBR|1", "OBX|1|NM|WT^Weight||80"));
        var record = conversion.records().get(0).record();

        assertThat(record.text("my_field")).isEqualTo("Y");
        assertThat(record.text("patient_id")).isEqualTo("2");
        assertThat(record.text("my_weight")).isEqualTo("80");
        assertThat(conversion.dropped()).containsEntry("PID-3", 1).containsEntry("PID-5", 1);
    }

    @Test
    void theSettingGivesTheCharacterSetOfMessagesThatDeclareNone() throws RecordFormatException {
        byte[] message = (Hl7.HEADER + "\rPID|1||1||ИВАНОВ^X\r").getBytes(Charset.forName("windows-1251"));

        var record = reader("settings: {charset: windows-1251}\n", "PID-5: patient_name")
                .read(message)
                .records()
                .get(0);

        assertThat(record.record().text("patient_name")).isEqualTo("X ИВАНОВ");
        assertThat(new String(record.message(), StandardCharsets.ISO_8859_1)).doesNotContain("?");
    }

    @Test
    void theDeliveredMapCanBeUsed() {
        assertThat(new Hl7Reader(Hl7.map()).format()).isEqualTo("hl7v2");
    }
}
