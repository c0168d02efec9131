package dev.sigilo.cli;

import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.Scale;
import dev.sigilo.driver.SinkSpec;
import dev.sigilo.driver.Topology;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.records.Canary;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Reader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Folds the log into a view anew. The rows go into a table beside the live one, which is exchanged for it in one step
 * (RENAME TABLE), so that readers never see less than a whole table; what came into the log meanwhile is read after the
 * exchange. The projection is the function that the topology deploys, run in this process.
 */
@Command(name = "replay", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Rebuild a view from the log into a new table and swap it with the live one, while records keep flowing.",
            "Readers never see an empty table. In the command view, rows of rejected and unfinished records, which are not in "
                + "the log, are copied from the live table. Adds a line to the audit log."})
final class ReplayCommand implements Callable<Integer> {
    private static final String ADMIN = "root";

    /** The views. */
    enum View {
        QUERY, COMMAND
    }

    private final Console console;

    @Option(names = "--view", required = true, paramLabel = "query|command", description = "The view to rebuild.")
    private View view;

    @Option(names = "--keep-old", description = "Keep the table that was replaced, under its name with _old behind it.")
    private boolean keepOld;

    @Option(names = "--url", paramLabel = "URL",
            description = "Pulsar's broker (default: SIGILO_PULSAR_URL, else the running embedded stack).")
    private String url;

    @Option(names = "--database-url", paramLabel = "JDBC_URL",
            description = "JDBC URL of the view's database (default: SIGILO_QUERY_JDBC_URL or SIGILO_COMMAND_JDBC_URL, else the stack's).")
    private String databaseUrl;

    @Option(names = "--user", paramLabel = "NAME", defaultValue = ADMIN,
            description = "A user who may create and rename tables; its password is SIGILO_ADMIN_PASSWORD (default: ${DEFAULT-VALUE}).")
    private String user;

