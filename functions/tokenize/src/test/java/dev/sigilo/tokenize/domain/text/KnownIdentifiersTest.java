package dev.sigilo.tokenize.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.records.Category;
import dev.sigilo.text.Language;
import dev.sigilo.tokenize.domain.KnownIdentifier;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownIdentifiersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            María García López     | Paciente María García López, de alta      | María García López
            María García López     | GARCIA LOPEZ, MARIA                       | GARCIA LOPEZ, MARIA
            GARCIA^MARIA           | Seen: Maria Garcia                        | Maria Garcia
            María García López     | La Sra. García acude con Lopez            | García;Lopez
            María García López     | M. García y Dr. Pérez                     | M. García
            María García López     | García, M. refiere                        | García, M.
            María García López     | Iniciales M.G.L. en ficha                 | M.G.L.
            María García López     | María de la García-López                  | María de la García-López
            María García López     | mariagarcia y mgarcia en el sistema       | mariagarcia;mgarcia
            María García López     | MariaGarcia.dcm, GARCIA_LOPEZ_MARIA       | MariaGarcia;GARCIA_LOPEZ_MARIA
            María García López     | dolor en maría                            | maría
            María García López     | María\u00a0 García, y García              | María\u00a0 García;García
            María García López     | Ma\u0301ri\u0301a Garci\u0301a            | Ma\u0301ri\u0301a Garci\u0301a
            María García López     | Gar\u00adcía, Gar\u200bcía                | Gar\u00adcía;Gar\u200bcía
            María García López     | Marianela Garciandía                      |
            Juan de la Fuente Ruiz | Sr. de la Fuente; fuente de infección     | de la Fuente
            John A. Smithson, Jr.  | John Smithson's wife, Smithson Jr         | John Smithson;Smithson
            John A. Smithson, MD   | J.A. Smithson MD, J Smithson              | J.A. Smithson;J Smithson
            Seán O'Brien           | SEAN OBRIEN, Mr. O’Brien, o'brien         | SEAN OBRIEN;O’Brien;o'brien
            Jürgen Müller          | Juergen Mueller, Muller                   | Juergen;Mueller;Muller
            Mary-Jane St. Clair    | mary jane clair; Mary-Jane St. Clair      | mary jane clair;Mary-Jane St. Clair
            Ivana Petrova          | Ivana Реtrоvа, Рetrova                    | Ivana Реtrоvа;Рetrova
            Ivana Petrova          | 𝐏𝐞𝐭𝐫𝐨𝐯𝐚 came      | 𝐏𝐞𝐭𝐫𝐨𝐯𝐚
            Ольга Вебер            | ОЛЬГА Вебер. ольга                        | ОЛЬГА Вебер;ольга
            Wei Li                 | Wei Li. Mr. Li. Li-Fraumeni, li           | Wei Li;Li
            """)
    void findsANameInAllItsForms(String name, String text, String expected) {
        assertThat(found(Category.NAME, "patient_name", name, unescape(text)))
                .isEqualTo(expected == null ? "" : unescape(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            太郎 山田              | 山田太郎様のCT。山田さんは喫煙者。太郎君も    | 山田太郎;山田;太郎
            Tarou Yamada=太郎 山田 | 患者山田太郎、Yamada                      | 山田太郎;Yamada
            山田太郎               | 山田様が来院。山田市立病院、太郎山         | 山田
            たろう やまだ          | やまだたろうさん                          | やまだたろう
            タロウ ヤマダ          | ヤマダ様、ヤマダタロウ                    | ヤマダ;ヤマダタロウ
            小东 王                | 王小东，男，65岁。王女士。胸骨王           | 王小东;王
            一 林                  | 林一様、林先生。森林一帯                   | 林一;林;林一
            희중 김                | 김희중은 김씨입니다. 희중 김치            | 김희중;김;희중
            สมชาย ใจดี              | นายสมชายใจดีมีอาการ                          | สมชายใจดี
            太郎 山田              | CT of the chest, 胸部CT                   |
            まい 山田              | めまいあり。まいは来院。まいさん、まいにち   | まい;まい
            リン 王                | インスリンとヘパリン。リン様、リン酸         | リン
            수정 배                | 수정체 혼탁, 배양검사 음성. 수정은 호전. 배수정님 | 수정;배수정
            영희 이                | 영양실조, 증후군, 이환자. 영희가 내원        | 영희
            静 安                  | 安静时胸痛。安静女士                       | 安静
            一 林                  | 石灰化は一様、左肺と同様                   |
            สมชาย ใจดี              | หายใจดีขึ้น                                  |
            """)
    void findsANameInAScriptWithoutSpacesWithinOtherCharacters(String name, String text, String expected) {
        assertThat(found(Category.NAME, "patient_name", name, text)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void findsAFacilityInAScriptWithoutSpaces() {
        assertThat(found(Category.INSTITUTION, "facility", "聖路加 国際病院", "聖路加国際病院にて撮影。国際病院"))
                .isEqualTo("聖路加国際病院");
        assertThat(found(Category.INSTITUTION, "facility", "整形外科", "整形外科にて撮影")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            May Long    | Findings may represent a long fracture               |
            May Long    | Long bones are normal. Small effusion.               |
            May Long    | May reports pain. Seen with May today.               | May;May
            May Long    | Exam of May 3, 2016 and in 12 May 2016               |
            May Long    | May Long, MAY LONG, Ms. Long, M. Long                | May Long, MAY LONG;Long;M. Long
            May Long    | may long                                             | may long
            Tomás Ruiz  | Tomás se identifica. Tomás no recuerda               | Tomás;Tomás
            Tomás Ruiz  | Tomas de biopsia en antro. Toma aire               |
            Rosa León   | placa rosa en piel                                   |
            Rosa León   | Rosa refiere dolor; visto con Rosa                   | Rosa;Rosa
            Rosa León   | ROSA LEÓN                                            | ROSA LEÓN
            Rosa León   | LESIÓN ROSA EN PIEL                                  |
            Bill Head   | CT HEAD WITHOUT CONTRAST. Head: normal. Mr. Head     | Head
            Dolores Paz | dolores abdominales, Dolores acude                   | Dolores
            Jane Knee   | Right knee swollen. Knee brace given. Right Knee Pain |
            Jane Knee   | Ms. Knee called; seen with Knee; JANE KNEE           | Knee;Knee;JANE KNEE
            Ed Sharp    | Sharp pain, sharp edges, no Step-Down in sharpness   |
            Paul Ground | slipped to the ground. Paul said so.                 | Paul
            """)
    void tellsANameFromTheWordThatItAlsoIs(String name, String text, String expected) {
        assertThat(found(Category.NAME, "patient_name", name, text)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rosalind@example.org    | Rosalind came. Ms. Achterberg, R. Achterberg; rachterberg | NAME Rosalind;NAME Achterberg;NAME R. Achterberg;NAME rachterberg
            r.achterberg@example.org | R. Achterberg signed. Mail r.achterberg@example.org | NAME R. Achterberg;EMAIL r.achterberg@example.org
            achterbergr@example.org | user achterbergr, Achterberg R.               | NAME achterbergr;NAME Achterberg R.
            zebrafish77@example.org | user zebrafish77, Rosalind                    | EMAIL zebrafish77;NAME Rosalind
            """)
    void aNameThatAnEmailAddressIsMadeOfIsTheName(String email, String text, String expected) {
        for (boolean emailFirst : new boolean[] {true, false}) {
            KnownIdentifier address = new KnownIdentifier("email", Category.EMAIL, email, "[EMAIL]");
            KnownIdentifier name = new KnownIdentifier("patient_name", Category.NAME, "Rosalind Achterberg", "[NAME]");
            KnownIdentifiers own = KnownIdentifiers.of(emailFirst ? List.of(address, name) : List.of(name, address));
            assertThat(own.find(text, Language.ENGLISH, List.of()).stream()
                            .map(found -> found.category() + " " + text.substring(found.start(), found.end()))
                            .collect(Collectors.joining(";")))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3/7/29",
                "03/07/1929",
                "7/3/29",
                "7.3.1929",
                "1929-03-07",
                "19290307",
                "March 7th, 1929",
                "7 de marzo de 1929",
                "7-MAR-29",
                "Mar 7 '29",
                "7 de marzo del 29",
                "MAR. 7TH, 1929",
                "1929 March 7",
                "07 03 29",
                "7 / 3 / 1929",
                "7-3-29",
                "7º de marzo de 1929",
                "Mar.07.29"
            })
    void aDayThatTellsAnOldAgeIsFoundInAllItsForms(String day) {
        KnownIdentifiers own =
                KnownIdentifiers.of(List.of(new KnownIdentifier("birth_date", Category.DATE, "1929-03-07", "[DATE]")));
        String text = "DOB " + day + ". Dose 3/7. Lot 13/7/29, 3/7/295.";

        assertThat(own.find(text, Language.ENGLISH, List.of()))
                .singleElement()
                .satisfies(found ->
                        assertThat(text.substring(found.start(), found.end())).isEqualTo(day));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MEDICAL_RECORD_NUMBER | patient_id    | MRN-00482193      | MRN 00482193, #482193, 0482-193, mrn00482193 | MRN 00482193;482193;0482-193;mrn00482193
            MEDICAL_RECORD_NUMBER | patient_id    | 4390274           | NHC:4390274, 439-027-4, 14390274, 43902745   | 4390274;439-027-4
            MEDICAL_RECORD_NUMBER | patient_id    | 1234              | NHC 1234; 1234 mm                            | 1234
            OTHER_ID              | accession_number | ACC97168107    | acc97168107, ACC 97168107, 97168107          | acc97168107;ACC 97168107;97168107
            SSN                   | national_id   | 20660008M         | DNI 20.660.008-M, 20660008 m, 20660008       | 20.660.008-M;20660008 m;20660008
            SSN                   | national_id   | 123-45-6789       | 123456789, 123 45 6789, 123-45-\\n6789       | 123456789;123 45 6789;123-45-\\n6789
            LICENSE_NUMBER        | physician_id  | 28/28/37123       | NºCol: 28 28 37123, 282837123                | 28 28 37123;282837123
            PHONE                 | phone         | +34 666 981 590   | 666981590, 0034 666-981-590, (+34) 666.981.590, 66 698 15 90 | 666981590;0034 666-981-590;(+34) 666.981.590;66 698 15 90
            PHONE                 | phone         | (212) 555-0143    | 212.555.0143, +1 212 555 0143, (212) 555-0143, 555-0143 | 212.555.0143;+1 212 555 0143;(212) 555-0143;555-0143
            EMAIL                 | email         | ana.ruiz9@example.org | ANA.RUIZ9@EXAMPLE.ORG; user ana.ruiz9     | ANA.RUIZ9@EXAMPLE.ORG;ana.ruiz9
            GEOGRAPHIC            | address       | Calle Carmen Romero, 23, 1D | C/ Carmen Romero 23; calle carmen romero; Carmen Romero, 23 | C/ Carmen Romero 23;calle carmen romero;Carmen Romero, 23
            GEOGRAPHIC            | address       | 123 Maple Avenue, Apt 4 | at 123 Maple Ave. and on Maple Avenue; maple syrup | 123 Maple Ave;Maple Avenue
            GEOGRAPHIC            | postal_code   | 28035             | CP: 28035, 280351, 2803                      | 28035
            GEOGRAPHIC            | city          | Normal            | lives in Normal, IL. Normal heart. normal    | Normal
            GEOGRAPHIC            | city          | San Sebastián     | de SAN SEBASTIAN, sebastian                  | SAN SEBASTIAN
            INSTITUTION           | facility      | Lakeview Medical Center | LAKEVIEW MEDICAL CENTER, at Lakeview, Lakeview Hospital | LAKEVIEW MEDICAL CENTER;Lakeview;Lakeview Hospital
            INSTITUTION           | facility      | MERCY             | Seen at Mercy. Liver is normal.              | Mercy
            INSTITUTION           | facility      | LIVER UNIT        | LIVER UNIT: Liver is normal.                 | LIVER UNIT
            DEVICE_ID             | device_id     | SN-ZU-770116      | sn zu 770116, SNZU770116                     | sn zu 770116;SNZU770116
            """)
    void findsNumbersAndPlacesHoweverTheyAreWritten(
            Category category, String field, String value, String text, String expected) {
        assertThat(found(category, field, value, unescape(text))).isEqualTo(unescape(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "LIVER, Liver is normal. LIVER: normal",
        "CHEST, CT OF CHEST",
        "Hígado, Hígado normal",
        "CT, CT without contrast",
        "ICU, Transferred to ICU"
    })
    void aFacilityThatIsOnlyAClinicalWordIsNotTakenForIt(String facility, String text) {
        assertThat(found(Category.INSTITUTION, "facility", facility, text)).isEmpty();
    }

    @Test
    void theStaffsNameIsTheirsAfterATitleWhereBothHaveIt() {
        KnownIdentifiers own = KnownIdentifiers.of(List.of(
                new KnownIdentifier("patient_name", Category.NAME, "Ana García Vidal", "[P]"),
                new KnownIdentifier("physician_name", Category.NAME, "Luis García Navas", "[D]")));
        String text = "Ana García acude al Dr. García. García mejora.";

        assertThat(own.find(text, Language.SPANISH, List.of()).stream()
                        .map(f -> f.identifier().replacement()))
                .containsExactly("[P]", "[D]", "[P]");
    }

    @Test
    void findsEachOfManyIdsThatEndAlike() {
        List<KnownIdentifier> ids = IntStream.range(0, 300)
                .mapToObj(number ->
                        new KnownIdentifier("id_" + number, Category.OTHER_ID, number + "X7731950", "[" + number + "]"))
                .toList();
        KnownIdentifiers own = KnownIdentifiers.of(ids);

        for (int number : new int[] {0, 7, 8, 9, 150, 299}) {
            String text = "Chart " + number + "X-7731950 and 9" + number + "X7731950, reviewed.";
            assertThat(own.find(text, Language.ENGLISH, List.of()).stream()
                            .map(f -> f.identifier().replacement()))
                    .as("id %d", number)
                    .first()
                    .isEqualTo("[" + number + "]");
        }
    }

    @Test
    void theEarlierFieldWinsWhereManyHoldOneId() {
        List<KnownIdentifier> ids = IntStream.range(0, 30)
                .mapToObj(number -> new KnownIdentifier(
                        "id_" + number, Category.OTHER_ID, number % 15 + "QRS55", "[" + number + "]"))
                .toList();

        assertThat(KnownIdentifiers.of(ids)
                        .find("see 14QRS55", Language.ENGLISH, List.of())
                        .get(0)
                        .identifier()
                        .replacement())
                .isEqualTo("[14]");
    }

    @Test
    void noticesWhatIsLeft() {
        KnownIdentifiers own = KnownIdentifiers.of(List.of(
                new KnownIdentifier("patient_name", Category.NAME, "Ana García Vidal", "[P]"),
                new KnownIdentifier("phone", Category.PHONE, "666 981 590", "[T]")));

        assertThat(own.isLeftIn("la paciente [NAME] acude")).isFalse();
        assertThat(own.isLeftIn("la paciente GARCÍA acude")).isTrue();
        assertThat(own.isLeftIn("tel. 666-98-15-90")).isTrue();
        assertThat(own.isLeftIn("tel. 666-98-15-91 Garciandía")).isFalse();
    }

    @Test
    void printsNoValue() {
        assertThat(KnownIdentifiers.of(List.of(new KnownIdentifier("patient_name", Category.NAME, "Ana", "[P]"))))
                .hasToString("KnownIdentifiers[1]");
    }

    private static String found(Category category, String field, String value, String text) {
        KnownIdentifiers own = KnownIdentifiers.of(List.of(new KnownIdentifier(field, category, value, "[X]")));
        return String.join(
                ";",
                own.find(text, Language.guess(text), List.of()).stream()
                        .map(f -> text.substring(f.start(), f.end()))
                        .toList());
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n");
    }
}
