package dev.sigilo.formats;

import dev.sigilo.records.RecordFormatException;

/**
 * Reads the messages of one format. One message may contain several records. Implementations are thread-safe, take
 * bounded time and memory for any input, and give the same result for the same bytes.
 */
public interface MessageReader {

    /** Returns the format's name: {@code hl7v2}, {@code fhir} or {@code dicom}. */
    String format();

    /**
     * Reads one message.
     *
     * @param message the message's bytes
     * @throws RecordFormatException if the message as a whole cannot be read or contains nothing that a record is made
     *                               from; its field is the place of the fault, such as {@code MSH-9}, never a value
     */
    Conversion read(byte[] message) throws RecordFormatException;
}
