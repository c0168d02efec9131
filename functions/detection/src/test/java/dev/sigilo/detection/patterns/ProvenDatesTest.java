package dev.sigilo.detection.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.detection.words.TextWords;
import dev.sigilo.text.Language;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenDatesTest {

    private static List<String> dates(String text, Language language) {
        TextWords words = new TextWords(text, 0, text.length(), List.of());
        return ProvenDates.find(words, DatePatterns.marks(words), language).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "admitted 3/4 with fever|3/4",
                "seen 4/19 at 9:15|4/19",
                "born 03/2011 at term|03/2011",
                "scan of 08/23/207 shows|08/23/207",
                "from 1/12-15/93 he was|1/12-15/93",
                "on the 11th, he left|11th",
                "before New Year's Eve 2019 she|New Year's Eve 2019",
                "the third of March he|third of March",
                "since last spring she|spring",
                "DOB: 19520304|19520304",
                "on Friday he left|Friday"
            })
    void areFoundByTheWordsAroundThem(String text, String date) {
        assertThat(dates(text, Language.ENGLISH)).containsExactly(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "strength 4/5 in both arms", "1/2 tablet daily", "pain 7/10 today", "every Monday and Friday",
                "in 1/52 review", "3-3-4/3-3-9", "5/80/-1", "titer 1/2048"
            })
    void areNotScoresDosesOrMeasures(String text) {
        assertThat(dates(text, Language.ENGLISH)).isEmpty();
    }

    @Test
    void proveThePairsInAListWithThem() {
        assertThat(dates("cultures 3/4, 3/5 and 3/6/2019", Language.ENGLISH)).containsExactly("3/4", "3/5", "3/6/2019");
    }

    @Test
    void areFoundInSpanish() {
        assertThat(dates("el uno de mayo de mil novecientos cincuenta y dos", Language.SPANISH))
                .containsExactly("uno de mayo de mil novecientos cincuenta y dos");
        assertThat(dates("Ingresa en Semana Santa.", Language.SPANISH)).containsExactly("Semana Santa");
    }
}
