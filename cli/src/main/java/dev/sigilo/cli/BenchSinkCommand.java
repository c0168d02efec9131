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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the MySQL sink with hand-written code on the same server. */
@Command(
        name = "sink",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compare the MySQL sink with hand-written code.",
            "The sink writes a topic's backlog. The same rows are also written to the same server with multi-row upserts, "
                    + "with an upsert per row, and with LOAD DATA. Uses the running embedded stack, or starts one and stops it again. Creates "
                    + "and drops the scratch database sigilo_bench."
        },
        footer = {"", "benchmarks/README.md describes the method."})
final class BenchSinkCommand implements Callable<Integer> {
    private static final String NAR = "sinks/target/sigilo-mysql-sink.nar";

    private final Console console;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Rows per round, each with 24 columns and about 1 KB (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds of the sink and of the loop; the medians are compared (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Mixin
    private BenchFormatOption format;

    @Option(
            names = "--jdbc-url",
            paramLabel = "JDBC_URL",
            description =
                    "Another database server that Pulsar can reach too: jdbc:mysql://host:port/ (default: the stack's db_query).")
    private String jdbcUrl;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "root",
            description =
                    "A user of that server who may create databases and users and set global variables; the password is in "
                            + "SIGILO_ADMIN_PASSWORD (default: ${DEFAULT-VALUE}).")
    private String user;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Broker of another Pulsar cluster; requires --admin-url.")
    private String url;

    @Option(names = "--admin-url", paramLabel = "URL", description = "Admin port of that cluster; requires --url.")
    private String adminUrl;

    @Option(
            names = "--nar",
            paramLabel = "FILE",
            description = "The sink's archive (default: the project's " + NAR + ").")
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
            throw new CliException(
                    "--url and --admin-url belong together; give both, or neither for the embedded stack");
        }
        Path archive = nar != null ? nar : Home.find().resolve(NAR);
        if (!Files.isReadable(archive)) {
            throw new CliException(
                    archive + " cannot be read; build it with `mvn package`, or give another one with --nar");
        }
        SinkBenchmarkResult result = url != null && jdbcUrl != null
                ? run(url, adminUrl, Settings.load().credential(), jdbcUrl, login(), archive)
                : runOnStack(archive);
        format.print(console, result.toJson(), result.toTable());
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
