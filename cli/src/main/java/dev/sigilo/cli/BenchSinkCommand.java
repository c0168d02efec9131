package dev.sigilo.cli;

import dev.sigilo.benchmarks.sink.SinkBenchmark;
import dev.sigilo.benchmarks.sink.SinkBenchmarkResult;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.Login;
import dev.sigilo.stack.PulsarRole;
import dev.sigilo.stack.StackBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the MySQL sink against what one can do by hand on the same server. */
@Command(
        name = "sink",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure the MySQL sink, fed from a topic's backlog, against a loop of multi-row upserts, upserts row by "
                    + "row, and LOAD DATA, on one server and the same rows.",
            "It takes the running embedded stack, or starts one that it stops again; the scratch database sigilo_bench is made "
                    + "and dropped."
        },
        footer = {"", "benchmarks/README.md says how it is measured."})
final class BenchSinkCommand implements Callable<Integer> {
    private static final String NAR = "sinks/target/sigilo-mysql-sink.nar";

    private final Console console;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Rows of 24 columns and about 1 KB in each round (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds of the sink and of the loop; their medians count (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            description = "How to print the result (default: ${DEFAULT-VALUE}).")
    private BenchCommand.Format format;

    @Option(
            names = "--jdbc-url",
            paramLabel = "JDBC_URL",
            description =
                    "Another database server, which Pulsar reaches too, as jdbc:mysql://host:port/ (default: the stack's db_query).")
    private String jdbcUrl;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "root",
            description =
                    "A user of that server who may make databases and users and set global variables; its password is "
                            + "SIGILO_ADMIN_PASSWORD (default: ${DEFAULT-VALUE}).")
    private String user;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Another Pulsar's broker; then --admin-url is needed, too.")
    private String url;

    @Option(names = "--admin-url", paramLabel = "URL", description = "That Pulsar's admin port.")
    private String adminUrl;

    @Option(
            names = "--nar",
            paramLabel = "FILE",
            description = "The sink's archive (default: " + NAR + " of the project).")
    private Path nar;

    BenchSinkCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (rows < SinkBenchmark.FEWEST_ROWS || rounds < 1) {
            throw new CliException("--rows must be " + SinkBenchmark.FEWEST_ROWS + " or more, and --rounds 1 or more");
        }
        if ((url == null) != (adminUrl == null)) {
            throw new CliException("--url and --admin-url name one Pulsar: give both, or none for the embedded stack");
        }
        Path archive = nar != null ? nar : Home.find().resolve(NAR);
        if (!Files.isReadable(archive)) {
            throw new CliException(archive + " cannot be read; build it with `mvn package`, or name one with --nar");
        }
        SinkBenchmarkResult result = url != null && jdbcUrl != null
                ? run(url, adminUrl, Settings.load().credential(), jdbcUrl, login(), archive)
                : runOnStack(archive);
        console.print(format == BenchCommand.Format.JSON ? result.toJson() + "\n" : result.toTable());
        return Sigilo.OK;
    }

    private SinkBenchmarkResult runOnStack(Path archive) {
        Optional<EmbeddedStack> running = EmbeddedStack.attach(Home.state()).filter(EmbeddedStack::isRunning);
        if (running.isPresent()) {
            return runOn(running.get(), archive);
        }
        long start = System.nanoTime();
        StackBuilder builder = EmbeddedStack.builder(Home.find())
                .deploy(false)
                .progress(line -> console.err()
                        .println(String.format(Locale.ROOT, "%5.1f s  %s", (System.nanoTime() - start) / 1e9, line)));
        try (ScratchStack scratch = ScratchStack.start("bench", builder)) {
            return runOn(scratch.stack(), archive);
        }
    }

    private SinkBenchmarkResult runOn(EmbeddedStack stack, Path archive) {
        return run(
                url != null ? url : stack.pulsarUrl(),
                adminUrl != null ? adminUrl : stack.adminUrl(),
                url != null ? Settings.load().credential() : stack.credential(PulsarRole.ADMIN),
                jdbcUrl != null ? jdbcUrl : stack.queryJdbcUrl(),
                jdbcUrl != null ? login() : stack.admin(),
                archive);
    }

    private Login login() {
        return new Login(user, Settings.load().require(Settings.Name.ADMIN_PASSWORD, null));
    }

    private SinkBenchmarkResult run(
            String pulsar, String admin, String credential, String database, Login login, Path archive) {
        return SinkBenchmark.run(
                new SinkBenchmark.Settings(
                        database, login.user(), login.password(), pulsar, admin, credential, archive, rows, rounds),
                console.err()::println);
    }
}
