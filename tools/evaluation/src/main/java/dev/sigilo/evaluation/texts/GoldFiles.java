package dev.sigilo.evaluation.texts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.evaluation.texts.GoldText.GoldSpan;
import dev.sigilo.evaluation.texts.GoldText.Part;
import dev.sigilo.text.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads annotated texts, strictly: a mark that does not fit its text would falsify every figure.
 *
 * <p>NDJSON: {@code {"id","lang","text","spans":[{"type","start","end","text"}]}} on each line, offsets in Unicode code
 * points, {@code end} exclusive. {@code lang} and a span's {@code text} are optional; a text without {@code id} is identified
 * by its line number. Without {@code spans}, nothing in the text is marked.
 *
 * <p>brat's standoff format: a folder of {@code X.txt} files, each with an {@code X.ann}. Only annotation lines such as
 * {@code T1<tab>TYPE 0 8<tab>text} are read, also with {@code 0 4;9 13} for a discontinuous mark; other lines refer to marks.
 * See https://brat.nlplab.org/standoff.html.
 */
public final class GoldFiles {
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(64 * 1024 * 1024)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private GoldFiles() {}

    /**
     * Reads an NDJSON file or a brat folder.
     *
     * @throws GoldException if it is missing or invalid
     * @throws IOException   if it cannot be read
     */
    public static List<GoldText> read(Path fileOrFolder) throws IOException {
        if (Files.isDirectory(fileOrFolder)) {
            return brat(fileOrFolder);
        }
        try (InputStream in = Files.newInputStream(fileOrFolder)) {
            return ndjson(in, fileOrFolder.toString());
        } catch (NoSuchFileException e) {
            throw new GoldException(fileOrFolder + " does not exist; give an NDJSON file or a brat folder");
        }
    }

