package dev.sigilo.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalMessageTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "€", "😀", "{\"report\":\"Íñigo 😀 €\"}"})
    void aRecordsSizeIsCountedInBytesOfUtf8(String text) {
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        for (int limit = 0; limit < size * 4; limit++) {
            assertThat(OriginalMessage.json(text).isRecordLargerThan(limit)).isEqualTo(size > limit);
            assertThat(OriginalMessage.of("hl7v2", new byte[100], text).isRecordLargerThan(limit))
                    .isEqualTo(size > limit);
        }
    }
}
