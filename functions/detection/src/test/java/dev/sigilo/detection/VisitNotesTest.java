package dev.sigilo.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.text.Language;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifiers that dictated visit notes and short texts contain, and words that only look like identifiers. */
class VisitNotesTest {

    private static final IdentifierDetector DETECTOR = IdentifierDetector.standard();

    private static List<String> found(String text, Language language) {
        return DETECTOR.detect(text, language).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }

    private static Language language(String code) {
        return code.equals("es") ? Language.SPANISH : Language.ENGLISH;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | HISTORY. Soo-min is a 34-year-old female who presents for a cough.        | Soo-min
            en | Sang-hoon reports less pain today.                                        | Sang-hoon
            en | Zaworska is a 71-year-old man with gout.                                  | Zaworska
            en | She will start therapy with Rowan Hollyhock, LMFT.                        | Rowan Hollyhock
            en | Exercises were reviewed by Grace Okumura, PT.                             | Grace Okumura
            en | He drives a truck for a living and fished at a cabin near Ashwaubenon.    | Ashwaubenon
            en | She was raised on a farm outside Muleshoe with two sisters.               | Muleshoe
            en | She is a cashier at Silver Maple Gifts and stands all day.                | Silver Maple Gifts
            en | He has worked at the Norfolk Iron Yard for years.                         | Norfolk Iron Yard
            en | F/94, fall at home.                                                       | 94
            es | M/96, disnea.                                                             | 96
            en | Ward desk 01284 555 019 for results.                                      | 01284 555 019
            en | Seen from the 5th to the 12th of May, 2019.                               | 5th
            en | Drain in 3/14, cultures 3/16, home 3/19.                                  | 3/19
            en | Return 7/28 for sutures.                                                  | 7/28
            en | MR#: , 12-40-77-3, admitted by the team.                                  | 12-40-77-3
            en | <person><given>Oto</given><family>Brandl</family><id>88120</id></person>  | 88120
            es | La lactante, con 11 meses de edad, ingresa por fiebre.                    | 11 meses
            es | Paciente femenina que acude por tos.                                      | femenina
            es | C/ Real 12. 15003 La Coruña. España. Teléfono: 981 555 012                | La Coruña
            es | C/ Ramón Pignatelli 3, bajo dcha. 50004 Zaragoza.                         | C/ Ramón Pignatelli 3, bajo dcha
            """)
    void areFound(String language, String text, String identifier) {
        assertThat(found(text, language(language))).contains(identifier);
    }

    /** People whose surname is also an eponym, before a noun, numeral or digit that does not prove an eponym. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | The wound was seen by Mason II in clinic.                  | Mason
            en | Pearson's bodies were aching after the fall, he said.      | Pearson
            en | Mason's index finger was crushed in a door.                | Mason
            en | Kent's nodes are enlarged on the left.                     | Kent
            en | Hardy's position at work is clerk.                         | Hardy
            en | Palmer's glands feel swollen and he has a sore throat.     | Palmer
            en | She was evaluated by Hanson 3 weeks ago.                   | Hanson
            es | Prueba de Yaretzi normal, se repite en un mes.             | Yaretzi
            """)
    void peopleWithTheSurnameOfAnEponymAreFound(String language, String text, String name) {
        assertThat(found(text, language(language)))
                .anySatisfy(span -> assertThat(span).startsWith(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Landau-Kleffner known since childhood; seizures controlled.      | Landau
            en | Todd paralysis resolved after an hour.                           | Todd
            en | Merkel cell carcinoma of the right cheek.                        | Merkel
            en | FNA was read as Bethesda IV.                                     | Bethesda
            en | The lesion was classed as Medina 0,1,1 by the operator.          | Medina
            en | EF of 45 percent by Simpson's, mild MR.                          | Simpson
            en | Her parents are of Sephardic Jewish descent.                     | Sephardic
            en | She is heterozygous for Factor V Leiden.                         | Leiden
            en | The node was taken with a Maryland.                              | Maryland
            en | The needle was placed at Palmer's point.                         | Palmer
            en | No Marcus Gunn pupil, no nystagmus.                              | Marcus
            es | Síndrome de Zollinger-Ellison conocido.                          | Zollinger
            es | Sin datos de enfermedad de Addison en la analítica.              | Addison
            """)
    void termsStay(String language, String text, String term) {
        assertThat(found(text, language(language))).noneMatch(span -> span.contains(term));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Mr. Medina 62 years old, agrees. Mr. Medina will call.           | Medina
            en | Spoke with Dr. Simpson. Reviewed by Simpson.                     | Simpson
            en | Dr. Palmer's patient was seen.                                   | Palmer
            en | He moved to Maryland last year.                                  | Maryland
            es | Se habló con la Dra. Addison por teléfono.                       | Addison
            es | Comenta la enfermedad de Manuela con su hija.                    | Manuela
            """)
    void peopleAndPlacesOfTheSameNameAreFound(String language, String text, String name) {
        assertThat(found(text, language(language))).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lap-band is in place and working.",
                "Follow-up is due in a month.",
                "Sleep 3/10, mood 4/10, appetite 8/10.",
                "pH 7.31/52/68/26 on room air.",
                "Seen at bedside for pain at L4-L5.",
                "Deltoid 4/5, biceps 3/5, grip 2/5 since surgery 3/14.",
                "The 3rd and 4th ribs are tender."
            })
    void figuresAndThingsStay(String text) {
        assertThat(DETECTOR.detect(text, Language.ENGLISH))
                .noneMatch(span -> !text.substring(span.start(), span.end()).equals("3/14"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            San Justo. Buenos Aires. Argentina     | San Justo            | Buenos Aires
            Localidad: Ciudad de México CDMX.      | Ciudad de México     | CDMX
            """)
    void placesThatAMarkSeparatesAreSeveral(String text, String one, String other) {
        assertThat(found("Dr. Pablo Ruiz Sanz. Hospital Central. " + text, Language.SPANISH))
                .contains(one, other);
    }
}
