package dev.sigilo.records;

import java.util.Objects;

/**
 * The output of convert for one record of a message in a hospital format. It is the message value on {@code
 * intake/converted}. Contains PHI.
 *
 * @param provenance the message that the record is a part of, as {@link Provenance#ofPart} gives it
 * @param place      the record's place in the message, such as {@code OBR[2]}
 * @param original   the record's own part of the message, in the message's format, and the record
 */
public record ConvertedRecord(Provenance provenance, String place, OriginalMessage original) {
    private static final int LONGEST_KEY = 128;

    public ConvertedRecord {
        Objects.requireNonNull(provenance);
        Objects.requireNonNull(original.format(), "a record that was sent as JSON is not converted");
    }

    /**
     * Returns the message key for a record with this id: its beginning, of at most 128 characters. All versions of a
     * record have one key, and so keep their order, however long their id is.
     */
    public static String messageKey(String id) {
        return id.substring(0, Math.min(id.length(), LONGEST_KEY));
    }

    /** Returns the message and the place, and nothing of the record. */
    @Override
    public String toString() {
        return "ConvertedRecord[" + provenance.topic() + " " + provenance.messageId() + " " + place + "]";
    }
}
