package dev.sigilo.detection.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelativePatternsTest {

    @ParameterizedTest
    @ValueSource(strings = {"hermana Rocío", "her Mother Agnes", "MADRE TERESA", "padres Juan y Eva", "Rocío"})
    void aRelativeWithANameIsNamed(String span) {
        assertThat(isNamed(span, span.charAt(0) != 'R')).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dos hermanos",
                "Madre",
                "MADRE",
                "Hermana mayor",
                "tía paterna",
                "Maternal Grandmother",
                "familia de nueve miembros"
            })
    void wordsForRelativesAloneNameNobody(String span) {
        assertThat(isNamed(span, true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mother", "su MADRE", "Familia"})
    void aCapitalMakesNoNameOfAWordForARelative(String span) {
        assertThat(isNamed(span, false)).isFalse();
    }

    private static boolean isNamed(String span, boolean beginsSentence) {
        return RelativePatterns.isNamed(span, new Span(0, span.length(), IdentifierType.RELATIVE), beginsSentence);
    }
}
