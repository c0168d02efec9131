package dev.sigilo.cli;

import dev.sigilo.benchmarks.convert.ConvertBenchmark;
import dev.sigilo.benchmarks.convert.ConvertResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how fast one core converts messages of hospital formats. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure how fast one core converts HL7 v2, FHIR and DICOM messages.",
            "Runs the function convert in this process, from the bytes of a message to the bytes of its records, without Pulsar. "
                    + "Rates are per second of processor time. Needs no servers."
        },
        footer = {"", "docs/PERFORMANCE.md describes the method and the results."})
final class BenchConvertCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "hl7v2|fhir|dicom",
            description = "The format to measure (default: all three).")
    private InputFormat messageFormat;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE|FOLDER",
            description =
                    "Messages of this format, which are read into memory (default: examinations of synthetic patients).")
    private Path source;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Processor time before the first round (default: ${DEFAULT-VALUE}).")
    private double warmUp;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds to measure; the median counts (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "Processor time of each round (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Mixin
    private BenchFormatOption format;

    @Mixin
    private PulsarConfigOption pulsarConfig;

    BenchConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (messageFormat != null && !messageFormat.isMessages()) {
            throw new CliException("records are not converted; name hl7v2, fhir or dicom");
        }
        ConvertBenchmark benchmark = new ConvertBenchmark(
                pulsarConfig.topology(),
                new ConvertBenchmark.Settings(warmUp, rounds, seconds),
                console.err()::println);
        List<ConvertResult> results = new ArrayList<>();
        for (InputFormat each : formats()) {
            results.add(benchmark.run(each.id(), messages(each)));
        }
        format.print(console, ConvertResult.toJson(results), ConvertResult.toTable(results));
        return Sigilo.OK;
    }

    private List<InputFormat> formats() {
        return messageFormat != null
                ? List.of(messageFormat)
                : Arrays.stream(InputFormat.values())
                        .filter(InputFormat::isMessages)
                        .toList();
    }

    private List<byte[]> messages(InputFormat each) {
        if (source == null) {
            return ConvertBenchmark.syntheticMessages(each.id());
        }
        List<byte[]> messages = new ArrayList<>();
        try (MessageFiles files = MessageFiles.of(source, each)) {
            for (RecordReader.Entry entry = files.next(); entry != null; entry = files.next()) {
                messages.add(entry.message());
            }
            files.checkAllRead();
        }
        return messages;
    }
}
