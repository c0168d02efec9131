package dev.sigilo.convert.application;

import dev.sigilo.records.ConvertedRecord;

/**
 * A record of a message. Contains PHI.
 *
 * @param record the record
 * @param id     its {@code record_id}, or null if it has none
 */
public record ConvertedPart(ConvertedRecord record, String id) {

    /** Returns the message and the place. */
    @Override
    public String toString() {
        return "ConvertedPart[" + record + "]";
    }
}
