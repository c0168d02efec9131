package dev.sigilo.identifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FormTest {
    private final Form ssn = new Form("ddd-dd-dddd");
    private final Form medicare = new Form("dAXd-AXd-AAdd");

    @Test
    void matchesDigitsCapitalsAndSeparatorsInTheirPlaces() {
        assertThat(ssn.matches("SSN 123-45-6789", 4)).isTrue();
        assertThat(ssn.matches("SSN 123 45 6789", 4)).isFalse();
        assertThat(ssn.matches("123-45-678", 0)).isFalse();
        assertThat(medicare.matches("1EG4-TE5-MK73", 0)).isTrue();
        assertThat(medicare.matches("1eG4-TE5-MK73", 0)).isFalse();
        assertThat(ssn.matches("١٢٣-45-6789", 0)).isFalse();
    }

    @Test
    void theCompactValueHasNoSeparators() {
        assertThat(ssn.compact("SSN 123-45-6789", 4)).isEqualTo("123456789");
        assertThat(medicare.compact("1EG4-TE5-MK73", 0)).isEqualTo("1EG4TE5MK73");
    }

    @Test
    void fitsTheRunThatAValueBeginsWith() {
        assertThat(ssn.fitsLeading(3)).isTrue();
        assertThat(ssn.fitsLeading(4)).isFalse();
        assertThat(new Form("ddXX").fitsLeading(1)).isFalse();
        assertThat(new Form("ddXX").fitsLeading(4)).isTrue();
        assertThat(new Form("ddddddddd").fitsLeading(9)).isTrue();
    }

    @Test
    void aFormBeginsWithADigitOrACapital() {
        assertThatThrownBy(() -> new Form("-dd")).isInstanceOf(IllegalArgumentException.class);
    }
}
