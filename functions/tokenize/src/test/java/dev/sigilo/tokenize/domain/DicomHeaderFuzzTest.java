package dev.sigilo.tokenize.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.tokenize.domain.text.Scrubber;
import java.util.List;
import java.util.Locale;

/**
 * Any header is de-identified or its record rejected. {@code mvn test} runs the kept inputs; {@code JAZZER_FUZZ=1 mvn test
 * -Dtest=DicomHeaderFuzzTest#...} looks for new ones.
 */
class DicomHeaderFuzzTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Tokenizer TOKENIZER =
            new Tokenizer(TestRecords.policy("pseudonymized"), TestRecords.KEYS, Scrubber.standard());
    private static final List<String> TAGS = List.copyOf(DicomAttributes.tags());

    @FuzzTest(maxDuration = "60s")
    void anyHeaderIsDeidentifiedOrRejected(FuzzedDataProvider data) throws Exception {
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i < 20 && data.remainingBytes() > 0; i++) {
            String tag = data.pickValue(TAGS);
            String text = data.consumeAsciiString(30).replaceAll("[\"\\\\\\p{Cntrl}]", "");
            String value = switch (data.consumeInt(0, 4)) {
                case 0 -> "{\"Alphabetic\":\"QUENTINSEN^" + text + "\"}";
                case 1 -> "{\"" + data.pickValue(TAGS) + "\":{\"Value\":[\"" + text + "\"]}}";
                case 2 -> Long.toString(data.consumeLong());
                case 3 -> "null,[]";
                default -> "\"" + text + "\"";
            };
            header.append(i == 0 ? "" : ",")
                    .append("\"" + tag + i + "\":7,\"" + tag + "\":{\"Value\":[" + value + "]}");
        }
        String result;
        try {
            result = TOKENIZER
                    .tokenize(TestRecords.empty()
                            .with("record_id", "1")
                            .with("patient_name", "Ludowika Quentinsen")
                            .with("dicom", header.append('}').toString())
                            .classified())
                    .extra()
                    .get("dicom");
        } catch (RecordFormatException e) {
            assertThat(e.reason()).isEqualTo(RejectReason.TOKEN_FAILED);
            return;
        }
        assertThat(JSON.readTree(result).path("00120062").path("Value").path(0).asText())
                .isEqualTo("YES");
        assertThat(result.toUpperCase(Locale.ROOT)).doesNotContain("QUENTINSEN");
    }
}
