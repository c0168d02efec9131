package dev.sigilo.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a command waits while no backlog moves. */
final class PatienceOption {
    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Stop waiting after this time without progress (default: ${DEFAULT-VALUE}).")
    private int seconds;

    int seconds() {
        return seconds;
    }

    Duration duration() {
        return Duration.ofSeconds(seconds);
    }
}
