package dev.sigilo.benchmarks;

/** A benchmark cannot be run to its end. The message is one line for the user: what was wrong, where, what to do. */
public final class BenchmarkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was wrong, where, what to do */
    public BenchmarkException(String message) {
        super(message);
    }

    /**
     * @param message what was wrong, where, what to do
     * @param cause   what it was told by; its own message is not for the user
     */
    public BenchmarkException(String message, Throwable cause) {
        super(message, cause);
    }
}
