package dev.sigilo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.Topology;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.policy.Policy;
import dev.sigilo.vault.application.AuditedOperation;
import dev.sigilo.vault.application.OpenedOriginals;
import dev.sigilo.vault.application.OriginalStore;
import dev.sigilo.vault.application.QueryOwner;
import dev.sigilo.vault.application.RecordPublisher;
import dev.sigilo.vault.application.Retokenize;
import dev.sigilo.vault.application.RetokenizeListener;
import dev.sigilo.vault.domain.OpenedOriginal;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import dev.sigilo.vault.infrastructure.pulsar.PulsarEventLog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes the originals in the vault again, so that the stream tokenizes them with the newest epoch and policy. */
@Command(
        name = "retokenize",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publish the vault's originals again.",
            "Their rows are rebuilt with the newest key epoch and the deployed policy. "
                    + "Each row is replaced, none is added. Under a policy with another token domain, a record gets a new record token; "
                    + "the earlier token is removed from both views and its original is destroyed. Erased records stay erased. Without "
                    + "--from-epoch and --limit, the command proves at the end that every row of both databases has the deployed policy.",
            "Prints counts, never an original. Repeating it is harmless. Adds two lines to the audit log, one before the first "
                    + "original is opened and one at the end."
        })
final class RetokenizeCommand implements Callable<Integer> {
    private static final String ACTION = "retokenize";
    /** Used in the audit log instead of a token. */
    private static final String ALL = "vault";

    private final Console console;

    @Mixin
    private AuditOptions audit;

