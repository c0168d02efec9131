package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.sigilo.detection.IdentifierDetector;
import dev.sigilo.driver.Topology;
import dev.sigilo.evaluation.texts.Agreement;
import dev.sigilo.evaluation.texts.CommonErrors;
import dev.sigilo.evaluation.texts.CommonErrors.CommonError;
import dev.sigilo.evaluation.texts.EvaluationPage;
import dev.sigilo.evaluation.texts.GoldException;
import dev.sigilo.evaluation.texts.GoldFiles;
import dev.sigilo.evaluation.texts.GoldText;
import dev.sigilo.evaluation.texts.ScrubScores;
import dev.sigilo.evaluation.texts.TypeMapping;
import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.policy.Policy;
import dev.sigilo.text.Language;
import dev.sigilo.tokenize.domain.TextScrubber;
import dev.sigilo.vault.infrastructure.file.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores scrubbing on texts with annotated identifiers. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Score scrubbing on annotated texts.",
            "Measures which identifiers are hidden and how much other text is spoilt. GOLD is a brat folder (.txt and .ann) or "
                    + "NDJSON with offsets in Unicode code points, one text per line:",
            "  {\"id\",\"lang\",\"text\",\"spans\":[{\"type\",\"start\",\"end\",\"text\"}]}",
            "docs/EVALUATE.md explains each figure. --labels counts instead how often a report has the same label and "
                    + "observations before and after scrubbing."
        },
        footer = {
            "",
            "The most common errors are printed with the surrounding text, which is PHI; --no-context omits it."
        })
