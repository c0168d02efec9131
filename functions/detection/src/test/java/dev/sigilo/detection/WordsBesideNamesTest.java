package dev.sigilo.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsBesideNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"says", "refiere", "REFIERE", "recogió"})
    void aVerbOfPeopleIsKnownInAnyCaseAndWithOrWithoutAccents(String word) {
        assertThat(WordsBesideNames.isVerbOfPeople(word)).isTrue();
    }

    @Test
    void aVerbOfThingsIsNotAVerbOfPeople() {
        assertThat(WordsBesideNames.isVerbOfPeople("enhances")).isFalse();
    }

    @Test
    void anAdverbMayPrecedeTheVerb() {
        assertThat(WordsBesideNames.mayPrecedeVerb("also")).isTrue();
        assertThat(WordsBesideNames.mayPrecedeVerb("heart")).isFalse();
    }

    @Test
    void devicesAndNounsOfTermsAreRecognized() {
        assertThat(WordsBesideNames.isDevice("Foley")).isTrue();
        assertThat(WordsBesideNames.isDevice("Ruiz")).isFalse();
        assertThat(WordsBesideNames.isNamedThing("catheter")).isTrue();
        assertThat(WordsBesideNames.isNamedThing("niece")).isFalse();
    }
}
