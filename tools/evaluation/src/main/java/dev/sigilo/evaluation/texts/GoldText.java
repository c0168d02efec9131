package dev.sigilo.evaluation.texts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A text with its annotated identifiers.
 *
 * @param language {@code en}, {@code es}, or null if unknown
 * @param spans    sorted by their start; offsets in UTF-16 units; types as the corpus names them
 */
public record GoldText(String id, String language, String text, List<GoldSpan> spans) {

    /** A text of unknown language. */
    public GoldText(String id, String text, List<GoldSpan> spans) {
        this(id, null, text, spans);
    }

    /**
     * A marked identifier; offsets in UTF-16 units.
     *
     * @param start where its first part starts
     * @param end   where its last part ends
     * @param parts the marked ranges; more than one if the mark is discontinuous
     */
    public record GoldSpan(int start, int end, String type, List<Part> parts) {

        /** An identifier that is marked without gaps. */
        public GoldSpan(int start, int end, String type) {
            this(start, end, type, List.of(new Part(start, end)));
        }
    }

    /** A range of a text; offsets in UTF-16 units. */
    public record Part(int start, int end) {}

    /**
     * Reads NDJSON or a brat folder, as {@link GoldFiles#read} does.
     *
     * @throws GoldException if it is invalid; the message names the line
     * @throws IOException   if it cannot be read
     */
    public static List<GoldText> read(Path file) throws IOException {
        return GoldFiles.read(file);
    }

    /** Leaves the text out: it may be a patient's. */
    @Override
    public String toString() {
        return "GoldText[" + text.length() + " characters, " + spans.size() + " spans]";
    }
}
