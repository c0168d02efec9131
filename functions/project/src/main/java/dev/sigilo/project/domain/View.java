package dev.sigilo.project.domain;

import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.ViewRow;
import java.util.Optional;

/**
 * A view turns messages of the previous stages into rows of one table. Implementations are stateless and thread-safe,
 * and give the same row for the same message.
 */
public interface View {
    /** Returns the view's name, as used in the user config of its function. */
    String name();

    /** Returns the Avro definition of the rows, under which their topic's JSON schema is registered. */
    String schema();

    /** Returns the type name of the rows, as used in their messages. */
    String rowType();

    /**
     * Returns the row for a message.
     *
     * @param type    the type that the sending stage gave the message, or null
     * @param message the message's bytes
     * @return empty if the view does not use messages of this type
     * @throws RecordFormatException if the bytes are not of the type
     */
    Optional<ViewRow> fold(String type, byte[] message) throws RecordFormatException;
}
