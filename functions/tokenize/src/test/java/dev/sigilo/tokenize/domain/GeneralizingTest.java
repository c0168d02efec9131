package dev.sigilo.tokenize.domain;

import static dev.sigilo.tokenize.domain.TestRecords.KEYS;
import static dev.sigilo.tokenize.domain.TestRecords.ROTATED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Postal codes, date offsets and UIDs: what is made coarser, moved or mapped. */
class GeneralizingTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "02139, US, en, 021",
                "02139-4307, -, en, 021",
                "03601, USA, en, 000",
                "89301, -, en, 000",
                "03601, -, -, 000",
                "28013, ES, en, 28",
                "28013, -, es, 28",
                "28013, España, es, 28",
                "021394307, US, en, 021"
            })
    void postalCodesAreCut(String code, String country, String language, String expected) {
        assertThat(PostalCodes.cut(code, country, language)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"SW1A 1AA, UK", "75001, France", "123, US", "02139 Cambridge, US", "K1A 0B1, Canada"})
    void otherPostalCodesAreNotLetThrough(String code, String country) {
        assertThat(PostalCodes.cut(code, country, "en")).isEmpty();
    }

    @Test
    void everyOffsetOccursAndZeroNever() {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            seen.add(DateOffset.days(KEYS, 1, "default", "patient " + i, 7));
        }
        assertThat(seen).hasSize(14).doesNotContain(0).allMatch(days -> Math.abs(days) <= 7);
    }

    @Test
    void anOffsetIsThePatientsOwnInEachEpochAndDomain() {
        int same = 0;
        int otherEpoch = 0;
        int otherDomain = 0;
        for (int i = 0; i < 200; i++) {
            int days = DateOffset.days(ROTATED, 1, "default", "p" + i, 365);
            same += days == DateOffset.days(KEYS, 1, "default", "p" + i, 365) ? 1 : 0;
            otherEpoch += days == DateOffset.days(ROTATED, 2, "default", "p" + i, 365) ? 1 : 0;
            otherDomain += days == DateOffset.days(ROTATED, 1, "study-a", "p" + i, 365) ? 1 : 0;
        }
        assertThat(same).isEqualTo(200);
        assertThat(otherEpoch).isLessThan(5);
        assertThat(otherDomain).isLessThan(5);
    }

    @Test
    void uidsAreMappedToEqualOnesUnderTwoTwentyFive() {
        String uid = Uids.map(KEYS, 1, "study", "default", "1.2.840.113619.2.55.3");

        assertThat(uid).matches("2\\.25\\.(0|[1-9][0-9]{0,38})");
        assertThat(Uids.map(KEYS, 1, "study", "default", "1.2.840.113619.2.55.3\0"))
                .isEqualTo(uid);
        assertThat(Uids.map(KEYS, 1, "series", "default", "1.2.840.113619.2.55.3"))
                .isNotEqualTo(uid);
    }
}