    @Option(names = "--pulsar-config", paramLabel = "FOLDER",
            description = "The folder that describes the topology (default: the project's pulsar-config).")
    private Path pulsarConfig;

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Topology topology = Topology.read(Home.pulsarConfig(pulsarConfig));
        String rowsTopic = topology.topic(view.name().toLowerCase(Locale.ROOT));
        FunctionSpec projection = topology.functions().stream().filter(function -> rowsTopic.equals(function.output())).findFirst()
                .orElseThrow(() -> new CliException("no function writes " + rowsTopic + "; check pulsar-config"));
        SinkSpec sink = topology.sinks().stream().filter(each -> each.inputs().contains(rowsTopic)).findFirst()
                .orElseThrow(() -> new CliException("no sink reads " + rowsTopic + "; check pulsar-config"));
        refuseShards(sink);
        Settings settings = Settings.load();
        Settings.Name urlName = view == View.QUERY ? Settings.Name.QUERY_JDBC_URL : Settings.Name.COMMAND_JDBC_URL;
        long start = System.nanoTime();
        Target target = new Target(settings.require(urlName, databaseUrl), user,
                settings.require(Settings.Name.ADMIN_PASSWORD, null), sink);
        try (Connection connection = Database.connect("the view's database", target.url(), target.user(), target.password());
                PulsarConnection pulsar = new PulsarConnection(settings.require(Settings.Name.PULSAR_URL, url),
                    settings.credential(), settings.trustedCertificates());
                TopologyDriver driver = TopologyDriver.builder(new Topology(List.of(projection), List.of())).withoutSchemaChecks().start();
                Log log = new Log(pulsar, projection.inputs())) {
            AuditOptions.log(AuditOptions.path(null), settings, null).note("replay", view.name().toLowerCase(Locale.ROOT), "rebuild", "begun", 0);
            rebuild(connection, target, new Fold(driver, rowsTopic, new Progress(console)), log, start);
            return Sigilo.OK;
        } catch (SQLException e) {
            throw new CliException("the view cannot be rebuilt (" + Database.codes(e) + "); check that user " + user
                    + " may create, rename and drop tables there. The live table is whole");
        } catch (PulsarClientException e) {
            throw PulsarConnection.fault(e);
        }
    }

    /** One table of several could not be told from the whole view. */
    private void refuseShards(SinkSpec sink) {
        int shards = Scale.read(Home.pulsarConfig(pulsarConfig), System.getenv()).shards(sink.name());
        if (shards > 1) {
            throw new CliException("table " + sink.table() + " has " + shards + " shards by scale.conf, and replay makes one table; set the"
                    + " projection's subscription back instead, as docs/SCALING.md says");
        }
    }

    /** The view's database, who writes there, and the sink that fills the live table. */
    private record Target(String url, String user, String password, SinkSpec sink) {
        ViewWriter writer(String table) {
            return new ViewWriter(url, user, password, sink, table);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Target[" + sink.table() + "]";
        }
    }

    private void rebuild(Connection connection, Target target, Fold fold, Log log, long start) throws SQLException, PulsarClientException {
        SinkSpec sink = target.sink();
        String live = sink.table();
        String next = live + "_replay";
        String old = live + "_old";
        // The sink writes on meanwhile: reading its table must not hold it up.
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS `" + next + "`");
            statement.execute("DROP TABLE IF EXISTS `" + old + "`");
            statement.execute("CREATE TABLE `" + next + "` LIKE `" + live + "`");
        }
        try (ViewWriter writer = target.writer(next)) {
            fold.all(log, writer);
        }
        finish(new ViewTable(connection, sink, next), sink, live);
        try (Statement statement = connection.createStatement()) {
            statement.execute("RENAME TABLE `" + live + "` TO `" + old + "`, `" + next + "` TO `" + live + "`");
        }
        try (ViewWriter writer = target.writer(live)) {
            // What the sink wrote into the table of before is in the log: it is read now.
            fold.all(log, writer);
        }
        ViewTable table = new ViewTable(connection, sink, live);
        finish(table, sink, old);
        long others = removeOtherPolicies(connection, live);
        double seconds = (System.nanoTime() - start) / 1e9;
        console.println(String.format(Locale.ROOT, "%s rebuilt from %d messages in %.1f s (%,.0f/s): %d rows, %d of them other than before",
                live, fold.messages, seconds, fold.messages / seconds, table.count(), table.differences(old)));
        if (others > 0) {
            console.println("left out " + others + " rows of other policies than the table's; `sigilo retokenize` replaces them");
        }
        if (!keepOld) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE `" + old + "`");
            }
        }
    }

    private void finish(ViewTable table, SinkSpec sink, String before) throws SQLException {
        if (sink.tombstoneTable() != null) {
            table.obeyTombstones(sink.tombstoneTable());
        }
        if (view == View.COMMAND) {
            table.copyFrom(before, "status IN ('REJECTED', 'REPLACED', 'IN_PROCESS')");
        }
    }

    /**
     * Removes the rows of other policies than the table's. The sink refuses them, so they would not be there without the rebuild either.
     *
     * @return how many were removed
     */
    private long removeOtherPolicies(Connection connection, String live) throws SQLException {
        if (view != View.QUERY) {
            return 0;
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE t FROM `" + live + "` t JOIN policies p "
                + "ON p.table_name = ? AND p.version = 0 WHERE t.policy <> p.name")) {
            delete.setString(1, live);
            long removed = delete.executeUpdate();
            connection.commit();
            return removed;
        }
    }

    /** Runs the projection over the log. */
    private static final class Fold {
        private final TopologyDriver driver;
        private final String rowsTopic;
        private final Progress progress;
        private long messages;

        Fold(TopologyDriver driver, String rowsTopic, Progress progress) {
            this.driver = driver;
            this.rowsTopic = rowsTopic;
            this.progress = progress;
        }

        void all(Log log, ViewWriter writer) throws PulsarClientException {
            for (Message<byte[]> message = log.next(); message != null; message = log.next()) {
                if (message.getValue() != null && !message.getProperties().containsKey(Canary.PROPERTY)) {
                    driver.pipe(Topology.ofPartition(message.getTopicName()), message.getKey(), message.getValue(), message.getProperties());
                    for (DriverMessage row : driver.read(rowsTopic)) {
                        writer.write(row);
                    }
                    driver.forgetMessages();
                }
                messages++;
                progress.draw("replayed " + messages + " messages");
            }
            writer.flush();
            progress.clear();
        }
    }

    /** Every message of some topics from the first one on, and what comes after. */
    private static final class Log implements AutoCloseable {
        private final List<Reader<byte[]>> readers = new ArrayList<>();

        Log(PulsarConnection pulsar, List<String> topics) throws PulsarClientException {
            for (String topic : topics) {
                readers.add(pulsar.client().newReader().topic(topic).startMessageId(MessageId.earliest).receiverQueueSize(1000).create());
            }
        }

        /** The next message, or null where all was read for now. */
        Message<byte[]> next() throws PulsarClientException {
            for (Reader<byte[]> reader : readers) {
                while (reader.hasMessageAvailable()) {
                    Message<byte[]> message = reader.readNext(10, TimeUnit.SECONDS);
                    if (message != null) {
                        return message;
                    }
                }
            }
            return null;
        }

        @Override
        public void close() {
            for (Reader<byte[]> reader : readers) {
                try {
                    reader.close();
                } catch (IOException e) {
                    // The client is shut down next, and its readers with it.
                    continue;
                }
            }
        }
    }
}
