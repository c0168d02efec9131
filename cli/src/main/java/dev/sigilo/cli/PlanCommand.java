package dev.sigilo.cli;

import dev.sigilo.benchmarks.scale.CapacityPlan;
import dev.sigilo.benchmarks.scale.Figures;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Estimates the size of a cluster. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Estimate cluster size for a given rate (records/s).",
            "Estimates instances, partitions, brokers, bookies, shards and disk. They scale from the figures in "
                    + "docs/SCALING.md; replace those with your own measurements."
        })
final class PlanCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "RATE",
            defaultValue = "1000",
            arity = "0..*",
            description = "Records/s; several rates give one column each (default: ${DEFAULT-VALUE}).")
    private List<Long> rates;

    @Option(
            names = "--format",
            paramLabel = "hl7v2|fhir|dicom",
            description = "The format of the messages that the records arrive in (default: records as JSON).")
    private InputFormat format;

    @Option(
            names = "--figures",
            paramLabel = "FILE",
            description = "Another Markdown file with the tables of figures (default: the project's docs/SCALING.md).")
    private Path figures;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (rates.stream().anyMatch(rate -> rate < 1)) {
            throw new CliException("a rate must be at least 1 record/s");
        }
        if (format == InputFormat.CSV) {
            throw new CliException("records are published as JSON or as messages; give hl7v2, fhir or dicom, or leave "
                    + "out --format for JSON");
        }
        Path source = figures != null ? figures : Home.find().resolve("docs/SCALING.md");
        console.print(CapacityPlan.table(Figures.read(source), format == null ? null : format.id(), rates));
        return Sigilo.OK;
    }
}
