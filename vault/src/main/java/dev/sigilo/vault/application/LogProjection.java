package dev.sigilo.vault.application;

/**
 * The log, read from its first message on, and its projection into the rows of a view.
 *
 * @param <R> the type of a row
 */
public interface LogProjection<R> {

    /**
     * Writes the rows of every message that was not read before, up to the current end of the log, and flushes them.
     *
     * @throws dev.sigilo.vault.domain.OperatorException if the log cannot be read or a row cannot be written
     */
    void project(RowWriter<R> rows);

    /** Returns how many messages were read so far. */
    long messages();
}
