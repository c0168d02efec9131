package dev.sigilo.formats.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of the maximum size that are made to cost time or memory. */
class Hl7HostileTest {
    private static final int MAX_BYTES = 5 * 1024 * 1024;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|",
                "^",
                "~",
                "&",
                "\\",
                "\\E\\",
                "\\.sp20\\",
                "\\M2442\\",
                "a~",
                "a^b&c~",
                "\r",
                "\nx",
                "A",
                "\u000B",
                "OBX|1|TX|A||x\rNTE|1||y\r",
                "OBX|1|NM|A||1\r",
                "NTE|\r",
                "ZZZ\r",
                "AAA|\r",
                "PID-3|",
                "NK1|1|A^B\r",
                "AL1|1||P\r",
                "BTS|\r",
                "FHS|\r"
            })
    void aRepeatedPartIsReadOrRejectedInBoundedTime(String part) {
        for (String start : new String[] {"OBX|1|TX|A||", "PID|2||1\rOBR|1||F|A\r"}) {
            String header = Hl7.HEADER + "\r" + Hl7.PATIENT + "\r" + start;
            byte[] message = (header + part.repeat((MAX_BYTES - header.length()) / part.length()))
                    .getBytes(StandardCharsets.UTF_8);
            Assertions.assertTimeout(LIMIT, () -> {
                try {
                    assertThat(Hl7.READER.read(message).records()).isNotEmpty();
                } catch (RecordFormatException e) {
                    assertThat(e.reason()).isIn(RejectReason.TOO_LARGE, RejectReason.TOO_MANY_RECORDS);
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OBR|1||F|A\r", "PID|1||1\r", "MSH|^~\\&|\r", "PV1|1|I\r", "ORC|RE\r"})
    void tooManyRecordsAreRejected(String part) {
        String message = Hl7.HEADER + "\r" + Hl7.PATIENT + "\r" + part.repeat(1_100);

        assertThatThrownBy(() -> Hl7.READER.read(message.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        RecordFormatException.class,
                        e -> assertThat(e.reason()).isEqualTo(RejectReason.TOO_MANY_RECORDS));
    }

    @Test
    void aPatientThatIsRepeatedInManyLargePartsIsRejected() {
        String message = Hl7.HEADER + "\r" + Hl7.PATIENT + "\rNTE|1||" + "x".repeat(1_000_000) + "\r"
                + "OBR|1||F|A\r".repeat(900);

        assertThatThrownBy(() -> Hl7.READER.read(message.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        RecordFormatException.class, e -> assertThat(e.reason()).isEqualTo(RejectReason.TOO_LARGE));
    }

    @Test
    void aThousandRecordsAreRead() throws RecordFormatException {
        String message = Hl7.HEADER + "\r" + Hl7.PATIENT + "\r" + "OBR|1||F|A\r".repeat(Hl7Reader.MAX_RECORDS);

        assertThat(Hl7.READER.read(message.getBytes(StandardCharsets.UTF_8)).records())
                .hasSize(1_000);
    }
}
