package dev.sigilo.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigitsTest {
    @Test
    void onlyAsciiDigitsCount() {
        assertThat(Digits.isDigit('7')).isTrue();
        assertThat(Digits.isDigit('٧')).isFalse();
    }

    @Test
    void anIndexOutsideTheTextIsNotADigit() {
        assertThat(Digits.isDigitAt("12", -1)).isFalse();
        assertThat(Digits.isDigitAt("12", 2)).isFalse();
        assertThat(Digits.areDigits("12", 0, 2)).isTrue();
        assertThat(Digits.areDigits("12", 1, 3)).isFalse();
    }

    @Test
    void numberAndEndBelongTogether() {
        String text = "ab0457x";

        assertThat(Digits.end(text, 2)).isEqualTo(6);
        assertThat(Digits.number(text, 2, 6)).isEqualTo(457);
        assertThat(Digits.end(text, 0)).isZero();
    }

    @Test
    void aNumberDoesNotOverflow() {
        assertThat(Digits.number("99999999999", 0, 11)).isEqualTo(999_999_999);
    }

    @Test
    void ordinalSuffixesAreRecognisedAndWritten() {
        assertThat(Ordinals.end("3RD of", 1)).isEqualTo(3);
        assertThat(Ordinals.end("1º", 1)).isEqualTo(2);
        assertThat(Ordinals.end("3 of", 1)).isEqualTo(1);
        assertThat(Ordinals.english(11)).isEqualTo("th");
        assertThat(Ordinals.english(22)).isEqualTo("nd");
    }
}
