package dev.sigilo.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a command waits while no backlog moves. */
final class PatienceOption {
    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Give up waiting when nothing moved for so long (default: ${DEFAULT-VALUE}).")
    private int seconds;

    int seconds() {
        return seconds;
    }

    Duration duration() {
        return Duration.ofSeconds(seconds);
    }
}
