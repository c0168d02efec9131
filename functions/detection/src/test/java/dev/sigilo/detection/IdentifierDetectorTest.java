package dev.sigilo.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.identifiers.Span;
import dev.sigilo.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierDetectorTest {

    private static final int MAX_MODEL_BYTES = 5 * 1024 * 1024;

    private static final IdentifierDetector DETECTOR = IdentifierDetector.standard();

    private static final String SPANISH = """
            Datos del paciente.
            Nombre: Marta.
            Apellidos: Olmedo Rivas.
            NHC: 4820193.
            Domicilio: Calle del Olmo, 14, 2 B.
            Localidad/ Provincia: Lugo.
            CP: 27002.
            Fecha de nacimiento: 03/04/1961.
            País: España.
            Edad: 55 años Sexo: M.
            Médico: Andrés Vidal Souto NºCol: 27 27 41852.
            Informe clínico del paciente: Mujer de 55 años con tos de dos semanas. Se pautó amoxicilina 500 mg cada \
            8 horas. La radiografía de tórax muestra una opacidad de 3 cm en el lóbulo superior derecho.
            Remitido por: Dr. Andrés Vidal Souto. Hospital Universitario Lucus Augusti. 27003 Lugo. España. \
            E-mail: avidal@example.org
            """;
    private static final String ENGLISH = """
            Patient: Margaret Olsen
            MRN: 4820193
            DOB: 03/14/1961
            Margaret Olsen is a 55-year-old woman who lives at 214 Maple Avenue, Springfield. She was seen by \
            Dr. Hendricks on March 3rd, 2016 with a cough. Started on amoxicillin 500 mg every 8 hours. Call 555-214-8890 \
            or write to molsen@example.com. SSN 219-09-9999, card 4111 1111 1111 1111.
            """;

    private static List<String> found(String text, Language language) {
        return DETECTOR.detect(text, language).stream()
                .map(span -> span.type() + " " + text.substring(span.start(), span.end()))
                .toList();
    }

    @Test
    void findsThePlaceBehindAnApartmentUpToItsPostalCode() {
        String place = "POLSINGEN\n Grenzland 87915";
        String text = "Deliver to 62 Schachterl Apt. 501\n " + place;
        List<Span> spans = DETECTOR.detect(text, Language.ENGLISH);

        assertThat(IntStream.range(text.indexOf(place), text.length())
                        .filter(i -> Character.isLetterOrDigit(text.charAt(i))))
                .allMatch(i -> spans.stream().anyMatch(span -> span.start() <= i && i < span.end()));
    }

    @Test
    void takesAZipCodeBehindItsStateForNoLaboratoryValue() {
        assertThat(found("700 Main St., Suite 200, Chicago, IL 60601. CPK 18700", Language.ENGLISH))
                .contains("ZIP 60601")
                .noneMatch(span -> span.contains("18700"));
    }

    @Test
    void findsTheIdentifiersOfASpanishReport() {
        assertThat(found(SPANISH, null))
                .contains(
                        "PATIENT_NAME Marta",
                        "PATIENT_NAME Olmedo Rivas",
                        "ID_PATIENT 4820193",
                        "STREET Calle del Olmo, 14, 2 B",
                        "TERRITORY Lugo",
                        "DATE 03/04/1961",
                        "COUNTRY España",
                        "AGE 55 años",
                        "SEX Mujer",
                        "STAFF_NAME Andrés Vidal Souto",
                        "ID_STAFF 27 27 41852",
                        "HOSPITAL Hospital Universitario Lucus Augusti",
                        "EMAIL avidal@example.org");
    }

    @Test
    void findsTheIdentifiersOfAnEnglishReport() {
        assertThat(found(ENGLISH, null))
                .contains(
                        "PATIENT_NAME Margaret Olsen",
                        "ID_PATIENT 4820193",
                        "DATE 03/14/1961",
                        "STAFF_NAME Hendricks",
                        "DATE March 3rd, 2016",
                        "PHONE 555-214-8890",
                        "EMAIL molsen@example.com",
                        "SSN 219-09-9999",
                        "CARD 4111 1111 1111 1111");
    }

    @Test
    void tellsAPostalCodeFromACity() {
        assertThat(found(SPANISH, null)).contains("ZIP 27002", "ZIP 27003", "TERRITORY Lugo");
    }

    @Test
    void neverCallsANamedRelativeARelativeOnly() {
        assertThat(found(
                        "Paciente de 40 años. Acude acompañada de su hermana María José Miguel Reiz a la consulta.",
                        Language.SPANISH))
                .noneMatch(found -> found.startsWith("RELATIVE") && found.contains("María"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The heart is normal in size. The lungs are clear. No pneumothorax or pleural effusion.",
                "Metformin 500 mg twice daily, Lisinopril 10 mg daily, Aspirin 81 mg.",
                "There is a 1.2 x 0.8 cm nodule in the right upper lobe, SUV 3.4. Blood pressure 120/80.",
                "Foley catheter placed. Swan-Ganz catheter tip in the main pulmonary artery. Hiatal hernia.",
                "Impression: 1. Cardiomegaly. 2. Bibasilar atelectasis. Findings consistent with Crohn disease."
            })
    void leavesClinicalTextAsItIs(String text) {
        assertThat(DETECTOR.detect(text, Language.ENGLISH)).isEmpty();
    }

    @Test
    void givesTheSameSpansEveryTime() {
        assertThat(DETECTOR.detect(SPANISH, null)).isEqualTo(DETECTOR.detect(SPANISH, null));
    }

    @Test
    void shipsModelsOfAtMostFiveMebibytes() throws IOException {
        int bytes = 0;
        for (String model : List.of("english.model", "spanish.model")) {
            try (InputStream in = IdentifierDetector.class.getResourceAsStream(model)) {
                bytes += in.readAllBytes().length;
            }
        }
        assertThat(bytes).isBetween(1, MAX_MODEL_BYTES);
    }

    @Nested
    @DisplayName("on any text")
    class AnyText {

        static Stream<String> oddTexts() {
            return Stream.of(
                    "",
                    " ",
                    "\n",
                    "\uD83D",
                    "\uDE00\uD83D",
                    "a\u0301\u0301\u0301",
                    "\u202Eabc\u202C שלום 123",
                    "\u0000\u0000",
                    "@",
                    "@@@@",
                    "....",
                    "1.1.1.1.1.1.1.1.1.1.1.1",
                    "http://",
                    "+",
                    "(",
                    "ES91",
                    "9".repeat(500),
                    "A".repeat(70_000),
                    "😀".repeat(500),
                    "-".repeat(1000),
                    "\u3000東京都\u3000",
                    "Nombre:",
                    "MRN:");
        }

        @ParameterizedTest
        @MethodSource("oddTexts")
        void neverThrows(String text) {
            for (Language language : Language.values()) {
                assertWellFormed(text, DETECTOR.detect(text, language));
            }
            assertWellFormed(text, DETECTOR.detect(text, null));
        }

        @ParameterizedTest
        @ValueSource(longs = {21, 22, 23, 24})
        void givesSortedSpansWithoutOverlap(long seed) {
            Random random = new Random(seed);
            for (int round = 0; round < 60; round++) {
                String text = randomText(random);
                for (Language language : Language.values()) {
                    assertWellFormed(text, DETECTOR.detect(text, language));
                }
            }
        }

        private String randomText(Random random) {
            String[] pieces = {
                "Dr. ",
                "Ana",
                "García",
                "\n",
                " ",
                "12",
                "/",
                "2016",
                "@",
                ".com",
                "\uD83D",
                "é",
                ": ",
                "Nombre",
                "Calle",
                "MRN",
                "-",
                "+34 ",
                "600123456",
                "ES91 2100",
                "www.",
                "\u0301",
                "של",
                ",",
                "(",
                ")"
            };
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int i = 0; i < length; i++) {
                text.append(
                        random.nextInt(12) == 0
                                ? String.valueOf((char) random.nextInt(0x10000))
                                : pieces[random.nextInt(pieces.length)]);
            }
            return text.toString();
        }

        private void assertWellFormed(String text, List<Span> spans) {
            int end = 0;
            for (Span span : spans) {
                assertThat(span.start()).isGreaterThanOrEqualTo(end);
                assertThat(span.end()).isLessThanOrEqualTo(text.length());
                assertThat(span.type()).isNotNull();
                end = span.end();
            }
        }
    }

    @Nested
    @DisplayName("takes time linear in the length of the text")
    class Linear {

        static Stream<String> repeated() {
            return Stream.of(
                    SPANISH,
                    "Pérez García ",
                    "a@",
                    "1.",
                    "1-",
                    "www.a ",
                    "MRN: ",
                    "ES91 ",
                    "12/",
                    "(555) ",
                    "9",
                    "A",
                    "a",
                    "@",
                    " \n",
                    "de la ");
        }

        @ParameterizedTest
        @MethodSource("repeated")
        void forEveryKindOfPiece(String piece) {
            String small = piece.repeat(Math.max(1, 6_000 / piece.length()));
            String large = small.repeat(100);
            for (int warmUp = 0; warmUp < 5; warmUp++) {
                DETECTOR.detect(small, Language.SPANISH);
            }
            double one = cpuMillis(() -> {
                for (int i = 0; i < 100; i++) {
                    DETECTOR.detect(small, Language.SPANISH);
                }
            });
            double hundred = cpuMillis(() -> DETECTOR.detect(large, Language.SPANISH));

            assertThat(hundred).isLessThan(8 * one + 300);
        }

        private double cpuMillis(Runnable work) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            work.run();
            return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
        }
    }

    @Test
    void findsTheSameInALongTextAsInItsParts() {
        List<String> wanted = new ArrayList<>(found(ENGLISH, Language.ENGLISH));

        assertThat(found((ENGLISH + "\n").repeat(400), Language.ENGLISH))
                .hasSizeGreaterThanOrEqualTo(400 * wanted.size() - 400);
    }
}
