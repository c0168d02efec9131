package dev.sigilo.evaluation.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvRowsTest {
    @TempDir
    private Path folder;

    private List<Map<String, String>> rows(String text) throws IOException {
        return CsvRows.read(Files.writeString(folder.resolve("rows.csv"), text));
    }

    @Test
    void namesEachValueAfterItsColumn() throws IOException {
        assertThat(rows("a,b\r\n1,2\n3,\"x \"\"y\"\", z\nw\"\n"))
                .containsExactly(Map.of("a", "1", "b", "2"), Map.of("a", "3", "b", "x \"y\", z\nw"));
    }

    @Test
    void takesMissingValuesAsEmptyAndLeavesOutSurplusOnes() throws IOException {
        assertThat(rows("a,b\n1\n\n1,2,3\n"))
                .containsExactly(Map.of("a", "1", "b", ""), Map.of("a", "", "b", ""), Map.of("a", "1", "b", "2"));
    }

    @Test
    void leavesOutAByteOrderMark() throws IOException {
        assertThat(rows("\uFEFFa\n1")).containsExactly(Map.of("a", "1"));
    }

    @Test
    void keepsSpacesAndQuotesInsideOfAValue() throws IOException {
        assertThat(rows("a,b\n 1 ,2\"3\n")).containsExactly(Map.of("a", " 1 ", "b", "2\"3"));
    }

    @Test
    void readsAValueWhoseLastQuoteIsMissing() throws IOException {
        assertThat(rows("a\n\"1,2")).containsExactly(Map.of("a", "1,2"));
    }

    @Test
    void readsNoRowsFromAnEmptyFile() throws IOException {
        assertThat(rows("")).isEmpty();
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Path file = Files.write(folder.resolve("latin.csv"), new byte[] {'a', '\n', (byte) 0xe9, '\n'});
        assertThatThrownBy(() -> CsvRows.read(file)).isInstanceOf(IOException.class);
    }
}
