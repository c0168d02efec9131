package dev.sigilo.formats.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {

    @ParameterizedTest
    @CsvSource({
        "2024, 2024",
        "202402, 2024-02",
        "20240229, 2024-02-29",
        "20240229101530.1234-0500, 2024-02-29",
        "2004062916460000, 2004-06-29",
        "2024-02-29T10:15:00Z, 2024-02-29",
        "2024-02-29, 2024-02-29",
        "20230229, 20230229",
        "202413, 202413",
        "0000, 0000",
        "00000000, 00000000",
        "around 1950, around 1950",
        "2024021, 2024021"
    })
    void aDateIsWrittenAsIsoWithoutTimeAndAnythingElseStays(String raw, String date) {
        assertThat(Dates.iso(raw)).isEqualTo(date);
    }
}
