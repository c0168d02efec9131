package dev.sigilo.cli;

/** A failure whose audit line stands already, so that no second one is written for it. */
final class Told extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Told(String message) {
        super(message);
    }

    /** The same, as the user is told it. */
    CliException forTheUser() {
        return new CliException(getMessage());
    }
}
