package dev.sigilo.sink.mysql;

import java.util.Collection;

/** Rows that the table refuses, among the exceptions that Pulsar shows of the sink. It names columns, never a value. */
final class RowsRefusedException extends Exception {
    /**
     * With what is refused.
     *
     * @param rows    how many of the last batch
     * @param columns where the fault is known to be; empty where no column is named
     * @param waiting how many wait in all, those of before included
     */
    RowsRefusedException(int rows, RowFault fault, Collection<String> columns, String table, int waiting) {
        super(rows + (rows == 1 ? " row" : " rows") + " refused: " + fault
                + (columns.isEmpty() ? "" : " in " + String.join(", ", columns)) + " (table " + table + ", " + waiting + " wait)",
                null, false, false);
    }
}
