package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@link HelpLayout} wraps lines at spaces and aligns what follows. */
class HelpLayoutTest {
    private static final String PATH = "samples/records.ndjson";

    @Test
    void keepsShortLines() {
        assertThat(HelpLayout.wrapped("Usage: sigilo\n\n  one\n")).isEqualTo("Usage: sigilo\n\n  one\n");
        assertThat(HelpLayout.wrapped("")).isEmpty();
    }

    @Test
    void wrapsAtSpacesAndNotWithinAPath() {
        String text = "x".repeat(HelpLayout.WIDTH - 10) + " " + PATH;

        assertThat(HelpLayout.wrapped(text)).isEqualTo("x".repeat(HelpLayout.WIDTH - 10) + "\n" + PATH);
    }

    @Test
    void continuesInTheColumnOfTheDescription() {
        String option = "      --audit=FILE   ";

        assertThat(HelpLayout.wrapped(option + "x".repeat(50) + " " + PATH))
                .isEqualTo(option + "x".repeat(50) + "\n" + " ".repeat(option.length()) + PATH);
    }

    @Test
    void continuesInTheColumnOfTheListIfALongOptionLeavesOneSpace() {
        String list = "      --url=URL   Short.\n      --long=NAME ";

        assertThat(HelpLayout.wrapped(list + "x".repeat(55) + " " + PATH))
                .isEqualTo(list + "x".repeat(55) + "\n" + " ".repeat(18) + PATH);
    }

    @Test
    void keepsAWordThatIsLongerThanALine() {
        String word = "x".repeat(2 * HelpLayout.WIDTH);

        assertThat(HelpLayout.wrapped("  " + word)).isEqualTo("  " + word);
    }
}
