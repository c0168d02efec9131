package dev.sigilo.text.dates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.text.Language;
import dev.sigilo.text.Ordinals;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ES | 17/06/2016                     | 20  | 07/07/2016
            ES | 7/6/2016                       | 20  | 27/6/2016
            EN | 6/17/16                        | 20  | 7/7/16
            EN | 06/17/2016                     | 20  | 07/07/2016
            EN | 2016-06-17                     | 20  | 2016-07-07
            EN | 2016/06/17                     | -17 | 2016/05/31
            ES | 17.06.2016                     | 20  | 07.07.2016
            ES | 17-06-2016                     | 20  | 07-07-2016
            ES | 17 / 06 / 2016                 | 20  | 07 / 07 / 2016
            EN | 20160617                       | 20  | 20160707
            ES | 17062016                       | 20  | 07072016
            EN | 03-MAR-2016                    | 30  | 02-APR-2016
            EN | 3-Mar-16                       | 30  | 2-Apr-16
            ES | 17/ene/2016                    | 20  | 06/feb/2016
            ES | 17-VI-2016                     | 20  | 07-VII-2016
            ES | 3 de marzo de 2016             | 30  | 2 de abril de 2016
            ES | 3 de Marzo del 2016            | 30  | 2 de Abril del 2016
            ES | 3 DE MARZO DE 2016             | 30  | 2 DE ABRIL DE 2016
            ES | 3 marzo 2016                   | 30  | 2 abril 2016
            ES | 1º de marzo de 2016            | 30  | 31 de marzo de 2016
            EN | March 3rd, 2016                | 1   | March 4th, 2016
            EN | March 3, 2016                  | 300 | December 28, 2016
            EN | March 3 2016                   | 300 | December 28 2016
            EN | MARCH 1ST, 2016                | 1   | MARCH 2ND, 2016
            EN | Mar. 3, 2016                   | 30  | Apr. 2, 2016
            EN | 3 March 2016                   | 30  | 2 April 2016
            EN | 3rd of March 2016              | 19  | 22nd of March 2016
            EN | 3rd of March, 2016             | 8   | 11th of March, 2016
            EN | the 21st of March, 2016        | 2   | the 23rd of March, 2016
            ES | marzo de 2016                  | 30  | abril de 2016
            ES | Marzo 2016                     | -90 | Diciembre 2015
            EN | March 2016                     | 30  | April 2016
            EN | 06/2016                        | 60  | 08/2016
            EN | 2016-06                        | 60  | 2016-08
            ES | 3 de marzo                     | 30  | 2 de abril
            EN | March 3                        | 30  | April 2
            EN | 29 February                    | 1   | 1 March
            EN | 2016-06-17T10:15:30Z           | 20  | 2016-07-07T10:15:30Z
            EN | 2016-06-17T10:15:30.123+02:00  | 20  | 2016-07-07T10:15:30.123+02:00
            EN | 2016-06-17 10:15               | 20  | 2016-07-07 10:15
            EN | 06/17/2016 10:15 AM            | 20  | 07/07/2016 10:15 AM
            ES | 17/06/2016 a las 10:15 h       | 20  | 07/07/2016 a las 10:15 h
            EN | 20160617T101500Z               | 20  | 20160707T101500Z
            EN | 20160617101500                 | 20  | 20160707101500
            EN | Monday, March 7th, 2016        | 1   | Tuesday, March 8th, 2016
            ES | lunes 7 de marzo de 2016       | 6   | domingo 13 de marzo de 2016
            ES | Lunes, 7 de marzo              | 1   | Martes, 8 de marzo
            EN | Mon 7 Mar 2016                 | 2   | Wed 9 Mar 2016
            EN | Thur 10 Mar 2016               | 2   | Sat 12 Mar 2016
            EN | March 3-5, 2016                | 1   | March 4-6, 2016
            EN | March 30-31, 2016              | 1   | March 31-April 1, 2016
            EN | December 30-31, 2016           | 1   | December 31, 2016-January 1, 2017
            ES | del 3 al 5 de marzo de 2016    | 27  | del 30 de marzo al 1 de abril de 2016
            ES | 30-31 de diciembre de 2016     | 1   | 31 de diciembre de 2016-1 de enero de 2017
            ES | 17-20/06/2016                  | 12  | 29/06-02/07/2016
            ES | 17-20/06/2016                  | 1   | 18-21/06/2016
            ES | 17/06/2016-20/06/2016          | 1   | 18/06/2016-21/06/2016
            ES | del 30 de diciembre al 2 de enero de 2017 | 1 | del 31 de diciembre al 3 de enero de 2017
            ES | 17/06                          | 20  | 07/07
            EN | 6/17                           | 20  | 7/7
            EN | 2016                           | 90  | 2016
            EN | 2016                           | 300 | 2017
            EN | Monday                         | 3   | Thursday
            """)
    void movesADateInTheFormatItCameIn(String language, String span, int days, String expected) {
        assertThat(DateText.shift(span, language(language), days))
                .map(ShiftedDate::text)
                .hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ES | 03/04/2016 | 1 | 04/04/2016 | day_month_assumed
            EN | 03/04/2016 | 1 | 03/05/2016 | day_month_assumed
            EN | 17/06/2016 | 1 | 18/06/2016 |
            ES | 06/17/2016 | 1 | 06/18/2016 |
            EN | 04/04/2016 | 1 | 04/05/2016 |
            EN | 2016-03-04 | 1 | 2016-03-05 |
            """)
    void ordersDayAndMonthByTheLanguageAndSaysSo(String language, String span, int days, String text, String detail) {
        assertThat(DateText.shift(span, language(language), days)).hasValue(new ShiftedDate(text, detail));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31/02/2016",
                "30 de febrero de 2016",
                "February 30th, 2016",
                "2016-13-45",
                "00/00/0000",
                "31/04",
                "20161301",
                "yesterday",
                "",
                "03/2016 and 123",
                "3",
                "32/13/2016"
            })
    void givesNothingForWhatNoCalendarHas(String span) {
        assertThat(DateText.shift(span, Language.SPANISH, 10)).isEmpty();
        assertThat(DateText.year(span, Language.SPANISH)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            17/06/2016                     | 2016
            17/06/16                       | 2016
            3 de marzo de 2016             | 2016
            2016-06-17T10:15:30Z           | 2016
            marzo de 2016                  | 2016
            31/12/2016-01/01/2017          | 2016-2017
            2016                           | 2016
            3 de marzo                     |
            lunes                          |
            """)
    void leavesOnlyTheYear(String span, String year) {
        assertThat(DateText.year(span, Language.SPANISH).orElse(null)).isEqualTo(year);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EN | Seen on 06/17/2016 and March 3rd, 2016.       | 06/17/2016;March 3rd, 2016
            EN | Exam (2016-06-17T10:15:30Z), prior 3 Mar 2015 | 2016-06-17;3 Mar 2015
            ES | Ingresa el lunes 3 de marzo de 2016 por dolor | lunes 3 de marzo de 2016
            ES | Desde marzo de 2016 y hasta el 3 de abril.    | marzo de 2016;3 de abril
            EN | Study dated 20160617, number 20160617.        | 20160617;20160617
            EN | Batch number 20160617                         |
            EN | Nodule of 3.2 x 1.5 x 2.16 cm, BP 120/80, 5/5 |
            EN | Level 3 may represent a 12 mm lesion           |
            EN | March 3 with cough                             | March 3
            EN | L4-5 and T12-L1, 2-3 mm, 10-12-14              |
            EN | tel 555-01-2016                                |
            EN | 4/15/2016-4/18/2016                            | 4/15/2016;4/18/2016
            ES | FN:17/06/2016.                                 | 17/06/2016
            EN | version 1.2.16 of 10.2016                      |
            EN | Ratio 06/2016 unit 2015-2016                   | 06/2016
            EN | on 31/02/2016                                  | 31/02/2016
            """)
    void findsDatesInATextAndNothingElse(String language, String text, String expected) {
        List<String> found = DateText.scan(text, language(language)).stream()
                .map(date -> text.substring(date.start(), date.end()))
                .toList();

        assertThat(String.join(";", found)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void readsADayAndMonthInTheReferenceYear() {
        assertThat(DateText.shift("28 February", Language.ENGLISH, 1, 2016))
                .map(ShiftedDate::text)
                .hasValue("29 February");
        assertThat(DateText.shift("28 February", Language.ENGLISH, 1, 2015))
                .map(ShiftedDate::text)
                .hasValue("1 March");
    }

    /** Every format whole, as (date, language) to text. */
    private static final List<Function<LocalDate, String>> SPANISH = List.of(
            d -> String.format("%02d/%02d/%d", d.getDayOfMonth(), d.getMonthValue(), d.getYear()),
            d -> String.format("%d/%d/%d", d.getDayOfMonth(), d.getMonthValue(), d.getYear()),
            d -> String.format("%02d-%02d-%d", d.getDayOfMonth(), d.getMonthValue(), d.getYear()),
            d -> String.format("%02d.%02d.%d", d.getDayOfMonth(), d.getMonthValue(), d.getYear()),
            d -> String.format("%02d/%02d/%02d", d.getDayOfMonth(), d.getMonthValue(), d.getYear() % 100),
            d -> d.getDayOfMonth() + " de " + month("es", d) + " de " + d.getYear(),
            d -> d.getDayOfMonth() + " de " + month("es", d).toUpperCase(Locale.ROOT) + " del " + d.getYear(),
            d -> String.format("%02d-%s-%d", d.getDayOfMonth(), month("es", d).substring(0, 3), d.getYear()),
            LocalDate::toString,
            d -> d + "T23:59:00+01:00");

    private static final List<Function<LocalDate, String>> ENGLISH = List.of(
            d -> String.format("%02d/%02d/%d", d.getMonthValue(), d.getDayOfMonth(), d.getYear()),
            d -> String.format("%d/%d/%02d", d.getMonthValue(), d.getDayOfMonth(), d.getYear() % 100),
            d -> month("en", d) + " " + d.getDayOfMonth() + ", " + d.getYear(),
            d -> month("en", d) + " " + d.getDayOfMonth() + Ordinals.english(d.getDayOfMonth()) + ", " + d.getYear(),
            d -> d.getDayOfMonth() + Ordinals.english(d.getDayOfMonth()) + " of " + month("en", d) + " " + d.getYear(),
            d -> d.getDayOfMonth() + " " + month("en", d) + " " + d.getYear(),
            d -> month("en", d).substring(0, 3) + " " + d.getDayOfMonth() + ", " + d.getYear(),
            d -> String.format(
                    "%02d-%s-%d",
                    d.getDayOfMonth(), month("en", d).substring(0, 3).toUpperCase(Locale.ROOT), d.getYear()),
            LocalDate::toString,
            d -> d + " 08:30:15");

    private static String month(String language, LocalDate date) {
        return date.getMonth().getDisplayName(java.time.format.TextStyle.FULL, Locale.forLanguageTag(language));
    }

    @Test
    void intervalsStayTheSameToTheDayInEveryFormat() {
        long seed = 20160617;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            LocalDate date = LocalDate.of(1931, 1, 1).plusDays(random.nextInt(35_000));
            int days = random.nextInt(731) - 365;
            LocalDate moved = date.plusDays(days);
            if (date.getYear() > 2028 || moved.getYear() > 2029 || moved.getYear() < 1930) {
                continue;
            }
            boolean spanish = random.nextBoolean();
            List<Function<LocalDate, String>> formats = spanish ? SPANISH : ENGLISH;
            Function<LocalDate, String> format = formats.get(random.nextInt(formats.size()));
            Language language = spanish ? Language.SPANISH : Language.ENGLISH;
            if (format == ENGLISH.get(6) && date.getMonthValue() == 5) {
                // "May 3, 2016" does not tell whether the writer shortens months.
                continue;
            }

            String shifted = DateText.shift(format.apply(date), language, days)
                    .orElseThrow()
                    .text();

            assertThat(looseZeros(shifted))
                    .as("seed %d, case %d: %s by %d", seed, i, format.apply(date), days)
                    .isEqualTo(looseZeros(format.apply(moved)));
            assertThat(ChronoUnit.DAYS.between(date, moved)).isEqualTo(days);
        }
    }

    /** "17/11" does not tell whether the writer puts zeros before single figures, so both are right. */
    private static String looseZeros(String date) {
        return date.replaceAll("\\b0(?=\\d\\b)", "").replaceAll("(?i)\\bmay\\b", "may");
    }

    @Test
    void everyFormatIsFoundWholeInARunningText() {
        Random random = new Random(7);
        for (int i = 0; i < 4_000; i++) {
            LocalDate date = LocalDate.of(1931, 1, 1).plusDays(random.nextInt(35_000));
            boolean spanish = random.nextBoolean();
            List<Function<LocalDate, String>> formats = new ArrayList<>(spanish ? SPANISH : ENGLISH);
            formats.remove(formats.size() - 1);
            String written = formats.get(random.nextInt(formats.size())).apply(date);
            String text = (spanish ? "Ingresa el " : "Seen on ") + written + (spanish ? " por dolor." : " for cough.");
            List<DateText.Found> found = DateText.scan(text, spanish ? Language.SPANISH : Language.ENGLISH);

            assertThat(found).as(text).hasSize(1);
            assertThat(text.substring(found.get(0).start(), found.get(0).end())).isEqualTo(written);
        }
    }

    @Test
    void hundredTimesTheTextTakesNoMoreThanInProportion() {
        String part = "12/ 1-1-1-1 de de de 1.1.1.1 march march 1 1 1 3 de marzo de 20166 -- 17/06/201 ".repeat(20);
        DateText.scan(part.repeat(20), Language.SPANISH);
        long small = nanos(part.repeat(10));
        long large = nanos(part.repeat(1000));

        assertThat(large).isLessThan(small * 100 * 5);
    }

    /** Time of this thread's processor, so that a busy machine changes nothing. */
    private static long nanos(String text) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = threads.getCurrentThreadCpuTime();
            DateText.scan(text, Language.SPANISH);
            best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
        }
        return best;
    }

    private static Language language(String name) {
        return name.equals("ES") ? Language.SPANISH : Language.ENGLISH;
    }
}
