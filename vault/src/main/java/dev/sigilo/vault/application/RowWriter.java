package dev.sigilo.vault.application;

/**
 * Writes rows into a table of a view.
 *
 * @param <R> the type of a row
 */
public interface RowWriter<R> extends AutoCloseable {

    /**
     * Takes a row; waits while the database is busy.
     *
     * @throws dev.sigilo.vault.domain.OperatorException if the table can no longer be written
     */
    void write(R row);

    /**
     * Waits until all rows are committed.
     *
     * @throws dev.sigilo.vault.domain.OperatorException if the table refuses any of them
     */
    void flush();

    @Override
    void close();
}
