package dev.sigilo.detection.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.detection.words.TextWords;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {

    private static List<String> found(String text, Function<TextWords, List<Span>> patterns) {
        TextWords words = new TextWords(text, 0, text.length(), NetPatterns.find(text));
        return patterns.apply(words).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }

    @Nested
    @DisplayName("dates")
    class Dates {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "17/06/2016",
                    "6/17/2016",
                    "17-06-2016",
                    "17.6.16",
                    "2016-06-17",
                    "2016-06-17T08:30:00Z",
                    "2016-06-17 08:30:15",
                    "3 de marzo de 2016",
                    "3 de marzo del 2016",
                    "3 de marzo",
                    "marzo de 2016",
                    "Marzo 2016",
                    "enero-04",
                    "March 3, 2016",
                    "March 3rd, 2016",
                    "March 3",
                    "3 March 2016",
                    "3rd of March, 2016",
                    "Mar 2016",
                    "12-Jan-2015",
                    "May 5, 1999"
                })
        void areFoundWhole(String date) {
            assertThat(found("Seen " + date + " again", PatternsTest::dates)).containsExactly(date);
            assertThat(found(date, PatternsTest::dates)).containsExactly(date);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "120/80",
                    "32/13/2016",
                    "L4-L5",
                    "1.5.3.2",
                    "2/3/4/5",
                    "may 5 mg",
                    "5.4",
                    "1/2",
                    "99/99/9999",
                    "12:30",
                    "3 de agua",
                    "de 2016"
                })
        void areNotSeenInOtherNumbers(String text) {
            assertThat(found(text, PatternsTest::dates)).isEmpty();
        }
    }

    @Nested
    @DisplayName("numbers with a label")
    class Labelled {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                MRN: 445566                    | 445566
                MRN 00-44-55-66 today          | 00-44-55-66
                DNI nº 12345678A               | 12345678A
                Tel. 91 555 01 02              | 91 555 01 02
                Tfno.: +34 945007000           | +34 945007000
                Fax: 948-296-500               | 948-296-500
                (555) 123-4567 is it           | (555) 123-4567
                call 555-123-4567.             | 555-123-4567
                write to +1 212 555 0101 now   | +1 212 555 0101
                passport no. AB1234567         | AB1234567
                """)
        void areFound(String text, String value) {
            assertThat(found(text, words -> WeakPatterns.of(words).numbers())).containsExactly(value);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"MRN: none", "cell count 450", "Fax", "tel:", "PSA 1.16 ng/ml", "BP 120/80", "MRN\n445566"})
        void needAValue(String text) {
            assertThat(found(text, words -> WeakPatterns.of(words).numbers())).isEmpty();
        }

        @Test
        void areFoundWithoutLabelIfTheyAreTooLongForAMeasurement() {
            assertThat(found(
                            "sample 1234567890 was lost",
                            words -> WeakPatterns.of(words).numbers()))
                    .containsExactly("1234567890");
        }
    }

    @Nested
    @DisplayName("addresses on the net")
    class Net {

        private List<String> addresses(String text) {
            return NetPatterns.find(text).stream()
                    .map(span -> text.substring(span.start(), span.end()))
                    .toList();
        }

        @Test
        void areFoundWithoutThePunctuationAroundThem() {
            assertThat(addresses("Write to <ana.perez+x@mail.example.org>, or see https://example.org/a?b=c."))
                    .containsExactly("ana.perez+x@mail.example.org", "https://example.org/a?b=c");
            assertThat(addresses("www.example.com/")).containsExactly("www.example.com/");
        }

        @Test
        void needBothSides() {
            assertThat(addresses("@home a@ @ http:// www.")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mail to P.O. Box 242, please | P.O. Box 242",
                "Come to Suite 787 | Suite 787",
                "in Apt 3B | Apt 3B",
                "LIVES AT 14 WYTHE CREEK ROAD | 14 WYTHE CREEK ROAD",
                "at 846 31 Rue Sidi Ali, Tunis | 846 31 Rue Sidi Ali",
                "in 12, Via della Croce | 12, Via della Croce",
                "at 903 12 Elk Creek Apt. 17, please | 903 12 Elk Creek Apt. 17",
                "in Λεωφόρος Νίκης 19 Nino Point Apt. 65 | Λεωφόρος Νίκης 19 Nino Point Apt. 65",
                "Stop at Asternstraat 7 | Asternstraat 7",
                "at Lindenweg 20 B, please | Lindenweg 20 B",
                "at 6 Lindenstrasse | 6 Lindenstrasse",
                "in Petőfi utca 3 | Petőfi utca 3",
                "in ul. Dębowa 14, Łódź | ul. Dębowa 14",
                "refers to C/ Damas Altas 8 in Lugo | C/ Damas Altas 8",
                "at 31 Rua Dois e Meio 12 St. | 31 Rua Dois e Meio 12",
                "meet at the corner of Elm Pass and Tulipan 37. | the corner of Elm Pass and Tulipan 37"
            })
    void addressesAreFoundByForm(String text, String address) {
        assertThat(found(text, AddressPatterns::find)).containsExactly(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PO intake 300 ml",
                "P.O. 40 mg",
                "5 MM COURT",
                "apt to fall 3 times",
                "given 40 via PEG tube",
                "500 mL Via PICC",
                "Endoscopy Suite 2",
                "the corner of the mouth and Eye",
                "the corner of C5 and C6",
                "toma c/ Paracetamol 500",
                "8 Auntie 2",
                "WBC 5000/ul. Sodium 140",
                "platelets per ul. Sodium 140",
                "no C/C/E 2"
            })
    void addressesAreNotSeenInFigures(String text) {
        assertThat(found(text, AddressPatterns::find)).isEmpty();
    }

    @Test
    void anApartmentOnALineOfItsOwnIsOfTheStreetAboveIt() {
        assertThat(found("Home: 854 Lindenhof 61\nSuite 29", AddressPatterns::find))
                .containsExactly("854 Lindenhof 61\nSuite 29");
    }

    @Test
    void aClinicalNumberBeforeASuiteIsNotOfItsAddress() {
        assertThat(found("2 DAYS POST OP. SUITE 3", AddressPatterns::find)).containsExactly("SUITE 3");
        assertThat(found("took 2 tablets. Suite 4", AddressPatterns::find)).containsExactly("Suite 4");
    }

    @Test
    void anAddressFieldIsOneStreetToTheEndOfItsLine() {
        String text = "Domicilio: Calle Larga 12, bajo B.\nLocalidad: Utrera";
        TextWords words = new TextWords(text, 0, text.length(), List.of());
        List<Span> found = List.of(new Span(11, 25, IdentifierType.STREET));

        assertThat(AddressFields.whole(found, words)).containsExactly(new Span(11, 33, IdentifierType.STREET));
    }

    private static List<Span> dates(TextWords words) {
        byte[] marks = DatePatterns.marks(words);
        List<Span> dates = new ArrayList<>();
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] == 1) {
                int last = i;
                while (last + 1 < marks.length && marks[last + 1] == 2) {
                    last++;
                }
                dates.add(new Span(words.start[i], words.end[last], IdentifierType.DATE));
            }
        }
        return dates;
    }
}
