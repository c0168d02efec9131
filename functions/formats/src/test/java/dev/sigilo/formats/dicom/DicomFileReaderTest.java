package dev.sigilo.formats.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DicomFileReaderTest {
    private static final Path SHARED = Path.of("../../../shared/data/formats/dicom");

    private static Dataset dataset(String json) throws RecordFormatException {
        return DicomJsonParser.parse(json.getBytes(StandardCharsets.UTF_8), 1)
                .get(0)
                .dataset();
    }

    private static String header(byte[] file) throws RecordFormatException {
        return new String(DicomFileReader.header(file), StandardCharsets.UTF_8);
    }

    private static final String EVERY_VR = "{\"00080005\":{\"vr\":\"CS\",\"Value\":[\"ISO_IR 192\"]},"
            + "\"00080008\":{\"vr\":\"CS\",\"Value\":[\"ORIGINAL\",null,\"AXIAL\"]},"
            + "\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.2.3\"]},"
            + "\"00080020\":{\"vr\":\"DA\",\"Value\":[\"20240131\"]},"
            + "\"0008002A\":{\"vr\":\"DT\",\"Value\":[\"20240131101500.25\"]},"
            + "\"00080030\":{\"vr\":\"TM\",\"Value\":[\"101500\"]},"
            + "\"00080050\":{\"vr\":\"SH\"},"
            + "\"00080081\":{\"vr\":\"ST\",\"Value\":[\"Street 1\\\\2\"]},"
            + "\"00081190\":{\"vr\":\"UR\",\"Value\":[\"http://a/b\"]},"
            + "\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"Ñandú^Ana\",\"Ideographic\":\"山田^太郎\"}]},"
            + "\"00101010\":{\"vr\":\"AS\",\"Value\":[\"073Y\"]},"
            + "\"00101030\":{\"vr\":\"DS\",\"Value\":[70.5,-1]},"
            + "\"00104000\":{\"vr\":\"LT\",\"Value\":[\"line\\r\\nline\"]},"
            + "\"00189073\":{\"vr\":\"FD\",\"Value\":[1.25]},"
            + "\"00200013\":{\"vr\":\"IS\",\"Value\":[7]},"
            + "\"00280009\":{\"vr\":\"AT\",\"Value\":[\"00181063\"]},"
            + "\"00280010\":{\"vr\":\"US\",\"Value\":[65535]},"
            + "\"00280103\":{\"vr\":\"US\",\"Value\":[1]},"
            + "\"00280106\":{\"vr\":\"SS\",\"Value\":[-5]},"
            + "\"00081140\":{\"vr\":\"SQ\",\"Value\":[{\"00081155\":{\"vr\":\"UI\",\"Value\":[\"1.2.4\"]},"
            + "\"00400275\":{\"vr\":\"SQ\",\"Value\":[{},{\"00400007\":{\"vr\":\"LO\",\"Value\":[\"ü\",\"b\"]}}]}}]},"
            + "\"00081110\":{\"vr\":\"SQ\"}}";

    @ParameterizedTest
    @EnumSource
    void aHeaderComesBackFromEveryTransferSyntax(DicomEncoder.Syntax syntax) throws Exception {
        for (boolean undefinedLengths : new boolean[] {true, false}) {
            Dataset dataset = dataset(EVERY_VR);
            byte[] file = DicomEncoder.file(dataset, syntax, undefinedLengths);

            assertSame(dataset(header(file)), dataset);
        }
    }

    @Test
    void theHeadersOfTheSharedDataComeBackFromEveryTransferSyntax() throws Exception {
        assumeThat(SHARED).isDirectory();
        List<Path> files;
        try (Stream<Path> all = Files.list(SHARED)) {
            files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            Dataset dataset = dataset(Files.readString(file));
            dataset.elements().put(Tag.SPECIFIC_CHARACTER_SET, Element.of(Vr.CS, List.of("ISO_IR 192")));
            for (DicomEncoder.Syntax syntax : DicomEncoder.Syntax.values()) {
                assertSame(dataset(header(DicomEncoder.file(dataset, syntax, file.hashCode() % 2 == 0))), dataset);
            }
        }
    }

    /** Compares without the character set, which is always UTF-8 in JSON, the pixel data, and how a number is written. */
    /** A stream that gives one byte at a time, as a slow network may. */
    private static InputStream dripping(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] to, int offset, int length) {
                return super.read(to, offset, Math.min(length, 1));
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void aStreamGivesTheSameHeaderAndTheSameFaultAsTheBytes(DicomEncoder.Syntax syntax) throws Exception {
        String note = "x".repeat(20_000);
        byte[] file = DicomEncoder.file(dataset(EVERY_VR.replace("line\\r", note)), syntax, true);
        String header = header(file);

        assertThat(header).contains(note);
        assertThat(new String(DicomFileReader.header(dripping(file)), StandardCharsets.UTF_8))
                .isEqualTo(header);
        for (int length = 0; length < file.length - 100; length += 97) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThat(outcome(new ByteArrayInputStream(cut)))
                    .isEqualTo(outcome(dripping(cut)))
                    .isEqualTo(outcome(cut));
        }
    }

    private static String outcome(InputStream file) throws Exception {
        try {
            return new String(DicomFileReader.header(file), StandardCharsets.UTF_8);
        } catch (RecordFormatException e) {
            return e.reason() + " " + e.field() + " " + e.position();
        }
    }

    private static String outcome(byte[] file) {
        try {
            return header(file);
        } catch (RecordFormatException e) {
            return e.reason() + " " + e.field() + " " + e.position();
        }
    }

    private static void assertSame(Dataset actual, Dataset expected) {
        List<Integer> tags = new ArrayList<>(expected.elements().keySet());
        tags.removeIf(tag -> tag == Tag.SPECIFIC_CHARACTER_SET || Tag.group(tag) == 2);
        List<Integer> found = new ArrayList<>(actual.elements().keySet());
        found.remove((Integer) Tag.SPECIFIC_CHARACTER_SET);
        assertThat(found).containsExactlyInAnyOrderElementsOf(tags);
        for (int tag : tags) {
            Element one = actual.get(tag);
            Element other = expected.get(tag);
            List<Object> left = trimmed(one);
            List<Object> right = trimmed(other);
            assertThat(left).as(Tag.text(tag)).hasSameSizeAs(right);
            for (int i = 0; i < left.size(); i++) {
                if (right.get(i) instanceof Dataset item) {
                    assertSame((Dataset) left.get(i), item);
                } else if (other.vr().isNumber() && right.get(i) != null) {
                    assertThat(Double.parseDouble(Dataset.text(left.get(i))))
                            .as(Tag.text(tag))
                            .isEqualTo(
                                    other.vr() == Vr.FL
                                            ? Float.parseFloat(Dataset.text(right.get(i)))
                                            : Double.parseDouble(Dataset.text(right.get(i))),
                                    Offset.offset(1e-5 * Math.abs(Double.parseDouble(Dataset.text(right.get(i))))));
                } else {
                    assertThat(Dataset.text(left.get(i))).as(Tag.text(tag)).isEqualTo(Dataset.text(right.get(i)));
                }
            }
        }
    }

    private static List<Object> trimmed(Element element) {
        boolean empty =
                element.values().stream().allMatch(value -> !(value instanceof Dataset) && Dataset.text(value) == null);
        return empty ? List.of() : element.values();
    }

    @ParameterizedTest
    @CsvSource({
        "ISO_IR 100, ISO-8859-1, Ñandú", "ISO_IR 101, ISO-8859-2, Łódź", "ISO_IR 109, ISO-8859-3, Ħ",
        "ISO_IR 110, ISO-8859-4, Ķ", "ISO_IR 144, ISO-8859-5, Люкceмбypг", "ISO_IR 127, ISO-8859-6, قباني",
        "ISO_IR 126, ISO-8859-7, Διονυσιος", "ISO_IR 138, ISO-8859-8, שרון", "ISO_IR 148, ISO-8859-9, Çavuşoğlu",
        "ISO_IR 166, TIS-620, นามสกุล", "ISO_IR 13, JIS_X0201, ﾔﾏﾀﾞ", "ISO_IR 192, UTF-8, 王小東",
        "GB18030, GB18030, 王小东"
    })
    void everyCharacterSetIsDecoded(String term, String charset, String name) throws Exception {
        Dataset dataset = new Dataset();
        dataset.add(Tag.SPECIFIC_CHARACTER_SET, Element.of(Vr.CS, List.of(term)));
        dataset.add(Tag.PATIENT_NAME, Element.of(Vr.PN, List.of(new PersonName(name + "^A", null, null))));
        byte[] bytes =
                new DicomEncoder(DicomEncoder.Syntax.EXPLICIT_LITTLE, false, Charset.forName(charset)).encode(dataset);

        Dataset read = dataset(header(bytes));
        assertThat(read.get(Tag.PATIENT_NAME).values()).containsExactly(new PersonName(name + "^A", null, null));
        assertThat(read.text(Tag.SPECIFIC_CHARACTER_SET)).isEqualTo("ISO_IR 192");
    }

    /** The examples of PS3.5 annexes H.3.1, H.3.2 and I.2. */
    @ParameterizedTest
    @CsvSource({
        "\\ISO 2022 IR 87, 59616d6164615e5461726f753d1b24423b3345441b28425e1b244242404f3a1b2842, Yamada^Tarou=山田^太郎",
        "ISO 2022 IR 13\\ISO 2022 IR 87, d4cfc0de5ec0dbb33d1b24423b3345441b284a5e1b244242404f3a1b284a, ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎",
        "\\ISO 2022 IR 149, 486f6e675e47696c646f6e673d1b242943fbf35e1b242943d1ced4d7, Hong^Gildong=洪^吉洞"
    })
    void escapeSequencesAreDecoded(String terms, String hex, String name) throws Exception {
        TextDecoder decoder = TextDecoder.of(Arrays.asList((Object[]) terms.split("\\\\")));

        assertThat(decoder.decode(HexFormat.of().parseHex(hex))).isEqualTo(name);
    }

    @Test
    void anUnknownCharacterSetIsRefused() {
        Dataset dataset = new Dataset();
        dataset.add(Tag.SPECIFIC_CHARACTER_SET, Element.of(Vr.CS, List.of("ISO_IR 999")));
        byte[] file = DicomEncoder.file(dataset, DicomEncoder.Syntax.EXPLICIT_LITTLE, false);

        assertThatExceptionOfType(RecordFormatException.class)
                .isThrownBy(() -> DicomFileReader.header(file))
                .satisfies(e -> {
                    assertThat(e.reason()).isEqualTo(RejectReason.UNKNOWN_ENCODING);
                    assertThat(e.field()).isEqualTo("(0008,0005)");
                });
    }

    @Test
    void aDatasetWithoutPreambleIsRead() throws Exception {
        for (DicomEncoder.Syntax syntax : DicomEncoder.Syntax.values()) {
            byte[] bare = new DicomEncoder(syntax, true, StandardCharsets.UTF_8).encode(dataset(EVERY_VR));

            assertThat(dataset(header(bare)).text(Tag.SOP_INSTANCE_UID)).isEqualTo("1.2.3");
        }
    }

    @Test
    void privateAndBinaryDataIsLeftOutAndCountedByTheReader() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new DicomEncoder(DicomEncoder.Syntax.EXPLICIT_LITTLE, false, StandardCharsets.UTF_8)
                .encode(dataset("{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.2\"]}}")));
        file.writeBytes(element(0x0009, 0x0010, "LO", "MAKER "));
        file.writeBytes(element(0x0009, 0x1001, "LO", "secret"));
        file.writeBytes(HexFormat.of().parseHex("280000204f42000004000000" + "01020304"));
        file.writeBytes(HexFormat.of().parseHex("e07f10004f420000ffffffff" + "feff00e0"));
        byte[] header = DicomFileReader.header(file.toByteArray());

        assertThat(new String(header, StandardCharsets.UTF_8)).doesNotContain("secret");
        assertThat(new DicomReader(DicomReaderTest.map()).read(header).dropped())
                .containsEntry("(private tag)", 2)
                .containsEntry("(0028,2000)", 1)
                .containsEntry("(7FE0,0010)", 1);
    }

    private static byte[] element(int group, int element, String vr, String value) {
        return ByteBuffer.allocate(8 + value.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) group)
                .putShort((short) element)
                .put(vr.getBytes(StandardCharsets.US_ASCII))
                .putShort((short) value.length())
                .put(value.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    @Test
    void brokenFilesAreRefusedWithTagAndOffset() throws Exception {
        byte[] file = DicomEncoder.file(dataset(EVERY_VR), DicomEncoder.Syntax.EXPLICIT_LITTLE, false);
        for (byte[] broken : List.of(
                new byte[0],
                "no DICOM file at all, but text".getBytes(StandardCharsets.US_ASCII),
                Arrays.copyOf(file, 260),
                new byte[200])) {
            assertThatExceptionOfType(RecordFormatException.class)
                    .isThrownBy(() -> DicomFileReader.header(broken))
                    .satisfies(e -> assertThat(e.reason()).isIn(RejectReason.NOT_DICOM, RejectReason.EMPTY_MESSAGE));
        }
    }

    @Test
    void nestingIsBounded() {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            hex.append("08004011" + "53510000ffffffff" + "feff00e0ffffffff");
        }
        assertThatExceptionOfType(RecordFormatException.class)
                .isThrownBy(() -> DicomFileReader.header(HexFormat.of().parseHex(hex)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectReason.TOO_DEEP));
    }

    @Test
    void aDeflatedBombIsRefusedAndALengthThatLiesNeedsNoMemory() throws Exception {
        byte[] lie = HexFormat.of().parseHex("08001800554900000000" + "100000405554000000ffff7f");
        assertThatExceptionOfType(RecordFormatException.class).isThrownBy(() -> DicomFileReader.header(lie));
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream(
                        HexFormat.of().parseHex("080018005549040031" + "2e320008008110" + "5554000000ffff7f")),
                new ByteArrayInputStream(new byte[1 << 20]));
        assertThatExceptionOfType(RecordFormatException.class).isThrownBy(() -> DicomFileReader.header(endless));
    }
}
