package dev.sigilo.cli;

import dev.sigilo.driver.Topology;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes a file of records and tells what became of them. */
@Command(name = "publish", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Publish records to intake/raw and wait until each is in the databases or rejected.",
            "A line that is broken is published as it stands: the pipeline rejects and counts it."},
        footer = {"", "Exit status is 0 where every record was published and seen through, rejected ones included."})
final class PublishCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Input input;

    @Option(names = "--no-wait", description = "Do not wait for what becomes of the records.")
    private boolean noWait;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "60",
            description = "Give up waiting when nothing moved for so long (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Mixin
    private PulsarOptions pulsarOptions;

    PublishCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Topology topology = pulsarOptions.topology();
        Settings settings = Settings.load();
        KeyGuard.checkFiles(settings);
        Backlogs backlogs = noWait ? null : pulsarOptions.backlogs(topology, settings);
        try (Input.Opened records = input.open(console); PulsarConnection pulsar = pulsarOptions.pulsar(settings)) {
            Publisher publisher = new Publisher(topology, pulsar, backlogs, new Progress(console));
            Publisher.Outcome outcome = publisher.publish(records, input.size(), Duration.ofSeconds(timeoutSeconds));
            print(console, outcome, noWait);
            check(outcome, timeoutSeconds);
            return Sigilo.OK;
        }
    }

    /** Prints what became of the records. */
    static void print(Console console, Publisher.Outcome outcome, boolean unwaited) {
        console.println(String.format(Locale.ROOT, "published %d of %d records in %.1f s (%s)%s", outcome.published(),
                outcome.lines(), outcome.nanos() / 1e9, Progress.rate(outcome.published(), outcome.nanos()),
                outcome.emptyLines() == 0 ? "" : ", " + outcome.emptyLines() + " empty lines left out"));
        if (!unwaited && outcome.waitingAt() == null) {
            String reasons = outcome.rejected().entrySet().stream()
                    .map(reason -> reason.getKey().code() + " " + reason.getValue())
                    .collect(Collectors.joining(", ", ": ", ""));
            console.println(String.format(Locale.ROOT, "accepted %d, rejected %d%s; all seen through in %.1f s (%s)",
                    outcome.accepted(), outcome.rejectedInAll(), outcome.rejected().isEmpty() ? "" : reasons,
                    outcome.settleNanos() / 1e9, Progress.rate(outcome.published(), outcome.settleNanos())));
        }
    }

    /**
     * Refuses to call it a success where it was none.
     *
     * @throws CliException where records were not published or still wait
     */
    static void check(Publisher.Outcome outcome, int timeoutSeconds) {
        if (outcome.failed() > 0) {
            throw new CliException(outcome.failed() + " of " + outcome.lines() + " records were not published; the first, "
                    + outcome.firstFailure());
        }
        if (outcome.waitingAt() != null) {
            throw new CliException("the records are published, but nothing moved for " + timeoutSeconds + " s with "
                    + outcome.waitingAt() + " still to be processed; see `sigilo status`");
        }
    }
}
