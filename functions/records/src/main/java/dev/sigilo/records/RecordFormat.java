package dev.sigilo.records;

/**
 * A format in which producers send medical records. Implementations are thread-safe. A format only reads; the limits on
 * size and fields, and what is a valid value of a field, are the same for all formats and are checked after it.
 */
public interface RecordFormat {
    /** Returns the format's name in configurations and classified records: lower-case letters, digits and hyphens. */
    String name();

    /**
     * Reads one message.
     *
     * @param message the message's bytes, at least one
     * @throws RecordFormatException if they are not a record of this format; its message must not contain a value
     */
    MedicalRecord read(byte[] message) throws RecordFormatException;

    /**
     * Reads one message and keeps it beside the record.
     *
     * @throws RecordFormatException as {@link #read}
     */
    default ReceivedRecord receive(byte[] message) throws RecordFormatException {
        MedicalRecord record = read(message);
        return new ReceivedRecord(record, OriginalMessage.of(name(), message, record));
    }
}
