package dev.sigilo.cli;

import dev.sigilo.benchmarks.chain.ChainBenchmark;
import dev.sigilo.benchmarks.chain.ChainResult;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the whole chain against functions that do nothing. */
@Command(
        name = "chain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure the whole chain, from intake/raw to the row in db_query, against as many functions that do "
                    + "nothing and against a plain loop of consumer and producer, in one run, with the same records.",
            "It starts an embedded stack of its own that it stops and deletes again."
        },
        footer = {"", "docs/PERFORMANCE.md says how it is measured and what came out."})
final class BenchChainCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Records of each length that go through the chain (default: ${DEFAULT-VALUE}).")
    private int records;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            split = ",",
            defaultValue = "1024,4096",
            description =
                    "Lengths of the records, as JSON; the result as JSON is that of the first (default: ${DEFAULT-VALUE}).")
    private List<Integer> sizes;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "100000",
            description =
                    "Records that go through at most before those of a length are measured, until it gets no faster: the JVM compiles for minutes (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            description = "How to print the result (default: ${DEFAULT-VALUE}).")
    private BenchCommand.Format format;

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
            console.print(format == BenchCommand.Format.JSON ? result.toJson() + "\n" : result.toTable());
        }
        return Sigilo.OK;
    }
}
