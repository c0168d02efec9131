package dev.sigilo.formats.dicom;

import dev.sigilo.records.RejectReason;

/** Thrown for a dataset that cannot be read. It has no message, because what is wrong may identify a person. */
final class DatasetFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectReason reason;
    private final String place;

    /**
     * @param reason the kind of fault
     * @param place  the tag of the standard where it is, or another known place; never text of the message
     */
    DatasetFault(RejectReason reason, String place) {
        super(null, null, false, false);
        this.reason = reason;
        this.place = place;
    }

    DatasetFault(RejectReason reason, int tag) {
        this(reason, DropCounts.place(tag));
    }

    RejectReason reason() {
        return reason;
    }

    String place() {
        return place;
    }
}