final class EvaluateCommand implements Callable<Integer> {
    static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    /** Output formats. */
    enum Format {
        TEXT,
        JSON
    }

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "GOLD",
            description = "An NDJSON file, a brat folder, or - for NDJSON on standard input. With --labels also CSV.")
    private String gold;

    @Option(
            names = "--policy",
            paramLabel = "NAME|FILE",
            description = "A policy in pulsar-config/policies, or a file (default: the policy in the functions' YAML).")
    private String policyName;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "Also write a page that shows what was removed, missed and spoilt in each text. It contains PHI; "
                            + "only you can read the file.")
    private Path html;

    @Option(names = "--overwrite", description = "Replace the file of --html if it exists.")
    private boolean overwrite;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Output format (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--neutral",
            paramLabel = "TYPE",
            split = ",",
            description = "Types of marks that are not scored (default: PLACEHOLDER,YEAR,COUNTRY; \"\" for none).")
    private Set<String> neutral;

    @Option(
            names = "--map",
            paramLabel = "TYPE=OURS+…",
            description =
                    "Map one of your types to Sigilo's types for precision and recall, for example DOCTOR=STAFF_NAME or "
                            + "SITE=HOSPITAL+INSTITUTION. Repeatable.")
    private List<String> maps = List.of();

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "20",
            description = "Print at most N of the most common errors of each kind (default: ${DEFAULT-VALUE}).")
    private int show;

    @Option(names = "--no-context", description = "Print only the positions of errors, without text.")
    private boolean withoutContext;

    @Option(
            names = "--labels",
            description = "Compare labels and observations before and after scrubbing; GOLD needs no marks.")
    private boolean labels;

    @Option(
            names = "--token-keyset",
            paramLabel = "FILE",
            description =
                    "The key file for tokens and date shifts (default: a fresh key; date shifts are derived from the text).")
    private Path tokenKeyset;

    @Mixin
    private PulsarConfigOption pulsarConfig;

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (show < 0) {
            throw wrongUsage("--show must be 0 or more");
        }
        if (overwrite && html == null) {
            throw wrongUsage("--overwrite needs --html");
        }
        Path config = pulsarConfig.folder();
        if (labels) {
            if (html != null || neutral != null || !maps.isEmpty()) {
                throw wrongUsage("--labels cannot be combined with --html, --neutral or --map; remove them");
            }
            Topology topology = Topology.read(config);
            Policy policy = policyName != null ? Policies.load(config, policyName) : Policies.ofTopology(topology);
            new LabelEvaluation(console, new LooseTexts(policy, tokenKeyset), Policies.models(topology), show, format)
                    .run(gold);
            return Sigilo.OK;
        }
        TypeMapping mapping = mapping();
        Policy policy =
                policyName != null ? Policies.load(config, policyName) : Policies.ofTopology(Topology.read(config));
        PrivateFile page = html == null ? null : PrivateFile.at(html, overwrite);
        ScrubScores scores = scores(policy, mapping);
        if (page != null) {
            String name = gold.equals("-")
                    ? "standard input"
                    : String.valueOf(Path.of(gold).getFileName());
            page.write(out -> EvaluationPage.write(scores, name + ", policy " + policy.name(), out));
        }
        if (format == Format.JSON) {
            printJson(scores, policy);
        } else {
            printText(scores, policy);
        }
        return Sigilo.OK;
    }

    private CommandLine.ParameterException wrongUsage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private Set<String> neutral() {
        if (neutral == null) {
            return ScrubScores.NEUTRAL;
        }
        Set<String> types = new TreeSet<>(neutral);
        types.remove("");
        return types;
    }

    private TypeMapping mapping() {
        TypeMapping mapping = TypeMapping.standard();
        for (String map : maps) {
            int equals = map.indexOf('=');
            if (equals <= 0) {
                throw wrongUsage("--map expects TYPE=OURS, for example DOCTOR=STAFF_NAME");
            }
            List<IdentifierType> types = new ArrayList<>();
            for (String name : map.substring(equals + 1).split("\\+", -1)) {
                try {
                    types.add(IdentifierType.valueOf(name.strip().toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    throw wrongUsage("--map " + map + ": Sigilo has no such type; its types are "
                            + List.of(IdentifierType.values()));
                }
            }
            mapping = mapping.with(map.substring(0, equals).strip(), types);
        }
        return mapping;
    }

    private ScrubScores scores(Policy policy, TypeMapping mapping) {
        List<GoldText> texts = read();
        LooseTexts scrubbing = new LooseTexts(policy, tokenKeyset);
        ScrubScores scores = new ScrubScores(neutral(), mapping);
        for (GoldText text : texts) {
            TextScrubber.Session session = tokenKeyset == null
                    ? scrubbing.beginRepeatably(text.text(), text.language())
                    : scrubbing.begin(text.text(), text.language());
            Language language = text.language() == null ? null : Language.ofCode(text.language());
            scores.add(
                    text,
                    IdentifierDetector.standard().detect(text.text(), language),
                    session.scrub(text.text()).replacements());
        }
        return scores;
    }

    private List<GoldText> read() {
        try {
            return gold.equals("-") ? GoldFiles.ndjson(console.in(), "standard input") : GoldFiles.read(Path.of(gold));
        } catch (GoldException e) {
            throw new CliException(e.getMessage());
        } catch (IOException e) {
            throw new CliException(
                    gold + " cannot be read (" + e.getClass().getSimpleName() + "); check its permissions");
        }
    }

    // ---- text

    private void printText(ScrubScores scores, Policy policy) {
        console.println("policy " + policy.name() + "; marks that are not scored: "
                + (neutral().isEmpty() ? "none" : String.join(", ", new TreeSet<>(neutral()))));
        console.println("");
        String table = scores.table();
        int last = table.lastIndexOf('\n', table.length() - 2) + 1;
        console.print(table.substring(0, last));
        printErrors("missed most often:", CommonErrors.of(scores.results(), true, show));
        printErrors(
                "changed wrongly most often (\"altered\": with a figure):",
                CommonErrors.of(scores.results(), false, show));
        console.print(table.substring(last));
        if (html != null) {
            console.println(
                    "wrote " + html + ": it contains the texts, so store it only where the texts may be stored");
        }
    }

    private void printErrors(String title, List<CommonError> errors) {
        if (errors.isEmpty()) {
            return;
        }
        console.println(title);
        for (CommonError error : errors) {
            String line = String.format(
                    Locale.ROOT,
                    "  %-7s %4d  %s",
                    error.kind().name().toLowerCase(Locale.ROOT),
                    error.count(),
                    error.type());
            console.println(line
                    + (withoutContext
                            ? ""
                            : "  …" + error.before() + "[[" + error.wording() + "]]" + error.after() + "…")
                    + (withoutContext
                            ? "  first in " + oneLine(error.text().id()) + ", " + error.startCodePoint() + " to "
                                    + error.endCodePoint()
                            : ""));
        }
        console.println("");
    }

    static String oneLine(String id) {
        return id.replaceAll("\\p{Cntrl}+", " ");
    }

    // ---- JSON

    private void printJson(ScrubScores scores, Policy policy) {
        try (JsonGenerator json =
                JSON.createGenerator(console.out()).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("policy", policy.name());
            json.writeArrayFieldStart("neutral");
            for (String type : new TreeSet<>(neutral())) {
                json.writeString(type);
            }
            json.writeEndArray();
            json.writeNumberField("texts", scores.texts());
            json.writeNumberField("words", scores.words());
            write(json, scores.allMarked());
            write(json, scores, scores.allChanged());
            json.writeArrayFieldStart("marked_types");
            for (Map.Entry<String, ScrubScores.Marked> type : scores.marked().entrySet()) {
                json.writeStartObject();
                json.writeStringField("type", type.getKey());
                write(json, type.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("changed_categories");
            for (Map.Entry<String, ScrubScores.Changed> category :
                    scores.changed().entrySet()) {
                json.writeStartObject();
                json.writeStringField("category", category.getKey());
                write(json, scores, category.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            writeAgreements(json, scores);
            json.writeArrayFieldStart("errors");
            for (boolean missed : new boolean[] {true, false}) {
                for (CommonError error : CommonErrors.of(scores.results(), missed, show)) {
                    write(json, error);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new Console.OutputClosedException(e);
        }
    }

    private static void write(JsonGenerator json, ScrubScores.Marked figures) throws IOException {
        json.writeNumberField("marked", figures.count());
        json.writeNumberField("hidden", figures.hidden());
        json.writeNumberField("hidden_share", figures.hiddenShare());
        json.writeNumberField("left_by_policy", figures.left());
    }

    private static void write(JsonGenerator json, ScrubScores scores, ScrubScores.Changed figures) throws IOException {
        json.writeNumberField("changed", figures.spans());
        json.writeNumberField("false", figures.falseSpans());
        json.writeNumberField("false_per_1000_words", scores.perThousandWords(figures.falseSpans()));
        json.writeNumberField("spoilt", figures.spoilt());
        json.writeNumberField("spoilt_share", scores.spoiltShare(figures.spoilt()));
        json.writeNumberField("altered", figures.altered());
    }

    private static void writeAgreements(JsonGenerator json, ScrubScores scores) throws IOException {
        ScrubScores.Agreements agreements = scores.agreements();
        Map<String, Agreement> rows = new LinkedHashMap<>(agreements.byType());
        json.writeObjectFieldStart("detected_types");
        for (Map.Entry<String, Agreement> row : rows.entrySet()) {
            json.writeFieldName(row.getKey());
            write(json, row.getValue());
        }
        json.writeEndObject();
        json.writeFieldName("detected");
        write(json, agreements.all());
        json.writeFieldName("detected_whatever_the_type");
        write(json, agreements.spans());
        json.writeArrayFieldStart("types_without_counterpart");
        for (String type : scores.unmapped().keySet()) {
            json.writeString(type);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Agreement figures) throws IOException {
        json.writeStartObject();
        json.writeNumberField("marked", figures.marked());
        json.writeNumberField("found", figures.found());
        json.writeNumberField("strict_precision", figures.strictPrecision());
        json.writeNumberField("strict_recall", figures.strictRecall());
        json.writeNumberField("strict_f1", figures.strictF1());
        json.writeNumberField("relaxed_precision", figures.relaxedPrecision());
        json.writeNumberField("relaxed_recall", figures.relaxedRecall());
        json.writeNumberField("relaxed_f1", figures.relaxedF1());
        json.writeEndObject();
    }

    private void write(JsonGenerator json, CommonError error) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", error.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringField("type", error.type());
        json.writeNumberField("count", error.count());
        json.writeStringField("first_id", error.text().id());
        json.writeNumberField("start", error.startCodePoint());
        json.writeNumberField("end", error.endCodePoint());
        if (!withoutContext) {
            json.writeStringField("before", error.before());
            json.writeStringField("text", error.wording());
            json.writeStringField("after", error.after());
        }
        json.writeEndObject();
    }
}
