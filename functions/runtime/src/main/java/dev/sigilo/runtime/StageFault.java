package dev.sigilo.runtime;

import dev.sigilo.records.RejectReason;

/** Thrown if a stage must reject its input. The message never contains a value. */
public final class StageFault extends Exception {
    private final RejectReason reason;
    private final String field;
    private final long position;
    private final String recordToken;

    /**
     * @param reason      why the input is rejected
     * @param field       the field at fault, or null
     * @param position    offset in the message, or -1
     * @param recordToken the record's token, or null if the stage does not know it
     */
    public StageFault(RejectReason reason, String field, long position, String recordToken) {
        super(reason.code());
        this.reason = reason;
        this.field = field;
        this.position = position;
        this.recordToken = recordToken;
    }

    RejectReason reason() {
        return reason;
    }

    String field() {
        return field;
    }

    long position() {
        return position;
    }

    String recordToken() {
        return recordToken;
    }
}
