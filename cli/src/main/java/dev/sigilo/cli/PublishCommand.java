package dev.sigilo.cli;

import dev.sigilo.driver.Topology;
import dev.sigilo.records.RejectReason;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes a file of records and reports their outcome. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publish records or messages and wait for the results.",
            "Publishes records to intake/raw, and messages to the topic of their format: intake/hl7v2, intake/fhir or intake/dicom. "
                    + "What is malformed is published unchanged: the pipeline rejects and counts it. A CSV file "
                    + "whose header has no field known to the policy is not published, and neither is a record without such a field."
        },
        footer = {
            "",
            "A .hl7 file may contain many messages, also in MLLP frames or batches. Of a .dcm file only the header is sent. A FHIR file "
                    + "is one resource or bundle, or NDJSON: up to 1 MiB one message, else one message per line.",
            "Exit status is 0 if every record was published and processed (rejected ones included) and at least one was accepted."
        })
final class PublishCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Input input;

    @Option(names = "--no-wait", description = "Do not wait for the results.")
    private boolean noWait;

    @Option(names = "--fail-on-reject", description = "Exit with status 1 if a record was rejected.")
    private boolean failOnReject;

    @Mixin
    private PatienceOption patience;

    @Mixin
    private PulsarOptions pulsarOptions;

    PublishCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (failOnReject && noWait) {
            throw new CliException("--fail-on-reject needs the results; remove --no-wait");
        }
        Topology topology = pulsarOptions.topology();
        InputFormat format = input.format();
        FieldNames names = new FieldNames(Policies.ofTopology(topology));
        Settings settings = Settings.load();
        KeyGuard.checkFiles(settings);
        Backlogs backlogs = noWait ? null : pulsarOptions.backlogs(topology, settings);
        if (format.isMessages()) {
            publishMessages(topology, settings, backlogs);
            return Sigilo.OK;
        }
        try (Input.Opened records = input.open(console, names);
                PulsarConnection pulsar = pulsarOptions.pulsar(settings)) {
            FieldGuard guard = new FieldGuard(records, names);
            Publisher publisher = new Publisher(topology, pulsar, backlogs, new Progress(console)).tellingLines();
            Publisher.Outcome outcome = publisher.publish(guard, input.size(), patience.duration());
            print(console, outcome, noWait);
            printReasons(outcome);
            printReading(records.reader());
            guard.unknownFields().forEach(console::println);
            check(outcome, patience.seconds());
            checkTaken(outcome, guard);
            return Sigilo.OK;
        }
    }

    private void publishMessages(Topology topology, Settings settings, Backlogs backlogs) {
        try (MessageFiles messages = input.openMessages(console);
                PulsarConnection pulsar = pulsarOptions.pulsar(settings)) {
            Publisher publisher = new Publisher(topology, pulsar, backlogs, new Progress(console)).tellingLines();
            Publisher.Outcome outcome = publisher.publish(messages, -1, patience.duration());
            print(console, outcome, "messages", noWait);
            printReasons(outcome);
            check(outcome, patience.seconds());
            messages.checkAllRead();
            checkAccepted(outcome, "message");
        }
    }

    private void printReasons(Publisher.Outcome outcome) {
        outcome.rejected().forEach((reason, count) -> {
            String fields = outcome.rejectedFields(reason).entrySet().stream()
                    .map(field -> field.getKey() + " " + field.getValue())
                    .collect(Collectors.joining(", ", " (", ")"));
            console.println("  " + reason.code()
                    + (outcome.rejectedFields(reason).isEmpty() ? "" : fields) + ": " + reason.advice() + ".");
        });
    }

    private void printReading(RecordReader reader) {
        if (reader.delimiter() != ',' && !input.hasDelimiter()) {
            console.println("The file was read with " + RecordReader.option(reader.delimiter())
                    + ", detected from its header.");
        }
        if (reader.brokenRows() > 0) {
            console.println((reader.brokenRows() == 1
                            ? "1 row is malformed and was published unchanged"
                            : reader.brokenRows() + " rows are malformed and were published unchanged")
                    + ", to be rejected; the first: " + reader.firstBrokenRow() + ".");
        }
    }

    /** Fails if the result suggests a mistake in the file. */
    private void checkTaken(Publisher.Outcome outcome, FieldGuard guard) {
        if (guard.refused() > 0) {
            throw new CliException(guard.refused() + (guard.refused() == 1 ? " record was" : " records were")
                    + " not published, because the policy knows none of their fields; the first: "
                    + guard.firstRefused()
                    + "; use the field names listed in the README");
        }
        checkAccepted(outcome, "record");
    }

    private void checkAccepted(Publisher.Outcome outcome, String what) {
        if (outcome.published() == 0) {
            throw new CliException("there are no " + what + "s to publish; check the file");
        }
        if (noWait) {
            return;
        }
        if (outcome.accepted() == 0) {
            throw new CliException(
                    "no " + what + " was accepted; " + advice(outcome.rejected().keySet(), what));
        }
        if (failOnReject && outcome.rejectedInAll() > 0) {
            throw new CliException(outcome.rejectedInAll() + " of " + outcome.published() + " " + what
                    + "s were rejected (see above); the others are accepted");
        }
    }

    private static String advice(Set<RejectReason> reasons, String what) {
        boolean records = what.equals("record");
        if (records && reasons.contains(RejectReason.UNKNOWN_ENCODING)) {
            return "convert the file to UTF-8, for example with iconv -f WINDOWS-1252 -t UTF-8";
        } else if (records
                && (reasons.contains(RejectReason.NOT_JSON) || reasons.contains(RejectReason.NOT_AN_OBJECT))) {
            return "each line must be a JSON object, or the file a CSV file with a header (--format csv)";
        }
        return reasons.iterator().next().advice();
    }

    /** Prints the outcome of the records. */
    static void print(Console console, Publisher.Outcome outcome, boolean unwaited) {
        print(console, outcome, "records", unwaited);
    }

    private static void print(Console console, Publisher.Outcome outcome, String what, boolean unwaited) {
        console.println(String.format(
                Locale.ROOT,
                "published %d of %d %s in %.1f s (%s)%s",
                outcome.published(),
                outcome.lines(),
                what,
                outcome.nanos() / 1e9,
                Progress.rate(outcome.published(), outcome.nanos()),
                outcome.emptyLines() == 0 ? "" : ", " + outcome.emptyLines() + " empty lines skipped"));
        if (!unwaited && outcome.waitingAt() == null) {
            String reasons = outcome.rejected().entrySet().stream()
                    .map(reason -> reason.getKey().code() + " " + reason.getValue())
                    .collect(Collectors.joining(", ", ": ", ""));
            console.println(String.format(
                    Locale.ROOT,
                    "accepted %d, rejected %d%s; all processed in %.1f s (%s)",
                    outcome.accepted(),
                    outcome.rejectedInAll(),
                    outcome.rejected().isEmpty() ? "" : reasons,
                    outcome.settleNanos() / 1e9,
                    Progress.rate(outcome.published(), outcome.settleNanos())));
        }
    }

    /** Fails if not all records were published and processed.
     *
     * @throws CliException if records were not published or still wait
     */
    static void check(Publisher.Outcome outcome, int timeoutSeconds) {
        if (outcome.failed() > 0) {
            throw new CliException(outcome.failed() + " of " + outcome.lines()
                    + " records were not published; the first, " + outcome.firstFailure());
        }
        if (outcome.waitingAt() != null) {
            throw new CliException("the records are published, but " + outcome.waitingAt() + " made no progress for "
                    + timeoutSeconds + " s; see `sigilo status`");
        }
    }
}
