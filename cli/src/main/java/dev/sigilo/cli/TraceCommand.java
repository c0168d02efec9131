package dev.sigilo.cli;

import dev.sigilo.classify.application.NaturalId;
import dev.sigilo.driver.Topology;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.project.domain.CommandView;
import dev.sigilo.records.IdText;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordStatus;
import dev.sigilo.records.RecordStatusCodec;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.vault.application.KeyLineage;
import dev.sigilo.vault.application.OriginalStore;
import dev.sigilo.vault.application.QueryView;
import dev.sigilo.vault.application.RecordStatuses;
import dev.sigilo.vault.domain.RecordTokens;
import dev.sigilo.vault.domain.RejectedOriginals;
import dev.sigilo.vault.domain.Rejects;
import dev.sigilo.vault.domain.SealedOriginal;
import dev.sigilo.vault.domain.StalledRow;
import dev.sigilo.vault.domain.StatusRow;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import dev.sigilo.vault.infrastructure.pulsar.PulsarRejectedMessages;
import dev.sigilo.vault.infrastructure.pulsar.TopicScan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.pulsar.client.api.Message;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains why a record is not in the views. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Say where a record is, or why it is not in the views: looks into intake/raw, the vault, the rejects, the log and both views.",
            "By its record token, or by its id with --token-keyset: the id is asked for on a terminal and read from standard input else,",
            "and never taken as an argument, which the shell and the list of processes would keep. Prints no value of a record."
        },
        footer = {"", "Reads the log to its end. Exit status is 0 where the record is in both views, 1 where it is not."
        })
