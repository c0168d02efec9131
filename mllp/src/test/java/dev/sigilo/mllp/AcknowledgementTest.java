package dev.sigilo.mllp;

import static dev.sigilo.mllp.Messages.bytes;
import static dev.sigilo.mllp.Messages.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {
    private static final Instant NOW = Instant.parse("2026-11-29T20:15:30.5Z");
    private final Acknowledgement acknowledgement = new Acknowledgement(Long.parseLong("ABC", 36));

    private static MessageHeader header(String message) {
        return MessageHeader.of(bytes(message));
    }

    private String accepted(String message) {
        return text(acknowledgement.accept(header(message), NOW));
    }

    private String refused(String message, Refusal refusal) {
        return text(acknowledgement.refuse(header(message), refusal, NOW));
    }

    @Test
    void sendersAndReceiversAreExchangedAndIdVersionModeAndCharsetAreThoseOfTheMessage() {
        assertThat(accepted("MSH|^~\\&|RIS|NORTH|SIG|LAB|20260101||ORU^R01^ORU_R01|M-1|T|2.5.1|||AL|NE||8859/1\rPID|"))
                .isEqualTo(
                        "\u000bMSH|^~\\&|SIG|LAB|RIS|NORTH|20261129201530+0000||ACK^R01^ACK|ABC-1|T|2.5.1||||||8859/1\r"
                                + "MSA|AA|M-1\r\u001c\r");
    }

    @Test
    void theSeparatorsOfTheMessageAreUsed() {
        assertThat(refused("MSH$%~!@$RIS%1$N$$$$$ADT%A01$77$P$2.3\r", Refusal.NO_ANSWER))
                .isEqualTo("\u000bMSH$%~!@$$$RIS%1$N$20261129201530+0000$$ACK%A01$ABC-1$P$2.3\r"
                        + "MSA$AE$77$NO_ANSWER: the message was not stored in time; send it again\r"
                        + "ERR$%%%207@Application error@HL70357\r\u001c\r");
    }

    @Test
    void aRefusalHasItsCodeInTheFieldsOfTheVersion() {
        assertThat(refused("MSH|^~\\&|||||||ADT^A01|7|P|2.5", Refusal.TOO_LARGE))
                .endsWith("MSA|AR|7|TOO_LARGE: the message is over the size limit\r"
                        + "ERR|||207^Application error^HL70357|E|TOO_LARGE^the message is over the size limit^L|||"
                        + "TOO_LARGE: the message is over the size limit\r\u001c\r");
        assertThat(refused("MSH|^~\\&|||||||ADT^A01|7|P|2.8", Refusal.NOT_STORED))
                .contains("MSA|AE|7\r")
                .contains("ERR|||207^");
    }

    @Test
    void bytesWithoutAHeaderGetAReplyInTheDefaultSeparators() {
        assertThat(text(acknowledgement.refuse(MessageHeader.NONE, Refusal.NOT_HL7, NOW)))
                .startsWith("\u000bMSH|^~\\&|||||20261129201530+0000||ACK|ABC-1|P|2.5\rMSA|AR||NOT_HL7: ");
    }

    @Test
    void fieldsAreRepeatedByteForByteInAnyCharset() {
        byte[] message = "MSH|^~\\&|R\u00d6NTGEN|N|S|L|||ORU^R01|\u00d6-1|P|2.4\r".getBytes(StandardCharsets.UTF_8);

        byte[] reply = acknowledgement.accept(MessageHeader.of(message), NOW);

        assertThat(new String(reply, StandardCharsets.UTF_8))
                .contains("|S|L|R\u00d6NTGEN|N|")
                .contains("MSA|AA|\u00d6-1\r");
    }

    @Test
    void onlyTheHeaderIsRepeatedAndNoFieldThatIsTooLongForOne() {
        assertThat(accepted("MSH|^~\\&|||||||QUINTANILLA|" + "9".repeat(1001) + "\rPID|1|QUINTANILLA"))
                .contains("||ACK|ABC-1\rMSA|AA\r")
                .doesNotContain("QUINTANILLA")
                .doesNotContain("99");
    }

    @Test
    void controlIdsDiffer() {
        assertThat(accepted("MSH|^~\\&|")).contains("|ABC-1\r");
        assertThat(accepted("MSH|^~\\&|")).contains("|ABC-2\r");
    }

    @Test
    void onlyAMessageThatBeginsWithMshHasAHeader() {
        assertThat(header("\r\n MSH|^~\\&|A").field(3)).isEqualTo(bytes("A"));
        assertThat(header("\u00ef\u00bb\u00bfMSH|^~\\&|A").field(3)).isEqualTo(bytes("A"));
        for (String other : new String[] {
            "", "MSH", "MSH|", "MSHa^~\\&|", "PID|1", "FHS|^~\\&|", "{\"a\":1}", "M\0S\0H\0|\0^\0", "\u00ef\u00bb"
        }) {
            assertThat(header(other)).as(other).isNull();
        }
    }
}
