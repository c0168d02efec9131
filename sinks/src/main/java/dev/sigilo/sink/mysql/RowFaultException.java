package dev.sigilo.sink.mysql;

/**
 * One row cannot be written; other rows of the batch are not affected. It contains no value, and no cause, which could
 * quote one.
 */
final class RowFaultException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RowFault fault;
    private final String column;
    private final String sqlState;
    private final int vendorCode;

    RowFaultException(RowFault fault, String column) {
        this(fault, column, null, 0);
    }

    RowFaultException(RowFault fault, String column, String sqlState, int vendorCode) {
        // No stack trace: row errors may occur by the thousand, and the trace would not help.
        super(null, null, false, false);
        this.fault = fault;
        this.column = column;
        this.sqlState = sqlState;
        this.vendorCode = vendorCode;
    }

    RowFault fault() {
        return fault;
    }

    /** The column or field at fault, or null if it is unknown. */
    String column() {
        return column;
    }

    /** The server's SQLState, or null if the sink found the fault itself. */
    String sqlState() {
        return sqlState;
    }

    /** The server's error number, or 0. */
    int vendorCode() {
        return vendorCode;
    }

    @Override
    public String getMessage() {
        return fault
                + (column == null ? "" : " in " + column)
                + (sqlState == null ? "" : " (SQLState " + sqlState + ", error " + vendorCode + ")");
    }
}
