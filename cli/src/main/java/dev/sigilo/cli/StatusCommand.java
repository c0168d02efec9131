package dev.sigilo.cli;

import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.Scale;
import dev.sigilo.driver.SinkSpec;
import dev.sigilo.driver.Topology;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.ServerProcess;
import dev.sigilo.vault.application.RecordStatuses;
import dev.sigilo.vault.domain.OperatorException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows whether everything runs, and the backlog of each function and sink. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Show running components and their backlog.",
        footer = {
            "",
            "The backlog is in Pulsar's entries: an entry is one message or one batch of messages.",
            "Exit status is 0 only if every server, function and sink runs and no table refuses rows."
        })
final class StatusCommand implements Callable<Integer> {
    /** How long to watch functions and sinks that stopped or have restarted: Pulsar restarts them every 5 to 30 seconds. */
    private static final Duration WATCH = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Console console;

    @Option(
            names = "--admin-url",
            paramLabel = "URL",
            description = "Pulsar's admin port (default: SIGILO_PULSAR_ADMIN_URL, else the running embedded stack).")
    private String adminUrl;

    @Option(
            names = "--pulsar-config",
            paramLabel = "FOLDER",
            description = "The folder that describes the topology (default: the project's pulsar-config).")
    private Path pulsarConfig;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Settings settings = Settings.load();
        boolean sound = printServers();
        Topology topology = Topology.read(Home.pulsarConfig(pulsarConfig));
        PulsarAdmin admin = new PulsarAdmin(
                settings.require(Settings.Name.PULSAR_ADMIN_URL, adminUrl),
                settings.credential(),
                settings.trustedCertificates());
        Scale scale = Scale.read(Home.pulsarConfig(pulsarConfig), System.getenv());
        List<Unit> units = units(topology, admin, scale);
        watch(units);
        boolean refused = false;
        for (Unit unit : units) {
            sound &= print(unit);
            for (SinkSpec sink : topology.sinks()) {
                refused |= unit.kind.equals("sink")
                        && sink.name().equals(unit.name)
                        && printRefused(admin, sink, scale.shards(sink.name()));
            }
        }
        refused |= printStalled(settings);
        if (!sound) {
            throw new CliException("not everything runs (see above); "
                    + (StackTarget.isEmbedded()
                            ? "start and deploy the rest with `sigilo up`"
                            : "deploy the rest with pulsar-config/deploy.sh"));
        }
        if (refused) {
            throw new CliException(
                    "a table refuses rows (see above). The rows wait and are written once the table accepts them: fix its columns "
                            + "(tables/README.md); for OTHER_POLICY, run `sigilo retokenize --policy` or deploy the earlier policy again. "
                            + "The view record_status of db_command lists these records as STALLED");
        }
        return Sigilo.OK;
    }

    /** Prints the servers of the embedded stack; returns whether all of them run. */
    private boolean printServers() {
        boolean allRun = true;
        Optional<EmbeddedStack> stack =
                adminUrl == null && StackTarget.isEmbedded() ? EmbeddedStack.attach(Home.state()) : Optional.empty();
        for (ServerProcess server : stack.map(EmbeddedStack::servers).orElse(List.of())) {
            allRun &= server.isRunning();
            console.println(String.format(
                    Locale.ROOT,
                    "server    %-20s %s",
                    server.name(),
                    server.isRunning()
                            ? "running, process " + server.pid() + ", " + server.residentBytes() / (1024 * 1024)
                                    + " MiB"
                            : "not running, see " + server.log()));
        }
        return allRun;
    }

    /** Returns the functions and sinks of the topology, with their backlogs. */
    private static List<Unit> units(Topology topology, PulsarAdmin admin, Scale scale) {
        Map<String, Long> backlogs = new Backlogs(topology, admin).all();
        List<Unit> units = new ArrayList<>();
        for (FunctionSpec function : topology.functions()) {
            units.add(new Unit(
                    "function",
                    function.name(),
                    backlogs.get(function.subscription()),
                    () -> admin.functionStatus(function.namespace(), function.name())));
        }
        for (SinkSpec sink : topology.sinks()) {
            units.add(new Unit(
                    "sink",
                    sink.name(),
                    backlogs.get(sink.subscription()),
                    () -> sinkStatus(admin, sink, scale.shards(sink.name()))));
        }
        return units;
    }

    /** Prints the refused rows of each shard of this sink; returns whether there are any. */
    private boolean printRefused(PulsarAdmin admin, SinkSpec sink, int shards) {
        boolean refused = false;
        for (int shard = 0; shard < shards; shard++) {
            String rows = admin.refusedRows(
                    sink.namespace(), sink.name() + (shards == 1 ? "" : "-" + shard), System.currentTimeMillis());
            if (rows != null) {
                console.println(" ".repeat(10) + rows);
                refused = true;
            }
        }
        return refused;
    }

    /** Prints how many records are STALLED in db_command, if the settings say where that is; returns whether there are any. */
    private boolean printStalled(Settings settings) {
        if (settings.optional(Settings.Name.COMMAND_JDBC_URL, null) == null
                || settings.optional(Settings.Name.COMMAND_PASSWORD, null) == null) {
            return false;
        }
        try (RecordStatuses rows = Stores.statuses(settings, null)) {
            List<String> stalled = rows.stalled();
            stalled.forEach(line -> console.println("records   " + line));
            return !stalled.isEmpty();
        } catch (OperatorException e) {
            // The other status lines are still useful.
            console.println("records   STALLED records are unknown: " + e.getMessage());
            return false;
        }
    }

    /** Returns the status of a sink, with all of its shards; null if one is not deployed. */
    private static PulsarAdmin.Instances sinkStatus(PulsarAdmin admin, SinkSpec sink, int shards) {
        if (shards == 1) {
            return admin.sinkStatus(sink.namespace(), sink.name());
        }
        PulsarAdmin.Instances all = new PulsarAdmin.Instances(0, 0, 0, Set.of());
        for (int shard = 0; shard < shards && all != null; shard++) {
            PulsarAdmin.Instances one = admin.sinkStatus(sink.namespace(), sink.name() + "-" + shard);
            all = one == null ? null : all.and(one);
        }
        return all;
    }

    /**
     * Reads the status of all units, then keeps polling those that are not running or have restarted before. Pulsar restarts a unit
     * that cannot start every few seconds; it then appears to run for a moment, and reports the reason only in between.
     */
    private static void watch(List<Unit> units) {
        units.forEach(Unit::look);
        List<Unit> doubtful = units.stream()
                .filter(unit -> unit.isDeployed() && (!unit.runs() || unit.now.restarts() > 0))
                .toList();
        long end = System.nanoTime() + WATCH.toNanos();
        while (System.nanoTime() < end
                && !doubtful.stream().allMatch(unit -> !unit.runs() && !unit.reasons.isEmpty())) {
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CliException("interrupted while reading the status");
            }
            doubtful.forEach(Unit::look);
        }
    }

    private boolean print(Unit unit) {
        String state = !unit.isDeployed()
                ? "not deployed"
                : unit.isRestarting()
                        ? "keeps restarting"
                        : unit.now.running() + " of " + unit.now.wanted() + " running";
        console.println(String.format(
                Locale.ROOT,
                "%-9s %-20s %s, %d restarts, %d entries waiting",
                unit.kind,
                unit.name,
                state,
                unit.isDeployed() ? unit.now.restarts() : 0,
                unit.backlog));
        if (!unit.runs()) {
            unit.reasons.forEach(reason -> console.println(" ".repeat(10) + reason));
        }
        return unit.runs();
    }

    /** A function, or a sink with all of its shards. */
    private static final class Unit {
        private final String kind;
        private final String name;
        private final long backlog;
        private final Supplier<PulsarAdmin.Instances> status;
        private final Set<String> reasons = new TreeSet<>();
        private PulsarAdmin.Instances first;
        private PulsarAdmin.Instances now;

        Unit(String kind, String name, long backlog, Supplier<PulsarAdmin.Instances> status) {
            this.kind = kind;
            this.name = name;
            this.backlog = backlog;
            this.status = status;
        }

        void look() {
            now = status.get();
            first = first == null ? now : first;
            if (now != null) {
                reasons.addAll(now.reasons());
            }
        }

        boolean isDeployed() {
            return now != null;
        }

        boolean isRestarting() {
            return now.restarts() > first.restarts();
        }

        boolean runs() {
            return now != null && now.wanted() > 0 && now.running() == now.wanted() && !isRestarting();
        }
    }
}
