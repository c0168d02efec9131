package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.sigilo.detection.IdentifierDetector;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import dev.sigilo.text.Language;
import dev.sigilo.tokenize.domain.ScrubbedText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scrubs free text that does not belong to a record. */
@Command(
        name = "scrub",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Scrub free text without a record.",
            "Reads and prints one JSON object per line:",
            "  {\"id\",\"text\"[,\"lang\"]}",
            "  {\"id\",\"text\",\"spans\":[{\"start\",\"end\",\"type\"}]}",
            "Offsets count Unicode code points of the input's text. Without a record, the command cannot search for the record's own "
                    + "identifiers; it uses only detection."
        })
final class ScrubCommand implements Callable<Integer> {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(64 * 1024 * 1024)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    /** One input line. */
    private record Text(String id, boolean numberedId, String text, String language) {
        @Override
        public String toString() {
            return "Text[" + text.length() + "]";
        }
    }

    private final Console console;

    @Parameters(
            paramLabel = "FILE|-",
            arity = "0..1",
            defaultValue = "-",
            description = "NDJSON; - reads standard input (default: ${DEFAULT-VALUE}).")
    private String file;

    @Option(
            names = "--detect",
            description = "Print every span with its detailed type, including spans that the policy keeps.")
    private boolean detect;

    @Mixin
    private TokenizingOptions tokenizing;

    @Mixin
    private PulsarConfigOption pulsarConfig;

    ScrubCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LooseTexts texts = new LooseTexts(tokenizing.policy(pulsarConfig), tokenizing.tokenKeyset());
        try (Input.Opened lines = Input.open(console, file, RecordReader.Format.NDJSON, ',')) {
            for (RecordReader.Entry line = lines.next(); line != null; line = lines.next()) {
                Text text = parse(line);
                print(text, texts.begin(text.text(), text.language()).scrub(text.text()));
            }
        }
        return Sigilo.OK;
    }

    private static Text parse(RecordReader.Entry line) {
        String id = null;
        boolean numberedId = false;
        String text = null;
        String language = null;
        try (JsonParser json = JSON.createParser(line.message())) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                String name;
                while ((name = json.nextFieldName()) != null) {
                    JsonToken token = json.nextToken();
                    switch (name) {
                        case "id" -> {
                            id = token.isScalarValue() && token != JsonToken.VALUE_NULL ? json.getText() : null;
                            numberedId = token.isNumeric();
                            json.skipChildren();
                        }
                        case "text" -> text = token == JsonToken.VALUE_STRING ? json.getText() : null;
                        case "lang" -> language = token == JsonToken.VALUE_STRING ? json.getText() : null;
                        default -> json.skipChildren();
                    }
                }
            }
        } catch (IOException e) {
            text = null;
        }
        if (text == null) {
            throw new CliException("line " + line.line()
                    + " is not a JSON object with a \"text\"; write {\"id\":…,\"text\":…} on each line");
        }
        return new Text(
                id,
                numberedId,
                text,
                language == null ? null : languageOf(line.line(), language).code());
    }

    private static Language languageOf(long line, String code) {
        return Language.named(code)
                .orElseThrow(() ->
                        new CliException("line " + line + " has an unknown language; write en or es, or omit it"));
    }

    private void print(Text text, ScrubbedText scrubbed) {
        try (JsonGenerator json = JSON.createGenerator(console.out())
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)) {
            json.writeStartObject();
            if (text.numberedId()) {
                json.writeFieldName("id");
                json.writeNumber(text.id());
            } else if (text.id() != null) {
                json.writeStringField("id", text.id());
            }
            json.writeStringField("text", scrubbed.text());
            json.writeArrayFieldStart("spans");
            Offsets offsets = new Offsets(text.text());
            if (detect) {
                Language language = text.language() == null ? null : Language.ofCode(text.language());
                for (Span span : found(text.text(), language, scrubbed)) {
                    span(json, offsets, span.start(), span.end(), span.type().name(), null);
                }
            } else {
                for (ScrubbedText.Replacement replaced : scrubbed.replacements()) {
                    span(json, offsets, replaced.start(), replaced.end(), replaced.category(), replaced.detail());
                }
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new Console.OutputClosedException(e);
        }
    }

    /** Returns the detected spans, and those that only scrubbing replaces: further mentions of a detected name, and some dates. */
    private static List<Span> found(String text, Language language, ScrubbedText scrubbed) {
        List<Span> found = new ArrayList<>(IdentifierDetector.standard().detect(text, language));
        List<Span> detected = List.copyOf(found);
        int next = 0;
        for (ScrubbedText.Replacement replaced : scrubbed.replacements()) {
            while (next < detected.size() && detected.get(next).end() <= replaced.start()) {
                next++;
            }
            boolean free = next == detected.size() || detected.get(next).start() >= replaced.end();
            if (free) {
                found.add(new Span(replaced.start(), replaced.end(), typeOf(replaced.category())));
            }
        }
        found.sort(Comparator.comparingInt(Span::start));
        return found;
    }

    private static IdentifierType typeOf(String category) {
        return Arrays.stream(IdentifierType.values())
                .filter(type -> type.category().name().equals(category))
                .findFirst()
                .orElse(IdentifierType.OTHER);
    }

    private static void span(JsonGenerator json, Offsets offsets, int start, int end, String type, String detail)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("start", offsets.codePoints(start));
        json.writeNumberField("end", offsets.codePoints(end));
        json.writeStringField("type", type);
        if (detail != null) {
            json.writeStringField("detail", detail);
        }
        json.writeEndObject();
    }

    /** Converts offsets in UTF-16 units, requested in rising order, to offsets in code points. */
    private static final class Offsets {
        private final String text;
        private int at;
        private int codePoints;

        Offsets(String text) {
            this.text = text;
        }

        int codePoints(int offset) {
            codePoints += text.codePointCount(at, offset);
            at = offset;
            return codePoints;
        }
    }
}
