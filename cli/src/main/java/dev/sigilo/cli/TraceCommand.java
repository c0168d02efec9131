package dev.sigilo.cli;

import dev.sigilo.classify.application.NaturalId;
import dev.sigilo.driver.Topology;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.ConvertedRecordCodec;
import dev.sigilo.records.IdText;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordStatusCodec;
import dev.sigilo.vault.application.KeyLineage;
import dev.sigilo.vault.application.OriginalStore;
import dev.sigilo.vault.application.QueryRows;
import dev.sigilo.vault.application.RecordStatuses;
import dev.sigilo.vault.domain.RecordTokens;
import dev.sigilo.vault.domain.RejectedOriginals;
import dev.sigilo.vault.domain.Rejects;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import dev.sigilo.vault.infrastructure.pulsar.PulsarRejectedMessages;
import dev.sigilo.vault.infrastructure.pulsar.TopicScan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.pulsar.client.api.Message;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows where a record is, or why it is not in the views. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Show where a record is, or why it is not in the views.",
            "Searches intake/raw, intake/converted, the vault, the rejects, the log and both views. Give the record token, or --token-keyset and "
                    + "the record's id on standard input (a terminal asks for it). The id is not an argument, because the "
                    + "shell history and the process list would contain it. Prints no value of a record."
        },
        footer = {"", "Reads the whole log. Exit status is 0 if the record is in both views, 1 if not."})
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
            description = "The token key file. Finds the record by its id, and searches intake/raw too.")
    private Path tokenKeyset;

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "The field with the id (default: any of the policy's identity fields).")
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

    @Override
    public Integer call() {
        Topology topology = stack.topology();
        Policy policy = Policies.ofTopology(topology);
        Settings settings = Settings.load();
        check(policy);
        RecordTokens tokens = tokenKeyset == null ? null : tokens(settings, policy);
        Map<String, RecordTrace> traces = new LinkedHashMap<>();
        String id = token == null ? readId() : null;
        if (id == null) {
            traces.put(token, new RecordTrace());
        } else {
            tokens.ofId(id).forEach((name, made) -> {
                if (field == null || name.equals(field)) {
                    traces.put(made, new RecordTrace());
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
        long unnamed = search(topology, settings, policy, tokens, originals, backlogs, traces);
        // The id may belong to any of several fields: take the first whose token was found somewhere.
        String found = traces.entrySet().stream()
                .filter(trace -> !trace.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(traces.keySet().iterator().next());
        return new TraceReport(console, tokenKeyset != null, opening != null, backlogs, unnamed)
                .print(found, traces.get(found));
    }

    private void check(Policy policy) {
        if (token == null && tokenKeyset == null) {
            throw new CliException("give the record's token, or --token-keyset and the record's id on standard input");
        }
        if (token != null && !token.matches(TOKEN) && !token.startsWith("msg_")) {
            throw new CliException(
                    "the record token is not valid; it looks like rec_<epoch>_<26 characters>. To use an id, give --token-keyset "
                            + "and the id on standard input");
        }
        if (token != null && token.startsWith("msg_")) {
            Rejects.checkId(token);
        }
        if (field != null && (token != null || !policy.identity().contains(field))) {
            throw new CliException("--field needs an id on standard input, and one of the identity fields "
                    + String.join(", ", policy.identity()));
        }
        if (opening != null && tokenKeyset == null) {
            throw new CliException(
                    "--sealing-keyset also needs --token-keyset, to find the record of an opened original");
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
            throw new CliException("no id on standard input; give it in the first line");
        }
        return line;
    }

    /** Searches every place and fills the traces; returns the number of rejects that name no record, as one may be about this record. */
    private long search(
            Topology topology,
            Settings settings,
            Policy policy,
            RecordTokens tokens,
            RejectedOriginals originals,
            Map<String, Long> backlogs,
            Map<String, RecordTrace> traces) {
        Progress progress = new Progress(console);
        long[] unnamed = {0};
        Set<Long> taken = new HashSet<>();
        try (PulsarConnection pulsar = stack.pulsar(settings)) {
            new PulsarRejectedMessages(pulsar, topology).each(rejected -> {
                String id = Rejects.id(rejected);
                RecordTrace trace = traces.get(rejected.recordToken());
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
                RecordTrace trace = message.hasKey() ? traces.get(message.getKey()) : null;
                if (trace != null) {
                    noteEvent(trace, message);
                }
            });
            if (tokens != null && isBusy(topology, backlogs)) {
                searchWaiting(pulsar, topology, policy, tokens, traces);
            }
        } finally {
            progress.clear();
        }
        try (OriginalStore vault = stack.originals(settings);
                RecordStatuses rows = stack.statuses(settings);
                QueryRows query = Stores.query(settings, queryUrl.value())) {
            for (Map.Entry<String, RecordTrace> each : traces.entrySet()) {
                RecordTrace trace = each.getValue();
                trace.raw.removeAll(taken);
                trace.sealed = vault.findRecord(each.getKey());
                trace.row = rows.find(each.getKey());
                trace.stalled = rows.stalled(each.getKey());
                trace.inQuery = query.has(each.getKey());
            }
        }
        return unnamed[0];
    }

    private static void noteEvent(RecordTrace trace, Message<byte[]> message) {
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

    /**
     * Searches the messages that wait for classify: records as JSON, and converted ones. Messages in hospital formats that wait for
     * convert are not read; their backlog is printed.
     */
    private static void searchWaiting(
            PulsarConnection pulsar,
            Topology topology,
            Policy policy,
            RecordTokens tokens,
            Map<String, RecordTrace> traces) {
        TopicScan.each(pulsar, topology.entryTopic(), message -> {
            NaturalId id = RecordTokens.naturalId(message.getValue(), policy);
            noteWaiting(id, message, tokens, traces);
        });
        topology.functions().stream()
                .map(function -> function.userConfig().get("convertedInput"))
                .filter(String.class::isInstance)
                .forEach(topic -> TopicScan.each(pulsar, Topology.fullName((String) topic), message -> {
                    noteWaiting(convertedId(message.getValue(), policy), message, tokens, traces);
                }));
    }

    private static NaturalId convertedId(byte[] message, Policy policy) {
        try {
            return NaturalId.of(ConvertedRecordCodec.decode(message).original().record(), policy);
        } catch (RecordFormatException e) {
            // Not one of Sigilo's messages; classify rejects it.
            return null;
        }
    }

    private static void noteWaiting(
            NaturalId id, Message<byte[]> message, RecordTokens tokens, Map<String, RecordTrace> traces) {
        RecordTrace trace = id == null ? null : traces.get(tokens.ofId(id.id()).get(id.field()));
        if (trace != null) {
            trace.raw.add(message.getPublishTime());
        }
    }
}
