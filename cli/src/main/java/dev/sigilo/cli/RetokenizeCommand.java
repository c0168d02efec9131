package dev.sigilo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.Topology;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.KeysetException;
import dev.sigilo.keys.Sealer;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.Treatment;
import dev.sigilo.tokenize.domain.Erasure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes the originals in the vault again, so that the stream tokenizes them with the newest epoch and policy. */
@Command(name = "retokenize", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Open the originals in the vault and publish them again, so that their rows are rebuilt with the newest key "
                + "epoch and the policy that is deployed.",
            "Each row is replaced, none is added. Under a policy with another token domain, a record gets another record token; "
                + "the earlier one is removed from both views and its original is destroyed. Erased records stay erased. Without "
                + "--from-epoch and --limit, it proves at the end that every row of both databases is of the deployed policy.",
            "Prints counts, never an original. Repeating it is harmless. Writes two lines to the audit log, one before the first "
                + "original is opened and one at the end."})
final class RetokenizeCommand implements Callable<Integer> {
    private static final String ACTION = "retokenize";
    /** What the audit log has in the place of a token. */
    private static final String ALL = "vault";
    private static final int PAGE = 500;
    private static final int ALL_EPOCHS = Integer.MAX_VALUE;
    private static final long PAUSE_MILLIS = 1000;

    private final Console console;

    @Mixin
    private AuditOptions audit;

    @Mixin
    private SealingKeysetOption sealingKeyset;

    @Option(names = "--policy", paramLabel = "NAME",
            description = {"Replace the policy of db_query by this one, which must already be deployed. The rows of the",
                "earlier policy are removed before the first new one is written; until the end, the table has fewer rows."})
    private String newPolicy;

    @Option(names = "--drop-rows-without-original", description = {"With --policy: remove also rows whose original is not in the vault or cannot be",
        "opened. They cannot be made again."})
    private boolean dropRest;

    @Option(names = "--from-epoch", paramLabel = "N",
            description = "Only originals that were last sealed under this epoch of the token keyset or an older one (default: all).")
    private int fromEpoch = ALL_EPOCHS;

