package dev.sigilo.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks, one command each. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measure the performance of this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchConvertCommand.class,
            BenchSinkCommand.class,
            BenchChainCommand.class,
            BenchLoadCommand.class,
            BenchScaleCommand.class
        },
        footer = {"", "Compare only ratios within one run between machines. Run nothing else at the same time."})
final class BenchCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Missing command: " + String.join(" or ", spec.subcommands().keySet()));
    }
}
