package dev.sigilo.cli;

import dev.sigilo.driver.Scale;
import dev.sigilo.driver.Topology;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the topology in pulsar-config. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Print the topology: topics, functions and sinks.")
final class DescribeCommand implements Callable<Integer> {

    /** Output formats. */
    enum Format {
        TEXT,
        MERMAID,
        KUBERNETES
    }

    private final Console console;

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "text|mermaid|kubernetes",
            description =
                    "Output format (default: ${DEFAULT-VALUE}). kubernetes prints a Function Mesh resource for each "
                            + "function and sink, with the instances and shards of scale.conf.")
    private Format format;

    @Mixin
    private PulsarConfigOption pulsarConfig;

    DescribeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path folder = pulsarConfig.folder();
        console.print(
                switch (format) {
                    case TEXT -> Topology.read(folder).describe();
                    case MERMAID -> Topology.read(folder).describeAsMermaid();
                    case KUBERNETES -> KubernetesManifests.of(folder, Scale.read(folder, System.getenv()));
                });
        return Sigilo.OK;
    }
}
