package dev.sigilo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgeReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "70|70",
                "070|70",
                "0|0",
                "41.25|41.25",
                "41,5|41.5",
                "070Y|70",
                "006M|0.5",
                "18 months|1.5",
                "1100M|91.667",
                "026W|0.498",
                "010D|0.0274",
                "36 hours|0.0041",
                "90+|90",
                ">89|90",
                "> 89|90",
                ">= 89|89",
                "41 years old|41",
                "41-year-old|41",
                "41 y/o|41",
                "41 y.o.|41",
                "41yo F|41",
                "41 y/o male|41",
                "41F|41",
                "41/M|41",
                "41 male|41",
                "41 años|41",
                "41 años de edad|41",
                "2 years 3 months|2.25",
                "2y 3m|2.25",
                "2 años y 6 meses|2.5",
                "100 years old|100",
                " 64 |64"
            })
    void readsAgesInDigits(String text, double years) {
        assertThat(AgeReader.years(text)).isEqualTo(years, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({
        "ninety-three,93",
        "Ninety Six,96",
        "forty,40",
        "seventeen years,17",
        "one hundred and four,104",
        "a hundred,100",
        "one hundred,100",
        "sixty-one years old,61",
        "noventa y tres años,93",
        "noventa y dos,92",
        "veintidós,22",
        "cien,100",
        "ciento dos,102",
        "treinta y un años de edad,31",
        "six months,0.5",
        "un mes,0.083",
        "nonagenarian,90",
        "Centenaria,100",
        "newborn,0",
        "one,1"
    })
    void readsAgesInWords(String text, double years) {
        assertThat(AgeReader.years(text)).isEqualTo(years, within(0.01));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-3",
                "1e3",
                "20160617",
                "1961",
                "151",
                "999Y",
                "47 Quentin",
                "Quentin",
                "41 M Quentin",
                "58M",
                "95 M",
                "[41]",
                "60-65",
                "adult",
                "ninety ninety",
                "three forty",
                "one hundred hundred",
                "and",
                "41 years 12 years",
                "70.",
                "7 0",
                "a",
                "12345678901234567890",
                "<90",
                "41 years, room 3"
            })
    void whatIsNoCertainAgeIsNotRead(String text) {
        assertThat(AgeReader.years(text)).isEqualTo(AgeReader.NONE);
    }
}
