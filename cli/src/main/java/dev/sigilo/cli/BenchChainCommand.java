package dev.sigilo.cli;

import dev.sigilo.benchmarks.chain.ChainBenchmark;
import dev.sigilo.benchmarks.chain.ChainResult;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the whole chain with functions that do nothing. */
@Command(
        name = "chain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compare the whole chain with functions that do nothing.",
            "Measures from intake/raw to the row in db_query. In the same run and with the same records, it also measures the same "
                    + "number of functions that do nothing, and a plain loop of consumer and producer. It starts a separate "
                    + "embedded stack, which it stops and deletes again."
        },
        footer = {"", "docs/PERFORMANCE.md describes the method and the results."})
final class BenchChainCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Records to measure for each length (default: ${DEFAULT-VALUE}).")
    private int records;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            split = ",",
            defaultValue = "1024,4096",
            description =
                    "Lengths of the records as JSON. --format json prints the result of the first (default: ${DEFAULT-VALUE}).")
    private List<Integer> sizes;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "100000",
            description =
                    "Most warm-up records for each length. The warm-up ends when the chain gets no faster; the JVM compiles "
                            + "for minutes (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Mixin
    private BenchFormatOption format;

    @Mixin
    private UpCommand.StackOptions options;

    BenchChainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ChainBenchmark.Settings settings = new ChainBenchmark.Settings(sizes, records, warmUp);
        try (ScratchStack scratch = ScratchStack.start("bench", options.builder(console));
                ChainBenchmark benchmark =
                        new ChainBenchmark(scratch.stack(), Home.pulsarConfig(null), console.err()::println)) {
            ChainResult result = benchmark.run(settings);
            format.print(console, result.toJson(), result.toTable());
        }
        return Sigilo.OK;
    }
}
