package dev.sigilo.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.records.Category;
import dev.sigilo.text.Language;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What residents, nurses and secretaries write in a hurry: sign-outs, triage notes, signatures. */
class TelegraphicNotesTest {
    private static final IdentifierDetector DETECTOR = IdentifierDetector.standard();

    private static List<String> found(String text) {
        return DETECTOR.detect(text, Language.ENGLISH).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
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
            Ceftriaxone was given through 2/9. Then stopped.                   | 2/9
            Due again. INR 1/8 at 10a, weekly then.                            | 1/8
            Next visit: POT 3/7, 9 am at the clinic.                           | 3/7
            Lovenox: will start 6/8 AM if stable.                              | 6/8
            GBS POS (10/20), 1h GCT 118.                                       | 10/20
            Banding x5 (Mehrotra, 2/8) went well.                              | 2/8
            Seen at home. J. Quist-Arcton, OTR/L, 9/5.                         | 9/5
            She was admitted from 12/3 to 12/6 with CHF.                       | 12/6
            We started it on the 9th like we said.                             | 9th
            Femoral component SN 4TR7K02, size 5.                              | 4TR7K02
            Identity checked, SSN last four 6620 verified.                     | 6620
            Amara Shaughnessy, PT, lic. PTP-PT-LIC-9982                        | PTP-PT-LIC-9982
            09/18/23 11:05 EDITED BY: TJOHNSON2                                | TJOHNSON2
            Questions: Qureshi, FY2, bleep 2209                                | 2209
            Forms: Kapoor PGY4 #6-1187                                         | 6-1187
            New address: 1402 6th St, #9.                                      | 1402 6th St, #9
            Struck at 14th & Larimer by a car.                                 | 14th & Larimer
            My job (Great Basin Credit Union) needs the form.                  | Great Basin Credit Union
            He owns Tamimi Tire and Brake downtown.                            | Tamimi Tire and Brake
            Note for the coach at cheney middle school.                        | cheney middle school
            Follow-up: cardiology P. Raghunathan 10/18/23                      | P. Raghunathan
            Will reports that he sleeps better now.                            | Will
            I told Mr. Two Bulls that his cancer is stable.                    | Two Bulls
            Copy of this to Coach Fonoti.                                      | Fonoti
            Form sent to Coach Larkspur at the school.                         | Larkspur
            She will see Rutger Somerville, NP, in 3 months.                   | Rutger Somerville
            Port by Dr. Seldinger-Hsu, left subclavian.                        | Seldinger-Hsu
            Records from Saltmarsh Primary Care arrived.                       | Saltmarsh Primary Care
            He drives for Ozark Meridian Freight, nights.                      | Ozark Meridian Freight
            Min-jung Choi (prefers "MJ"), 23 yo graduate student               | MJ
            """)
    void areFound(String text, String identifier) {
        assertThat(found(text)).anyMatch(span -> span.contains(identifier));
    }

    /** Three different days of one month, larger than most scales, are a course of days. */
    @Test
    void daysOfOneMonthProveEachOther() {
        assertThat(found("Lines: R IJ 2/8, A-line 2/9. Blood cultures 2/9 no growth, chest tube 2/11."))
                .contains("2/8", "2/9", "2/11");
        assertThat(found("Nodes 2/8, then 2/9, of the right side.")).isEmpty();
    }

    @Test
    void aLetterheadInCapitalsIsAnInstitution() {
        assertThat(found("COASTAL BEND DIAGNOSTIC CENTER\nMRI OF THE BRAIN\nNORMAL."))
                .containsExactly("COASTAL BEND DIAGNOSTIC CENTER");
        assertThat(found("OUTPATIENT SURGERY CENTER\nPLAN: HOME.")).isEmpty();
    }

    @Test
    void boldTypeHidesNoName() {
        assertThat(found("## History\n\n**Jasper Redfeather** is a 15-year-old boy."))
                .contains("Jasper Redfeather");
        assertThat(found("Follow-up of asthma. **Mateo** has been using his inhaler."))
                .contains("Mateo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Plan as above.\n\nEmeka Ibe, MD     ei/nh", "Plan as above.\n\nEmeka Ibe, MD\nEI:nh"})
    void initialsOfWhoDictatedAndTypedAreFound(String text) {
        assertThat(found(text)).anyMatch("ei"::equalsIgnoreCase).contains("nh");
    }

    @Test
    void initialsBeforeTheDayOfDictationAndBehindLabelsAreFound() {
        assertThat(found("The rest waits.\n\nSHD/pn  D: 02/19/2024  T: 02/20/2024"))
                .contains("SHD", "pn");
        assertThat(found("Plan as above.\nDICTATED: EPL   TRANSCRIBED: JM")).contains("EPL", "JM");
        assertThat(found("Labs: WBC 8. SIGNED: YES  BP/hr  D: 5")).doesNotContain("YES", "BP", "hr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Refill for a month was sent. /RG\nCalled again at noon.",
                "Ibuprofen with food until seen. - RG",
                "Quentin Nakamura, M.D./rg"
            })
    void initialsBehindAnEntryAreFound(String text) {
        assertThat(found(text)).anyMatch("rg"::equalsIgnoreCase);
    }

    /** A proven date in July proves 7/3 and 7/20 too: of a score the first number would be the smaller one, or the second small. */
    @Test
    void aDateOfTheSameMonthProvesOthers() {
        assertThat(found("Admitted 07/14/2024. Wound 7/20 clean. Sutures 7/3 by plastics."))
                .contains("7/20", "7/3");
        assertThat(found("Wound 7/20 clean.")).doesNotContain("7/20");
    }

    @Test
    void aProvenDateDoesNotProveAScore() {
        assertThat(found("Admitted 07/14/2024. Motor 5/5, reflexes 2/4, pain 7/10."))
                .containsExactly("07/14/2024");
    }

    @Test
    void aProvenDateDoesNotProveTheDepthsOfPockets() {
        assertThat(found("Seen 04/02/2024. Perio probing 3-3-4/3-3-9, #31 normal."))
                .containsExactly("04/02/2024");
    }

    @Test
    void aReferenceValueIsNoCode() {
        assertThat(
                        found(
                                "Platelets low, reference 10000-400000, reference 20000-100000, ref. 12000 and reference range 4500-11000."))
                .isEmpty();
    }

    @Test
    void howManyOfHowManyOnADayIsNoDate() {
        assertThat(found("Blood cultures 4/4 on 08/13, 2/4 on 08/15, pending today."))
                .containsExactly("08/13", "08/15");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
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
                "RR 18, SN 3/week, Sn 2.5, by 2.5 mg.",
                "Grip on Jamar is 62 pounds. She is a candidate for Zephyr valves.",
                "Interp Quechua/Spanish. Language: French/Pulaar",
                "Will report back. Case reports that describe it are few.",
                "Pain through 2/3 of the day; 1/5 of patients improve.",
                "Given PRN, RN aware, PT and OT to see."
            })
    void figuresAndAbbreviationsStay(String text) {
        assertThat(DETECTOR.detect(text, Language.ENGLISH))
                .filteredOn(span -> List.of(
                                IdentifierType.DATE,
                                IdentifierType.PHONE,
                                IdentifierType.EMAIL,
                                IdentifierType.STAFF_NAME,
                                IdentifierType.PATIENT_NAME)
                        .contains(span.type()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "He lives at 123 Elm Dr. Apt 4 alone.",
                "PATIENT: ALERT AND ORIENTED, IN NO DISTRESS.",
                "Patient: Stable today. Name: verified.",
                "Discussed with Dr. XXXX XXXX by telephone. The XXXX examination is normal. Name: XXXX XXXX",
                "The dr said so, and the mr was repeated."
            })
    void whatStandsBehindATitleOrLabelAndIsNoNameStays(String text) {
        assertThat(DETECTOR.detect(text, Language.ENGLISH))
                .filteredOn(span -> span.type().category() == Category.NAME)
                .isEmpty();
    }
}