    @Option(names = "--limit", paramLabel = "N", description = "Look at so many originals at most (default: all).")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--dry-run", description = "Open them and count, publish nothing.")
    private boolean dryRun;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "60",
            description = "Give up waiting when nothing moved for so long (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Option(names = "--query-url", paramLabel = "JDBC_URL",
            description = "JDBC URL of db_query (default: SIGILO_QUERY_JDBC_URL, else the running embedded stack).")
    private String queryUrl;

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
        if (newPolicy != null && !isWhole()) {
            throw new CliException("--policy replaces every row: leave out --from-epoch and --limit");
        }
        if (dropRest && newPolicy == null) {
            throw new CliException("--drop-rows-without-original is for --policy");
        }
        Topology topology = stack.topology();
        Settings settings = Settings.load();
        AuditLog log = stack.log(audit, settings);
        try {
            Keyset keyset = sealingKeyset.read(console);
            Sealer sealer = Sealer.of(keyset);
            KeyGuard.checkFiles(settings);
            Policy policy = deployed(topology, settings);
            try (Vault vault = stack.vault(settings); ViewPolicies views = isSharded(topology) ? null : new ViewPolicies(settings, queryUrl)) {
                KeyGuard.check(vault, keyset);
                String owner = views == null ? null : views.owner();
                check(policy, owner);
                // Held until all is seen through: an erasure in between would be undone by what is on its way.
                vault.lock();
                // What is published from now on is newer, and is not looked at again under its new token.
                long newest = vault.newestVersion();
                long size = Math.min(limit, vault.count(fromEpoch, newest));
                log.append(ACTION, ALL, audit.purpose(), (dryRun ? "begun, dry run" : "begun")
                        + (policy.name().equals(owner) || owner == null ? "" : ", rows of policy " + owner + " replaced by " + policy.name()),
                        records(size));
                OpenedOriginals.Pages pages = (last, most) -> vault.page(fromEpoch, newest, last, most);
                if (dryRun) {
                    return open(new OpenedOriginals(pages, sealer, limit), size, log);
                }
                if (newPolicy != null && views != null) {
                    handOver(policy, owner, new OpenedOriginals(pages, sealer, limit), size, views);
                }
                int status = publish(topology, settings, new OpenedOriginals(pages, sealer, limit), size, log);
                if (isWhole()) {
                    retire(topology, settings, vault, newest);
                    if (views != null) {
                        prove(policy, settings, views);
                    }
                }
                return status;
            }
        } catch (Told e) {
            throw e.forTheUser();
        } catch (CliException | KeysetException e) {
            log.note(ACTION, ALL, audit.purpose(), "failed: " + e.getMessage(), 0);
            throw e;
        }
    }

    /** Whether db_query is several databases, each with a part of the rows. */
    private boolean isSharded(Topology topology) {
        boolean sharded = topology.sinks().stream().filter(sink -> sink.inputs().contains(topology.topic("query")))
                .anyMatch(sink -> stack.scale().shards(sink.name()) > 1);
        if (sharded && newPolicy != null) {
            throw new CliException("db_query has shards by scale.conf, and --policy works on one database only: use separate databases for the new policy");
        }
        if (sharded) {
            console.println("db_query has shards by scale.conf, so its rows are not counted at the end");
        }
        return sharded;
    }

    /** Whether every original is to be published again. */
    private boolean isWhole() {
        return fromEpoch == ALL_EPOCHS && limit == Long.MAX_VALUE;
    }

    // ---- policies

    /** Returns the policy that tokenize runs with, or the one in pulsar-config if Pulsar does not run tokenize (Function Mesh). */
    private Policy deployed(Topology topology, Settings settings) {
        FunctionSpec tokenize = topology.functions().stream().filter(function -> topology.topic("tokenized").equals(function.output())).findFirst()
                .orElseThrow(() -> new CliException("no function writes " + topology.topic("tokenized") + "; check pulsar-config"));
        JsonNode config = stack.admin(settings).userConfig(tokenize.namespace(), tokenize.name());
        return config == null || !config.path("policy").isTextual() ? Policies.ofTopology(topology)
                : Policies.parse(config.path("policy").asText(), "the policy of function " + tokenize.name());
    }

    private void check(Policy policy, String owner) {
        if (newPolicy != null && !newPolicy.equals(policy.name())) {
            throw new CliException("the functions run with policy " + policy.name() + ", not " + newPolicy
                    + "; deploy that one first (`sigilo up --new-policy --policy " + newPolicy + "`, or deploy.sh with SIGILO_NEW_POLICY=1)");
        }
        if (newPolicy == null && ViewPolicies.NOBODY.equals(owner)) {
            throw new CliException("a change of db_query to another policy was interrupted; run it again with --policy " + policy.name());
        }
        if (newPolicy == null && owner != null && !owner.equals(policy.name())) {
            throw new CliException("the functions run with policy " + policy.name() + ", but the rows of db_query belong to policy " + owner
                    + ": deploy that one again, or replace all its rows with --policy " + policy.name() + ". Nothing was published");
        }
    }

    /** Removes the rows of the earlier policy, once it is known that each can be made again. */
    private void handOver(Policy policy, String owner, OpenedOriginals originals, long size, ViewPolicies views) {
        Progress progress = new Progress(console);
        while (originals.next() != null) {
            progress.draw("opening " + Progress.bar(originals.done(), size) + originals.opened() + " originals");
        }
        progress.clear();
        ViewPolicies.Counts rows = views.count(policy);
        long lost = Math.max(0, rows.current() + rows.others() - originals.opened());
        if (lost > 0 && !dropRest) {
            throw new CliException("db_query has " + (rows.current() + rows.others()) + " rows, but only " + originals.opened()
                    + " originals can be opened" + originals.reasons() + ": " + lost + " rows could not be made again. "
                    + "To remove them anyway, add --drop-rows-without-original. Nothing was changed");
        }
        long removed = views.handOver(policy.name());
        console.println("db_query belongs to policy " + policy.name() + " now" + (owner == null || owner.equals(policy.name()) ? "" : ", not to " + owner)
                + "; removed " + removed + " rows of other policies");
    }

    /** Removes the record tokens that records had before they were tokenized again under other ones, and destroys those originals. */
    private void retire(Topology topology, Settings settings, Vault vault, long newest) {
        long removed = 0;
        String last = "";
        try (PulsarConnection pulsar = stack.pulsar(settings)) {
            for (List<Vault.Sealed> page = vault.page(ALL_EPOCHS, newest, last, PAGE); !page.isEmpty();
                    page = vault.page(ALL_EPOCHS, newest, last, PAGE)) {
                last = page.get(page.size() - 1).recordToken();
                List<Vault.Sealed> earlier = page.stream().filter(sealed -> sealed.wrappedKey() != null).toList();
                if (!earlier.isEmpty()) {
                    // The events first: a run that ends in between finds the originals again.
                    RemovalEvents.publish(topology, pulsar, earlier.stream().map(sealed -> Erasure.replacement(sealed.recordToken(),
                            sealed.treatment(), sealed.keyEpoch(), sealed.provenance())).toList());
                    vault.destroyKeys(earlier.stream().collect(Collectors.toMap(Vault.Sealed::recordToken, sealed -> sealed.provenance().version())));
                    removed += earlier.size();
                }
            }
        }
        if (removed == 0) {
            return;
        }
        String waiting = stack.backlogs(topology, settings).await(Duration.ofSeconds(timeoutSeconds), where -> { });
        if (waiting != null) {
            throw new Told("the records have new tokens, but nothing moved for " + timeoutSeconds + " s with " + waiting
                    + " still to be processed, so that earlier tokens may still be in a view; see `sigilo status`");
        }
        console.println("removed " + removed + " earlier record tokens; each of their records has another one now");
    }

    /** Waits until every row of both databases is of this policy and both have the same number, and fails if that does not happen in time. */
    private void prove(Policy policy, Settings settings, ViewPolicies views) {
        Treatment wanted = new Treatment(policy.name(), policy.version(), policy.contentHash(), null, null);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
        while (true) {
            ViewPolicies.Counts rows = views.count(policy);
            Map<Treatment, Long> tokenized;
            try (CommandRows command = stack.commandRows(settings)) {
                tokenized = command.tokenized();
            }
            long current = tokenized.getOrDefault(wanted, 0L);
            long others = tokenized.values().stream().mapToLong(Long::longValue).sum() - current;
            if (rows.others() == 0 && others == 0 && rows.current() == current) {
                console.println("proved: all " + current + " records are of policy " + policy.name() + " " + policy.version()
                        + " (hash " + policy.contentHash() + ") in both databases, and no row is of another");
                return;
            }
            if (System.nanoTime() > end) {
                throw new Told("not proved: of policy " + policy.name() + " " + policy.version() + ", db_query has " + rows.current()
                        + " rows and db_command " + current + " records; of others, db_query has " + rows.others() + " and db_command " + others
                        + ". Run it again; `sigilo status` says whether something waits or is refused");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted while the rows were counted; run it again");
        }
    }

    // ---- originals

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
