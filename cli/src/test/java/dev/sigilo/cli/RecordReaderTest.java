package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
    private static final FieldNames NAMES = new FieldNames(Policies.load(Path.of("../pulsar-config"), "pseudonymized"));

    @Nested
    class Ndjson {

        @Test
        void passesEachLineOnAsItStands() {
            assertThat(ndjson("{\"a\":1}\nnot json\r\n  \n{\"b\":2}"))
                    .containsExactly("1 {\"a\":1}", "2 not json", "3   ", "4 {\"b\":2}");
        }

        @Test
        void leavesOutAndCountsEmptyLines() throws IOException {
            RecordReader reader = reader("\n\r\n{}\n\n", RecordReader.Format.NDJSON);

            assertThat(reader.next().line()).isEqualTo(3);
            assertThat(reader.next()).isNull();
            assertThat(reader.emptyLines()).isEqualTo(3);
        }

        @Test
        void leavesOutAByteOrderMark() {
            assertThat(ndjson("\ufeff{}\n\ufeff{}")).containsExactly("1 {}", "2 \ufeff{}");
        }

        @Test
        void takesLinesLongerThanItsBuffer() {
            String line = "x".repeat(200_000);

            assertThat(ndjson(line + "\n" + line)).containsExactly("1 " + line, "2 " + line);
        }

        @Test
        void keepsBytesThatAreNoText() throws IOException {
            byte[] bytes = {(byte) 0xff, 0, (byte) 0xfe};
            RecordReader reader = new RecordReader(new ByteArrayInputStream(bytes), RecordReader.Format.NDJSON, ',');

            assertThat(reader.next().message()).isEqualTo(bytes);
        }
    }

    @Nested
    class Csv {

        @Test
        void namesCellsAfterTheHeaderAndLeavesOutEmptyOnes() {
            assertThat(csv("uid,report\n1,clear\n2,\n,\n"))
                    .containsExactly("2 {\"uid\":\"1\",\"report\":\"clear\"}", "3 {\"uid\":\"2\"}", "4 {}");
        }

        @Test
        void readsQuotedCellsOverSeveralLines() {
            assertThat(csv("\"uid\",report\r\n1,\"He said \"\"no, thanks\"\"\nand left\"\n2,\"\"\n"))
                    .containsExactly(
                            "2 {\"uid\":\"1\",\"report\":\"He said \\\"no, thanks\\\"\\nand left\"}",
                            "4 {\"uid\":\"2\"}");
        }

        @Test
        void passesABrokenRowOnAsItStandsAndReadsOnAtTheNextLine() {
            assertThat(csv("uid,report\n1,a\n%garbage%\n1,2,3\n\"x\"y,z\n2,b\n"))
                    .containsExactly(
                            "2 {\"uid\":\"1\",\"report\":\"a\"}",
                            "3 %garbage%",
                            "4 1,2,3",
                            "5 \"x\"y,z",
                            "6 {\"uid\":\"2\",\"report\":\"b\"}");
        }

        @Test
        void doesNotLetAStrayQuoteSwallowTheRowsAfterIt() {
            assertThat(csv("uid,report\n\"stray\n1,a\n2,\"b\"\n"))
                    .containsExactly(
                            "2 \"stray", "3 {\"uid\":\"1\",\"report\":\"a\"}", "4 {\"uid\":\"2\",\"report\":\"b\"}");
        }

        @Test
        void passesARowThatIsNotUtf8OnAsItStands() throws IOException {
            byte[] bytes = "uid,report\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
            RecordReader reader = new RecordReader(new ByteArrayInputStream(bytes), RecordReader.Format.CSV, ',');

            assertThat(reader.next().message()).isEqualTo("1,caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        }

        @Test
        void takesAnotherDelimiter() throws IOException {
            RecordReader reader = new RecordReader(
                    new ByteArrayInputStream("uid;age\n1;\"4;2\"".getBytes(StandardCharsets.UTF_8)),
                    RecordReader.Format.CSV,
                    ';');

            assertThat(new String(reader.next().message(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"uid\":\"1\",\"age\":\"4;2\"}");
        }

        @Test
        void refusesAHeaderThatNamesNoColumns() {
            assertThatThrownBy(() -> csv(",report\n1,a")).hasMessageContaining("column 1 has no name");
            assertThatThrownBy(() -> csv("a,a\n1,a")).hasMessageContaining("column 2 has the same name as another");
            assertThatThrownBy(() -> csv("\"a\n1,a")).hasMessageContaining("line 1 is not a CSV header");
        }

        @ParameterizedTest
        @ValueSource(chars = {',', ';', '\t', '|'})
        void takesTheDelimiterThatItsHeaderIsWrittenWith(char delimiter) throws IOException {
            RecordReader reader = checked(
                    "record_id" + delimiter + "report" + delimiter + "\"ward, bed\"\n1" + delimiter + "\"clear"
                            + delimiter + " no mass\"" + delimiter + "7\n",
                    null);

            assertThat(new String(reader.next().message(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"record_id\":\"1\",\"report\":\"clear" + (delimiter == '\t' ? "\\t" : delimiter)
                            + " no mass\",\"ward, bed\":\"7\"}");
            assertThat(reader.delimiter()).isEqualTo(delimiter);
        }

        @Test
        void refusesAHeaderWithoutOneKnownNameAndSaysWhichAreNearWithoutRepeatingIt() {
            assertThatThrownBy(() ->
                            checked("recordid_;modalty;Zenobia\n1;CT;x", null).next())
                    .isInstanceOf(CliException.class)
                    .hasMessageContaining("3 columns, read with --delimiter ';'")
                    .hasMessageContaining("column 1 may be record_id")
                    .hasMessageContaining("column 2 may be modality")
                    .hasMessageNotContaining("Zenobia");
        }

        @Test
        void suggestsTheDelimiterThatTheHeaderIsWrittenWithWhereAnotherWasGiven() {
            assertThatThrownBy(() -> checked("record_id;report\n1;clear", ',').next())
                    .hasMessageContaining("the file uses --delimiter ';'");
            assertThatThrownBy(() -> checked("record_id\treport\n1\tclear", ';').next())
                    .hasMessageContaining("--delimiter tab");
        }

        @Test
        void takesUnseenCharactersAroundNamesAway() throws IOException {
            assertThat(new String(
                            checked("\ufeffrecord_id\u00a0, report\n1,a", null)
                                    .next()
                                    .message(),
                            StandardCharsets.UTF_8))
                    .isEqualTo("{\"record_id\":\"1\",\"report\":\"a\"}");
        }

        @Test
        void refusesUtf16() {
            for (java.nio.charset.Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                byte[] bytes = "\ufeffrecord_id,report\n1,a\n".getBytes(charset);
                RecordReader reader =
                        new RecordReader(new ByteArrayInputStream(bytes), RecordReader.Format.CSV, true, null, NAMES);

                assertThatThrownBy(reader::next)
                        .isInstanceOf(CliException.class)
                        .hasMessageContaining("UTF-16")
                        .hasMessageContaining("iconv");
            }
        }

        @Test
        void saysWhatIsWrongWithTheFirstBrokenRow() throws IOException {
            for (String[] row : new String[][] {
                {"1", "has 1 cell where the header has 2"},
                {"1,2,3", "has 3 cells where"},
                {"1,\"a\"b", "has a misplaced quote"}
            }) {
                RecordReader reader = reader("uid,report\n0,x\n" + row[0] + "\n2,b\n3\n", RecordReader.Format.CSV);
                while (reader.next() != null) {
                    // Reads all entries.
                }
                assertThat(reader.firstBrokenRow()).startsWith("line 3 ").contains(row[1]);
                assertThat(reader.brokenRows()).isEqualTo(2);
            }
        }

        @Test
        void isNotTakenForNdjsonUnlessSomebodySaidSo() throws IOException {
            byte[] bytes = "record_id;report\n1;a\n".getBytes(StandardCharsets.UTF_8);

            assertThatThrownBy(() -> new RecordReader(
                                    new ByteArrayInputStream(bytes), RecordReader.Format.NDJSON, false, null, NAMES)
                            .next())
                    .hasMessageContaining("--format csv");
            assertThat(new RecordReader(new ByteArrayInputStream(bytes), RecordReader.Format.NDJSON, true, null, NAMES)
                            .next()
                            .line())
                    .isOne();
        }

        @Test
        void givesNothingForAnEmptyFile() {
            assertThat(csv("")).isEmpty();
        }
    }

    private static RecordReader checked(String text, Character delimiter) {
        return new RecordReader(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                RecordReader.Format.CSV,
                true,
                delimiter,
                NAMES);
    }

    private static List<String> ndjson(String text) {
        return all(text, RecordReader.Format.NDJSON);
    }

    private static List<String> csv(String text) {
        return all(text, RecordReader.Format.CSV);
    }

    private static List<String> all(String text, RecordReader.Format format) {
        try {
            RecordReader reader = reader(text, format);
            List<String> messages = new ArrayList<>();
            for (RecordReader.Entry entry = reader.next(); entry != null; entry = reader.next()) {
                messages.add(entry.line() + " " + new String(entry.message(), StandardCharsets.UTF_8));
            }
            return messages;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static RecordReader reader(String text, RecordReader.Format format) {
        return new RecordReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), format, ',');
    }
}
