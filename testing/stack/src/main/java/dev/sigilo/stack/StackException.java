package dev.sigilo.stack;

/** The stack cannot be started, stopped or reached. Its message is one line: what was wrong, where, what to do. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StackException(String message) {
        super(message);
    }

    StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
