package dev.sigilo.tokenize.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.Category;
import dev.sigilo.tokenize.domain.KnownIdentifier;
import dev.sigilo.tokenize.domain.RecordContext;
import dev.sigilo.tokenize.domain.ScrubbedText;
import dev.sigilo.tokenize.domain.TextScrubber;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {
    private static final TokenKeys KEYS = TokenKeys.of(Keyset.generate(Keyset.Purpose.TOKEN));
    private static final String TOKEN = "[NAME pat_name_1_abcdefghijklmnopqrstuvwxyz]";
    private static final List<KnownIdentifier> OWN = List.of(
            new KnownIdentifier("patient_name", Category.NAME, "María García López", TOKEN),
            new KnownIdentifier("patient_id", Category.MEDICAL_RECORD_NUMBER, "4390274", "[MEDICAL_RECORD_NUMBER]"),
            new KnownIdentifier("city", Category.GEOGRAPHIC, "Zaragoza", "[GEOGRAPHIC]"));

    private static Policy pseudonymized;
    private static Policy safeHarbor;

    @BeforeAll
    static void loadPolicies() throws Exception {
        pseudonymized = PopulationTest.policy("pseudonymized");
        safeHarbor = PopulationTest.policy("safe-harbor");
    }

    @Test
    void replacesKnownIdentifiersByTheirFieldsTokenAndMovesDatesInPlace() {
        ScrubbedText scrubbed = scrub(
                pseudonymized, "es", "Paciente: García López, María. NHC: 4390274. Ingresa el 17/06/2016 por dolor.");

        assertThat(scrubbed.text())
                .isEqualTo("Paciente: " + TOKEN + ". NHC: [MEDICAL_RECORD_NUMBER]. Ingresa el 27/06/2016 por dolor.");
        assertThat(scrubbed.replacements())
                .extracting(ScrubbedText.Replacement::category)
                .containsExactly("NAME", "MEDICAL_RECORD_NUMBER", "DATE");
    }

    @Test
    void givesARecordsOwnNumberItsOwnTokenWhateverElseItIsTakenFor() {
        KnownIdentifier accession =
                new KnownIdentifier("accession_number", Category.OTHER_ID, "ACC60230058", "[OTHER_ID accession]");
        String text = "see accession ACC60230058 there";
        int start = text.indexOf("ACC");
        for (IdentifierType type : List.of(
                IdentifierType.ID_INSURANCE, IdentifierType.ID_PATIENT, IdentifierType.STREET, IdentifierType.PHONE)) {
            Settlement own = new Settlement(text);
            own.put(new Match(start, start + 11, null, accession));
            Match wider = new Match(4, start + 11, type, null);

            assertThat(own.areOthersWithin(wider)).as("%s", type).isFalse();
        }
        assertThat(scrubWith(List.of(accession), "RE: Ms. Pemberton (MRN007-39218), accession ACC60230058.")
                        .text())
                .contains("accession [OTHER_ID accession].");
    }

    @Test
    void leavesTheLabelOfAnOwnNumberThatWasDetectedWithItAlone() {
        String text = "see accession ACC60230058 there";
        Settlement settlement = new Settlement(text);
        settlement.put(new Match(14, 25, null, OWN.get(1)));
        settlement.putRest(new Match(4, 25, IdentifierType.ID_INSURANCE, null));

        assertThat(settlement.inOrder()).extracting(Match::start).containsExactly(14);
    }

    @Test
    void findsAPersonWhoWasDetectedOnceInAllTextsOfTheRecord() {
        TextScrubber.Session session = session(pseudonymized, OWN);
        List<String> texts = List.of(
                "Agreed with Thandiwe about the plan.",
                "His daughter, Thandiwe Abercrombie, called on Monday.",
                "ABERCROMBIE will bring the disc.",
                "Thandiwe will wait outside.");
        texts.forEach(session::read);

        String scrubbed = texts.stream().map(text -> session.scrub(text).text()).collect(Collectors.joining("\n"));

        assertThat(scrubbed)
                .doesNotContainIgnoringCase("thandiwe")
                .doesNotContainIgnoringCase("abercrombie")
                .contains("Agreed with [NAME name_1_")
                .contains("will bring the disc")
                .contains("will wait outside");
    }

    @Test
    void keepsOnlyTheYearWhereThePolicySaysSo() {
        assertThat(scrub(safeHarbor, "es", "Ingresa el 17/06/2016; control el 3 de marzo de 2017.")
                        .text())
                .isEqualTo("Ingresa el 2016; control el 2017.");
    }

    @Test
    void movesTheRecordsOwnDaysWrittenAsEightDigits() {
        List<KnownIdentifier> days = List.of(
                new KnownIdentifier("diagnosis_date", Category.DATE, "20190304", "[DATE]"),
                new KnownIdentifier("birth_date", Category.DATE, "19610417", "[DATE]"));
        String text = "Sonography 20190304 and 2019-03-04, file scan_19610417.dcm; 20180304 cells, uid 1.2.20190304.5";

        assertThat(session(pseudonymized, days).scrub(text).text())
                .startsWith("Sonography 20190314 and 2019-03-14, file scan_19610427.dcm; 20180304 cells");
        assertThat(session(safeHarbor, days).scrub(text).text())
                .startsWith("Sonography 2019 and 2019, file scan_1961.dcm; 20180304 cells");
        assertThat(scrubWith(days, "No 120190304, 20190304.5 or A20190304.").text())
                .doesNotContain("20190314");
    }

    @Test
    void saysWhereDayAndMonthWereAssumed() {
        assertThat(scrub(pseudonymized, "es", "Ingresa el 03/04/2016 por dolor.")
                        .replacements())
                .extracting(ScrubbedText.Replacement::detail)
                .containsExactly("day_month_assumed");
    }

    @Test
    void redactsADateThatNoCalendarHas() {
        assertThat(scrub(pseudonymized, "es", "Ingresa el 31/02/2016 por dolor.")
                        .text())
                .isEqualTo("Ingresa el [DATE] por dolor.");
    }

    @Test
    void redactsADateThatTellsThatSomebodyIsNinety() {
        assertThat(scrub(pseudonymized, "es", "Nacida el 17/06/1926.").text()).isEqualTo("Nacida el [DATE].");
    }

    @Test
    void capsAgesOfNinetyAndOver() {
        assertThat(scrub(pseudonymized, "es", "Mujer de 93 años con dolor.").text())
                .isEqualTo("Mujer de 90+ años con dolor.");
        assertThat(scrub(pseudonymized, "en", "A 95-year-old woman with pain.").text())
                .isEqualTo("A 90+-year-old woman with pain.");
        assertThat(scrub(pseudonymized, "es", "Mujer de 53 años con dolor.").text())
                .isEqualTo("Mujer de 53 años con dolor.");
    }

    @Test
    void leavesWhatItPutInBefore() {
        String once = scrub(
                        safeHarbor, "es", "María García, NHC 4390274, tel. 976 123 456, avisar a Pedro Ruiz Domínguez.")
                .text();

        assertThat(scrub(safeHarbor, "es", once).text()).isEqualTo(once);
        assertThat(once).contains("[NAME").doesNotContain("Pedro");
    }

    @Test
    void aPlaceholderHidesNothingBesideIt() {
        assertThat(scrub(pseudonymized, "es", "[NAME] María García [PHONE] 4390274 [MARIA]")
                        .text())
                .doesNotContainIgnoringCase("maria")
                .doesNotContain("García")
                .doesNotContain("4390274");
    }

    @Test
    void aSecondSurnameThatTheFieldLacksGoesWithTheName() {
        Settlement settlement = new Settlement("Pilar González Martín");
        KnownIdentifier pilar = new KnownIdentifier("patient_name", Category.NAME, "Pilar González", TOKEN);
        settlement.put(new Match(0, 14, null, pilar));
        settlement.putRest(new Match(0, 21, IdentifierType.PATIENT_NAME, null));

        assertThat(settlement.inOrder()).containsExactly(new Match(0, 21, null, pilar));
    }

    @Test
    void offsetsMoveWithTheText() {
        String text = "María García: 😀 derrame pleural.";
        ScrubbedText scrubbed = scrub(pseudonymized, "es", text);
        int start = text.indexOf("derrame");

        assertThat(scrubbed.text().substring(scrubbed.moved(start, false), scrubbed.moved(start + 7, true)))
                .isEqualTo("derrame");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The heart is normal in size. The lungs are clear.",
                "A 4.2 cm airspace opacity in the right lower lobe, metformin 850 mg twice a day.",
                "Masa de 9 x 8 cm en riñón derecho, T3a. Creatinina 0,9 mg/dl. Control en 6 semanas."
            })
    void leavesClinicalTextAsItIs(String text) {
        assertThat(scrub(pseudonymized, null, text).text()).isEqualTo(text);
    }

    @Test
    void isDefinedForEveryString() {
        Random random = new Random(42);
        String[] parts = {
            "\ud800",
            "\udc00",
            "María",
            "García",
            "\u202e",
            "\u0301",
            "[NAME",
            "]",
            "[NAME]",
            "17/06/2016",
            "\0",
            "-\n",
            "4390274",
            "ﬁ",
            "ß",
            "😀",
            ". ",
            "M.G.L.",
            "אבג",
            "90 años",
            "@",
            "_1_",
            "[NAME pat_1_",
            "\r\n",
            "Dr. ",
            "99999999999999999999"
        };
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(parts[random.nextInt(parts.length)]).append(random.nextBoolean() ? " " : "");
            }
            ScrubbedText scrubbed = scrub(i % 2 == 0 ? pseudonymized : safeHarbor, null, text.toString());
            int last = 0;
            for (ScrubbedText.Replacement replacement : scrubbed.replacements()) {
                assertThat(replacement.start()).as("case %d", i).isGreaterThanOrEqualTo(last);
                last = replacement.end();
            }
        }
    }

    @Test
    void whatHidesANameDoesNotHideIt() {
        for (String hidden : List.of(
                "Gar\u200bcía", "ＧＡＲＣＩＡ", "Gar\u00adcia", "Garci\u0301a", "\u202eGarcía\u202c", "GARCÍA\ud800")) {
            assertThat(scrub(pseudonymized, "es", "El paciente " + hidden + " acude hoy.")
                            .text())
                    .as(hidden)
                    .contains("[NAME");
        }
    }

    /** Next to somebody of that name an eponym stays, and what is said or done by or with somebody is the name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dr. Foley placed it. | Foley patent, 40 mL/h.",
                "Dr. Foley placed it. | The Foley is to be removed.",
                "DR. KOCHER WAS PRESENT. | KOCHER CLAMPS WERE USED.",
                "Dr. Weber saw him. | Tuning fork (Weber lateralizing right).",
                "Dr. Neer injected it. | Neer and Hawkins cannot be assessed.",
                "Seen by Patrick Begay, DPT. | FABER/Patrick positive.",
                "Oyelaran Braxton, CNM, called. | Braxton Hicks earlier this week.",
                "Spoke with Dr. Jude Miyashiro. | A St. Jude mechanical valve.",
                "Dr. Lucille Gray came. | She had 60 Gray of radiation.",
                "LORENZO CHIARI, MD, CALLED. | CHIARI I MALFORMATION.",
                "Dr. Janeway called. | No Janeway lesions.",
                "Seen with Dr. Gartland. | Humerus fracture, Gartland II, pinned.",
                "Referred by D. Quervain, MD | De Quervain tenosynovitis.",
                "Dr. Bruce called. | A Bruce protocol treadmill.",
                "Dr. Ramstedt saw her. | Ramstedt pyloromyotomy is planned."
            })
    void anEponymBesideADoctorOfThatNameStays(String texts) {
        String person = texts.substring(0, texts.indexOf(" | "));
        String term = texts.substring(texts.indexOf(" | ") + 3);
        TextScrubber.Session session = session(pseudonymized, OWN);
        session.read(person);
        session.read(term);

        assertThat(session.scrub(person).text()).contains("[NAME");
        assertThat(session.scrub(term).text()).isEqualTo(term);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Attending: Foley",
                "Foley: hold lasix.",
                "Foley's advice was taken.",
                "Weber positive for influenza.",
                "Weber hysterectomy tomorrow.",
                "Weber and Foley will come.",
                "Weber III was seen.",
                "La hija de Weber llama.",
                "Bed 12 Weber in pain.",
                "Signed Foley/Weber.",
                "Per Foley, hold it.",
                "Foley to see her today.",
                "Discussed with Weber again.",
                "Foley notified at noon."
            })
    void aDoctorWhoseNameIsAnEponymIsFoundBesideWhatSomebodyDoes(String text) {
        TextScrubber.Session session = session(pseudonymized, OWN);
        session.read("Dr. Foley and Dr. Weber placed it.");
        session.read(text);

        assertThat(session.scrub(text).text())
                .contains("[NAME")
                .doesNotContain("Foley")
                .doesNotContain("Weber");
    }

    @Test
    void boldTypeStaysAroundAName() {
        assertThat(scrub(pseudonymized, "en", "**Plan:** **Ana Ruiz** will call. Masked: ***-**-6789, **** and **12.")
                        .text())
                .startsWith("**Plan:** **[NAME")
                .endsWith("]** will call. Masked: ***-**-6789, **** and **12.");
    }

    @Test
    void timeGrowsWithTheTextAndNoFaster() {
        String part =
                "García M. M.G. María de la 4390274 4 3 9 0 2 7 4 12/12/ de de Zaragoza [NAME [NAME] M. M. M. Gar-\n"
                        .repeat(30);
        scrub(pseudonymized, "es", part.repeat(10));
        long small = cpuNanos(part.repeat(3));
        long large = cpuNanos(part.repeat(300));

        assertThat(large).isLessThan(small * 100 * 4);
    }

    private static long cpuNanos(String text) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            scrub(pseudonymized, "es", text);
            best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
        }
        return best;
    }

    private static ScrubbedText scrub(Policy policy, String language, String text) {
        return Scrubber.standard()
                .begin(new RecordContext(policy, KEYS, OWN, language, 10, 2026))
                .scrub(text);
    }

    private static ScrubbedText scrubWith(List<KnownIdentifier> own, String text) {
        return session(pseudonymized, own).scrub(text);
    }

    private static TextScrubber.Session session(Policy policy, List<KnownIdentifier> own) {
        return Scrubber.standard().begin(new RecordContext(policy, KEYS, own, "en", 10, 2026));
    }
}
