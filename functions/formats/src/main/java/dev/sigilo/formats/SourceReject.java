package dev.sigilo.formats;

import dev.sigilo.records.RejectReason;

/**
 * A part of a message that cannot be read as a record. Contains PHI.
 *
 * @param place   the place of the fault, such as {@code OBX[3]-5}; never a value
 * @param reason  what is wrong
 * @param message the part, as a complete message in the same format
 */
public record SourceReject(String place, RejectReason reason, byte[] message) {

    /** Returns only the place and the reason, because the message identifies a person. */
    @Override
    public String toString() {
        return "SourceReject[" + place + " " + reason + "]";
    }
}
