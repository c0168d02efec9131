package dev.sigilo.cli;

/** A command cannot do what it was asked to. The message is the one line that the user sees: what, where, what to do. */
public final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was wrong, where, what to do; never a value of a record */
    public CliException(String message) {
        super(message);
    }
}
