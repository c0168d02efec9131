package dev.sigilo.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "H-7",
                " H-7",
                "H-7 ",
                "H-7\u00a0",
                "\tH-7\r\n",
                "\u2003H-7\u3000",
                "\ufeffH-7",
                "H-7\u200b",
                "\u0000H-7\u202f"
            })
    void whatIsNotSeenAroundAnIdIsNoPartOfIt(String id) {
        assertThat(IdText.of(id)).isEqualTo("H-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4711", "4711.0", "4711.000", " 4711.0 "})
    void aWholeNumberWithAFractionOfZerosIsThatNumber(String id) {
        assertThat(IdText.of(id)).isEqualTo("4711");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h-7",
                "H 7",
                "0047",
                "1.10",
                "1.2.0",
                "v1.0",
                "-1.0",
                ".0",
                "0",
                "10",
                "1.",
                "1e0",
                "{\"a\":1.0}",
                "\ud83d\ude00"
            })
    void allElseCountsAndIsReturnedAsItIs(String id) {
        assertThat(IdText.of(id)).isSameAs(id);
    }

    @Test
    void nothingToBeSeenIsEmpty() {
        assertThat(IdText.of(" \u00a0\u200b")).isEmpty();
        assertThat(IdText.of("")).isEmpty();
    }
}
