package dev.sigilo.cli;

import dev.sigilo.benchmarks.scale.ScaleBenchmark;
import dev.sigilo.benchmarks.scale.ScaleBenchmark.Width;
import dev.sigilo.benchmarks.scale.ScaleResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what more partitions and instances do on this machine. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure the chain, and each stage alone, with more and more partitions and instances: records a second, "
                    + "how evenly the instances are busy, and whether the order of each record is kept.",
            "It starts an embedded stack of its own that it stops and deletes again."
        },
        footer = {"", "docs/SCALING.md says what came out and what follows for a cluster."})
final class BenchScaleCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "4000",
            description = "Messages at each width (default: ${DEFAULT-VALUE}).")
    private int records;

    @Option(
            names = "--widths",
            paramLabel = "PxN",
            split = ",",
            defaultValue = "1x1,2x2,4x2,8x4",
            description =
                    "Partitions and instances to measure, in the order of the partitions (default: ${DEFAULT-VALUE}).")
    private List<String> widths;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            description = "How to print the result (default: ${DEFAULT-VALUE}).")
    private BenchCommand.Format format;

    @Mixin
    private UpCommand.StackOptions options;

    BenchScaleCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Width> parsed = new ArrayList<>();
        for (String width : widths) {
            if (!width.matches("[1-9][0-9]{0,2}x[1-9][0-9]{0,2}")) {
                throw new CliException(
                        "--widths takes partitions x instances, as 4x2, and not one of its values; see --help");
            }
            String[] numbers = width.split("x");
            parsed.add(new Width(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])));
        }
        ScaleBenchmark.Settings settings = new ScaleBenchmark.Settings(records, parsed);
        try (ScratchStack scratch =
                        ScratchStack.start("bench", options.builder(console).deploy(false));
                ScaleBenchmark benchmark = new ScaleBenchmark(scratch.stack(), Home.find(), console.err()::println)) {
            ScaleResult result = benchmark.run(settings);
            console.print(format == BenchCommand.Format.JSON ? result.toJson() + "\n" : result.toTable());
        }
        return Sigilo.OK;
    }
}
