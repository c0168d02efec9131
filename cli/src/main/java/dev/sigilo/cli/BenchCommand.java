package dev.sigilo.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks on real servers, one command each. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measure how fast the parts are on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BenchSinkCommand.class, BenchChainCommand.class, BenchLoadCommand.class, BenchScaleCommand.class
        },
        footer = {"", "Only ratios of one run can be compared between machines. Let nothing else run meanwhile."})
final class BenchCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Missing command: " + String.join(" or ", spec.subcommands().keySet()));
    }

    /** How a benchmark's result is printed. */
    enum Format {
        TABLE,
        JSON
    }
}
