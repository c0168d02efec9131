package dev.sigilo.records;

/**
 * A format in which producers send medical records. Implementations are thread-safe. A format only parses; the limits
 * on size and fields and the checks of field values are the same for all formats and are applied afterwards.
 */
public interface RecordFormat {
    /** Returns the format's name in configurations and classified records: lower-case letters, digits and hyphens. */
    String name();

    /**
     * Reads one message.
     *
     * @param message the message's bytes, at least one
     * @throws RecordFormatException if the bytes are not a record in this format; the exception's message must not
     *                               contain a value
     */
    MedicalRecord read(byte[] message) throws RecordFormatException;

    /**
     * Reads one message and keeps it with the record.
     *
     * @throws RecordFormatException as {@link #read}
     */
    default ReceivedRecord receive(byte[] message) throws RecordFormatException {
        MedicalRecord record = read(message);
        return new ReceivedRecord(record, OriginalMessage.of(name(), message, record));
    }
}
