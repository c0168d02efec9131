package dev.sigilo.tokenize.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.policy.Policy;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.tokenize.domain.text.Scrubber;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images embedded in a text may show a face or a name, so they must be redacted. */
class PicturesInTextTest {
    private static final String PNG = Base64.getEncoder()
            .encodeToString(bytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 900));
    private static final String JPEG =
            Base64.getMimeEncoder().encodeToString(bytes(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, 900));
    private static final String UNKNOWN = Base64.getEncoder().encodeToString(bytes(new byte[] {1, 2, 3}, 900));

    private static byte[] bytes(byte[] beginning, int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        System.arraycopy(beginning, 0, bytes, 0, beginning.length);
        return bytes;
    }

    @Test
    void bothPoliciesRedactThem() throws Exception {
        for (Policy policy : List.of(TestRecords.PSEUDONYMIZED, TestRecords.SAFE_HARBOR)) {
            TokenizedRecord event = new Tokenizer(policy, TestRecords.KEYS, Scrubber.standard())
                    .tokenize(TestRecords.record()
                            .with("image", "data:image/png;base64," + PNG)
                            .with("report", "Chest film:\n" + JPEG + "\nNo acute findings.")
                            .classified());

            assertThat(event.fields())
                    .containsEntry("image", "[PHOTO]")
                    .containsEntry("report", "Chest film:\n[PHOTO]\nNo acute findings.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<img src=\"%s\"/> clear lungs", "Chest film (%s), clear lungs", "%s clear lungs"})
    void theTextAroundThemStays(String text) {
        for (String picture : List.of(
                "data:image/png;base64," + PNG,
                "DATA:IMAGE/JPEG;charset=x;BASE64,/9j/AAAA",
                PNG,
                UNKNOWN,
                "data:image/svg+xml,%3Csvg%20width=%2210%22%3E%3Ctext%3EMarta%3C/text%3E%3C/svg%3E")) {
            assertThat(scrub(text.formatted(picture))).isEqualTo(text.formatted("[PHOTO]"));
        }
    }

    @Test
    void whatIsNoPictureStays() {
        String text = "The lungs are clear. " + "-".repeat(300) + "\n" + "a".repeat(300)
                + " base64, data: image/ 5.\n/9j/ R0lGODlh";

        assertThat(scrub(text)).doesNotContain("[PHOTO]");
    }

    private static String scrub(String text) {
        return Scrubber.standard()
                .begin(new RecordContext(TestRecords.SAFE_HARBOR, TestRecords.KEYS, List.of(), "en", 10, 2026))
                .scrub(text)
                .text();
    }
}
