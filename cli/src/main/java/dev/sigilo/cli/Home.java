package dev.sigilo.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of Sigilo on this machine: the one that contains {@code pulsar-config}. */
final class Home {
    /** System property that the script {@code sigilo} sets. */
    static final String PROPERTY = "sigilo.home";
    /** System property with the folder of the embedded stack's state, instead of the project's. */
    static final String STATE_PROPERTY = "sigilo.state";

    private Home() {}

    /** Returns the project's folder: the one that the script gives, else the nearest folder upwards with a
     * {@code pulsar-config}.
     *
     * @throws CliException if there is none
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
                "no folder pulsar-config in this folder or above; run sigilo inside its project, or set -D" + PROPERTY);
    }

    /** Returns the folder of the topology: the option's, else the project's. */
    static Path pulsarConfig(Path option) {
        return option != null ? option : find().resolve("pulsar-config");
    }

    /** Returns the folder of the embedded stack's state: {@code .sigilo} in the project by default. */
    static Path state() {
        String given = System.getProperty(STATE_PROPERTY);
        return given != null ? Path.of(given) : find().resolve(".sigilo");
    }
}
