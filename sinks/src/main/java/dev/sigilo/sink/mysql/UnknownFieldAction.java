package dev.sigilo.sink.mysql;

/** What the sink does with a field that the table has no column for. */
public enum UnknownFieldAction {
    /** Ignores the field. */
    IGNORE,
    /** Refuses the row. */
    ERROR
}
