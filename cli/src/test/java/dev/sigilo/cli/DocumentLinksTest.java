package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks that every link in the documents has a target. */
class DocumentLinksTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

    @Test
    void everyRelativeLinkResolves() throws IOException {
        List<String> faults = new ArrayList<>();
        int seen = 0;
        for (Path file : Documents.all()) {
            for (Documents.Piece line : Documents.pieces(file)) {
                Matcher link = LINK.matcher(line.text());
                while (link.find()) {
                    String target = link.group(1);
                    if (target.matches("[a-z]+:.*")) {
                        continue;
                    }
                    seen++;
                    String[] parts = target.split("#", 2);
                    Path to = parts[0].isEmpty()
                            ? file
                            : file.getParent().resolve(parts[0]).normalize();
                    if (!Files.exists(to)) {
                        faults.add(line.place() + ": there is no " + target);
                    } else if (parts.length == 2 && !anchors(to).contains(parts[1])) {
                        faults.add(line.place() + ": " + parts[0] + " has no heading #" + parts[1]);
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(seen).isGreaterThan(30);
    }

    /** Returns the anchors that GitHub makes for the headings of a file. */
    private static Set<String> anchors(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
