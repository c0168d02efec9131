package dev.sigilo.tables;

/** Explains in one line why a database cannot be migrated and what the operator can do. It never quotes a row. */
public class TablesException extends RuntimeException {
    /** Creates the exception with what is wrong and what to do. */
    public TablesException(String message) {
        super(message);
    }
}
