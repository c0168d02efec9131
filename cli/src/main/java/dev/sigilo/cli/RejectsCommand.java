package dev.sigilo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.adapter.JsonBytesSchema;
import dev.sigilo.adapter.OutputMessage;
import dev.sigilo.classify.adapter.NaturalId;
import dev.sigilo.driver.Topology;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.UnsealException;
import dev.sigilo.policy.Policy;
import dev.sigilo.project.domain.CommandView;
import dev.sigilo.records.RecordCodec;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.Row;
import dev.sigilo.tokenize.domain.Sealing;
import dev.sigilo.tokenize.domain.SuppressionList;
import dev.sigilo.vault.application.AuditedOperation;
import dev.sigilo.vault.application.KeyLineage;
import dev.sigilo.vault.application.OriginalStore;
import dev.sigilo.vault.application.RecordStatuses;
import dev.sigilo.vault.domain.AuditedFailure;
import dev.sigilo.vault.domain.RecordStatus;
import dev.sigilo.vault.domain.RecordTokens;
import dev.sigilo.vault.domain.RejectedOriginals;
import dev.sigilo.vault.domain.Rejects;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import dev.sigilo.vault.infrastructure.pulsar.PulsarRejectedMessages;
import dev.sigilo.vault.infrastructure.pulsar.PulsarSuppressionLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.pulsar.client.api.HashingScheme;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClientException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** Lists, opens and republishes rejected messages. */
@Command(name = "rejects", mixinStandardHelpOptions = true, sortOptions = false,
        description = "List rejected messages, open one, or publish a repaired one again. Pulsar keeps them under seal for 30 days.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RejectsCommand.ListThem.class, RejectsCommand.Open.class, RejectsCommand.Publish.class})
final class RejectsCommand implements Runnable {
    /** How much of a repaired record is read, in bytes: more than a message may have. */
    private static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: list, open or publish");
    }

    /** Lists rejected messages. */
    @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false,
            description = {"List rejected messages: id, publish time, stage, reason, place of the fault, line of the published file, tokens, and what",
                "became of them since. Never a value.",
                "seal and tokenize tell the tokens themselves. classify has no key to make them with: they are made here, where the sealing and",
                "the token keyset are given and the message can be read; that opens originals and leaves a line in the audit log."})
    static final class ListThem implements Callable<Integer> {
        private static final String ACTION = "rejects";

        /** Output formats. */
        enum Format {
            TABLE, JSON
        }

        private final Console console;

        @Option(names = "--reason", paramLabel = "CODE", description = "Those that were rejected for this reason alone.")
        private RejectReason reason;

        @Option(names = "--open", description = "Those alone that nothing became of since.")
        private boolean open;

        @Option(names = "--limit", paramLabel = "N", defaultValue = "1000", description = "The newest N (default: ${DEFAULT-VALUE}).")
        private int limit;

        @Option(names = "--format", paramLabel = "table|json", defaultValue = "table",
                description = "How to print them; json is one object a line (default: ${DEFAULT-VALUE}).")
        private Format format;

        @Option(names = "--token-keyset", paramLabel = "FILE", description = "The token key file, with --sealing-keyset and --purpose.")
        private Path tokenKeyset;

        @ArgGroup(exclusive = false)
        private OpeningOptions opening;

        @Mixin
        private StackOptions stack;

        ListThem(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            if (limit < 1) {
                throw new CliException("--limit is a whole number from 1 on");
            }
            if ((tokenKeyset == null) != (opening == null)) {
                throw new CliException("tokens are made of opened originals: give --token-keyset, --sealing-keyset and --purpose, or none of them");
            }
            Topology topology = stack.topology();
            Settings settings = Settings.load();
            RejectedOriginals originals = opening == null ? null : opening.open(tokenKeyset, stack, settings, topology);
            Rejects.Newest newest = new Rejects.Newest(limit);
            Set<String> seen = new HashSet<>();
            try (PulsarConnection pulsar = stack.pulsar(settings); RecordStatuses rows = stack.statuses(settings);
                    OriginalStore vault = stack.originals(settings)) {
                new PulsarRejectedMessages(pulsar, topology).each(rejected -> {
                    if ((reason == null || rejected.reason() == reason) && seen.add(rejected.reason() + " " + Rejects.id(rejected))) {
                        newest.add(rejected);
                    }
                });
                List<RejectedRecord> rejects = newest.oldestFirst();
                if (originals != null) {
                    stack.log(opening.audit(), settings).append(ACTION, "rejects", opening.purpose(), "opened for their tokens", rejects.size());
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

        private static Map<String, Object> line(RejectedRecord rejected, RejectedOriginals originals, RecordStatuses rows,
                OriginalStore vault) {
            RecordTokens.Tokens tokens = originals == null ? null : originals.tokens(rejected);
            boolean named = !rejected.recordToken().equals(Rejects.id(rejected));
            String record = named ? rejected.recordToken() : tokens == null ? null : tokens.record();
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("id", Rejects.id(rejected));
            line.put("published_at", Instant.ofEpochMilli(rejected.provenance().publishedAt()).toString());
            line.put("stage", rejected.stage());
            line.put("reason", rejected.reason().code());
            line.put("field", rejected.field());
            line.put("position", rejected.position() < 0 ? null : rejected.position());
            line.put("line", rejected.line() == 0 ? null : rejected.line());
            line.put("bytes", rejected.sizeBytes());
            line.put("record_token", record);
            line.put("patient_token", rejected.patientToken() != null ? rejected.patientToken() : tokens == null ? null : tokens.patient());
            line.put("now", now(rejected, record, rows, vault));
            return line;
        }

        /** Returns the current status of a rejected message or its record: REJECTED if nothing has changed since. */
        private static String now(RejectedRecord rejected, String record, RecordStatuses rows, OriginalStore vault) {
            if (vault.isErased(rejected.recordToken(), rejected.provenance().version())) {
                return CommandView.ERASED;
            }
            RecordStatus own = rows.find(rejected.recordToken());
            RecordStatus of = record == null ? null : rows.find(record);
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
                names.forEach(name -> widths.put(name, Math.max(name.length(),
                        lines.stream().mapToInt(line -> cell(line.get(name)).length()).max().orElse(0))));
                console.println(row(names, names, widths));
                lines.forEach(line -> console.println(row(names, names.stream().map(name -> cell(line.get(name))).toList(), widths)));
            }
            console.println("(" + lines.size() + (lines.size() == 1 ? " reject)" : " rejects)"));
        }

        private static String row(List<String> names, List<String> cells, Map<String, Integer> widths) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < cells.size(); i++) {
                row.append(i == 0 ? "" : " | ").append(cells.get(i)).append(" ".repeat(widths.get(names.get(i)) - cells.get(i).length()));
            }
            return row.toString().stripTrailing();
        }

        private static String cell(Object value) {
            return value == null ? "-" : value.toString();
        }
    }

    /** Opens a rejected message. */
    @Command(name = "open", mixinStandardHelpOptions = true, sortOptions = false,
            description = {"Print a rejected message byte for byte, as its producer sent it. Writes a line to the audit log, whatever comes of it.",
                "The output is PHI."})
    static final class Open implements Callable<Integer> {
        private static final String ACTION = "reject open";

        private final Console console;

        @Parameters(paramLabel = "ID", description = "The id that `sigilo rejects list` prints, msg_…")
        private String id;

        @Mixin
        private AuditOptions audit;

        @Mixin
        private SealingKeysetOption sealingKeyset;

        @Mixin
        private StackOptions stack;

        Open(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            audit.check();
            Rejects.checkId(id);
            Topology topology = stack.topology();
            Settings settings = Settings.load();
            AuditedOperation operation = new AuditedOperation(stack.log(audit, settings), ACTION, id, audit.purpose());
            return operation.run("refused: ", () -> {
                Keyset keyset = sealingKeyset.read(console);
                byte[] original;
                try (PulsarConnection pulsar = stack.pulsar(settings); OriginalStore vault = stack.originals(settings)) {
                    KeyLineage.check(vault, keyset);
                    original = opened(new PulsarRejectedMessages(pulsar, topology).find(id), keyset, vault);
                }
                operation.append("opened", 1);
                print(original);
                return Sigilo.OK;
            });
        }

        private void print(byte[] original) {
            try {
                console.out().write(original);
                console.println("");
            } catch (IOException e) {
                throw new Console.OutputClosedException(e);
            }
        }
    }

    /** Publishes a repaired message in place of the rejected one. */
    @Command(name = "publish", mixinStandardHelpOptions = true, sortOptions = false,
            description = {"Publish a rejected message again, repaired: one JSON object, from a file or standard input. It must be the record that was",
                "rejected, and counts in its place. Waits until it is in the databases or rejected. Writes two lines to the audit log."},
            footer = {"", "Exit status is 0 where the record was accepted."})
    static final class Publish implements Callable<Integer> {
        private static final String ACTION = "reject publish";

        private final Console console;

        @Parameters(index = "0", paramLabel = "ID", description = "The id that `sigilo rejects list` prints, msg_…")
        private String id;

        @Parameters(index = "1", arity = "0..1", paramLabel = "FILE|-", defaultValue = "-",
                description = "The repaired record; - reads standard input (default).")
        private String file;

        @Option(names = "--other-id", description = "The id was what had to be repaired: take a record of another id than the rejected one.")
        private boolean otherId;

        @Mixin
        private AuditOptions audit;

        @Option(names = "--sealing-keyset", required = true, paramLabel = "FILE",
                description = "The key file that seals: opens the rejected message, to see that it is the same record.")
        private Path sealingKeyset;

        @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "60",
                description = "Give up waiting when nothing moved for so long (default: ${DEFAULT-VALUE}).")
        private int timeoutSeconds;

        @Mixin
        private StackOptions stack;

        Publish(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            audit.check();
            Rejects.checkId(id);
            Topology topology = stack.topology();
            Policy policy = Policies.ofTopology(topology);
            Settings settings = Settings.load();
            KeyGuard.checkFiles(settings);
            AuditedOperation operation = new AuditedOperation(stack.log(audit, settings), ACTION, id, audit.purpose());
            return operation.run("refused: ", () -> {
                byte[] repaired = read();
                Keyset keyset = KeyFiles.read(sealingKeyset, Keyset.Purpose.SEALING);
                try (PulsarConnection pulsar = stack.pulsar(settings); OriginalStore vault = stack.originals(settings)) {
                    KeyLineage.check(vault, keyset);
                    // Hold the lock until the record is processed: it would undo an erasure that runs in the meantime.
                    vault.lock();
                    List<RejectedRecord> rejects = new PulsarRejectedMessages(pulsar, topology).find(id);
                    checkNotDealtWith(rejects, settings);
                    checkSuppressed(rejects, new PulsarSuppressionLog(pulsar, topology).list());
                    checkIdentity(opened(rejects, keyset, vault), repaired, policy);
                    FieldGuard guard = new FieldGuard(new One(repaired), new FieldNames(policy));
                    operation.append("begun", 1);
                    return publish(topology, settings, pulsar, guard, rejects, operation);
                }
            });
        }

        private int publish(Topology topology, Settings settings, PulsarConnection pulsar, FieldGuard guard, List<RejectedRecord> rejects,
                AuditedOperation operation) {
            Backlogs backlogs = stack.backlogs(topology, settings);
            Publisher.Outcome outcome = new Publisher(topology, pulsar, backlogs, new Progress(console))
                    .publish(guard, -1, Duration.ofSeconds(timeoutSeconds));
            if (guard.refused() > 0) {
                throw new CliException("the record was not published, as the policy knows none of its fields; name them as the README's list does");
            }
            PublishCommand.check(outcome, timeoutSeconds);
            String became = outcome.rejectedInAll() == 0 ? "accepted" : "rejected again: " + outcome.rejected().keySet().iterator().next().code();
            // The new publication replaces the row of a reject with a record token. A reject without one needs its own REPLACED row.
            replace(topology, pulsar, rejects);
            backlogs.await(Duration.ofSeconds(timeoutSeconds), waiting -> { });
            operation.append(became, 1);
            if (outcome.rejectedInAll() > 0) {
                throw new AuditedFailure("the repaired record was " + became + ": " + outcome.rejected().keySet().iterator().next().advice()
                        + "; `sigilo rejects list` has it under an id of its own");
            }
            console.println("accepted: the record is in the databases, and counts in the place of " + id);
            return Sigilo.OK;
        }

        private void replace(Topology topology, PulsarConnection pulsar, List<RejectedRecord> rejects) {
            RejectedRecord unnamed = rejects.stream().filter(rejected -> rejected.recordToken().equals(id)).findFirst().orElse(null);
            if (unnamed == null) {
                return;
            }
            Row row = new CommandView().replaced(unnamed);
            try (Producer<byte[]> producer = pulsar.client().newProducer(JsonBytesSchema.of(RecordSchemas.COMMAND_ROW))
                    .hashingScheme(HashingScheme.Murmur3_32Hash).topic(topology.topic("command")).create()) {
                producer.newMessage().key(row.recordToken()).property(OutputMessage.TYPE_PROPERTY, "CommandRow")
                        .value(RecordCodec.encode(row)).send();
            } catch (PulsarClientException e) {
                throw PulsarConnection.fault(e);
            }
        }

        /** Refuses a reject that was already resolved: publishing it again would count it twice or restore an older state. */
        private void checkNotDealtWith(List<RejectedRecord> rejects, Settings settings) {
            try (RecordStatuses rows = stack.statuses(settings)) {
                for (RejectedRecord rejected : rejects) {
                    RecordStatus row = rows.find(rejected.recordToken());
                    if (row != null && row.version() > rejected.provenance().version()) {
                        throw new CliException(row.status().equals(CommandView.REPLACED) ? "this reject was published again already"
                                : "this record is " + row.status() + " by a newer message than the one rejected; publish what is to change it"
                                + " with `sigilo publish`");
                    }
                }
            }
        }

        /** Refuses a record or patient on the suppression list, which seal and tokenize would reject again. */
        private static void checkSuppressed(List<RejectedRecord> rejects, SuppressionList suppressed) {
            for (RejectedRecord rejected : rejects) {
                Map<String, String> tokens = new LinkedHashMap<>(Map.of(rejected.recordToken(), Sealing.RECORD));
                if (rejected.patientToken() != null) {
                    tokens.put(rejected.patientToken(), Sealing.PATIENT);
                }
                RejectReason reason = suppressed.reason(tokens);
                if (reason != null) {
                    throw new CliException("it was not published: " + reason.advice());
                }
            }
        }

        private void checkIdentity(byte[] original, byte[] repaired, Policy policy) {
            NaturalId before = RecordTokens.naturalId(original, policy);
            if (before != null && !otherId && !before.equals(RecordTokens.naturalId(repaired, policy))) {
                throw new CliException("the repaired record has another id in its field " + before.field() + " than the one that was rejected;"
                        + " publish another record with `sigilo publish`, or say with --other-id that the id was wrong");
            }
        }

        private byte[] read() {
            try (InputStream in = file.equals("-") ? console.in() : Files.newInputStream(Path.of(file))) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new CliException("the input is larger than 8 MiB, and no Pulsar message may be; give only the one repaired record");
                }
                if (bytes.length == 0) {
                    throw new CliException("there is no record to publish; give it in a file or on standard input");
                }
                return bytes;
            } catch (NoSuchFileException e) {
                throw new CliException(file + " does not exist; name a file, or - for standard input");
            } catch (IOException e) {
                throw new CliException(file + " cannot be read (" + e.getClass().getSimpleName() + "); check its permissions");
            }
        }
    }

    /** A source with a single record, passed on unchanged. */
    private static final class One implements RecordSource {
        private byte[] record;

        One(byte[] record) {
            this.record = record;
        }

        @Override
        public RecordReader.Entry next() {
            RecordReader.Entry entry = record == null ? null : new RecordReader.Entry(1, record);
            record = null;
            return entry;
        }

        @Override
        public long done() {
            return record == null ? 1 : 0;
        }
    }

    /** Opens a rejected message and returns the bytes that its producer sent. */
    private static byte[] opened(List<RejectedRecord> rejects, Keyset keyset, OriginalStore vault) {
        RejectedRecord sealed = rejects.stream().filter(rejected -> rejected.sealed() != null).findFirst()
                .orElseThrow(() -> new CliException("the message was too large to be kept with the reject; its producer has it"));
        if (vault.isErased(sealed.recordToken(), sealed.provenance().version())) {
            throw new CliException("the message cannot be opened: its patient was erased");
        }
        try {
            return Sealer.of(keyset).open(sealed.sealed(), sealed.wrappedKey(), sealed.recordToken());
        } catch (UnsealException e) {
            throw new CliException(e.getMessage());
        }
    }
}