    @Mixin
    private SealingKeysetOption sealingKeyset;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = {
                "Replace the policy of db_query by this one, which must already be deployed. The rows of the earlier policy are "
                        + "removed before the first new row is written; until the end, the table has fewer rows."
            })
    private String newPolicy;

    @Option(
            names = "--drop-rows-without-original",
            description = {
                "With --policy: also remove rows whose original is not in the vault or cannot be opened. They cannot be restored."
            })
    private boolean dropRest;

    @Option(
            names = "--from-epoch",
            paramLabel = "N",
            description =
                    "Read only originals that were last sealed under this epoch of the token keyset or an older one (default: all).")
    private int fromEpoch = Retokenize.ALL_EPOCHS;

    @Option(names = "--limit", paramLabel = "N", description = "Read at most N originals (default: all).")
    private long limit = Retokenize.NO_LIMIT;

    @Option(names = "--dry-run", description = "Open and count the originals, but publish nothing.")
    private boolean dryRun;

    @Mixin
    private PatienceOption patience;

    @Mixin
    private QueryUrlOption queryUrl;

    @Mixin
    private StackOptions stack;

    RetokenizeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        check();
        Topology topology = stack.topology();
        Settings settings = Settings.load();
        AuditedOperation operation = new AuditedOperation(stack.log(audit, settings), ACTION, ALL, audit.purpose());
        return operation.run("failed: ", () -> retokenize(topology, settings, operation));
    }

    private void check() {
        audit.check();
        if (fromEpoch < 1 || limit < 1) {
            throw new CliException("--from-epoch and --limit must be at least 1");
        }
        if (newPolicy != null && (fromEpoch != Retokenize.ALL_EPOCHS || limit != Retokenize.NO_LIMIT)) {
            throw new CliException("--policy replaces every row; remove --from-epoch and --limit");
        }
        if (dropRest && newPolicy == null) {
            throw new CliException("--drop-rows-without-original needs --policy");
        }
    }

    private int retokenize(Topology topology, Settings settings, AuditedOperation operation) {
        Keyset keyset = sealingKeyset.read(console);
        Sealer sealer = Sealer.of(keyset);
        KeyGuard.checkFiles(settings);
        Policy policy = deployed(topology, settings);
        try (OriginalStore originals = stack.originals(settings);
                QueryOwner owner = isSharded(topology) ? null : Stores.queryOwner(settings, queryUrl.value())) {
            StackPublisher publisher = new StackPublisher(topology, settings);
            Retokenize.Ports ports = new Retokenize.Ports(
                    originals,
                    owner,
                    () -> stack.statuses(settings),
                    () -> PulsarEventLog.over(stack.pulsar(settings), topology),
                    publisher,
                    stack.pipeline(topology, settings));
            new Retokenize(
                            ports,
                            new Retokenize.Request(
                                    policy, newPolicy, dropRest, fromEpoch, limit, dryRun, patience.duration()),
                            operation,
                            new Printer(publisher))
                    .run(keyset, sealer);
            return Sigilo.OK;
        }
    }

    /** Returns whether db_query is several databases, each with a part of the rows. */
    private boolean isSharded(Topology topology) {
        boolean sharded = topology.sinks().stream()
                .filter(sink -> sink.inputs().contains(topology.topic("query")))
                .anyMatch(sink -> stack.scale().shards(sink.name()) > 1);
        if (sharded && newPolicy != null) {
            throw new CliException(
                    "db_query has several shards in scale.conf, and --policy works on one database only; use separate databases for "
                            + "the new policy");
        }
        if (sharded) {
            console.println("db_query has several shards in scale.conf, so its rows are not counted at the end");
        }
        return sharded;
    }

    /** Returns the policy that tokenize runs with, or the one in pulsar-config if Pulsar does not run tokenize (Function Mesh). */
    private Policy deployed(Topology topology, Settings settings) {
        FunctionSpec tokenize = topology.functions().stream()
                .filter(function -> topology.topic("tokenized").equals(function.output()))
                .findFirst()
                .orElseThrow(() -> new CliException(
                        "no function writes " + topology.topic("tokenized") + "; check pulsar-config"));
        JsonNode config = stack.admin(settings).userConfig(tokenize.namespace(), tokenize.name());
        return config == null || !config.path("policy").isTextual()
                ? Policies.ofTopology(topology)
                : Policies.parse(config.path("policy").asText(), "the policy of function " + tokenize.name());
    }

    /** Publishes originals as `sigilo publish` publishes records. */
    private final class StackPublisher implements RecordPublisher {
        private final Topology topology;
        private final Settings settings;
        private Publisher.Outcome outcome;

        StackPublisher(Topology topology, Settings settings) {
            this.topology = topology;
            this.settings = settings;
        }

        @Override
        public Publication publish(OpenedOriginals originals, long size) {
            Backlogs backlogs = stack.backlogs(topology, settings);
            try (PulsarConnection pulsar = stack.pulsar(settings)) {
                outcome = new Publisher(topology, pulsar, backlogs, new Progress(console))
                        .publish(new Originals(originals), size, patience.duration());
            }
            return new Publication(outcome.published(), outcome.failed(), outcome.rejectedInAll(), outcome.waitingAt());
        }
    }

    /** Originals as records to publish. */
    private record Originals(OpenedOriginals originals) implements RecordSource {

        @Override
        public RecordReader.Entry next() {
            OpenedOriginal original = originals.next();
            return original == null
                    ? null
                    : new RecordReader.Entry(original.number(), original.format(), original.bytes());
        }

        @Override
        public long done() {
            return originals.done();
        }
    }

    /** Prints the result of each step. */
    private final class Printer implements RetokenizeListener {
        private final StackPublisher publisher;
        private final Progress progress = new Progress(console);

        Printer(StackPublisher publisher) {
            this.publisher = publisher;
        }

        @Override
        public void opened(OpenedOriginals originals, long size) {
            progress.draw("opening " + Progress.bar(originals.done(), size) + originals.opened() + " originals");
        }

        @Override
        public void openedAll() {
            progress.clear();
        }

        @Override
        public void handedOver(String policy, String before, long removed) {
            console.println("db_query now belongs to policy " + policy
                    + (before == null || before.equals(policy) ? "" : " instead of " + before) + "; removed " + removed
                    + " rows of other policies");
        }

        @Override
        public void tried(String sum) {
            console.println(sum + "; nothing was published");
        }

        @Override
        public void published(String sum) {
            console.println(sum);
            PublishCommand.print(console, publisher.outcome, false);
        }

        @Override
        public void retired(long removed) {
            console.println("removed " + removed + " earlier record tokens; their records now have new ones");
        }

        @Override
        public void proved(Policy policy, long records) {
            console.println("proved: all " + records + " records have policy " + policy.name() + " " + policy.version()
                    + " (hash " + policy.contentHash() + ") in both databases, and no row has another");
        }
    }
}
