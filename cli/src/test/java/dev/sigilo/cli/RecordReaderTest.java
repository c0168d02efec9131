package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecordReaderTest {

    @Nested
    class Ndjson {

        @Test
        void passesEachLineOnAsItStands() {
            assertThat(ndjson("{\"a\":1}\nnot json\r\n  \n{\"b\":2}")).containsExactly("1 {\"a\":1}", "2 not json",
                    "3   ", "4 {\"b\":2}");
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
            assertThat(csv("uid,report\n1,clear\n2,\n,\n")).containsExactly("2 {\"uid\":\"1\",\"report\":\"clear\"}",
                    "3 {\"uid\":\"2\"}", "4 {}");
        }

        @Test
        void readsQuotedCellsOverSeveralLines() {
            assertThat(csv("\"uid\",report\r\n1,\"He said \"\"no, thanks\"\"\nand left\"\n2,\"\"\n")).containsExactly(
                    "2 {\"uid\":\"1\",\"report\":\"He said \\\"no, thanks\\\"\\nand left\"}", "4 {\"uid\":\"2\"}");
        }

        @Test
        void passesABrokenRowOnAsItStandsAndReadsOnAtTheNextLine() {
            assertThat(csv("uid,report\n1,a\n%garbage%\n1,2,3\n\"x\"y,z\n2,b\n")).containsExactly(
                    "2 {\"uid\":\"1\",\"report\":\"a\"}", "3 %garbage%", "4 1,2,3", "5 \"x\"y,z",
                    "6 {\"uid\":\"2\",\"report\":\"b\"}");
        }

        @Test
        void doesNotLetAStrayQuoteSwallowTheRowsAfterIt() {
            assertThat(csv("uid,report\n\"stray\n1,a\n2,\"b\"\n")).containsExactly("2 \"stray",
                    "3 {\"uid\":\"1\",\"report\":\"a\"}", "4 {\"uid\":\"2\",\"report\":\"b\"}");
        }

        @Test
        void passesARowThatIsNotUtf8OnAsItStands() throws IOException {
            byte[] bytes = "uid,report\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
            RecordReader reader = new RecordReader(new ByteArrayInputStream(bytes), RecordReader.Format.CSV, ',');

            assertThat(reader.next().message()).isEqualTo("1,caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        }

        @Test
        void takesAnotherDelimiter() throws IOException {
            RecordReader reader = new RecordReader(new ByteArrayInputStream("uid;age\n1;\"4;2\"".getBytes(StandardCharsets.UTF_8)),
                    RecordReader.Format.CSV, ';');

            assertThat(new String(reader.next().message(), StandardCharsets.UTF_8)).isEqualTo("{\"uid\":\"1\",\"age\":\"4;2\"}");
        }

        @Test
        void refusesAHeaderThatNamesNoColumns() {
            assertThatThrownBy(() -> csv(",report\n1,a")).hasMessageContaining("column 1 has no name");
            assertThatThrownBy(() -> csv("a,a\n1,a")).hasMessageContaining("column 2 has the name of another");
            assertThatThrownBy(() -> csv("\"a\n1,a")).hasMessageContaining("line 1 is no CSV header");
        }

        @Test
        void givesNothingForAnEmptyFile() {
            assertThat(csv("")).isEmpty();
        }
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
