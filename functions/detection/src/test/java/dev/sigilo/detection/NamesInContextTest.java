package dev.sigilo.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import dev.sigilo.records.Category;
import dev.sigilo.text.Language;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of people whom no field tells, by what stands beside them. */
class NamesInContextTest {
    private static final IdentifierDetector DETECTOR = IdentifierDetector.standard();

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            en | NOK: Thandiwe Abercrombie, 511-555-0125.                      | Thandiwe Abercrombie
            en | Contact: Hyun-Ju Featherstone (312-555-0144)                  | Hyun-Ju Featherstone
            en | His wife, Clementine Ashworth, is available.                  | Clementine Ashworth
            en | Her husband Desmond drove her to the clinic.                  | Desmond
            en | DAUGHTER SHANICE HOLLOWAY NOTIFIED                            | SHANICE HOLLOWAY
            en | wife rosalind calloway at bedside                             | rosalind calloway
            en | Attending: Fergus O'Neil                                      | Fergus O'Neil
            en | Reviewed with Dr. Wojciechowski.                              | Wojciechowski
            en | Discussed with Drs. Oyelaran and Pettigrew.                   | Pettigrew
            en | Signed by Philippa Sandoval-Reyes                             | Philippa Sandoval-Reyes
            en | Electronically signed: HORATIO MACGREGOR MD                   | HORATIO MACGREGOR
            en | Dictated by: M. Castellano                                    | M. Castellano
            en | Nurse Guadalupe Jablonski acknowledged the result.            | Guadalupe Jablonski
            en | Mr. Eberhardt and Mrs. Eberhardt attended.                    | Eberhardt
            en | Patient goes by "Marguerite".                                 | Marguerite
            en | Referred by Wilhelmina Van der Berg.                          | Wilhelmina Van der Berg
            en | Spoke with Cordelia Thackeray about the results.              | Cordelia Thackeray
            es | hija: Noelia Ballesteros, tel. 91 555 01 42                   | Noelia Ballesteros
            es | Su mujer, Encarnación Fernández-Cuesta, refiere caídas.       | Encarnación Fernández-Cuesta
            es | Acompañada por su nieta Jimena.                               | Jimena
            es | Persona de contacto: Macarena de la Torre                     | Macarena de la Torre
            es | SE AVISA A RAQUEL BERMÚDEZ                                    | RAQUEL BERMÚDEZ
            es | avisar a tamara corrales si empeora                           | tamara corrales
            es | Dra. Granados                                                 | Granados
            es | Comentado con los Dres. Palomares y Requena.                  | Requena
            es | Firmado por Gaspar Montesinos                                 | Gaspar Montesinos
            es | Firmado electrónicamente por HILARIO QUIÑONES TEJEDOR         | HILARIO QUIÑONES TEJEDOR
            es | Fdo.: Dr. L. Machado                                          | L. Machado
            es | Informado por Raimundo del Río.                               | Raimundo del Río
            es | Técnico: Fabián Escribano                                     | Fabián Escribano
            es | Sra. Cifuentes Garrido presente durante la visita.            | Cifuentes Garrido
            es | La vecina, Inmaculada Huertas, avisó a la ambulancia.         | Inmaculada Huertas
            es | Se informa a la familia (Teodoro Bermúdez Trujillo, hijo).    | Teodoro Bermúdez Trujillo
            es | Llamar a Macarena con el resultado.                           | Macarena
            en | Delacroix will call back.                                     | Delacroix
            en | Plan agreed with Rademacher.                                  | Rademacher
            en | Please inform Tamsin of any change.                           | Tamsin
            en | Lysander Rademacher, her uncle, drove her here.               | Lysander Rademacher
            en | Sincerely,\\nLysander Culpepper                                | Lysander Culpepper
            en | Operated at the request of Tamsin Prendergast.                | Tamsin Prendergast
            en | Discussed with Pettigrew and Rademacher.                      | Rademacher
            es | Galdeano llamará mañana.                                      | Galdeano
            es | Plan acordado con Ribagorda.                                  | Ribagorda
            es | Vive con su nuera Oihane.                                     | Oihane
            es | Haizea Iturralde, su cuñada, firma el alta.                   | Haizea Iturralde
            es | Atentamente,\\nEdurne Tejedor                                  | Edurne Tejedor
            es | La hija de J. Castañeda, Pilar Ybarra, atiende en el teléfono 911420145. | Pilar Ybarra
            es | Comentado con los Dres. Aguirrezabala Molina e Iturralde.     | Iturralde
            en | Her partner, Jun, waits outside.                              | Jun
            en | Her mother-in-law, Soledad, arrives on the bus.               | Soledad
            en | His wife, Marigold, is pleased.                               | Marigold
            en | HE SNORES, SAYS HIS WIFE PARVANEH.                            | PARVANEH
            en | She shouts at the children, Oksana and Bohdan, since March.   | Bohdan
            en | Cosigner: Ignatius Thornbury Impression: normal.              | Ignatius Thornbury
            en | Provider: Baker, Wilhelmina                                   | Baker, Wilhelmina
            en | Consults: Takahashi (GI), Mensah (ID).                        | Mensah
            en | No effusion. Ostrowski/Thornbury                              | Thornbury
            en | Twin A: Isolde, twin B: Tristram                              | Tristram
            en | Catheter placed by K. Brandvold, RN.                          | K. Brandvold
            en | Met with Marigold Adjei, LCSW, today.                         | Marigold Adjei
            en | Removed by Dr. Sung-ho Paek on Monday.                        | Sung-ho Paek
            en | TSINAJINNIE, Lorena  F  71y                                   | TSINAJINNIE, Lorena
            en | Seen by Professor St. James for a second opinion.             | St. James
            en | Ms. Okonjo-Field leans to dialysis at home.                   | Okonjo-Field
            en | Baby girl Warrington was born at term.                        | Warrington
            en | "The swelling went down in a week," says Okonjowe.             | Okonjowe
            en | There are 4 of them: Efuaya, Mary, Isabel and Jo.             | Efuaya
            en | Okonjowe and Ribagorda were on call.                          | Okonjowe
            en | Quiyonia was born in Leeds.                                   | Quiyonia
            es | Hablo con inés romero zubiri, su madre.                       | inés romero zubiri
            es | La recoge su hija manuela rodríguez aldama a las 5.           | manuela rodríguez aldama
            es | Segunda llamada a Nekane Berrueta, sin respuesta.             | Nekane Berrueta
            """)
    void areFound(String language, String line, String name) {
        String text = line.replace("\\n", "\n");
        List<Span> spans = detect(language, text);

        int from = text.lastIndexOf(name);
        for (String word : name.split("[ .]+")) {
            int start = text.indexOf(word, from);
            assertThat(spans)
                    .as("%s in %s", word, text)
                    .anyMatch(span -> span.start() <= start && span.end() >= start + word.length());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Murphy sign negative. Foley catheter in place.
            en | Findings due to Wilson disease.
            en | Contact: Radiology Department
            en | Reviewed at Tumor Board. Neurology to follow.
            en | MR of the lumbar spine. MS plaques are stable.
            es | Signo de Murphy negativo. Enfermedad de Crohn conocida.
            es | Madre: hipertensa. Padre: diabético.
            es | Anestesia: General. Técnico: axial T1.
            es | Se comenta con Neurocirugía y se decide alta.
            es | Ureterocele se pidió una ecografía. Esto confirma la sospecha.
            es | Paciente con Parkinson. Derivado a Angiología para valoración.
            es | Actualmente refiere dolor. Hoy acude por tos.
            en | Sarcoidosis would be a consideration. Treated by Whipple procedure.
            en | Trendelenburg position was used. Radiology called with the result.
            en | Father with Barrett's esophagus. Mother with Graves' disease.
            en | Jack's test reconstitutes the arch. Allen's test normal.
            en | No Sister Mary Joseph nodule. Neither Cullen nor Grey Turner sign.
            en | Foot ulcer, Wagner 2. Patellar grind (Clarke) positive.
            en | Trace asterixis, West Haven grade 1. Columbia scale negative.
            en | He calls each Sunday to ask. Speaks Korean and English at home.
            en | 1. OSA, severe, well treated on CPAP.
            en | Keep the Foley for 7 days. No Makena was given.
            """)
    void areNotSeenInEponymsDepartmentsAndFindings(String language, String text) {
        assertThat(detect(language, text)).noneMatch(span -> span.type().category() == Category.NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "Barrett's esophagus was seen by Dr. Barrett.,Barrett.",
        "Kevin's fracture was set.,Kevin",
        "Ms. Graves has Graves' disease.,Graves has"
    })
    void areFoundBesideTheSameWordOfATerm(String text, String name) {
        int start = text.indexOf(name);
        assertThat(detect("en", text))
                .anyMatch(span -> span.start() == start && span.type().category() == Category.NAME);
        assertThat(detect("en", text))
                .noneMatch(span -> span.start() <= text.indexOf("'s eso")
                        && span.end() > text.indexOf("'s eso")
                        && text.contains("'s eso"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Oliver's reflexes are brisk. No fever. | Oliver",
                "Kevin's murmur was louder today. | Kevin",
                "Mary's fracture has healed well since then. | Mary",
                "Martin's test was negative for strep today. | Martin",
                "The aunt took Henry to the emergency room last night. | Henry",
                "Children at home are Henry 2 and a baby, both well. | Henry",
                "We agreed that Oliver negative for covid may return. | Oliver",
                "I spoke with KIM about the plan and she agreed to it. | KIM",
                "Jack came in with a cough. Jack's test was negative. | Jack's test"
            })
    void areFoundBeforeAThingOrResultOfTheirs(String text, String name) {
        int start = text.indexOf(name);
        assertThat(detect("en", text))
                .anyMatch(span -> span.start() == start && span.type().category() == Category.NAME);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Return with Bernadette Oduya, LMFT. | LMFT", "Fitting by Ana Ruiz, CNM | CNM"})
    void degreesBehindThemStay(String text, String degree) {
        int start = text.indexOf(degree);
        assertThat(detect("en", text))
                .noneMatch(span -> span.start() < start + degree.length()
                        && span.end() > start
                        && span.type() != IdentifierType.PROFESSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Td (adult), adsorbed", "Prediabetes", "Tdap"})
    void aWordThatStartsALineIsNoInstitutionByItself(String text) {
        assertThat(detect("en", text)).noneMatch(span -> span.type() == IdentifierType.INSTITUTION);
    }

    private static List<Span> detect(String language, String text) {
        return DETECTOR.detect(text, language.equals("es") ? Language.SPANISH : Language.ENGLISH);
    }
}
