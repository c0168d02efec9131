package dev.sigilo.cli;

import picocli.CommandLine.Option;

/** The reason for an audited command. A superclass, because picocli allows no mixins in a group of options. */
abstract class PurposeOption {
    private static final int MAX_LENGTH = 500;

    @Option(
            names = "--purpose",
            required = true,
            paramLabel = "WHY",
            description = "The reason, for the audit log; at most 500 characters.")
    private String purpose;

    /**
     * Returns the reason.
     *
     * @throws CliException if it is blank or longer than 500 characters
     */
    final String purpose() {
        if (purpose.isBlank() || purpose.length() > MAX_LENGTH) {
            throw new CliException("--purpose must give the reason in 1 to " + MAX_LENGTH + " characters");
        }
        return purpose.strip();
    }
}
