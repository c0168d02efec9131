package dev.sigilo.vault.application;

import dev.sigilo.keys.KeysetException;
import dev.sigilo.vault.domain.AuditedFailure;
import dev.sigilo.vault.domain.OperatorException;
import java.util.function.Supplier;

/**
 * One operation in the audit trail. If it fails, the failure is noted there with the token and count known by then. Not
 * thread-safe.
 */
public final class AuditedOperation {
    private final AuditTrail trail;
    private final String action;
    private final String purpose;
    private String token;
    private int records;

    /**
     * @param trail   stores the lines
     * @param action  as {@link AuditTrail#append} lists them
     * @param token   the token if it is known, else a word for the subject
     * @param purpose the reason that the operator gave
     */
    public AuditedOperation(AuditTrail trail, String action, String token, String purpose) {
        this.trail = trail;
        this.action = action;
        this.token = token;
        this.purpose = purpose;
    }

    /** Sets the token of the lines that follow. */
    void concerns(String exactToken) {
        token = exactToken;
    }

    /** Sets the number of records of the lines that follow. */
    void found(int count) {
        records = count;
    }

    /**
     * Appends a line with the number of records found.
     *
     * @throws OperatorException if it cannot be stored
     */
    public void append(String result) {
        append(result, records);
    }

    /**
     * Appends a line with this number of records.
     *
     * @throws OperatorException if it cannot be stored
     */
    public void append(String result, int count) {
        trail.append(action, token, purpose, result, count);
    }

    String purpose() {
        return purpose;
    }

    /**
     * Does the work, including the opening of what it works on.
     *
     * @param failure how the line about a failure begins, such as {@code refused: }
     * @throws OperatorException the failure, after its line is stored
     */
    public <T> T run(String failure, Supplier<T> work) {
        try {
            return work.get();
        } catch (AuditedFailure e) {
            throw e;
        } catch (OperatorException | KeysetException e) {
            trail.note(action, token, purpose, failure + e.getMessage(), records);
            throw e;
        }
    }
}
