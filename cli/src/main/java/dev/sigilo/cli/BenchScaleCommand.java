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

/** Measures the effect of more partitions and instances on this machine. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure the chain with more partitions and instances.",
            "Measures the chain, and each stage separately: records/s, how evenly the instances are loaded, and whether the "
                    + "order of each record's messages is preserved. It starts a separate embedded stack, which it stops and deletes again."
        },
        footer = {"", "docs/SCALING.md describes the results and what they mean for a cluster."})
final class BenchScaleCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "4000",
            description = "Messages for each width (default: ${DEFAULT-VALUE}).")
    private int records;

    @Option(
            names = "--widths",
            paramLabel = "PxN",
            split = ",",
            defaultValue = "1x1,2x2,4x2,8x4",
            description =
                    "Partitions x instances to measure, by rising number of partitions (default: ${DEFAULT-VALUE}).")
    private List<String> widths;

    @Mixin
    private BenchFormatOption format;

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
                throw new CliException("a value of --widths is invalid; give partitions x instances, for example 4x2");
            }
            String[] numbers = width.split("x");
            parsed.add(new Width(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])));
        }
        ScaleBenchmark.Settings settings = new ScaleBenchmark.Settings(records, parsed);
        try (ScratchStack scratch =
                        ScratchStack.start("bench", options.builder(console).deploy(false));
                ScaleBenchmark benchmark = new ScaleBenchmark(scratch.stack(), Home.find(), console.err()::println)) {
            ScaleResult result = benchmark.run(settings);
            format.print(console, result.toJson(), result.toTable());
        }
        return Sigilo.OK;
    }
}
