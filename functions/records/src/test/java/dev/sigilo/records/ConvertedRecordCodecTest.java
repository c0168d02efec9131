package dev.sigilo.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConvertedRecordCodecTest {
    private static final Provenance MESSAGE = new Provenance("persistent://m/i/hl7v2", "7:8:0:2", 1_000, 2_000);

    @Test
    void readsBackWhatItWrote() throws RecordFormatException {
        ConvertedRecord record = new ConvertedRecord(
                MESSAGE.ofPart(2),
                "OBR[2]",
                OriginalMessage.of(
                        "hl7v2",
                        "MSH|é".getBytes(StandardCharsets.ISO_8859_1),
                        MedicalRecord.parse("{\"age\":\"5\"}")));

        assertThat(ConvertedRecordCodec.decode(ConvertedRecordCodec.encode(record)))
                .isEqualTo(record);
        assertThat(record).hasToString("ConvertedRecord[persistent://m/i/hl7v2 7:8:0:2:p2 OBR[2]]");
    }

    @Test
    void aMessageOfAnyLengthIsWrittenInBase64AsTheStandardDefinesIt() throws Exception {
        for (int length : new int[] {0, 1, 2, 3, 4, 255, 4_000, 9_001, 100_000}) {
            byte[] message = new byte[length];
            new Random(length).nextBytes(message);
            ConvertedRecord record = new ConvertedRecord(
                    MESSAGE.ofPart(1),
                    "line",
                    OriginalMessage.of("f", message, MedicalRecord.parse("{\"age\":\"5\"}")));

            byte[] written = ConvertedRecordCodec.encode(record);

            assertThat(new ObjectMapper().readTree(written).path("original").binaryValue())
                    .isEqualTo(message);
            assertThat(new String(written, StandardCharsets.US_ASCII))
                    .contains("\"original\":\"" + Base64.getEncoder().encodeToString(message) + "\",\"format\":");
            assertThat(ConvertedRecordCodec.decode(written)).isEqualTo(record);
        }
    }

    @Test
    void aPartHasTheVersionOfItsMessageAndATokenOfItsOwn() {
        assertThat(MESSAGE.ofPart(1).version()).isEqualTo(MESSAGE.version());
        assertThat(RejectedRecord.tokenOf(MESSAGE.ofPart(1)))
                .startsWith(RejectedRecord.tokenOf(MESSAGE))
                .isNotEqualTo(RejectedRecord.tokenOf(MESSAGE.ofPart(2)));
    }

    @Test
    void otherJsonIsUnreadable() {
        for (String other : new String[] {
            "{}",
            "{\"record_id\":\"r1\"}",
            "[]",
            "{\"provenance\":{},\"place\":\"x\",\"original\":\"{}\"}",
            "{\"provenance\":{},\"place\":\"x\",\"original\":\"%%\",\"format\":\"hl7v2\",\"record\":\"{}\"}",
            "{\"provenance\":{},\"place\":\"x\",\"original\":\"AAAA\",\"deflated\":true,\"format\":\"f\",\"record\":\"{}\"}"
        }) {
            assertThatThrownBy(() -> ConvertedRecordCodec.decode(other.getBytes(StandardCharsets.UTF_8)))
                    .as(other)
                    .isInstanceOf(RecordFormatException.class);
        }
    }
}
