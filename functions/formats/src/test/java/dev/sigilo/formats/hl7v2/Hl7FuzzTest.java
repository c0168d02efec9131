package dev.sigilo.formats.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import java.nio.charset.StandardCharsets;

/**
 * Any bytes give records or a reject. {@code mvn test} runs the kept inputs; {@code JAZZER_FUZZ=1 mvn test
 * -Dtest=Hl7FuzzTest#...} looks for new ones.
 */
class Hl7FuzzTest {

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreRecordsOrAReject(byte[] message) {
        check(message);
    }

    @FuzzTest(maxDuration = "60s")
    void anySegmentsAreRecordsOrAReject(FuzzedDataProvider data) {
        StringBuilder message = new StringBuilder(Hl7.HEADER).append('\r');
        while (data.remainingBytes() > 0) {
            message.append(data.pickValue(
                            new String[] {"PID", "OBR", "ORC", "OBX", "NTE", "PV1", "MRG", "TXA", "SPM", "ZZ1"}))
                    .append('|')
                    .append(data.consumeString(200))
                    .append('\r');
        }
        check(message.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void check(byte[] message) {
        Conversion conversion;
        try {
            conversion = Hl7.READER.read(message);
        } catch (RecordFormatException e) {
            assertThat(e.reason()).isNotNull();
            assertThat(e.field()).isIn("MSH", "MSH-2", "MSH-9", "MSH-18");
            return;
        }
        for (SourceRecord record : conversion.records()) {
            assertThat(record.record().text("record_id")).startsWith("hl7v2:");
            try {
                MedicalRecord.parse(record.record().json());
            } catch (RecordFormatException e) {
                throw new AssertionError("the record is not JSON", e);
            }
        }
    }
}
