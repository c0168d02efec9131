package dev.sigilo.tokenize.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A text of a corpus with the spans that its annotators marked.
 *
 * @param spans sorted; offsets in UTF-16 units; types as the corpus names them
 */
public record GoldText(String id, String text, List<GoldSpan> spans) {

    /** A marked span; offsets in UTF-16 units. */
    public record GoldSpan(int start, int end, String type) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a file with one JSON object a line: {@code id}, {@code text}, {@code spans} with {@code start}, {@code end}
     * (in code points) and {@code type}.
     *
     * @throws IOException if the file cannot be read, or a line is not such an object; the message names the line
     */
    public static List<GoldText> read(Path file) throws IOException {
        List<GoldText> texts = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            JsonNode node;
            try {
                node = JSON.readTree(line);
            } catch (IOException e) {
                throw new IOException(file + ", line " + number + ": not a JSON object");
            }
            if (!node.path("text").isTextual()) {
                throw new IOException(file + ", line " + number + ": no text in field \"text\"");
            }
            String text = node.get("text").textValue();
            List<GoldSpan> spans = new ArrayList<>();
            for (JsonNode span : node.path("spans")) {
                int start = text.offsetByCodePoints(0, span.path("start").asInt());
                int end = text.offsetByCodePoints(0, span.path("end").asInt());
                spans.add(new GoldSpan(start, end, span.path("type").asText()));
            }
            spans.sort(Comparator.comparingInt(GoldSpan::start));
            texts.add(new GoldText(node.path("id").asText(), text, spans));
        }
        return texts;
    }

    /** Leaves the text out: it may be a patient's. */
    @Override
    public String toString() {
        return "GoldText[" + id + ", " + text.length() + " characters, " + spans.size() + " spans]";
    }
}
