package dev.sigilo.tokenize.application;

import dev.sigilo.records.RejectReason;

/** A record is on the suppression list. The message contains no values. */
public final class SuppressedRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectReason reason;
    private final String recordToken;

    SuppressedRecordException(RejectReason reason, String recordToken) {
        super(reason.code());
        this.reason = reason;
        this.recordToken = recordToken;
    }

    /** Returns {@link RejectReason#ERASED_PATIENT} or {@link RejectReason#ERASED_RECORD}. */
    public RejectReason reason() {
        return reason;
    }

    /** Returns the token of the suppressed record. */
    public String recordToken() {
        return recordToken;
    }
}
