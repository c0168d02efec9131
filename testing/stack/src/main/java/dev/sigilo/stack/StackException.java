package dev.sigilo.stack;

/**
 * Thrown when the stack cannot be started, stopped or reached. Its message is one line: what is wrong, where, and how
 * to fix it.
 */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StackException(String message) {
        super(message);
    }

    StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
