package dev.sigilo.secrets;

/**
 * Thrown when a secret is missing from the place that its reference names. The message contains only the fault:
 * {@code not set}, or the class of the file's read error.
 */
public final class MissingSecretException extends Exception {
    private static final long serialVersionUID = 1L;

    MissingSecretException(String fault) {
        super(fault);
    }
}
