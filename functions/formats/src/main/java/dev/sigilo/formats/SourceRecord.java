package dev.sigilo.formats;

import dev.sigilo.records.MedicalRecord;

/**
 * One record of a message. Contains PHI.
 *
 * @param place   the record's place in the message, such as {@code OBR[2]} or {@code entry[7]}
 * @param record  the record, with a {@code record_id} that no other record of any format has, and that a correction of
 *                this record has too
 * @param message the record's own part of the message, as a complete message in the same format: reading it gives this
 *                one record. The vault seals it, so it contains nothing about another patient
 */
public record SourceRecord(String place, MedicalRecord record, byte[] message) {

    /** Returns only the place, because the record identifies a person. */
    @Override
    public String toString() {
        return "SourceRecord[" + place + "]";
    }
}
