package dev.sigilo.vault.application;

/**
 * The tables of a view while it is rebuilt: the live one, the next one, and, once they are swapped, the old one. Its
 * methods throw {@link dev.sigilo.vault.domain.OperatorException} if the database refuses.
 *
 * @param <R> the type of a row
 */
public interface ViewStore<R> {

    /** Returns the name of the live table. */
    String table();

    /** Creates the next table, empty, with the columns of the live one. Drops what an interrupted rebuild left. */
    void createNext();

    /** Opens a writer for the next table. */
    RowWriter<R> writeNext();

    /** Opens a writer for the live table. */
    RowWriter<R> writeLive();

    /** Removes deleted rows from the next table and adds the rows that are not in the log, from the live table. */
    void completeNext();

    /** Makes the next table the live one and the live one the old one, in one step. */
    void swap();

    /** Removes deleted rows from the live table and adds the rows that are not in the log, from the old table. */
    void completeLive();

    /**
     * Removes the live table's rows of other policies than the table's. The sink refuses them, so without the rebuild
     * they would not be there either.
     *
     * @return how many were removed
     */
    long removeOtherPolicies();

    /** Returns the number of rows of the live table. */
    long rows();

    /** Returns how many rows of the live and the old table differ or are in only one of them. */
    long differences();

    /** Drops the old table. */
    void dropOld();
}