final class TraceCommand implements Callable<Integer> {
    private static final String TOKEN = "rec_[0-9]+_[a-z2-7]{26}";

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "RECORD_TOKEN",
            description = "The record's token, or a reject's id (msg_…).")
    private String token;

    @Option(
            names = "--token-keyset",
            paramLabel = "FILE",
            description = "The token key file: asks for the record's id instead, and looks into intake/raw.")
    private Path tokenKeyset;

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "The field that the id stands in (default: each one of the policy's identity).")
    private String field;

    @ArgGroup(exclusive = false)
    private OpeningOptions opening;

    @Mixin
    private QueryUrlOption queryUrl;

    @Mixin
    private StackOptions stack;

    TraceCommand(Console console) {
        this.console = console;
    }

    /** Everything found for one token. */
    private static final class Trace {
        /** Publish times of its messages in intake/raw, in milliseconds since 1970; the topic may still hold processed messages. */
        private final TreeSet<Long> raw = new TreeSet<>();

        private RejectedRecord rejected;
        private String rejectId;
        private int events;
        private RecordStatus logged;
        private SealedOriginal sealed;
        private StatusRow row;
        private List<StalledRow> stalled = List.of();
        private boolean inQuery;

        boolean isEmpty() {
            return raw.isEmpty()
                    && rejected == null
                    && logged == null
                    && sealed == null
                    && row == null
                    && stalled.isEmpty()
                    && !inQuery;
        }

        /** Keeps this reject if it is the newest so far. */
        void note(RejectedRecord reject) {
            if (rejected == null
                    || reject.provenance().version() >= rejected.provenance().version()) {
                rejected = reject;
                rejectId = Rejects.id(reject);
            }
        }

        /** Counts this event, and keeps it if it is the newest so far. */
        void note(RecordStatus event) {
            events++;
            if (logged == null
                    || event.provenance().version() >= logged.provenance().version()) {
                logged = event;
            }
        }

        /** Returns when the newest message known to be processed was published, in milliseconds since 1970; 0 if there is none. */
        long processed() {
            return Math.max(
                    rejected == null ? 0 : rejected.provenance().publishedAt(),
                    Math.max(
                            logged == null ? 0 : logged.provenance().publishedAt(),
                            sealed == null ? 0 : sealed.provenance().publishedAt()));
        }

        /** Returns whether a message waits in intake/raw, that is, one newer than every processed or rejected message. */
        boolean isWaiting() {
            return !raw.isEmpty() && raw.last() > processed();
        }

        boolean isRejectedLast() {
            return rejected != null
                    && (logged == null
                            || rejected.provenance().version()
                                    > logged.provenance().version());
        }

        boolean isErased() {
            return logged != null && logged.erased();
        }
    }

    @Override
    public Integer call() {
        Topology topology = stack.topology();
        Policy policy = Policies.ofTopology(topology);
        Settings settings = Settings.load();
        check(policy);
        RecordTokens tokens = tokenKeyset == null ? null : tokens(settings, policy);
        Map<String, Trace> traces = new LinkedHashMap<>();
        String id = token == null ? readId() : null;
        if (id == null) {
            traces.put(token, new Trace());
        } else {
            tokens.ofId(id).forEach((name, made) -> {
                if (field == null || name.equals(field)) {
                    traces.put(made, new Trace());
                }
            });
        }
        RejectedOriginals originals = opening == null ? null : opening.open(tokenKeyset, stack, settings, topology);
        if (originals != null) {
            stack.log(opening.audit(), settings)
                    .append(
                            "trace",
                            traces.keySet().iterator().next(),
                            opening.purpose(),
                            "opened rejected originals",
                            0);
        }
        Map<String, Long> backlogs = stack.backlogs(topology, settings).all();
        long unnamed = look(topology, settings, policy, tokens, originals, backlogs, traces);
        // The id may belong to any of several fields: take the first whose token was found somewhere.
        String found = traces.entrySet().stream()
                .filter(trace -> !trace.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(traces.keySet().iterator().next());
        return tell(found, traces.get(found), backlogs, unnamed);
    }

    private void check(Policy policy) {
        if (token == null && tokenKeyset == null) {
            throw new CliException("name the record by its token, or give --token-keyset and its id on standard input");
        }
        if (token != null && !token.matches(TOKEN) && !token.startsWith("msg_")) {
            throw new CliException(
                    "that is no record token; one is rec_<epoch>_<26 characters>. An id is read from standard input, with --token-keyset");
        }
        if (token != null && token.startsWith("msg_")) {
            Rejects.checkId(token);
        }
        if (field != null && (token != null || !policy.identity().contains(field))) {
            throw new CliException("--field says what an id stands in, one of " + String.join(", ", policy.identity()));
        }
        if (opening != null && tokenKeyset == null) {
            throw new CliException("what is opened tells its record with the token key alone; give --token-keyset too");
        }
    }

    private RecordTokens tokens(Settings settings, Policy policy) {
        Keyset keyset = KeyFiles.read(tokenKeyset, Keyset.Purpose.TOKEN);
        try (OriginalStore vault = stack.originals(settings)) {
            KeyLineage.check(vault, keyset);
        }
        return new RecordTokens(TokenKeys.of(keyset), policy);
    }

    private String readId() {
        String line;
        if (System.console() != null) {
            char[] typed = System.console().readPassword("Record id (not shown): ");
            line = typed == null ? null : new String(typed);
        } else {
            try {
                line = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8)).readLine();
            } catch (IOException e) {
                throw new CliException("the id cannot be read from standard input ("
                        + e.getClass().getSimpleName() + ")");
            }
        }
        if (line == null || IdText.of(line).isEmpty()) {
            throw new CliException("there is no id on standard input; give it as its first line");
        }
        return line;
    }

    /** Searches every place and fills the traces; returns the number of rejects that name no record, as one may be about this record. */
    private long look(
            Topology topology,
            Settings settings,
            Policy policy,
            RecordTokens tokens,
            RejectedOriginals originals,
            Map<String, Long> backlogs,
            Map<String, Trace> traces) {
        Progress progress = new Progress(console);
        long[] unnamed = {0};
        Set<Long> taken = new HashSet<>();
        try (PulsarConnection pulsar = stack.pulsar(settings)) {
            new PulsarRejectedMessages(pulsar, topology).each(rejected -> {
                String id = Rejects.id(rejected);
                Trace trace = traces.get(rejected.recordToken());
                if (trace == null && rejected.recordToken().equals(id)) {
                    RecordTokens.Tokens made = originals == null ? null : originals.tokens(rejected);
                    trace = made == null ? null : traces.get(made.record());
                    unnamed[0] += made == null || made.record() == null ? 1 : 0;
                    taken.add(rejected.provenance().publishedAt());
                }
                if (trace != null) {
                    trace.note(rejected);
                }
            });
            String log = topology.topic("tokenized");
            long[] read = {0};
            TopicScan.each(pulsar, log, message -> {
                read[0]++;
                progress.draw("read " + read[0] + " events of the log");
                Trace trace = message.hasKey() ? traces.get(message.getKey()) : null;
                if (trace != null) {
                    noteEvent(trace, message);
                }
            });
            if (tokens != null && isBusy(topology, backlogs)) {
                lookIntoRaw(pulsar, topology.entryTopics(), policy, tokens, traces);
            }
        } finally {
            progress.clear();
        }
        try (OriginalStore vault = stack.originals(settings);
                RecordStatuses rows = stack.statuses(settings);
                QueryView query = Stores.query(settings, queryUrl.value())) {
            for (Map.Entry<String, Trace> each : traces.entrySet()) {
                Trace trace = each.getValue();
                trace.raw.removeAll(taken);
                trace.sealed = vault.findRecord(each.getKey());
                trace.row = rows.find(each.getKey());
                trace.stalled = rows.stalled(each.getKey());
                trace.inQuery = query.has(each.getKey());
            }
        }
        return unnamed[0];
    }

    private static void noteEvent(Trace trace, Message<byte[]> message) {
        try {
            trace.note(RecordStatusCodec.decode(message.getValue()));
        } catch (RecordFormatException e) {
            // Not one of Sigilo's events; the views ignore it too.
            return;
        }
    }

    /** Returns whether any entry waits in the topics to which producers publish. */
    private static boolean isBusy(Topology topology, Map<String, Long> backlogs) {
        return topology.functions().stream()
                .filter(function -> function.inputs().stream().anyMatch(topology.entryTopics()::contains))
                .anyMatch(function -> backlogs.getOrDefault(function.subscription(), 0L) > 0);
    }

    private static void lookIntoRaw(
            PulsarConnection pulsar,
            List<String> topics,
            Policy policy,
            RecordTokens tokens,
            Map<String, Trace> traces) {
        for (String topic : topics) {
            TopicScan.each(pulsar, topic, message -> {
                NaturalId id = RecordTokens.naturalId(message.getValue(), policy);
                Trace trace =
                        id == null ? null : traces.get(tokens.ofId(id.id()).get(id.field()));
                if (trace != null) {
                    trace.raw.add(message.getPublishTime());
                }
            });
        }
    }

    private int tell(String recordToken, Trace trace, Map<String, Long> backlogs, long unnamed) {
        String waiting = backlogs.entrySet().stream()
                .filter(backlog -> backlog.getValue() > 0)
                .map(backlog -> backlog.getValue() + " at " + backlog.getKey())
                .collect(Collectors.joining(", "));
        console.println("record:   " + recordToken);
        console.println("raw:      "
                + (tokenKeyset == null
                        ? "Not looked into, which takes --token-keyset."
                        : !trace.isWaiting()
                                ? "No message of it waits in intake/raw."
                                : "A message of it waits in intake/raw, published at " + time(trace.raw.last()) + "."));
        console.println("vault:    "
                + (trace.sealed == null
                        ? "No original of it was sealed."
                        : "Its original was sealed, published at "
                                + time(trace.sealed.provenance().publishedAt()) + "; its data key is "
                                + (trace.sealed.wrappedKey() == null ? "destroyed." : "there.")));
        console.println("rejects:  "
                + (trace.rejected == null
                        ? "No reject names it"
                                + (unnamed == 0
                                        ? "."
                                        : "; " + unnamed + (unnamed == 1 ? " names no record" : " name no record")
                                                + (opening == null
                                                        ? ", which --sealing-keyset, --token-keyset and --purpose open and compare."
                                                        : ", opened or not."))
                        : trace.rejected.stage() + " refused it, published at "
                                + time(trace.rejected.provenance().publishedAt()) + ": "
                                + reason(trace.rejected) + " (" + trace.rejectId
                                + (trace.rejected.line() == 0 ? "" : ", line " + trace.rejected.line() + " of its file")
                                + ")."));
        console.println("log:      "
                + (trace.logged == null
                        ? "No event of it."
                        : trace.events + (trace.events == 1 ? " event" : " events")
                                + ", the newest "
                                + (trace.isErased()
                                        ? "its erasure."
                                        : trace.logged.replaced()
                                                ? "its replacement by another record token."
                                                : "of what was published at "
                                                        + time(trace.logged
                                                                .provenance()
                                                                .publishedAt()) + ".")));
        console.println("command:  "
                + (trace.row == null
                        ? "db_command has no row of it."
                        : "db_command has it as " + trace.row.status()
                                + (trace.row.reason() == null
                                        ? "."
                                        : ", " + trace.row.reason() + " at " + trace.row.stage() + ".")));
        console.println("refused:  "
                + (trace.stalled.isEmpty()
                        ? "No table refuses its row."
                        : "STALLED: "
                                + trace.stalled.stream()
                                        .map(stalled -> "table " + stalled.table() + " has refused its row since "
                                                + time(stalled.since()) + ", " + stalled.fault())
                                        .collect(Collectors.joining("; "))
                                + "."));
        console.println("query:    " + (trace.inQuery ? "db_query has its row." : "db_query has no row of it."));
        console.println("waiting:  "
                + (waiting.isEmpty() ? "Nothing waits at any function or sink." : "Entries wait: " + waiting + "."));
        boolean inBoth = trace.inQuery
                && trace.row != null
                && (trace.row.status().equals(CommandView.TOKENIZED)
                        || trace.row.status().equals(CommandView.IN_PROCESS));
        if (inBoth && !trace.isErased() && trace.stalled.isEmpty()) {
            console.println(
                    "It is in both views" + (trace.isWaiting() ? ", as it was before what waits in intake/raw." : "."));
            return Sigilo.OK;
        }
        throw new CliException((inBoth && !trace.stalled.isEmpty()
                        ? "it is not as published last in both views: "
                        : "it is not in both views: ")
                + why(trace, waiting, unnamed));
    }

    private String why(Trace trace, String waiting, long unnamed) {
        String held = waiting.isEmpty() ? "and nothing waits; " : "and entries wait (" + waiting + "); ";
        if (trace.isWaiting()) {
            return "its newest message waits for classify; see `sigilo status`";
        } else if (trace.row != null && trace.row.status().equals(CommandView.REPLACED)) {
            return trace.logged != null && trace.logged.replaced()
                    ? "the record was tokenized again under another policy, and has another record token since"
                    : "this message was rejected and then published again as a new message, which has another token";
        } else if (trace.isRejectedLast()) {
            return trace.rejected.stage() + " rejected its newest message, "
                    + trace.rejected.reason().code() + (trace.inQuery ? "; db_query has an older one" : "")
                    + (isErased(trace.rejected.reason())
                            ? ". To accept it again, lift the erasure with `sigilo erase --lift`, then"
                            : ". Repair it and publish it with")
                    + " `sigilo rejects publish "
                    + trace.rejectId + "`";
        } else if (trace.isErased()) {
            return "its patient was erased";
        } else if (!trace.stalled.isEmpty()) {
            return "a table refuses its row, " + trace.stalled.get(0).fault() + " of "
                    + trace.stalled.get(0).table()
                    + ". Fix the column (tables/README.md), and the row is written within a minute";
        } else if (trace.logged != null) {
            return "it is in the log, " + held
                    + (waiting.isEmpty()
                            ? "a table has refused or lost its row: the sinks' log says why, and `sigilo replay --view "
                                    + (trace.inQuery ? "command" : "query") + "` makes the view anew"
                            : "it comes when they are through");
        } else if (trace.row != null && trace.row.status().equals(CommandView.REJECTED)) {
            return "it was rejected, " + trace.row.reason() + " at " + trace.row.stage()
                    + ", longer ago than rejects are kept; publish it again";
        } else if (trace.sealed != null || trace.row != null) {
            return "it is sealed and not yet in the log, " + held + "see `sigilo status` for tokenize";
        }
        return "there is no trace of it. It was never published, or under another id"
                + (unnamed == 0 ? "" : ", or is one of the " + unnamed + " rejects that name no record")
                + (tokenKeyset == null ? ", or waits in intake/raw" : "");
    }

    private static String reason(RejectedRecord rejected) {
        return rejected.reason().code() + (rejected.field() == null ? "" : " at field " + rejected.field()) + ", "
                + rejected.reason().advice();
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static boolean isErased(RejectReason reason) {
        return reason == RejectReason.ERASED_PATIENT || reason == RejectReason.ERASED_RECORD;
    }
}
