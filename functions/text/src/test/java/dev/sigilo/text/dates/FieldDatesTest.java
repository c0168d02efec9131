package dev.sigilo.text.dates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldDatesTest {
    @ParameterizedTest
    @CsvSource({
        "2016-06-17, en, 2016-06-20",
        "2016-02-28, en, 2016-03-02",
        "2016-06-17T23:59:59.123+02:00, en, 2016-06-20T23:59:59.123+02:00",
        "2016-06-17T10:00:00Z, en, 2016-06-20T10:00:00Z",
        "2016-06-17 10:00, en, 2016-06-20 10:00",
        "20160617, en, 2016-06-20",
        "20160617103000.000000+0100, en, 2016-06-20",
        "2016061710, en, 2016-06-20",
        "201606171030-0500, en, 2016-06-20",
        "17/06/2016, es, 2016-06-20",
        "06/17/2016, en, 2016-06-20",
        "17/06/2016, en, 2016-06-20",
        "3/4/2016, es, 2016-04-06",
        "3/4/2016, en, 2016-03-07",
        "17.06.16, es, 2016-06-20",
        "17-06-1975, es, 1975-06-20",
        "2016-06, en, 2016-06",
        "2016, en, 2016",
        "2016/06/17, en, 2016-06-20",
        "17/06/2016 10:00, en, 2016-06-20 10:00",
        "6/17/2016 2:05 PM, en, 2016-06-20 14:05",
        "6/17/2016 12:05 AM, en, 2016-06-20 00:05",
        "17.06.2016 a las 10:30 h, es, 2016-06-20 10:30",
        "17 Jun 2016, en, 2016-06-20",
        "17-JUN-2016, en, 2016-06-20",
        "17-jun-16, es, 2016-06-20",
        "'June 17th, 2016', en, 2016-06-20",
        "Jun 17 2016 08:15:30, en, 2016-06-20 08:15:30",
        "17 de junio de 2016, es, 2016-06-20",
        "'viernes, 17 de junio de 2016', es, 2016-06-20",
        "'Friday, 17 June 2016', en, 2016-06-20",
        "17 of June 2016, en, 2016-06-20",
        "June 2016, en, 2016-06",
        "junio de 2016, es, 2016-06",
        "Jun-2016, en, 2016-06",
        "2016 June, en, 2016-06",
        "06/2016, en, 2016-06",
        "201606, en, 2016-06",
        "2016-06-00, en, 2016-06",
        "2016-06-XX, en, 2016-06",
        "20160600, en, 2016-06",
        "2016-00-00, en, 2016",
        "2016-XX-XX, en, 2016",
        "2016-06-29, en, 2016-07-02",
        "17/06/28, es, 1928-06-20",
        "2016-06-17T10, en, 2016-06-20T10",
        "17/06/2016T1045, es, 2016-06-20 10:45",
        "2016-06-17T1045 PM, en, 2016-06-20 22:45",
        "17-JUN-2016T104530Z, en, 2016-06-20 10:45:30Z",
        "Jun  7 2016 10:45AM, en, 2016-06-10 10:45",
        "'Thur 17 Jun 2016', en, 2016-06-20",
        "'MIÉRCOLES, 17 de junio de 2016', es, 2016-06-20",
        "17JUN2016, en, 2016-06-20",
        "2016-00-XX, en, 2016",
        "201606XX, en, 2016-06",
        "17 Jun 2016 10:45:30 -05:00, en, 2016-06-20 10:45:30-05:00"
    })
    void fieldDatesAreMoved(String date, String language, String expected) {
        assertThat(FieldDates.shift(date, reading(language), 3)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2016-02-30",
                "2016-13-01",
                "31/02/2016",
                "20161301",
                "",
                "soon",
                "2016-06-17 Quentin",
                "2016-06-17TQ",
                "2016-06-17T10:00:00 by Q",
                "17/06/2016 25:00",
                "17/06/2016 13:00 PM",
                "17/06/2016 5551234",
                "2016-06-17T5551234567",
                "17 June",
                "Quentin 2016",
                "May",
                "31 June 2016",
                "201006",
                "4820",
                "1/2016 Quentin",
                "13/2016",
                "2016-06-17/2016-06-20",
                "ca. 2016",
                "-",
                "1/2",
                "2016-06-17-04",
                "99999999999",
                "1/2/3/4",
                "2016-06-17T1075",
                "2016-06-17T10:3",
                "2016-06-17 10",
                "2016-00-15",
                "2016-0",
                "17 Jun16",
                "17/06-2016",
                "Friday",
                "Friday 2016",
                "June 17",
                "17/Quentin/2016",
                "2016-06-17 10:30+2",
                "17 de de junio de 2016"
            })
    void whatIsNoPossibleDateIsNotLetThrough(String date) {
        assertThat(FieldDates.shift(date, reading("en"), 3)).isEmpty();
        assertThat(FieldDates.year(date, reading("en"))).isEmpty();
    }

    @Test
    void thePartsOfADateDoNotShowIt() {
        assertThat(FieldDateScanner.scan("1957-03-14 10:45")).isNotNull();
        assertThat(FieldDateScanner.scan("1957-03-14 10:45").toString())
                .doesNotContain("57")
                .doesNotContain("14")
                .doesNotContain("10:45");
    }

    private static FieldDates.Reading reading(String language) {
        return new FieldDates.Reading(language.equals("en"), 2027);
    }
}
