package dev.sigilo.formats.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sigilo.formats.Conversion;
import dev.sigilo.formats.SourceRecord;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.RecordFormatException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Any bytes are records, rejects, or a refusal with a reason. {@code mvn test} runs the kept inputs; {@code JAZZER_FUZZ=1
 * mvn test -Dtest=DicomReaderFuzzTest#...} looks for new ones.
 */
class DicomReaderFuzzTest {
    private static final DicomReader READER = new DicomReader(DicomReaderTest.map());

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreRecordsOrRejects(byte[] message) throws RecordFormatException {
        check(message);
    }

    @FuzzTest(maxDuration = "60s")
    void anyValuesOfAttributesAreRecordsOrRejects(FuzzedDataProvider data) throws RecordFormatException {
        StringBuilder json = new StringBuilder("{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.2\"]}");
        for (int i = 0; i < 20 && data.remainingBytes() > 0; i++) {
            String text = data.consumeAsciiString(40).replaceAll("[\"\\\\\\p{Cntrl}]", "");
            json.append(",\"")
                    .append(Tag.json(
                            data.consumeBoolean() ? 0x00080000 | data.consumeShort() & 0xFFFF : data.consumeInt()))
                    .append("\":{\"vr\":\"")
                    .append(data.pickValue(Vr.values()))
                    .append("\",\"Value\":[")
                    .append(data.consumeBoolean() ? "\"" + text + "\"" : "{\"Alphabetic\":\"" + text + "\"}")
                    .append("]}");
        }
        check(json.append('}').toString().getBytes(StandardCharsets.UTF_8));
    }

    @FuzzTest(maxDuration = "60s")
    void anyFileIsAHeaderOrRefused(byte[] file) throws RecordFormatException {
        byte[] header;
        try {
            header = DicomFileReader.header(file);
        } catch (RecordFormatException e) {
            assertThat(e.reason()).isNotNull();
            return;
        }
        Conversion conversion = check(header);
        assertThat(conversion.records().size() + conversion.rejects().size()).isEqualTo(1);
    }

    private static Conversion check(byte[] message) throws RecordFormatException {
        Conversion conversion;
        try {
            conversion = READER.read(message);
        } catch (RecordFormatException e) {
            assertThat(e.reason()).isNotNull();
            return new Conversion(List.of(), List.of(), Map.of());
        }
        assertThat(conversion.records().size() + conversion.rejects().size()).isPositive();
        for (SourceRecord record : conversion.records()) {
            assertThat(MedicalRecord.parse(record.record().json())).isEqualTo(record.record());
            assertThat(READER.read(record.message()).records())
                    .singleElement()
                    .satisfies(again -> assertThat(again.record()).isEqualTo(record.record()));
        }
        return conversion;
    }
}
