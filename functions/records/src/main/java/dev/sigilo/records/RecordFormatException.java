package dev.sigilo.records;

/** Bytes or text that are not one of Sigilo's types. Its message says why and where, never what stood there. */
public final class RecordFormatException extends Exception {
    private final RejectReason reason;
    private final String field;
    private final long position;

    /**
     * @param reason   the kind of fault
     * @param field    the field at fault, or null where it is none in particular
     * @param position offset of the fault in the input in bytes or characters, or -1 where unknown
     */
    public RecordFormatException(RejectReason reason, String field, long position) {
        super(reason.code() + (field == null ? "" : " in field " + field) + (position < 0 ? "" : " at " + position)
                + ": " + reason.advice());
        this.reason = reason;
        this.field = field;
        this.position = position;
    }

    /** The kind of fault. */
    public RejectReason reason() {
        return reason;
    }

    /** The field at fault, or null. A name that the policy does not know is given as {@code (unknown)}. */
    public String field() {
        return field;
    }

    /** Offset of the fault in the input, or -1. */
    public long position() {
        return position;
    }
}
