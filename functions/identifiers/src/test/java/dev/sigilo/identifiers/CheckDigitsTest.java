package dev.sigilo.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every example is a published specimen or was made by hand; none is a person's. */
class CheckDigitsTest {
    private static final Map<String, Predicate<CharSequence>> TESTS = Map.ofEntries(
            Map.entry("CARD", CheckDigits::isPaymentCard),
            Map.entry("NHS", CheckDigits::isNhsNumber),
            Map.entry("DNI", CheckDigits::isDniOrNie),
            Map.entry("SSN", CheckDigits::isIssuedSocialSecurityNumber),
            Map.entry("IBAN", CheckDigits::isIban),
            Map.entry("VIN", CheckDigits::isVehicleNumber),
            Map.entry("RUT", CheckDigits::isRut),
            Map.entry("CUIL", CheckDigits::isCuil),
            Map.entry("CPF", CheckDigits::isCpf),
            Map.entry("CURP", CheckDigits::isCurp),
            Map.entry("RFC", CheckDigits::isRfc),
            Map.entry("DEA", CheckDigits::isDea));

    @ParameterizedTest
    @CsvSource({
        "CARD, 4111111111111111",
        "CARD, 378282246310005",
        "NHS, 9434765919",
        "DNI, 12345678Z",
        "DNI, X1234567L",
        "SSN, 123456789",
        "IBAN, GB82WEST12345698765432",
        "IBAN, ES9121000418450200051332",
        "VIN, 1M8GDM9AXKP042788",
        "RUT, 123456785",
        "RUT, 12345670K",
        "CUIL, 20123456786",
        "CPF, 11144477735",
        "CURP, HEGG560427MVZRRL04",
        "RFC, GODE561231GR8",
        "DEA, AB1234563",
    })
    void acceptsOnlyARightCheckDigit(String kind, String value) {
        boolean hasOneCheckCharacter = !kind.equals("CURP") && !kind.equals("RFC") && !kind.equals("SSN");

        assertThat(TESTS.get(kind).test(value)).isTrue();
        if (hasOneCheckCharacter) {
            int at = kind.equals("VIN") ? 8 : kind.equals("CPF") ? 9 : value.length() - 1;
            for (char other : "0123456789XKZLTRW".toCharArray()) {
                String altered = value.substring(0, at) + other + value.substring(at + 1);
                assertThat(TESTS.get(kind).test(altered))
                        .as("%s with %s", kind, other)
                        .isEqualTo(altered.equals(value));
            }
        }
    }

    @Test
    void rejectsAnyOtherForm() {
        TESTS.forEach((kind, test) -> {
            for (String value : new String[] {
                "", "1", "A", "12345678", "é".repeat(9), "١".repeat(10), "0".repeat(40), "a".repeat(17)
            }) {
                assertThat(test.test(value))
                        .as("%s of %d characters", kind, value.length())
                        .isFalse();
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"000121234", "666121234", "900121234", "123001234", "123120000"})
    void numbersThatWereNeverIssuedAreNotSocialSecurityNumbers(String value) {
        assertThat(CheckDigits.isIssuedSocialSecurityNumber(value)).isFalse();
    }

    @Test
    void calculatesTheCheckDigitThatAValueNeeds() {
        assertThat(CheckDigits.luhn("7992739871")).isEqualTo(3);
        assertThat(CheckDigits.npi("123456789")).isEqualTo(3);
        assertThat(CheckDigits.nhs("943476591")).isEqualTo(9);
        assertThat(CheckDigits.nhs("000000006")).isEqualTo(CheckDigits.NO_CHECK_DIGIT);
        assertThat(CheckDigits.iban("GB", "WEST12345698765432")).isEqualTo(82);
        assertThat(CheckDigits.dniLetter(12345678)).isEqualTo('Z');
    }
}
