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
            "Measure latency at rising rates.",
            "Measures from intake/raw to the row in db_query. The rate grows by 50 %% per step until the pipeline falls behind; "
                    + "then half of its capacity is measured. (Open loop: new records do not wait for earlier ones.) It starts a "
                    + "separate embedded stack, which it stops and deletes again."
        },
        footer = {"", "docs/PERFORMANCE.md describes the method and the results."})
final class BenchLoadCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--rates",
            paramLabel = "N",
            split = ",",
            description = "Measure at these rates instead of the ramp, in records/s, for example 100,200,400.")
    private List<Integer> rates = List.of();

    @Option(
            names = "--start",
            paramLabel = "N",
            defaultValue = "200",
            description = "First rate of the ramp, in records/s (default: ${DEFAULT-VALUE}).")
    private int start;

    @Option(
            names = "--step",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Duration of each rate (default: ${DEFAULT-VALUE}).")
    private int step;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "1024",
            description = "Length of the records as JSON (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "60000",
            description = "Warm-up records, published at full speed (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            defaultValue = "load.svg",
            description = "The plot to write: latency against rate, backlog over time (default: ${DEFAULT-VALUE}).")
    private Path plot;

    @Mixin
    private BenchFormatOption format;

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
            console.err().println("wrote " + plot);
            format.print(console, result.toJson(), result.toTable());
        } catch (IOException e) {
            throw new CliException(
                    plot + " cannot be written (" + e.getClass().getSimpleName() + "); name another file with --plot");
        }
        return Sigilo.OK;
    }
}
