package dev.sigilo.export.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodesTest {
    @Test
    void readsTheStatusOfAWithdrawnReportWithAndWithoutHyphens() {
        assertThat(Codes.reportStatus("enteredInError")).isEqualTo("entered-in-error");
        assertThat(Codes.reportStatus("entered-in-error")).isEqualTo("entered-in-error");
        assertThat(Codes.observationStatus("enteredInError")).isEqualTo("entered-in-error");
    }
}
