package dev.sigilo.formats.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapesTest {
    private static final Escapes ESCAPES =
            new Escapes(new Delimiters('|', '^', '~', '\\', '&'), StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({
        "a\\F\\b, a|b",
        "\\S\\\\T\\\\R\\\\E\\\\P\\, ^&~\\#",
        "\\H\\bold\\N\\, bold",
        "\\X4D\\\\XC3BC\\ller, Müller",
        "\\C2842\\A\\C2D41\\B, AB",
        "\\M2442\\;3ED\\C2842\\!, 山田!",
        "\\.sk3\\x, '   x'",
        "\\.in+4\\x, x"
    })
    void theSequencesOfTheStandardAreDecoded(String raw, String text) {
        assertThat(ESCAPES.decode(raw)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "C:\\TEMP\\X",
        "\\Zlocal\\",
        "\\X4\\",
        "\\X00\\",
        "\\XFF\\",
        "\\Q\\",
        "\\",
        "\\\\",
        "a\\",
        "\\M9999\\ab",
        "\\M2442\\abc",
        "\\CFFFF\\",
        "\\.zz\\"
    })
    void whatIsNoSequenceStaysAsItWasWritten(String raw) {
        assertThat(ESCAPES.decode(raw)).isEqualTo(raw);
    }

    @ParameterizedTest
    @CsvSource({"\\.br\\", "\\.BR\\", "\\X0D0A\\", "\\X0D\\", "\\X0A\\", "\\.sp\\", "\\.sp1\\", "\\.ce\\"})
    void lineBreaksBecomeLineFeeds(String raw) {
        assertThat(ESCAPES.decode("a" + raw + "b")).isEqualTo("a\nb");
    }
}
