package dev.sigilo.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every reader gives the result in {@code readings.tsv} for every written form there. Each line holds the reader, the text and
 * the result. After an intended change, run with {@code -Dsigilo.readings=write} to write the results of the current code.
 */
class ReadingsTest {
    private static final String FILE = "readings.tsv";

    @Test
    void everyWrittenFormIsReadAsRecorded() throws IOException {
        List<String> recorded = lines();
        List<String> read = new ArrayList<>();
        for (String line : recorded) {
            String[] columns = line.split("\t", -1);
            read.add(columns[0] + "\t" + columns[1] + "\t"
                    + escaped(Readings.read(columns[0], columns[1].translateEscapes())));
        }

        if ("write".equals(System.getProperty("sigilo.readings"))) {
            Files.write(Path.of("src/test/resources/dev/sigilo/text", FILE), read);
        } else {
            assertThat(read).isEqualTo(recorded);
        }
    }

    @Test
    void everyReaderHasWrittenForms() throws IOException {
        List<String> recorded = lines();

        assertThat(Readings.readers())
                .allSatisfy(reader -> assertThat(recorded).anyMatch(line -> line.startsWith(reader + "\t")));
    }

    private static List<String> lines() throws IOException {
        try (InputStream file = ReadingsTest.class.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    /** The text on one line and in one column; {@code translateEscapes} reads it. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }
}
