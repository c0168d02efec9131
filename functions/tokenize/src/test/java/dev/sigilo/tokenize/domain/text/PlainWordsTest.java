package dev.sigilo.tokenize.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.identifiers.IdentifierType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATIENT_NAME | pain in the right <shoulder> since noon",
                "PATIENT_NAME | <Swelling> of both ankles",
                "PATIENT_NAME | Body <Temperature>",
                "PATIENT_NAME | found by <accident> on imaging",
                "PATIENT_NAME | # Recent <Illness>",
                "HOSPITAL | # Assessment and <Plan>",
                "STREET | chronic <cough (finding). ## Plan> was given",
                "HOSPITAL | insured with <Humana>.",
                "PROFESSION | a <non-hispanic black female>"
            })
    void clinicalWordsWithNothingBesideThemStay(IdentifierType type, String marked) {
        assertThat(are(type, marked)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STAFF_NAME | seen by Dr. <Foot> today",
                "PATIENT_NAME | <Foot> reports less pain",
                "PATIENT_NAME | agreed with <Foot> on this",
                "PATIENT_NAME | her son <Lazlo> came",
                "HOSPITAL | sent to <General Hospital>",
                "STREET | lives at <Small Street>",
                "STREET | lives at <12 Small Cough>",
                "PROFESSION | a retired <black smith>"
            })
    void whatMayIdentifyIsTakenOut(IdentifierType type, String marked) {
        assertThat(are(type, marked)).isFalse();
    }

    private static boolean are(IdentifierType type, String marked) {
        int start = marked.indexOf('<');
        int end = marked.indexOf('>') - 1;
        return PlainWords.are(marked.replace("<", "").replace(">", ""), new Match(start, end, type, null));
    }
}
