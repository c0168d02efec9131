package dev.sigilo.benchmarks;

/**
 * Thrown when a benchmark cannot be completed. The message is one line for the user: what is wrong, where, and how to
 * fix it.
 */
public final class BenchmarkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, where, and how to fix it */
    public BenchmarkException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong, where, and how to fix it
     * @param cause   the underlying exception; its own message is not meant for the user
     */
    public BenchmarkException(String message, Throwable cause) {
        super(message, cause);
    }
}
