package dev.sigilo.sink.mysql;

import java.util.Collection;

/** Reports refused rows in the exceptions that Pulsar shows for the sink. It names columns but contains no values. */
final class RowsRefusedException extends Exception {
    /**
     * Creates the exception.
     *
     * @param rows    how many rows of the last batch were refused with this fault
     * @param columns the columns at fault; empty if the server named none
     * @param waiting how many refused rows wait in total
     */
    RowsRefusedException(int rows, RowFault fault, Collection<String> columns, String table, int waiting) {
        super(
                rows + (rows == 1 ? " row" : " rows") + " refused: " + fault
                        + (columns.isEmpty() ? "" : " in " + String.join(", ", columns)) + " (table " + table + ", "
                        + waiting + " wait)",
                null,
                false,
                false);
    }

    private RowsRefusedException(String text) {
        super(text, null, false, false);
    }

    /** Returns the exception for a canary's row, which counts as no row of the table. */
    static RowsRefusedException ofCanary(RowFaultException fault, String table) {
        return new RowsRefusedException("canary refused: " + fault.fault()
                + (fault.column() == null ? "" : " in " + fault.column()) + " (table " + table + ")");
    }
}
