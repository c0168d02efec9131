package dev.sigilo.vault.domain;

/** A failure whose audit line is already written, so that no second one follows. */
public final class AuditedFailure extends OperatorException {
    private static final long serialVersionUID = 1L;

    /** @param message what failed, where, and what to do; never a value of a record */
    public AuditedFailure(String message) {
        super(message);
    }
}
