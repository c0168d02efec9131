package dev.sigilo.cli;

import dev.sigilo.vault.domain.OperatorException;

/** A command failed. The message is the one line that the user sees: what failed, where, and what to do. */
public final class CliException extends OperatorException {
    private static final long serialVersionUID = 1L;

    /** @param message what failed, where, and what to do; never a value of a record */
    public CliException(String message) {
        super(message);
    }
}
