package dev.sigilo.sink.mysql;

/** Why a table refuses a row. The names are part of the error topic's contract. */
enum RowFault {
    /** A text or binary value is longer than its column. */
    TOO_LONG,
    /** A number or a time is outside its column's range. */
    OUT_OF_RANGE,
    /** NULL or no value for a column that needs one. */
    NULL_NOT_ALLOWED,
    /** A value that cannot be read as its column's type. */
    BAD_VALUE,
    /** Text that is not JSON for a JSON column, or a message that is not JSON. */
    BAD_JSON,
    /** Another row already has this key (INSERT) or this value of another unique key. */
    DUPLICATE_KEY,
    /** A foreign key, a CHECK or a trigger refused the row. */
    CONSTRAINT,
    /**
     * The message does not have the structure of the table's rows: not a record, a field without a column, no key, or
     * no version.
     */
    SCHEMA_MISMATCH,
    /** A key that belongs to another shard's table. */
    OTHER_SHARD,
    /** A row of another policy than the table's, or of a policy version whose content was changed. */
    OTHER_POLICY,
    /** A row larger than the server's packet limit. */
    TOO_LARGE,
    /** The server refused only this row, for a reason that the sink does not know. */
    REFUSED
}
