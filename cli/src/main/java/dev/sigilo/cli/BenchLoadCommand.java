package dev.sigilo.cli;

import dev.sigilo.benchmarks.chain.LoadBenchmark;
import dev.sigilo.benchmarks.chain.LoadPlot;
import dev.sigilo.benchmarks.chain.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures latency under load. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure the latency from intake/raw to the row in db_query at rising rates.",
            "The rate grows by 50 %% per step until the pipeline falls behind; then half of its capacity is measured. (Open loop: "
                    + "new records do not wait for earlier ones.) It starts a separate embedded stack, which it stops and deletes again."
        },
        footer = {"", "docs/PERFORMANCE.md says how it is measured and what came out."})
final class BenchLoadCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--rates",
            paramLabel = "N",
            split = ",",
            description = "These rates in place of the ramp, in records a second, as 100,200,400.")
    private List<Integer> rates = List.of();

    @Option(
            names = "--start",
            paramLabel = "N",
            defaultValue = "200",
            description = "The ramp's first rate, in records a second (default: ${DEFAULT-VALUE}).")
    private int start;

    @Option(
            names = "--step",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long records arrive at each rate (default: ${DEFAULT-VALUE}).")
    private int step;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "1024",
            description = "Length of the records, as JSON (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "60000",
            description = "Records that go through before, as fast as they may (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            defaultValue = "load.svg",
            description =
                    "Where the picture goes: latency against rate, backlog over time (default: ${DEFAULT-VALUE}).")
    private Path plot;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            description = "How to print the result (default: ${DEFAULT-VALUE}).")
    private BenchCommand.Format format;

    @Mixin
    private UpCommand.StackOptions options;

    BenchLoadCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LoadBenchmark.Settings settings =
                new LoadBenchmark.Settings(rates, start, Duration.ofSeconds(step), size, warmUp);
        try (ScratchStack scratch = ScratchStack.start("bench", options.builder(console));
                LoadBenchmark benchmark =
                        new LoadBenchmark(scratch.stack(), Home.pulsarConfig(null), console.err()::println)) {
            LoadResult result = benchmark.run(settings);
            Files.writeString(plot, LoadPlot.of(result));
            console.err().println("the picture is in " + plot);
            console.print(format == BenchCommand.Format.JSON ? result.toJson() + "\n" : result.toTable());
        } catch (IOException e) {
            throw new CliException(
                    plot + " cannot be written (" + e.getClass().getSimpleName() + "); name another file with --plot");
        }
        return Sigilo.OK;
    }
}
