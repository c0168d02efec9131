package dev.sigilo.sink.mysql;

/** Why a table cannot take one row. The names are part of the error topic's contract. */
enum RowFault {
    /** A text or binary value is longer than its column. */
    TOO_LONG,
    /** A number or a time is outside its column's range. */
    OUT_OF_RANGE,
    /** NULL, or nothing, for a column that needs a value. */
    NULL_NOT_ALLOWED,
    /** A value that cannot be read as its column's type. */
    BAD_VALUE,
    /** Text that is not JSON for a JSON column, or a message that is not JSON. */
    BAD_JSON,
    /** Another row has this key already (INSERT), or this value of another unique key. */
    DUPLICATE_KEY,
    /** A foreign key, a CHECK or a trigger refused the row. */
    CONSTRAINT,
    /** A message of another shape than the table's rows: no record, a field without a column, no key, no version. */
    SCHEMA_MISMATCH,
    /** A key that another shard's table holds. */
    OTHER_SHARD,
    /** A row of another policy than the table's, or of a version of it whose content was changed. */
    OTHER_POLICY,
    /** A row larger than the server takes in one packet. */
    TOO_LARGE,
    /** The server refused this row, and it alone, for a reason that this sink does not know. */
    REFUSED
}
