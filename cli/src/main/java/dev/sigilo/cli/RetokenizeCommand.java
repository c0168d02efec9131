package dev.sigilo.cli;

import dev.sigilo.driver.Topology;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.KeysetException;
import dev.sigilo.keys.Sealer;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes the originals in the vault again, so that the stream tokenizes them with the newest epoch and policy. */
@Command(name = "retokenize", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Open the originals in the vault and publish them again, so that their rows are rebuilt with the newest key "
                + "epoch and the current policy.",
            "A record keeps its record token: its rows are replaced, none is added. Erased records stay erased. Prints counts, "
                + "never an original. Repeating it is harmless. Writes two lines to the audit log, one before the first "
                + "original is opened and one at the end."})
final class RetokenizeCommand implements Callable<Integer> {
    private static final String ACTION = "retokenize";
    /** What the audit log has in the place of a token. */
    private static final String ALL = "vault";

    private final Console console;

    @Mixin
    private AuditOptions audit;

    @Mixin
    private SealingKeysetOption sealingKeyset;

    @Option(names = "--from-epoch", paramLabel = "N",
            description = "Only originals that were last sealed under this epoch of the token keyset or an older one (default: all).")
    private int fromEpoch = Integer.MAX_VALUE;

    @Option(names = "--limit", paramLabel = "N", description = "Look at so many originals at most (default: all).")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--dry-run", description = "Open them and count, publish nothing.")
    private boolean dryRun;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "60",
            description = "Give up waiting when nothing moved for so long (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Mixin
    private StackOptions stack;

    RetokenizeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        audit.check();
        if (fromEpoch < 1 || limit < 1) {
            throw new CliException("--from-epoch and --limit are whole numbers from 1 on");
        }
        Topology topology = stack.topology();
        Settings settings = Settings.load();
        AuditLog log = stack.log(audit, settings);
        try {
            Keyset keyset = sealingKeyset.read(console);
            Sealer sealer = Sealer.of(keyset);
            KeyGuard.checkFiles(settings);
            try (Vault vault = stack.vault(settings)) {
                KeyGuard.check(vault, keyset);
                // Held until all is seen through: an erasure in between would be undone by what is on its way.
                vault.lock();
                long size = Math.min(limit, vault.count(fromEpoch));
                log.append(ACTION, ALL, audit.purpose(), dryRun ? "begun, dry run" : "begun", records(size));
                OpenedOriginals originals = new OpenedOriginals((last, most) -> vault.page(fromEpoch, last, most), sealer, limit);
                return dryRun ? open(originals, size, log) : publish(topology, settings, originals, size, log);
            }
        } catch (Told e) {
            throw e.forTheUser();
        } catch (CliException | KeysetException e) {
            log.note(ACTION, ALL, audit.purpose(), "failed: " + e.getMessage(), 0);
            throw e;
        }
    }

    private int open(OpenedOriginals originals, long size, AuditLog log) {
        Progress progress = new Progress(console);
        while (originals.next() != null) {
            progress.draw("opening " + Progress.bar(originals.done(), size) + originals.opened() + " originals");
        }
        progress.clear();
        String sum = sum(originals, "opened " + originals.opened(), 0);
        log.append(ACTION, ALL, audit.purpose(), "dry run: " + sum, records(originals.opened()));
        console.println(sum + "; nothing was published");
        return status(originals, 0);
    }

    private int publish(Topology topology, Settings settings, OpenedOriginals originals, long size, AuditLog log) {
        Backlogs backlogs = stack.backlogs(topology, settings);
        Publisher.Outcome outcome;
        try (PulsarConnection pulsar = stack.pulsar(settings)) {
            outcome = new Publisher(topology, pulsar, backlogs, new Progress(console))
                    .publish(originals, size, Duration.ofSeconds(timeoutSeconds));
        }
        String sum = sum(originals, "published " + outcome.published(), outcome.failed());
        log.append(ACTION, ALL, audit.purpose(), sum + "; rejected " + outcome.rejectedInAll(), records(outcome.published()));
        console.println(sum);
        PublishCommand.print(console, outcome, false);
        if (outcome.published() + outcome.failed() != originals.opened()) {
            throw new Told("the sum does not balance: " + originals.opened() + " originals were opened, but " + outcome.published()
                    + " published and " + outcome.failed() + " refused; run it again and report it");
        }
        if (outcome.waitingAt() != null) {
            throw new Told("the originals are published, but nothing moved for " + timeoutSeconds + " s with " + outcome.waitingAt()
                    + " still to be processed; see `sigilo status`, and erase nobody before they are through");
        }
        return status(originals, outcome.failed() + outcome.rejectedInAll());
    }

    /** What became of the rows that were looked at; the parts add up to them. */
    private static String sum(OpenedOriginals originals, String done, long refused) {
        return "looked at " + originals.done() + " originals: " + done + ", passed over " + originals.erased()
                + " that were erased, could not open " + originals.unopened() + originals.reasons()
                + (refused == 0 ? "" : ", the broker refused " + refused);
    }

    /** Says what stays as it was, if anything does. */
    private int status(OpenedOriginals originals, long left) {
        if (originals.unopened() > 0) {
            throw new Told(originals.unopened() + " originals could not be opened" + originals.reasons()
                    + "; check that it is the keyset that seal used. Their rows stay as they were");
        }
        if (left > 0) {
            throw new Told(left + " records were rejected or refused, see above; their rows stay as they were");
        }
        return Sigilo.OK;
    }

    private static int records(long count) {
        return (int) Math.min(Integer.MAX_VALUE, count);
    }
}
