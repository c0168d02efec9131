package dev.sigilo.cli;

import dev.sigilo.classify.application.NaturalId;
import dev.sigilo.driver.Topology;
import dev.sigilo.keys.Keyset;
import dev.sigilo.policy.Policy;
import dev.sigilo.project.domain.CommandView;
import dev.sigilo.records.OriginalEnvelope;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.ViewRow;
import dev.sigilo.records.ViewRowCodec;
import dev.sigilo.runtime.JsonBytesSchema;
import dev.sigilo.runtime.OutputMessage;
import dev.sigilo.tokenize.domain.Sealing;
import dev.sigilo.tokenize.domain.SuppressionList;
import dev.sigilo.vault.application.AuditedOperation;
import dev.sigilo.vault.application.KeyLineage;
import dev.sigilo.vault.application.OriginalStore;
import dev.sigilo.vault.application.RecordStatuses;
import dev.sigilo.vault.domain.AuditedFailure;
import dev.sigilo.vault.domain.RecordTokens;
import dev.sigilo.vault.domain.StatusRow;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import dev.sigilo.vault.infrastructure.pulsar.PulsarRejectedMessages;
import dev.sigilo.vault.infrastructure.pulsar.PulsarSuppressionDecisions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.pulsar.client.api.HashingScheme;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClientException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes a repaired message in place of the rejected one. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publish a repaired message in place of the rejected one.",
            "Reads one message from a file or standard input, in the format of the rejected one: a record as one JSON object, or an "
                    + "HL7 v2, FHIR or DICOM message. It must contain the rejected record, and replaces it in all counts. "
                    + "Waits until the record is stored or rejected. Adds two lines to the audit log."
        },
        footer = {"", "Exit status is 0 only if the record was accepted."})
final class RejectsPublishCommand implements Callable<Integer> {
    /** The most bytes read of a repaired record: more than a message may have. */
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final String ACTION = "reject publish";

    private final Console console;

