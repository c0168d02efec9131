package dev.sigilo.cli;

import picocli.CommandLine.Option;

/** The option of a benchmark for the format of its result. */
final class BenchFormatOption {
    private enum Format {
        TABLE,
        JSON
    }

    @Option(
            names = "--format",
            paramLabel = "table|json",
            defaultValue = "table",
            description = "Output format (default: ${DEFAULT-VALUE}).")
    private Format format;

    /** Prints the result in the chosen format. */
    void print(Console console, String json, String table) {
        console.print(format == Format.JSON ? json + "\n" : table);
    }
}
