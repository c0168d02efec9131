package dev.sigilo.cli;

import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.SinkSpec;
import dev.sigilo.driver.Topology;
import dev.sigilo.vault.application.Replay;
import dev.sigilo.vault.infrastructure.jdbc.JdbcViewStore;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import dev.sigilo.vault.infrastructure.pulsar.PulsarLogProjection;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rebuilds a view from the log. The projection is the function that the topology deploys, run in this process. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Rebuild a view from the log.",
            "Fills a new table and swaps it with the live one while records keep flowing; readers never see an empty table. "
                    + "In the command view, rows of rejected and unfinished records, which are not in the log, are copied from the "
                    + "live table. Adds a line to the audit log."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final String ADMIN = "root";

    /** The views. */
    enum View {
        QUERY,
        COMMAND
    }

    private final Console console;

    @Option(names = "--view", required = true, paramLabel = "query|command", description = "The view to rebuild.")
    private View view;

    @Option(names = "--keep-old", description = "Keep the replaced table; _old is added to its name.")
    private boolean keepOld;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Pulsar's broker (default: SIGILO_PULSAR_URL, else the running embedded stack).")
    private String url;

    @Option(
            names = "--database-url",
            paramLabel = "JDBC_URL",
            description =
                    "JDBC URL of the view's database (default: SIGILO_QUERY_JDBC_URL or SIGILO_COMMAND_JDBC_URL, else the running "
                            + "embedded stack).")
    private String databaseUrl;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = ADMIN,
            description =
                    "A user who may create and rename tables; the password is in SIGILO_ADMIN_PASSWORD (default: ${DEFAULT-VALUE}).")
    private String user;

    @Mixin
    private PulsarConfigOption pulsarConfig;

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Topology topology = pulsarConfig.topology();
        String name = view.name().toLowerCase(Locale.ROOT);
        String rowsTopic = topology.topic(name);
        FunctionSpec projection = topology.functions().stream()
                .filter(function -> rowsTopic.equals(function.output()))
                .findFirst()
                .orElseThrow(() -> new CliException("no function writes " + rowsTopic + "; check pulsar-config"));
        SinkSpec sink = topology.sinks().stream()
                .filter(each -> each.inputs().contains(rowsTopic))
                .findFirst()
                .orElseThrow(() -> new CliException("no sink reads " + rowsTopic + "; check pulsar-config"));
        refuseShards(sink);
        Settings settings = Settings.load();
        Settings.Name urlName = view == View.QUERY ? Settings.Name.QUERY_JDBC_URL : Settings.Name.COMMAND_JDBC_URL;
        long start = System.nanoTime();
        JdbcViewStore.Target target = new JdbcViewStore.Target(
                settings.require(urlName, databaseUrl),
                user,
                settings.require(Settings.Name.ADMIN_PASSWORD, null),
                sink,
                view == View.QUERY);
        try (JdbcViewStore store = new JdbcViewStore(target);
                PulsarConnection pulsar = new PulsarConnection(
                        settings.require(Settings.Name.PULSAR_URL, url),
                        settings.credential(),
                        settings.trustedCertificates());
                PulsarLogProjection log = new PulsarLogProjection(
                        pulsar, projection, new Progress(console).counting("replayed %d messages"))) {
            new Replay<>(store, log)
                    .run(AuditOptions.log(AuditOptions.path(null), settings, null), name, start, keepOld, this::print);
            return Sigilo.OK;
        }
    }

    /** Refuses a view in several databases, because the rebuilt table would have the rows of all of them. */
    private void refuseShards(SinkSpec sink) {
        int shards = pulsarConfig.scale().shards(sink.name());
        if (shards > 1) {
            throw new CliException("table " + sink.table() + " has " + shards
                    + " shards in scale.conf, but replay builds one table; reset the"
                    + " projection's subscription instead, as docs/SCALING.md describes");
        }
    }

    private void print(Replay.Rebuilt view) {
        console.println(String.format(
                Locale.ROOT,
                "%s rebuilt from %d messages in %.1f s (%,.0f/s): %d rows, %d changed",
                view.table(),
                view.messages(),
                view.seconds(),
                view.messages() / view.seconds(),
                view.rows(),
                view.changed()));
        if (view.otherPolicies() > 0) {
            console.println("left out " + view.otherPolicies()
                    + " rows of policies other than the table's; `sigilo retokenize` replaces them");
        }
    }
}
