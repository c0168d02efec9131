package dev.sigilo.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OriginalEnvelopeTest {
    private static final byte[] MESSAGE = "MSH|^~\\&|A\rPID|1\r".getBytes(StandardCharsets.ISO_8859_1);

    @Test
    void aMessageSentAsJsonIsSealedAsItIs() {
        byte[] json = "{\"record_id\":\"r1\"}".getBytes(StandardCharsets.UTF_8);

        byte[] sealed = OriginalEnvelope.bytes(OriginalMessage.json("{\"record_id\":\"r1\"}"));

        assertThat(sealed).isEqualTo(json);
        assertThat(OriginalEnvelope.open(sealed).format()).isNull();
        assertThat(OriginalEnvelope.open(sealed).message()).isEqualTo(json);
        assertThat(OriginalEnvelope.open(sealed).record()).isEqualTo(json);
    }

    @Test
    void aMessageOfAnotherFormatIsSealedWithItsFormatAndItsRecord() throws RecordFormatException {
        MedicalRecord record = MedicalRecord.parse("{\"record_id\":\"ñ1\"}");

        OriginalEnvelope opened =
                OriginalEnvelope.open(OriginalEnvelope.bytes(OriginalMessage.of("hl7v2", MESSAGE, record)));

        assertThat(opened.format()).isEqualTo("hl7v2");
        assertThat(opened.message()).isEqualTo(MESSAGE);
        assertThat(new String(opened.record(), StandardCharsets.UTF_8)).isEqualTo("{\"record_id\":\"ñ1\"}");
        assertThat(opened).hasToString("OriginalEnvelope[hl7v2]");
    }

    @Test
    void aMessageThatCouldNotBeReadHasNoRecord() {
        OriginalEnvelope opened = OriginalEnvelope.open(OriginalEnvelope.bytes("fhir", MESSAGE));

        assertThat(opened.format()).isEqualTo("fhir");
        assertThat(opened.message()).isEqualTo(MESSAGE);
        assertThat(opened.record()).isNull();
    }

    @Test
    void whateverAProducerSendsAsJsonOpensToTheSameBytes() {
        byte[] forged = OriginalEnvelope.bytes("hl7v2", MESSAGE);

        OriginalEnvelope opened = OriginalEnvelope.open(OriginalEnvelope.bytes(null, forged));

        assertThat(opened.format()).isNull();
        assertThat(opened.message()).isEqualTo(forged);
    }

    @Test
    void damagedBytesAreAMessageAsTheyAre() {
        byte[] whole = OriginalEnvelope.bytes("hl7v2", MESSAGE);
        Random random = new Random(16);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            if (length > 5) {
                cut[random.nextInt(5, length)] ^= (byte) (1 + random.nextInt(255));
            }
            assertThat(OriginalEnvelope.open(cut)).isNotNull();
        }
    }

    @Test
    void aLargeMessageTakesLessRoomAndIsReadBack() throws RecordFormatException {
        byte[] large = "OBX|1|TX|no pleural effusion\r".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        OriginalMessage original = OriginalMessage.of("hl7v2", large, "{\"record_id\":\"r1\"}");
        ConvertedRecord record = new ConvertedRecord(new Provenance("t", "1:2:-1:p1", 3, 4), "OBR[1]", original);

        byte[] sealed = OriginalEnvelope.bytes(original);
        byte[] encoded = ConvertedRecordCodec.encode(record);

        assertThat(sealed.length).isLessThan(large.length / 10);
        assertThat(encoded.length).isLessThan(large.length / 10);
        assertThat(OriginalEnvelope.open(sealed).message()).isEqualTo(large);
        assertThat(ConvertedRecordCodec.decode(encoded)).isEqualTo(record);
        assertThat(ConvertedRecordCodec.encode(record)).isEqualTo(encoded);
    }

    @Test
    void bytesThatDoNotShrinkStayAsTheyAre() throws RecordFormatException {
        byte[] noise = new byte[1024 * 1024];
        new Random(1).nextBytes(noise);
        ConvertedRecord record = new ConvertedRecord(
                new Provenance("t", "1:2:-1:p1", 3, 4), "OBR[1]", OriginalMessage.of("hl7v2", noise, "{\"a\":1}"));

        assertThat(OriginalEnvelope.open(OriginalEnvelope.bytes(record.original()))
                        .message())
                .isEqualTo(noise);
        assertThat(ConvertedRecordCodec.decode(ConvertedRecordCodec.encode(record)))
                .isEqualTo(record);
    }
}
