package dev.sigilo.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgesTest {
    @ParameterizedTest
    @CsvSource({
        "47, 47",
        "047Y, 47",
        "47.5, 47",
        "47 years, 47",
        "47 años, 47",
        "89, 89",
        "90, 90+",
        "104, 90+",
        "090Y, 90+",
        "90+, 90+",
        "006M, 0",
        "18 months, 1",
        "010D, 0",
        "0, 0",
        "1100M, 90+",
        ">89, 90+",
        ">= 89, 89",
        "70.0, 70",
        "100 years old, 90+",
        "58.5, 58",
        "92.5, 90+",
        "ninety-five, 90+",
        "forty-one, 41",
        "noventa y un años, 90+",
        "2 days, 0",
        "89.9, 89"
    })
    void agesOfNinetyAndOverAreOneClass(String age, String expected) {
        assertThat(Ages.cap(age)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-3", "", "47 Quentin", "Quentin", "47 or so", "999", "95M", "20160617", "1e3"})
    void anAgeThatIsNotUnderstoodIsNotLetThrough(String age) {
        assertThat(Ages.cap(age)).isEmpty();
    }
}