    @Mixin
    private AuditedReject reject;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE|-",
            defaultValue = "-",
            description = "The repaired message; - reads standard input (default).")
    private String file;

    @Option(names = "--other-id", description = "Accept a record with another id, because the rejected id was wrong.")
    private boolean otherId;

    @Option(
            names = "--sealing-keyset",
            required = true,
            paramLabel = "FILE",
            description = "The sealing key file. Opens the rejected message, to check that it is the same record.")
    private Path sealingKeyset;

    @Mixin
    private PatienceOption patience;

    @Mixin
    private StackOptions stack;

    RejectsPublishCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String id = reject.id();
        Topology topology = stack.topology();
        Policy policy = Policies.ofTopology(topology);
        Settings settings = Settings.load();
        KeyGuard.checkFiles(settings);
        AuditedOperation operation = reject.operation(ACTION, stack, settings);
        return operation.run("refused: ", () -> {
            byte[] repaired = read();
            Keyset keyset = KeyFiles.read(sealingKeyset, Keyset.Purpose.SEALING);
            try (PulsarConnection pulsar = stack.pulsar(settings);
                    OriginalStore vault = stack.originals(settings)) {
                KeyLineage.check(vault, keyset);
                // Hold the lock until the record is processed: it would undo an erasure that runs in the meantime.
                vault.lock();
                List<RejectedRecord> rejects = new PulsarRejectedMessages(pulsar, topology).find(id);
                checkNotDealtWith(rejects, settings);
                checkSuppressed(rejects, new PulsarSuppressionDecisions(pulsar, topology).list());
                byte[] sealed = RejectsCommand.opened(rejects, keyset, vault);
                String format = OriginalEnvelope.open(sealed).format();
                checkIdentity(sealed, new RepairedRecord(topology, policy).naturalIds(format, repaired), policy);
                RecordSource source = new One(format, repaired);
                FieldGuard guard = format == null ? new FieldGuard(source, new FieldNames(policy)) : null;
                operation.append("begun", 1);
                return publish(topology, settings, pulsar, source, guard, rejects, operation);
            }
        });
    }

    private int publish(
            Topology topology,
            Settings settings,
            PulsarConnection pulsar,
            RecordSource source,
            FieldGuard guard,
            List<RejectedRecord> rejects,
            AuditedOperation operation) {
        Backlogs backlogs = stack.backlogs(topology, settings);
        Publisher.Outcome outcome = new Publisher(topology, pulsar, backlogs, new Progress(console))
                .publish(guard == null ? source : guard, -1, patience.duration());
        if (guard != null && guard.refused() > 0) {
            throw new CliException(
                    "the record was not published, because the policy knows none of its fields; use the field names listed in the README");
        }
        PublishCommand.check(outcome, patience.seconds());
        String became = outcome.rejectedInAll() == 0
                ? "accepted"
                : "rejected again: "
                        + outcome.rejected().keySet().iterator().next().code();
        // The new publication replaces the row of a reject with a record token. A reject without one needs its own
        // REPLACED row.
        replace(topology, pulsar, rejects);
        backlogs.await(patience.duration(), waiting -> {});
        operation.append(became, 1);
        if (outcome.rejectedInAll() > 0) {
            throw new AuditedFailure("the repaired record was " + became + ": "
                    + outcome.rejected().keySet().iterator().next().advice()
                    + "; `sigilo rejects list` shows it with a new id");
        }
        console.println("accepted: the record is in the databases and replaces " + reject.id());
        return Sigilo.OK;
    }

    private void replace(Topology topology, PulsarConnection pulsar, List<RejectedRecord> rejects) {
        RejectedRecord unnamed = rejects.stream()
                .filter(rejected -> rejected.recordToken().equals(reject.id()))
                .findFirst()
                .orElse(null);
        if (unnamed == null) {
            return;
        }
        ViewRow row = new CommandView().replaced(unnamed);
        try (Producer<byte[]> producer = pulsar.client()
                .newProducer(JsonBytesSchema.of(RecordSchemas.COMMAND_ROW))
                .hashingScheme(HashingScheme.Murmur3_32Hash)
                .topic(topology.topic("command"))
                .create()) {
            producer.newMessage()
                    .key(row.recordToken())
                    .property(OutputMessage.TYPE_PROPERTY, "CommandRow")
                    .value(ViewRowCodec.encode(row))
                    .send();
        } catch (PulsarClientException e) {
            throw PulsarConnection.fault(e);
        }
    }

    /** Refuses a reject that was already resolved: publishing it again would count it twice or restore an older state. */
    private void checkNotDealtWith(List<RejectedRecord> rejects, Settings settings) {
        try (RecordStatuses rows = stack.statuses(settings)) {
            for (RejectedRecord rejected : rejects) {
                StatusRow row = rows.find(rejected.recordToken());
                if (row != null && row.version() > rejected.provenance().version()) {
                    throw new CliException(
                            row.status().equals(CommandView.REPLACED)
                                    ? "this reject was already published again"
                                    : "this record is " + row.status()
                                            + " by a newer message than the rejected one; to change the record, use"
                                            + " `sigilo publish`");
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

    private void checkIdentity(byte[] original, Set<NaturalId> repaired, Policy policy) {
        NaturalId before = RecordTokens.naturalId(original, policy);
        if (before != null && !otherId && !repaired.contains(before)) {
            throw new CliException(
                    "the repaired record and the rejected one have different ids in field " + before.field()
                            + "; publish a different record with `sigilo publish`, or add --other-id if the rejected id was wrong");
        }
    }

    private byte[] read() {
        try (InputStream in = file.equals("-") ? console.in() : Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new CliException(
                        "the input is larger than 8 MiB, the limit of a message; give only the one repaired record");
            }
            if (bytes.length == 0) {
                throw new CliException("no record to publish; give it in a file or on standard input");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new CliException(file + " does not exist; name a file, or - for standard input");
        } catch (IOException e) {
            throw new CliException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + "); check its permissions");
        }
    }

    /** A source with a single record, passed on unchanged. */
    private static final class One implements RecordSource {
        private final String format;
        private byte[] record;

        One(String format, byte[] record) {
            this.format = format;
            this.record = record;
        }

        @Override
        public RecordReader.Entry next() {
            RecordReader.Entry entry = record == null ? null : new RecordReader.Entry(1, format, record);
            record = null;
            return entry;
        }

        @Override
        public long done() {
            return record == null ? 1 : 0;
        }
    }
}
