package dev.sigilo.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LanguageTest {
    private static final String SPANISH = """
            Datos del paciente.
            Nombre: Marta.
            Fecha de nacimiento: 03/04/1961.
            Informe clínico del paciente: Mujer de 55 años con tos de dos semanas. Se pautó amoxicilina 500 mg cada \
            8 horas. La radiografía de tórax muestra una opacidad de 3 cm en el lóbulo superior derecho.
            """;
    private static final String ENGLISH = """
            Patient: Margaret Olsen
            DOB: 03/14/1961
            Margaret Olsen is a 55-year-old woman who lives at 214 Maple Avenue, Springfield. She was seen by \
            Dr. Hendricks on March 3rd, 2016 with a cough. Started on amoxicillin 500 mg every 8 hours.
            """;

    @Test
    void isRecognisedByItsCommonWords() {
        assertThat(Language.guess(SPANISH)).isEqualTo(Language.SPANISH);
        assertThat(Language.guess(ENGLISH)).isEqualTo(Language.ENGLISH);
        assertThat(Language.guess("TAC de abdomen sin contraste")).isEqualTo(Language.SPANISH);
    }

    @Test
    void isReadFromItsCodeOrName() {
        assertThat(Language.ofCode("es")).isEqualTo(Language.SPANISH);
        assertThat(Language.ofCode("fr")).isEqualTo(Language.ENGLISH);
        assertThat(Language.named("SPA")).contains(Language.SPANISH);
        assertThat(Language.named("english")).contains(Language.ENGLISH);
        assertThat(Language.named("fr")).isEmpty();
        assertThat(List.of(Language.values()))
                .allSatisfy(
                        language -> assertThat(Language.ofCode(language.code())).isEqualTo(language));
    }

    @Test
    void wordsOfReportsAreFolded() {
        assertThat(List.of(Language.values()))
                .flatExtracting(Language::reportWords)
                .allSatisfy(word -> assertThat(word.chars().allMatch(c -> Letters.fold((char) c) == c))
                        .isTrue());
    }

    @Test
    void isEnglishWithoutAClue() {
        assertThat(List.of("", "123", "\uD83D", "XXXX"))
                .allSatisfy(text -> assertThat(Language.guess(text)).isEqualTo(Language.ENGLISH));
    }
}
