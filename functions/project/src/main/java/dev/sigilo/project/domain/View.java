package dev.sigilo.project.domain;

import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.ViewRow;
import java.util.Optional;

/**
 * A view: it folds messages of the stages before it into rows of one table. Implementations hold no state, are
 * thread-safe, and give the same row for the same message.
 */
public interface View {
    /** Returns the view's name, as the user config of its function gives it. */
    String name();

    /** Returns the Avro definition of the rows, under which their topic's JSON schema is registered. */
    String schema();

    /** Returns the type of the rows, as their messages name it. */
    String rowType();

    /**
     * Returns the row that a message becomes.
     *
     * @param type    the type that the message's stage named, or null
     * @param message the message's bytes
     * @return empty if the view does not fold messages of this type
     * @throws RecordFormatException if the bytes are not of the type
     */
    Optional<ViewRow> fold(String type, byte[] message) throws RecordFormatException;
}