    /**
     * Reads NDJSON.
     *
     * @param name the input's name in error messages
     */
    public static List<GoldText> ndjson(InputStream in, String name) throws IOException {
        List<GoldText> texts = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        int number = 0;
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                String content = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
                if (content.isBlank()) {
                    continue;
                }
                Place place = new Place(name + ", line " + number);
                GoldText text = text(content, number, place);
                Integer other = lines.putIfAbsent(text.id(), number);
                if (other != null) {
                    throw place.fault("the id is already used in line " + other + "; give each text a unique id");
                }
                texts.add(text);
            }
        } catch (CharacterCodingException e) {
            throw new GoldException(name + " is not UTF-8 after line " + number + "; write it in UTF-8");
        }
        if (texts.isEmpty()) {
            throw new GoldException(name + " contains no texts; write {\"id\",\"text\",\"spans\"} on each line");
        }
        return texts;
    }

    /** A position in the input, for error messages. */
    private record Place(String where) {
        GoldException fault(String what) {
            return new GoldException(where + ": " + what);
        }
    }

    private static GoldText text(String line, int number, Place place) throws GoldException {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (IOException e) {
            // The parser's message quotes the line.
            throw place.fault("not a JSON object; write {\"id\",\"text\",\"spans\"} on each line");
        }
        if (!node.path("text").isTextual()) {
            throw place.fault("no \"text\"; write {\"id\",\"text\",\"spans\"} on each line");
        }
        if (!node.path("spans").isArray() && node.hasNonNull("spans")) {
            throw place.fault(
                    "\"spans\" is not a list; write [{\"type\",\"start\",\"end\"}], or [] if the text has no identifiers");
        }
        String text = node.get("text").textValue();
        JsonNode id = node.path("id");
        List<GoldSpan> spans = new ArrayList<>();
        int length = text.codePointCount(0, text.length());
        for (JsonNode span : node.path("spans")) {
            spans.add(span(span, text, length, spans.size() + 1, place));
        }
        spans.sort(Comparator.comparingInt(GoldSpan::start));
        return new GoldText(
                id.isValueNode() && !id.isNull() ? id.asText() : "line " + number,
                language(node.path("lang"), place),
                text,
                spans);
    }

    private static GoldSpan span(JsonNode span, String text, int length, int number, Place place) throws GoldException {
        if (!span.path("type").isTextual() || span.get("type").textValue().isBlank()) {
            throw place.fault("span " + number + " has no \"type\"; add one");
        }
        if (!span.path("start").canConvertToInt()
                || !span.path("end").canConvertToInt()
                || !span.get("start").isIntegralNumber()
                || !span.get("end").isIntegralNumber()) {
            throw place.fault(
                    "span " + number + " needs whole numbers \"start\" and \"end\"; count code points from 0");
        }
        Part part =
                part(text, length, span.get("start").intValue(), span.get("end").intValue(), "span " + number, place);
        if (span.path("text").isTextual()
                && !span.get("text").textValue().equals(text.substring(part.start(), part.end()))) {
            throw place.fault(
                    "span " + number + " does not equal the text from " + span.get("start") + " to " + span.get("end")
                            + "; count Unicode code points (not bytes or UTF-16 units) from 0, the end exclusive");
        }
        return new GoldSpan(part.start(), part.end(), span.get("type").textValue());
    }

    private static Part part(String text, int length, int start, int end, String what, Place place)
            throws GoldException {
        if (start < 0 || end > length) {
            throw place.fault(what + " from " + start + " to " + end + " is outside the text, which has " + length
                    + " code points; count Unicode code points from 0, the end exclusive");
        }
        if (start >= end) {
            throw place.fault(what + " from " + start + " to " + end + " is empty; its end must be after its start");
        }
        int from = text.offsetByCodePoints(0, start);
        return new Part(from, text.offsetByCodePoints(from, end - start));
    }

    private static String language(JsonNode language, Place place) throws GoldException {
        if (language.isMissingNode() || language.isNull()) {
            return null;
        }
        return Language.named(language.asText())
                .map(Language::code)
                .orElseThrow(() -> place.fault("the language is unknown; write en or es, or leave it out"));
    }

    private static List<GoldText> brat(Path folder) throws IOException {
        TreeSet<String> texts = new TreeSet<>();
        TreeSet<String> annotations = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(".txt")) {
                    texts.add(name.substring(0, name.length() - 4));
                } else if (name.endsWith(".ann")) {
                    annotations.add(name.substring(0, name.length() - 4));
                }
            }
        }
        if (texts.isEmpty()) {
            throw new GoldException(
                    folder + " contains no .txt files; give the folder that directly contains the .txt and .ann files");
        }
        for (String name : annotations) {
            if (!texts.contains(name)) {
                throw new GoldException(
                        folder.resolve(name + ".ann") + " has no " + name + ".txt beside it; add the text");
            }
        }
        List<GoldText> gold = new ArrayList<>();
        for (String name : texts) {
            Path file = folder.resolve(name + ".ann");
            if (!annotations.contains(name)) {
                throw new GoldException(folder.resolve(name + ".txt") + " has no " + name
                        + ".ann beside it; add an empty one if the text has no identifiers");
            }
            String text = utf8(folder.resolve(name + ".txt"));
            gold.add(new GoldText(name, text, bratSpans(text, utf8(file), file)));
        }
        return gold;
    }

    private static List<GoldSpan> bratSpans(String text, String annotations, Path file) throws GoldException {
        List<GoldSpan> spans = new ArrayList<>();
        int length = text.codePointCount(0, text.length());
        int number = 0;
        for (String line : annotations.split("\n", -1)) {
            number++;
            if (line.startsWith("T")) {
                spans.add(bratSpan(
                        text,
                        length,
                        line.endsWith("\r") ? line.substring(0, line.length() - 1) : line,
                        new Place(file + ", line " + number)));
            }
        }
        spans.sort(Comparator.comparingInt(GoldSpan::start));
        return spans;
    }

    private static GoldSpan bratSpan(String text, int length, String line, Place place) throws GoldException {
        String[] columns = line.split("\t", 3);
        int space = columns.length < 2 ? -1 : columns[1].indexOf(' ');
        if (space <= 0) {
            throw place.fault("not a mark; write T1, a tab, TYPE START END, a tab, and the text");
        }
        List<Part> parts = new ArrayList<>();
        StringBuilder marked = new StringBuilder();
        for (String offsets : columns[1].substring(space + 1).split(";")) {
            String[] ends = offsets.strip().split(" ");
            if (ends.length != 2 || !isNumber(ends[0]) || !isNumber(ends[1])) {
                throw place.fault(
                        "the offsets are not pairs of numbers; write START END, or START END;START END for a discontinuous mark");
            }
            Part part = part(text, length, Integer.parseInt(ends[0]), Integer.parseInt(ends[1]), "the mark", place);
            marked.append(parts.isEmpty() ? "" : " ").append(text, part.start(), part.end());
            parts.add(part);
        }
        // brat writes a line break within a mark as a blank.
        if (columns.length == 3 && !oneLine(columns[2]).equals(oneLine(marked.toString()))) {
            throw place.fault(
                    "the mark does not equal the text at its offsets; count Unicode code points from 0, the end exclusive");
        }
        parts.sort(Comparator.comparingInt(Part::start));
        int end = parts.stream().mapToInt(Part::end).max().orElseThrow();
        return new GoldSpan(parts.get(0).start(), end, columns[1].substring(0, space), List.copyOf(parts));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String oneLine(String text) {
        return text.replace("\r\n", "\n").replace('\r', ' ').replace('\n', ' ').strip();
    }

    private static String utf8(Path file) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new GoldException(file + " is not UTF-8; write it in UTF-8");
        }
    }
}
