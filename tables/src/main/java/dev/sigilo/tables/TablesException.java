package dev.sigilo.tables;

/** Why a database cannot be brought to this version: one line for the operator, with what to do. It quotes no row. */
public class TablesException extends RuntimeException {
    /** With what was wrong and what to do. */
    public TablesException(String message) {
        super(message);
    }
}
