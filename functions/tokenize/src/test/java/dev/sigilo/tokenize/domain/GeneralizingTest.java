package dev.sigilo.tokenize.domain;

import static dev.sigilo.tokenize.domain.TestRecords.KEYS;
import static dev.sigilo.tokenize.domain.TestRecords.ROTATED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ages, postal codes, dates and UIDs: what is made coarser, moved or mapped. */
class GeneralizingTest {

    @ParameterizedTest
    @CsvSource({"47, 47", "047Y, 47", "47.5, 47", "47 years, 47", "47 años, 47", "89, 89", "90, 90+", "104, 90+", "090Y, 90+", "90+, 90+",
        "006M, 0", "18 months, 1", "010D, 0", "0, 0", "1100M, 90+", ">89, 90+", ">= 89, 89", "70.0, 70", "100 years old, 90+",
        "58.5, 58", "92.5, 90+", "ninety-five, 90+", "forty-one, 41", "noventa y un años, 90+", "2 days, 0", "89.9, 89"})
    void agesOfNinetyAndOverAreOneClass(String age, String expected) {
        assertThat(Ages.cap(age)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-3", "", "47 Quentin", "Quentin", "47 or so", "999", "95M", "20160617", "1e3"})
    void anAgeThatIsNotUnderstoodIsNotLetThrough(String age) {
        assertThat(Ages.cap(age)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"02139, US, en, 021", "02139-4307, -, en, 021", "03601, USA, en, 000", "89301, -, en, 000",
        "03601, -, -, 000", "28013, ES, en, 28", "28013, -, es, 28", "28013, España, es, 28", "021394307, US, en, 021"})
    void postalCodesAreCut(String code, String country, String language, String expected) {
        assertThat(PostalCodes.cut(code, country, language)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"SW1A 1AA, UK", "75001, France", "123, US", "02139 Cambridge, US", "K1A 0B1, Canada"})
    void otherPostalCodesAreNotLetThrough(String code, String country) {
        assertThat(PostalCodes.cut(code, country, "en")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2016-06-17, en, 2016-06-20", "2016-02-28, en, 2016-03-02", "2016-06-17T23:59:59.123+02:00, en, 2016-06-20T23:59:59.123+02:00",
        "2016-06-17T10:00:00Z, en, 2016-06-20T10:00:00Z", "2016-06-17 10:00, en, 2016-06-20 10:00", "20160617, en, 2016-06-20",
        "20160617103000.000000+0100, en, 2016-06-20", "2016061710, en, 2016-06-20", "201606171030-0500, en, 2016-06-20", "17/06/2016, es, 2016-06-20", "06/17/2016, en, 2016-06-20", "17/06/2016, en, 2016-06-20",
        "3/4/2016, es, 2016-04-06", "3/4/2016, en, 2016-03-07", "17.06.16, es, 2016-06-20", "17-06-1975, es, 1975-06-20",
        "2016-06, en, 2016-06", "2016, en, 2016", "2016/06/17, en, 2016-06-20",
        "17/06/2016 10:00, en, 2016-06-20 10:00", "6/17/2016 2:05 PM, en, 2016-06-20 14:05", "6/17/2016 12:05 AM, en, 2016-06-20 00:05",
        "17.06.2016 a las 10:30 h, es, 2016-06-20 10:30", "17 Jun 2016, en, 2016-06-20", "17-JUN-2016, en, 2016-06-20", "17-jun-16, es, 2016-06-20",
        "'June 17th, 2016', en, 2016-06-20", "Jun 17 2016 08:15:30, en, 2016-06-20 08:15:30", "17 de junio de 2016, es, 2016-06-20",
        "'viernes, 17 de junio de 2016', es, 2016-06-20", "'Friday, 17 June 2016', en, 2016-06-20", "17 of June 2016, en, 2016-06-20",
        "June 2016, en, 2016-06", "junio de 2016, es, 2016-06", "Jun-2016, en, 2016-06", "2016 June, en, 2016-06", "06/2016, en, 2016-06",
        "201606, en, 2016-06", "2016-06-00, en, 2016-06", "2016-06-XX, en, 2016-06", "20160600, en, 2016-06", "2016-00-00, en, 2016",
        "2016-XX-XX, en, 2016", "2016-06-29, en, 2016-07-02", "17/06/28, es, 1928-06-20", "2016-06-17T10, en, 2016-06-20T10",
        "17/06/2016T1045, es, 2016-06-20 10:45", "2016-06-17T1045 PM, en, 2016-06-20 22:45", "17-JUN-2016T104530Z, en, 2016-06-20 10:45:30Z",
        "Jun  7 2016 10:45AM, en, 2016-06-10 10:45", "'Thur 17 Jun 2016', en, 2016-06-20", "'MIÉRCOLES, 17 de junio de 2016', es, 2016-06-20",
        "17JUN2016, en, 2016-06-20", "2016-00-XX, en, 2016", "201606XX, en, 2016-06", "17 Jun 2016 10:45:30 -05:00, en, 2016-06-20 10:45:30-05:00"})
    void fieldDatesAreMoved(String date, String language, String expected) {
        assertThat(FieldDates.shift(date, reading(language), 3)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2016-02-30", "2016-13-01", "31/02/2016", "20161301", "", "soon", "2016-06-17 Quentin", "2016-06-17TQ",
        "2016-06-17T10:00:00 by Q", "17/06/2016 25:00", "17/06/2016 13:00 PM", "17/06/2016 5551234", "2016-06-17T5551234567",
        "17 June", "Quentin 2016", "May", "31 June 2016", "201006", "4820", "1/2016 Quentin", "13/2016", "2016-06-17/2016-06-20", "ca. 2016", "-", "1/2", "2016-06-17-04", "99999999999", "1/2/3/4",
        "2016-06-17T1075", "2016-06-17T10:3", "2016-06-17 10", "2016-00-15", "2016-0", "17 Jun16", "17/06-2016", "Friday", "Friday 2016", "June 17", "17/Quentin/2016",
        "2016-06-17 10:30+2", "17 de de junio de 2016"})
    void whatIsNoPossibleDateIsNotLetThrough(String date) {
        assertThat(FieldDates.shift(date, reading("en"), 3)).isEmpty();
        assertThat(FieldDates.year(date, reading("en"))).isEmpty();
    }

    @Test
    void thePartsOfADateDoNotShowIt() {
        assertThat(FieldDateScanner.scan("1957-03-14 10:45")).isNotNull();
        assertThat(FieldDateScanner.scan("1957-03-14 10:45").toString()).doesNotContain("57").doesNotContain("14").doesNotContain("10:45");
    }

    private static FieldDates.Reading reading(String language) {
        return new FieldDates.Reading(language.equals("en"), 2027);
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
        assertThat(Uids.map(KEYS, 1, "study", "default", "1.2.840.113619.2.55.3\0")).isEqualTo(uid);
        assertThat(Uids.map(KEYS, 1, "series", "default", "1.2.840.113619.2.55.3")).isNotEqualTo(uid);
    }
}
