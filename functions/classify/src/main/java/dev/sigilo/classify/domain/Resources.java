package dev.sigilo.classify.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the tables in this module's jar. */
final class Resources {
    private Resources() {}

    static String text(String file) {
        try (InputStream in = Resources.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from sigilo-classify; build the module again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read from sigilo-classify", e);
        }
    }

    /** Returns the file's lines, without comments and blank lines. */
    static List<String> lines(String file) {
        List<String> lines = new ArrayList<>();
        for (String line : text(file).split("\n")) {
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#")) {
                lines.add(content);
            }
        }
        return lines;
    }
}
