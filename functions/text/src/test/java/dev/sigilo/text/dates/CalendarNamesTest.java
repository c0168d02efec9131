package dev.sigilo.text.dates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.text.Language;
import org.junit.jupiter.api.Test;

class CalendarNamesTest {
    @Test
    void englishMonthsBeginWithACapitalAndSpanishOnesDoNot() {
        assertThat(CalendarNames.months(Language.ENGLISH))
                .hasSize(12)
                .startsWith("January")
                .endsWith("December");
        assertThat(CalendarNames.months(Language.SPANISH))
                .hasSize(12)
                .startsWith("enero")
                .endsWith("diciembre");
    }
}
