package dev.sigilo.detection.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedPatternsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12345678Z                        | NATIONAL_ID
            12345678-Z                       | NATIONAL_ID
            12.345.678-Z                     | NATIONAL_ID
            X1234567L                        | NATIONAL_ID
            GB82WEST12345698765432           | IBAN
            GB82 WEST 1234 5698 7654 32      | IBAN
            ES9121000418450200051332         | IBAN
            4111111111111111                 | CARD
            4111 1111 1111 1111              | CARD
            3782-822463-10005                | CARD
            123-45-6789                      | SSN
            192.168.10.254                   | IP
            00:1A:2B:3C:4D:5E                | DEVICE
            a0-b1-c2-d3-e4-f5                | DEVICE
            1M8GDM9AXKP042788                | VEHICLE
            1.2.840.113619.2.55.3.604688119  | ID_CONTACT
            """)
    void findsNumbersThatProveThemselves(String value, IdentifierType type) {
        String text = "It is (" + value + "), they say.";

        assertThat(CheckedPatterns.find(text)).containsExactly(new Span(7, 7 + value.length(), type));
        assertThat(CheckedPatterns.find(value)).containsExactly(new Span(0, value.length(), type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678A",
                "X1234567A",
                "GB82WEST12345698765433",
                "4111111111111112",
                "666-45-6789",
                "123-00-6789",
                "123-45-67890",
                "256.1.1.1",
                "1.2.3",
                "00:1A:2B:3C:4D",
                "1M8GDM9A1KP042788",
                "120/80",
                "L4-L5",
                "5.4 x 3.2 cm",
                "12345678Zx",
                "x12345678Z",
                "é12345678Z"
            })
    void leavesNumbersAloneThatDoNot(String text) {
        assertThat(CheckedPatterns.find(text)).isEmpty();
    }

    @Test
    void findsSeveralInOneText() {
        assertThat(CheckedPatterns.find("SSN 123-45-6789, IP 10.0.0.1, DNI 12345678Z"))
                .extracting(Span::type)
                .isEqualTo(List.of(IdentifierType.SSN, IdentifierType.IP, IdentifierType.NATIONAL_ID));
    }
}
