package dev.sigilo.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where Sigilo stands on this machine: the folder that holds {@code pulsar-config}. */
final class Home {
    /** System property that the script {@code sigilo} sets. */
    static final String PROPERTY = "sigilo.home";
    /** System property for another folder of state than the project's own. */
    static final String STATE_PROPERTY = "sigilo.state";

    private Home() {}

    /**
     * The project's folder: what the script said, else the nearest folder above that has a {@code pulsar-config}.
     *
     * @throws CliException where there is none
     */
    static Path find() {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            return Path.of(given);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("pulsar-config"))) {
                return folder;
            }
        }
        throw new CliException(
                "there is no folder pulsar-config here or above; run sigilo inside its project, or set -D" + PROPERTY);
    }

    /** The folder of the topology: what the option says, else the project's own. */
    static Path pulsarConfig(Path option) {
        return option != null ? option : find().resolve("pulsar-config");
    }

    /** The folder where a running embedded stack keeps its state: {@code .sigilo} in the project, unless told. */
    static Path state() {
        String given = System.getProperty(STATE_PROPERTY);
        return given != null ? Path.of(given) : find().resolve(".sigilo");
    }
}
