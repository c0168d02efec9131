package dev.sigilo.tokenize.domain.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What residents, nurses and secretaries write in a hurry: sign-outs, triage notes, signatures. */
class TelegraphicNotesTest {
    private static final IdentifierDetector DETECTOR = IdentifierDetector.standard();

    private static List<String> found(String text) {
        return DETECTOR.detect(text, Language.ENGLISH).stream().map(span -> text.substring(span.start(), span.end())).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Dr. Camper was present for the whole case.                         | Camper
            SEEN AND EXAMINED. MRS. BONE IS A 71-YEAR-OLD WOMAN.               | BONE
            hi dr young, it is me again about the knee                         | young
            PATIENT: BONE, LUCILLE      HOSP #: 8123                           | BONE, LUCILLE
            Name: Will Price III   Date of service: today                      | Will Price III
            Pt Moses K. Abernathy Jr / awake, alert.                           | Moses K. Abernathy Jr
            Report from Chinonso RN, patient sleeping.                         | Chinonso
            1) Worthington 88F. CAP, on room air.                              | Worthington
            Appointment at the clinic in Fall River, MA next week.             | Fall River
            She moved from Willmar MN to be near her son.                      | Willmar
            LKW 8/23 0630, right hand dominant.                                | 8/23
            s/p laparoscopic appendectomy 8/6, no fever since.                 | 8/6
            She was away from the 9th to the 16th and missed a dose.           | 16th
            Chest pain again: call cards x2345 at any time.                    | 2345
            Next of kin at (313)5550196, please call.                          | (313)5550196
            Next of kin at 708/555-0126, please call.                          | 708/555-0126
            STEM LOT NUMBER K08831, cemented.                                  | K08831
            Approved today, reference PA-6620913.                              | PA-6620913
            Approved on Monday, reference 231219-0447.                         | 231219-0447
            Refills were sent to Walgreens again.                              | Walgreens
            """)
    void areFound(String text, String identifier) {
        assertThat(found(text)).anyMatch(span -> span.contains(identifier));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Plan as above.\n\nEmeka Ibe, MD     ei/nh", "Plan as above.\n\nEmeka Ibe, MD\nEI:nh"})
    void initialsOfWhoDictatedAndTypedAreFound(String text) {
        assertThat(found(text)).anyMatch("ei"::equalsIgnoreCase).contains("nh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Refill for a month was sent. /RG\nCalled again at noon.", "Ibuprofen with food until seen. - RG", "Quentin Nakamura, M.D./rg"})
    void initialsBehindAnEntryAreFound(String text) {
        assertThat(found(text)).anyMatch("rg"::equalsIgnoreCase);
    }

    /** A proven date in July proves 7/3 and 7/20 too: of a score the first number would be the smaller one, or the second small. */
    @Test
    void aDateOfTheSameMonthProvesOthers() {
        assertThat(found("Admitted 07/14/2024. Wound 7/20 clean. Sutures 7/3 by plastics.")).contains("7/20", "7/3");
        assertThat(found("Wound 7/20 clean.")).doesNotContain("7/20");
    }

    @Test
    void aProvenDateDoesNotProveAScore() {
        assertThat(found("Admitted 07/14/2024. Motor 5/5, reflexes 2/4, pain 7/10.")).containsExactly("07/14/2024");
    }

    @Test
    void aReferenceValueIsNoCode() {
        assertThat(found("Platelets low, reference 10000-400000, reference 20000-100000, ref. 12000 and reference range 4500-11000.")).isEmpty();
    }

    @Test
    void howManyOfHowManyOnADayIsNoDate() {
        assertThat(found("Blood cultures 4/4 on 08/13, 2/4 on 08/15, pending today.")).containsExactly("08/13", "08/15");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Strength 4/5 in the left foot, 2/6 flow murmur.",
        "Echo: MR 2/4, LVEF 55.",
        "Motor 5/5, reflexes 2/4, pain 7/10.",
        "SVE 5/90/-1, membranes intact.",
        "suboxone film 8/2 bid, neurontin 300 tid",
        "Blood cultures 4/4 bottles MRSA.",
        "Constipation treated with MiraLAX.",
        "RDAI 7/17, saturation 94.",
        "Ishihara 11/14 OD, full fields.",
        "ORIF with a 1/3 tubular plate.",
        "Please repeat U&E in 1/52.",
        "VS 148/92 118 22 98.1, pain 10/10.",
        "Intubated, 7.5@23 at the lip.",
        "Threshold 0.75@0.4 in both leads.",
        "This 10-and-4/12-year-old girl runs well.",
        "RR 18, BP 120/80, LOC x4, 2 L NS x1000 mL.",
        "Plt 250 x1000, WBC 4.5 x1000.",
        "The ache radiates to the 5th toe.",
        "ROS neg: HEENT, n/v, po/iv",
        "Given PRN, RN aware, PT and OT to see."})
    void figuresAndAbbreviationsStay(String text) {
        assertThat(DETECTOR.detect(text, Language.ENGLISH)).filteredOn(span -> List.of(IdentifierType.DATE, IdentifierType.PHONE, IdentifierType.EMAIL,
                IdentifierType.STAFF_NAME, IdentifierType.PATIENT_NAME).contains(span.identifierType())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "He lives at 123 Elm Dr. Apt 4 alone.",
        "PATIENT: ALERT AND ORIENTED, IN NO DISTRESS.",
        "Patient: Stable today. Name: verified.",
        "Discussed with Dr. XXXX XXXX by telephone. The XXXX examination is normal. Name: XXXX XXXX",
        "The dr said so, and the mr was repeated."})
    void whatStandsBehindATitleOrLabelAndIsNoNameStays(String text) {
        assertThat(DETECTOR.detect(text, Language.ENGLISH)).filteredOn(span -> span.type().endsWith("NAME")).isEmpty();
    }
}
