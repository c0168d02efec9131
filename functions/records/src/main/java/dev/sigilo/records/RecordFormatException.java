package dev.sigilo.records;

/**
 * Thrown for bytes or text that are not of the expected type. The message gives the reason and the position, never the
 * content.
 */
public final class RecordFormatException extends Exception {
    private final RejectReason reason;
    private final String field;
    private final long position;

    /**
     * @param reason   the kind of fault
     * @param field    the field at fault, or null if it is not a particular one
     * @param position offset of the fault in the input in bytes or characters, or -1 if unknown
     */
    public RecordFormatException(RejectReason reason, String field, long position) {
        super(reason.code() + (field == null ? "" : " in field " + field) + (position < 0 ? "" : " at " + position)
                + ": " + reason.advice());
        this.reason = reason;
        this.field = field;
        this.position = position;
    }

    /** Returns the kind of fault. */
    public RejectReason reason() {
        return reason;
    }

    /** Returns the field at fault, or null. A name that is not a known field is given as {@code (unknown)}. */
    public String field() {
        return field;
    }

    /** Returns the offset of the fault in the input, or -1. */
    public long position() {
        return position;
    }
}
