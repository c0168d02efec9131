package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.driver.Topology;
import dev.sigilo.project.domain.CommandView;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.vault.application.OriginalStore;
import dev.sigilo.vault.application.RecordStatuses;
import dev.sigilo.vault.domain.RecordTokens;
import dev.sigilo.vault.domain.RejectedOriginals;
import dev.sigilo.vault.domain.Rejects;
import dev.sigilo.vault.domain.StatusRow;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import dev.sigilo.vault.infrastructure.pulsar.PulsarRejectedMessages;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists rejected messages. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "List rejected messages.",
            "Prints id, publish time, stage, reason, position of the fault, line of the published file, tokens, and the current "
                    + "status; never a value.",
            "Rejects from seal and tokenize contain the tokens. classify has no token key, so this command makes the tokens of its "
                    + "rejects if you give both keysets. That opens originals and adds a line to the audit log."
        })
final class RejectsListCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACTION = "rejects";

    /** Output formats. */
    enum Format {
        TABLE,
        JSON
    }

    private final Console console;

    @Option(names = "--reason", paramLabel = "CODE", description = "List only messages rejected for this reason.")
    private RejectReason reason;

    @Option(names = "--open", description = "List only messages that are still rejected.")
    private boolean open;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "List the newest N (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            description = "Output format; json prints one object per line (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--token-keyset",
            paramLabel = "FILE",
            description = "The token key file. Requires --sealing-keyset and --purpose.")
    private Path tokenKeyset;

    @ArgGroup(exclusive = false)
    private OpeningOptions opening;

    @Mixin
    private StackOptions stack;

    RejectsListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new CliException("--limit must be at least 1");
        }
        if ((tokenKeyset == null) != (opening == null)) {
            throw new CliException(
                    "making tokens opens originals; give --token-keyset, --sealing-keyset and --purpose together, or none of them");
        }
        Topology topology = stack.topology();
        Settings settings = Settings.load();
        RejectedOriginals originals = opening == null ? null : opening.open(tokenKeyset, stack, settings, topology);
        Rejects.Newest newest = new Rejects.Newest(limit);
        Set<String> seen = new HashSet<>();
        try (PulsarConnection pulsar = stack.pulsar(settings);
                RecordStatuses rows = stack.statuses(settings);
                OriginalStore vault = stack.originals(settings)) {
            new PulsarRejectedMessages(pulsar, topology).each(rejected -> {
                if ((reason == null || rejected.reason() == reason)
                        && seen.add(rejected.reason() + " " + Rejects.id(rejected))) {
                    newest.add(rejected);
                }
            });
            List<RejectedRecord> rejects = newest.oldestFirst();
            if (originals != null) {
                stack.log(opening.audit(), settings)
                        .append(ACTION, "rejects", opening.purpose(), "opened for their tokens", rejects.size());
            }
            List<Map<String, Object>> lines = new ArrayList<>();
            for (RejectedRecord rejected : rejects) {
                Map<String, Object> line = line(rejected, originals, rows, vault);
                if (!open || CommandView.REJECTED.equals(line.get("now"))) {
                    lines.add(line);
                }
            }
            print(lines);
        }
        return Sigilo.OK;
    }

    private static Map<String, Object> line(
            RejectedRecord rejected, RejectedOriginals originals, RecordStatuses rows, OriginalStore vault) {
        RecordTokens.Tokens tokens = originals == null ? null : originals.tokens(rejected);
        boolean named = !rejected.recordToken().equals(Rejects.id(rejected));
        String record = named ? rejected.recordToken() : tokens == null ? null : tokens.record();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", Rejects.id(rejected));
        line.put(
                "published_at",
                Instant.ofEpochMilli(rejected.provenance().publishedAt()).toString());
        line.put("stage", rejected.stage());
        line.put("reason", rejected.reason().code());
        line.put("field", rejected.field());
        line.put("position", rejected.position() < 0 ? null : rejected.position());
        line.put("line", rejected.line() == 0 ? null : rejected.line());
        line.put("bytes", rejected.sizeBytes());
        line.put("record_token", record);
        line.put(
                "patient_token",
                rejected.patientToken() != null ? rejected.patientToken() : tokens == null ? null : tokens.patient());
        line.put("now", now(rejected, record, rows, vault));
        return line;
    }

    /** Returns the current status of a rejected message or its record: REJECTED if nothing has changed since. */
    private static String now(RejectedRecord rejected, String record, RecordStatuses rows, OriginalStore vault) {
        if (vault.isErased(rejected.recordToken(), rejected.provenance().version())) {
            return CommandView.ERASED;
        }
        StatusRow own = rows.find(rejected.recordToken());
        StatusRow of = record == null ? null : rows.find(record);
        if (of != null && of.version() > rejected.provenance().version()) {
            return of.status();
        }
        return own == null ? CommandView.REJECTED : own.status();
    }

    private void print(List<Map<String, Object>> lines) {
        if (format == Format.JSON) {
            for (Map<String, Object> line : lines) {
                try {
                    console.println(JSON.writeValueAsString(line));
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException("texts and numbers are JSON", e);
                }
            }
            return;
        }
        if (!lines.isEmpty()) {
            List<String> names = List.copyOf(lines.get(0).keySet());
            Map<String, Integer> widths = new LinkedHashMap<>();
            names.forEach(name -> widths.put(
                    name,
                    Math.max(
                            name.length(),
                            lines.stream()
                                    .mapToInt(line -> cell(line.get(name)).length())
                                    .max()
                                    .orElse(0))));
            console.println(row(names, names, widths));
            lines.forEach(line -> console.println(
                    row(names, names.stream().map(name -> cell(line.get(name))).toList(), widths)));
        }
        console.println("(" + lines.size() + (lines.size() == 1 ? " reject)" : " rejects)"));
    }

    private static String row(List<String> names, List<String> cells, Map<String, Integer> widths) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            row.append(i == 0 ? "" : " | ")
                    .append(cells.get(i))
                    .append(" ".repeat(widths.get(names.get(i)) - cells.get(i).length()));
        }
        return row.toString().stripTrailing();
    }

    private static String cell(Object value) {
        return value == null ? "-" : value.toString();
    }
}
