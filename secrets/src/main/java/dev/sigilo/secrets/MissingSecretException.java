package dev.sigilo.secrets;

/**
 * A secret is not where its reference says. The message is the fault only: {@code not set}, or the class of the error
 * of a file.
 */
public final class MissingSecretException extends Exception {
    private static final long serialVersionUID = 1L;

    MissingSecretException(String fault) {
        super(fault);
    }
}
