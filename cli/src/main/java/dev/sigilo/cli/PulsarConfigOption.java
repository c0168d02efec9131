package dev.sigilo.cli;

import dev.sigilo.driver.Scale;
import dev.sigilo.driver.Topology;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder pulsar-config. */
final class PulsarConfigOption {
    @Option(
            names = "--pulsar-config",
            paramLabel = "FOLDER",
            description = "The folder that describes the topology (default: the project's pulsar-config).")
    private Path folder;

    /** Returns the folder from the command line, else the project's. */
    Path folder() {
        return Home.pulsarConfig(folder);
    }

    /** Returns the topology that the folder describes. */
    Topology topology() {
        return Topology.read(folder());
    }

    /** Returns the partitions, instances and shards that scale.conf and the environment give. */
    Scale scale() {
        return Scale.read(folder(), System.getenv());
    }
}
