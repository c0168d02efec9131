package dev.sigilo.cli;

import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.Scale;
import dev.sigilo.driver.SinkSpec;
import dev.sigilo.driver.Topology;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.ServerProcess;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says whether everything runs and what each function and sink has still to do. */
@Command(name = "status", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Show running components and their backlog.",
        footer = {"", "The backlog is in Pulsar's entries: an entry is one message or one batch of messages.",
            "Exit status is 0 only if every server, function and sink runs and no table refuses rows."})
final class StatusCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--admin-url", paramLabel = "URL",
            description = "Pulsar's admin port (default: SIGILO_PULSAR_ADMIN_URL, else the running embedded stack).")
    private String adminUrl;

    @Option(names = "--pulsar-config", paramLabel = "FOLDER",
            description = "The folder that describes the topology (default: the project's pulsar-config).")
    private Path pulsarConfig;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Settings settings = Settings.load();
        boolean sound = true;
        Optional<EmbeddedStack> stack = adminUrl == null && StackTarget.isEmbedded() ? EmbeddedStack.attach(Home.state()) : Optional.empty();
        for (ServerProcess server : stack.map(EmbeddedStack::servers).orElse(java.util.List.of())) {
            sound &= server.isRunning();
            console.println(String.format(Locale.ROOT, "server    %-20s %s", server.name(), server.isRunning()
                    ? "running, process " + server.pid() + ", " + server.residentBytes() / (1024 * 1024) + " MiB"
                    : "not running, see " + server.log()));
        }
        Topology topology = Topology.read(Home.pulsarConfig(pulsarConfig));
        PulsarAdmin admin = new PulsarAdmin(settings.require(Settings.Name.PULSAR_ADMIN_URL, adminUrl),
                settings.credential(), settings.trustedCertificates());
        Map<String, Long> backlogs = new Backlogs(topology, admin).all();
        for (FunctionSpec function : topology.functions()) {
            sound &= print("function", function.name(), admin.functionStatus(function.namespace(), function.name()),
                    backlogs.get(function.subscription()));
        }
        boolean refused = false;
        Scale scale = Scale.read(Home.pulsarConfig(pulsarConfig), System.getenv());
        for (SinkSpec sink : topology.sinks()) {
            sound &= print("sink", sink.name(), sinkStatus(admin, sink, scale.shards(sink.name())), backlogs.get(sink.subscription()));
            refused |= printRefused(admin, sink, scale.shards(sink.name()));
        }
        if (!sound) {
            throw new CliException("not everything runs (see above); " + (StackTarget.isEmbedded()
                    ? "`sigilo up` starts and deploys what is missing" : "pulsar-config/deploy.sh deploys what is missing"));
        }
        if (refused) {
            throw new CliException("a table refuses rows, as told above: they wait and are written once it takes them; "
                    + "mend its columns (tables/README.md). Of each, the reason is on medical/views/refused");
        }
        return Sigilo.OK;
    }

    /** Whether a table of this sink refuses rows. */
    private boolean printRefused(PulsarAdmin admin, SinkSpec sink, int shards) {
        boolean refused = false;
        for (int shard = 0; shard < shards; shard++) {
            String rows = admin.refusedRows(sink.namespace(), sink.name() + (shards == 1 ? "" : "-" + shard), System.currentTimeMillis());
            if (rows != null) {
                console.println(" ".repeat(10) + rows);
                refused = true;
            }
        }
        return refused;
    }

    /** Of a sink with shards, all of them together; null where one is not deployed. */
    private static PulsarAdmin.Instances sinkStatus(PulsarAdmin admin, SinkSpec sink, int shards) {
        if (shards == 1) {
            return admin.sinkStatus(sink.namespace(), sink.name());
        }
        PulsarAdmin.Instances all = new PulsarAdmin.Instances(0, 0, 0);
        for (int shard = 0; shard < shards && all != null; shard++) {
            PulsarAdmin.Instances one = admin.sinkStatus(sink.namespace(), sink.name() + "-" + shard);
            all = one == null ? null : all.and(one);
        }
        return all;
    }

    private boolean print(String kind, String name, PulsarAdmin.Instances instances, long backlog) {
        console.println(String.format(Locale.ROOT, "%-9s %-20s %s, %d restarts, %d entries waiting", kind, name,
                instances == null ? "not deployed" : instances.running() + " of " + instances.wanted() + " running",
                instances == null ? 0 : instances.restarts(), backlog));
        return instances != null && instances.wanted() > 0 && instances.running() == instances.wanted();
    }
}
