package dev.sigilo.vault.domain;

/** An operation failed. The message is one line for the operator: what failed, where, and what to do. */
public class OperatorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what failed, where, and what to do; never a value of a record */
    public OperatorException(String message) {
        super(message);
    }
}
