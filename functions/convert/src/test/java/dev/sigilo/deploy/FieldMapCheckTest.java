package dev.sigilo.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.convert.LinesReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldMapCheckTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsTheFieldsOfASoundMap() throws IOException {
        assertThat(check("format: lines\nfields: {line: record_id}")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("lines record_id");
    }

    @Test
    void printsTheFaultsOfAMapOnOneLine() throws IOException {
        assertThat(check("format: fax\nfields: {line: NAME}")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("lines.yaml: format: must be lines; fields.line:");
    }

    @Test
    void aMapThatIsNotThereIsAFault() {
        assertThat(run(folder.resolve("none.yaml"))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("none.yaml cannot be read");
    }

    private int check(String yaml) throws IOException {
        return run(Files.writeString(folder.resolve("lines.yaml"), yaml));
    }

    private int run(Path file) {
        return FieldMapCheck.run(
                new String[] {"lines", LinesReader.class.getName(), file.toString()},
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
