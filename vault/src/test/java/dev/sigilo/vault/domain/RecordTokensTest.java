package dev.sigilo.vault.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.MedicalRecord;
import dev.sigilo.records.OriginalEnvelope;
import dev.sigilo.records.OriginalMessage;
import dev.sigilo.records.RecordFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RecordTokensTest {
    private static final String RECORD = "{\"record_id\":\"R-1\",\"patient_id\":\"P-1\",\"modality\":\"CT\"}";
    private static final byte[] MESSAGE = "MSH|^~\\&|".getBytes(StandardCharsets.US_ASCII);

    private final Policy policy = policy();
    private final RecordTokens tokens = new RecordTokens(TokenKeys.of(Keyset.generate(Keyset.Purpose.TOKEN)), policy);

    private static Policy policy() {
        try {
            return Policy.load(Files.readString(Path.of("../pulsar-config/policies/pseudonymized.yaml")), "policy");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aRecordHasTheSameTokensWhateverFormatItsMessageHad() throws RecordFormatException {
        byte[] json = RECORD.getBytes(StandardCharsets.UTF_8);
        byte[] hl7 = OriginalEnvelope.bytes(OriginalMessage.of("hl7v2", MESSAGE, MedicalRecord.parse(RECORD)));

        assertThat(tokens.of(hl7)).isEqualTo(tokens.of(json));
        assertThat(tokens.of(json).record()).isNotNull();
        assertThat(tokens.of(json).patients()).isNotEmpty();
        assertThat(RecordTokens.naturalId(hl7, policy)).isEqualTo(RecordTokens.naturalId(json, policy));
    }

    @Test
    void aMessageThatCouldNotBeReadNamesNobody() {
        byte[] unread = OriginalEnvelope.bytes("hl7v2", MESSAGE);

        assertThat(tokens.of(unread).record()).isNull();
        assertThat(tokens.of(unread).patients()).isEmpty();
        assertThat(RecordTokens.naturalId(unread, policy)).isNull();
    }

    @Test
    void theIdOfARejectMayNameAPart() {
        Rejects.checkId("msg_mx0mj8do_15_0_0_1");
        Rejects.checkId("msg_mx0mj8do_15_0_0_1_p12");
        assertThatThrownBy(() -> Rejects.checkId("msg_mx0mj8do_15_0_0_1_px")).isInstanceOf(OperatorException.class);
    }
}
