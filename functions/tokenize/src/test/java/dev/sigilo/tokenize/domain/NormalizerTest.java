package dev.sigilo.tokenize.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.Category;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NAME | JOSÉ  PÉREZ | José Pérez | jose perez",
                "NAME | Jose\u0301 Pe\u0301rez | José Pérez | jose perez",
                "NAME | ＪＯＨＮ　ＤＯＥ | John Doe | doe john",
                "NAME | O'Brien, Ana-María | O’BRIEN ANA MARIA | ana maria obrien",
                "NAME | PÉREZ^JOSÉ | Pérez José | jose perez",
                "NAME | Dr. Inés V. Quiroga, MD | Quiroga, Inés | ines quiroga",
                "NAME | Quiroga^Inés^V^^Dra | Dra. INÉS QUIROGA | ines quiroga",
                "NAME | Prof. Thomas Weaver, Ph.D. | Weaver Thomas J. | thomas weaver",
                "NAME | Hale, Ruth, DO | Ruth Hale D.O. | hale ruth",
                "NAME | Weaver, D.D.S., Ph.D., FACS | Weaver | weaver",
                "NAME | A. Quiroga | Quiroga, A. | a quiroga",
                "NAME | Weiß | WEISS | weiss",
                "GEOGRAPHIC | C/ Alcalá, 15, 3º B | c alcalá 15 3o b | c alcala 15 3o b",
                "PHONE | +34 600 123 456 | 0034600123456 | 34600123456",
                "PHONE | (617) 555-0101 | 617.555.0101 | 6175550101",
                "EMAIL | Ana.Ruiz@Example.ORG | ana.ruiz@example.org | ana.ruiz@example.org",
                "SSN | 12.345.678-z | 12345678Z | 12345678Z",
                "SSN | 123-45-6789 | 123 45 6789 | 123456789",
                "MEDICAL_RECORD_NUMBER | mrn 77 | MRN77 | MRN77",
                "MEDICAL_RECORD_NUMBER | '\u00a0hc 90\u200b' | HC90 | HC90",
                "MEDICAL_RECORD_NUMBER | 90210.0 | 90210 | 90210",
                "OTHER_ID | '77 .00' | 77 | 77",
                "SSN | 40836125.0 | 40836125 | 40836125",
                "PHONE | 6175550101.0 | 617-555-0101 | 6175550101",
                "QUASI_IDENTIFIER | New   York | New York | New York"
            })
    void spellingsOfOneThingAreEqual(Category category, String one, String other, String normal) {
        assertThat(Normalizer.normalize(category, one)).isEqualTo(normal);
        assertThat(Normalizer.normalize(category, other)).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({
        "MEDICAL_RECORD_NUMBER, 12-3, 123",
        "MEDICAL_RECORD_NUMBER, 0123, 123",
        "NAME, Ana Ruiz, Ana Ruano",
        "NAME, A. Quiroga, B. Quiroga",
        "NAME, Kim Do, Kim",
        "NAME, Ian Hale Jr, Ian Hale",
        "IP_ADDRESS, 10.1.1.1, 101.1.1",
        "MEDICAL_RECORD_NUMBER, 90210.5, 90210",
        "MEDICAL_RECORD_NUMBER, 7.10, 7.1"
    })
    void differentThingsStayDifferent(Category category, String one, String other) {
        assertThat(Normalizer.normalize(category, one)).isNotEqualTo(Normalizer.normalize(category, other));
    }

    @Test
    void aValueOfWhichNothingWouldBeLeftIsTakenAsItIs() {
        assertThat(Normalizer.normalize(Category.SSN, "---")).isEqualTo("---");
        assertThat(Normalizer.normalize(Category.PHONE, "none")).isEqualTo("none");
    }

    @Test
    void normalizingAgainChangesNothing() {
        Random random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            StringBuilder value = new StringBuilder();
            for (int length = random.nextInt(20); length >= 0; length--) {
                value.appendCodePoint(random.nextInt(4) == 0 ? random.nextInt(0x11000) : 'a' + random.nextInt(26));
            }
            for (Category category : Category.values()) {
                String once = Normalizer.normalize(category, value.toString());
                assertThat(Normalizer.normalize(category, once))
                        .as("seed 11, value %d, %s", i, category)
                        .isEqualTo(once);
            }
        }
    }
}
