package dev.sigilo.tests.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.samples.SyntheticRecord;
import dev.sigilo.tests.leak.LeakScanner.Form;
import dev.sigilo.tests.leak.LeakScanner.Hit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The scanner finds planted identifiers in every form, and nothing in clean text. */
class LeakScannerTest {
    private static final String NAME = "Íñigo Peñalver Zubizarreta";
    private static final String PHONE = "+34 691 555 013";
    private final LeakScanner scanner = LeakScanner.ofValues("patient_name", List.of(NAME, PHONE));

    static Stream<Arguments> plantedLeaks() throws Exception {
        byte[] name = NAME.getBytes(StandardCharsets.UTF_8);
        Base64.Encoder base64 = Base64.getEncoder();
        return Stream.of(
                Arguments.of(Form.PLAIN, NAME),
                Arguments.of(Form.CASE_FOLDED, "íñigo PEÑALVER zubizarreta"),
                Arguments.of(Form.WITHOUT_ACCENTS, "INIGO PENALVER ZUBIZARRETA"),
                Arguments.of(Form.WITHOUT_ACCENTS, "Íñigo\n  Peñalver\tZubizarreta"),
                Arguments.of(Form.WITHOUT_ACCENTS, "I\u0301n\u0303igo Pen\u0303alver Zubizarreta"),
                Arguments.of(Form.WITHOUT_ACCENTS, "\\u00cd\\u00f1igo Pe\\u00f1alver\\nZubizarreta"),
                Arguments.of(Form.WORD, "el paciente penalver refiere"),
                Arguments.of(Form.WORD, "{\"report\":\"línea\\nPeñalver\"}"),
                Arguments.of(Form.SEPARATORS_REMOVED, "(34) 691-555-013"),
                Arguments.of(Form.SEPARATORS_REMOVED, "34691555013"),
                Arguments.of(Form.BASE64, base64.encodeToString(name)),
                Arguments.of(Form.BASE64, base64.encodeToString(("x" + NAME + "y").getBytes(StandardCharsets.UTF_8))),
                Arguments.of(Form.BASE64, base64.encodeToString(("xx" + NAME + "yy").getBytes(StandardCharsets.UTF_8))),
                Arguments.of(
                        Form.BASE64,
                        Base64.getUrlEncoder().encodeToString(("x" + NAME).getBytes(StandardCharsets.UTF_8))),
                Arguments.of(Form.HEX, HexFormat.of().formatHex(name)),
                Arguments.of(Form.HEX, HexFormat.of().withUpperCase().formatHex(name)),
                Arguments.of(Form.URL_ENCODED, "%C3%8D%C3%B1igo+Pe%C3%B1alver+Zubizarreta"),
                Arguments.of(Form.URL_ENCODED, "%c3%8d%c3%b1igo%20Pe%c3%b1alver%20Zubizarreta"),
                Arguments.of(
                        Form.UNKEYED_HASH,
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(name))),
                Arguments.of(
                        Form.UNKEYED_HASH,
                        base64.encodeToString(MessageDigest.getInstance("MD5").digest(name))),
                Arguments.of(
                        Form.UNKEYED_HASH,
                        "pat_1_"
                                + LeakScanner.base32(MessageDigest.getInstance("SHA-256")
                                                .digest(name))
                                        .substring(0, 26)),
                Arguments.of(
                        Form.UNKEYED_HASH,
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-512").digest(name))),
                Arguments.of(
                        Form.UNKEYED_HASH,
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-1")
                                        .digest("34691555013".getBytes(StandardCharsets.UTF_8)))));
    }

    @ParameterizedTest
    @MethodSource("plantedLeaks")
    void findsAPlantedLeakInItsForm(Form form, String planted) {
        String before = "version 1234567890123456789, token pat_1_abcdefghijklmnopqrstuvwxyz: \"";
        List<Hit> inText = scanner.scan("text", before + planted + "\" and more");
        List<Hit> inBytes = scanner.scan("bytes", (before + planted + "\"").getBytes(StandardCharsets.UTF_8));
        assertThat(inText).extracting(Hit::form).contains(form);
        assertThat(inText)
                .filteredOn(hit -> hit.form() == form && form != Form.WORD && form != Form.BASE64)
                .allSatisfy(hit -> assertThat(hit.offset()).isBetween((long) before.length(), before.length() + 8L));
        assertThat(inBytes).extracting(Hit::form).contains(form);
    }

    @Test
    void findsNothingInCleanText() {
        assertThat(scanner.scan("text", "Peñalvera, 134691555013, 3469155501, Zubi zarreta, pat_1_inigopenalver"))
                .isEmpty();
    }

    @Test
    void findsALeakAcrossTwoPartsOfAFile(@TempDir Path folder) throws IOException {
        Path log = Files.createDirectories(folder.resolve("logs")).resolve("function.log");
        byte[] filler = new byte[8 * 1024 * 1024 - 10];
        java.util.Arrays.fill(filler, (byte) '.');
        Files.write(log, filler);
        Files.writeString(log, " " + NAME + " ", java.nio.file.StandardOpenOption.APPEND);
        assertThat(scanner.scanFiles(folder)).extracting(Hit::form).contains(Form.PLAIN);
    }

    @Test
    void reportsTheIndexAndNeverTheValue() {
        List<Hit> hits = scanner.scan("text", NAME + " " + PHONE);
        String told = hits + LeakScanner.summary(hits) + scanner;
        assertThat(scanner.scan("what is told", told)).isEmpty();
        assertThat(hits).extracting(Hit::identifier).contains(0, 1);
    }

    @Test
    void findsEveryIdentifierOfAPopulationInItsOwnRecord() {
        List<SyntheticRecord> records = new SyntheticPopulation(11).records(200);
        LeakScanner all = LeakScanner.of(records);
        for (SyntheticRecord record : records) {
            LeakScanner own = LeakScanner.ofOne(record);
            assertThat(own.scan("record", record.json()).stream()
                            .map(own::value)
                            .distinct())
                    .hasSizeGreaterThanOrEqualTo(15);
            assertThat(all.scan("record", record.json())).hasSizeGreaterThanOrEqualTo(15);
        }
    }

    /** The last group of a phone number in a name field, which also occurs by chance in Pulsar's request ids. */
    @Test
    void findsAWordNextToAUuidButNoGroupOfTheUuid() {
        LeakScanner scanner = LeakScanner.ofValues("next_of_kin", List.of("(577) 555-0134"));

        assertThat(scanner.scan("ids", "$7c0e3b1a-0134-4d2f-0134-9b0a6f2c5e11 0f"))
                .isEmpty();
        assertThat(scanner.scan("ids", "7c0e3b1a-0134-4d2f-9b0a 0134 7c0e3b1a-4f4f-4d2f-8134-9b0a6f2c5e11"))
                .hasSize(2);
    }

    /** Sealed originals contain short words by chance. A whole name is found in bytes too. */
    @Test
    void findsNoShortWordAmongRandomBytes() {
        LeakScanner scanner = LeakScanner.ofValues("patient_name", List.of("Olmo Berasategui"));
        byte[] random = new byte[200];
        new Random(3).nextBytes(random);

        assertThat(scanner.scan("sealed", with(random, " Olmo "))).isEmpty();
        assertThat(scanner.scan("sealed", with(random, " Olmo Berasategui "))).isNotEmpty();
        assertThat(scanner.scan("text", "seen by Olmo today \u0001")).hasSize(1);
    }

    private static byte[] with(byte[] random, String text) {
        byte[] bytes = random.clone();
        System.arraycopy(text.getBytes(StandardCharsets.UTF_8), 0, bytes, 100, text.length());
        return bytes;
    }

    @Test
    void takesTimeProportionalToTheText() {
        LeakScanner all = LeakScanner.of(new SyntheticPopulation(11).records(300));
        byte[] random = new byte[3 * 1024 * 1024];
        new Random(1).nextBytes(random);
        String base64 = Base64.getEncoder().encodeToString(random);
        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(30),
                () -> assertThat(all.scan("random", base64)).isEmpty());
    }
}
