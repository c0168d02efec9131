package dev.sigilo.tokenize.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.tokenize.domain.detect.IdentifierDetector;
import dev.sigilo.tokenize.domain.detect.IdentifierType;
import dev.sigilo.tokenize.domain.detect.Language;
import dev.sigilo.tokenize.domain.detect.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scores detection against a gold file: {@code ScrubEvaluation GOLD.ndjson [PREDICTED.ndjson] [--language en|es]
 * [--errors FILE]}.
 *
 * <p>Without predictions the shipped detector is run. Predictions are the output of {@code sigilo scrub --detect}:
 * {@code {"id", "spans": [{"start", "end", "type"}]}} with offsets in code points. A gold file that ends in
 * {@code .txt} holds plain clinical text, a text a line, without a span: it measures what is scrubbed needlessly.
 */
public final class ScrubEvaluation {

    private static final int CONTEXT = 40;

    private ScrubEvaluation() {}

    public static void main(String[] arguments) throws IOException {
        List<String> files = new ArrayList<>();
        Language language = null;
        Path errors = null;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--language") && i + 1 < arguments.length) {
                language = arguments[++i].startsWith("es") ? Language.SPANISH : Language.ENGLISH;
            } else if (arguments[i].equals("--errors") && i + 1 < arguments.length) {
                errors = Path.of(arguments[++i]);
            } else {
                files.add(arguments[i]);
            }
        }
        if (files.isEmpty() || files.size() > 2) {
            System.err.println("evaluate: give a gold file, and perhaps a file of predictions");
            System.exit(2);
        }
        List<GoldText> gold = files.get(0).endsWith(".txt") ? plain(Path.of(files.get(0)))
                : GoldText.read(Path.of(files.get(0)));
        Map<String, List<Span>> predicted = files.size() == 2 ? predictions(Path.of(files.get(1)), gold) : null;
        ScrubScores scores = new ScrubScores();
        List<String> wrong = new ArrayList<>();
        for (GoldText text : gold) {
            List<Span> found = predicted == null ? IdentifierDetector.standard().detect(text.text(), language)
                    : predicted.getOrDefault(text.id(), List.of());
            scores.add(text, found);
            wrong.addAll(differences(text, found));
        }
        System.out.print(scores.table());
        if (errors != null) {
            Files.write(errors, wrong);
        }
    }

    private static List<GoldText> plain(Path file) throws IOException {
        List<GoldText> texts = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            texts.add(new GoldText(String.valueOf(texts.size() + 1), line, List.of()));
        }
        return texts;
    }

    private static Map<String, List<Span>> predictions(Path file, List<GoldText> gold) throws IOException {
        Map<String, String> texts = new HashMap<>();
        gold.forEach(text -> texts.put(text.id(), text.text()));
        Map<String, List<Span>> predicted = new HashMap<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(file)) {
            JsonNode node = json.readTree(line);
            String text = texts.get(node.path("id").asText());
            if (text == null) {
                throw new IOException(file + ": prediction for an id that the gold file does not have");
            }
            List<Span> spans = new ArrayList<>();
            for (JsonNode span : node.path("spans")) {
                spans.add(new Span(text.offsetByCodePoints(0, span.path("start").asInt()),
                        text.offsetByCodePoints(0, span.path("end").asInt()), knownType(span.path("type").asText())));
            }
            spans.sort(Comparator.comparingInt(Span::start));
            predicted.put(node.path("id").asText(), spans);
        }
        return predicted;
    }

    private static String knownType(String type) {
        for (IdentifierType known : IdentifierType.values()) {
            if (known.name().equals(type)) {
                return type;
            }
        }
        return IdentifierType.PATIENT_NAME.name();
    }

    /** Returns a line for every gold span that was not found as it is, and every found span that is no gold span. */
    private static List<String> differences(GoldText gold, List<Span> found) {
        List<String> lines = new ArrayList<>();
        Set<String> goldPlaces = new java.util.HashSet<>();
        Set<String> foundPlaces = new java.util.HashSet<>();
        found.forEach(span -> foundPlaces.add(span.start() + "-" + span.end()));
        for (GoldText.GoldSpan span : gold.spans()) {
            goldPlaces.add(span.start() + "-" + span.end());
            if (!foundPlaces.contains(span.start() + "-" + span.end())) {
                lines.add("missed " + span.type() + " " + gold.id() + ": " + context(gold.text(), span.start(), span.end()));
            }
        }
        for (Span span : found) {
            if (!goldPlaces.contains(span.start() + "-" + span.end())) {
                lines.add("wrong " + span.type() + " " + gold.id() + ": " + context(gold.text(), span.start(), span.end()));
            }
        }
        return lines;
    }

    private static String context(String text, int start, int end) {
        return (text.substring(Math.max(0, start - CONTEXT), start) + "[[" + text.substring(start, end) + "]]"
                + text.substring(end, Math.min(text.length(), end + CONTEXT))).replace('\n', '|');
    }
}
