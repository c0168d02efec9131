package dev.sigilo.sink.mysql;

import java.util.Locale;

/** The kinds of MySQL column types, by how values are converted to them. */
enum ColumnKind {
    /** Integers of all sizes, and YEAR. */
    INTEGER,
    /** BIT. */
    BIT,
    /** DECIMAL, exact. */
    DECIMAL,
    /** FLOAT and DOUBLE. */
    FLOATING,
    /** CHAR, VARCHAR, TEXT, ENUM, and MariaDB's UUID and INET. */
    TEXT,
    /** SET. */
    SET,
    /** JSON. */
    JSON,
    /** BINARY, VARBINARY, BLOB. */
    BINARY,
    /** DATE. */
    DATE,
    /** TIME. */
    TIME,
    /** DATETIME and TIMESTAMP, both written in UTC. */
    DATETIME,
    /** Types that a record cannot contain, such as GEOMETRY and VECTOR. */
    UNSUPPORTED;

    /** Returns the kind of a type named as in {@code information_schema.columns.data_type}. */
    static ColumnKind of(String dataType) {
        return switch (dataType.toLowerCase(Locale.ROOT)) {
            case "tinyint", "smallint", "mediumint", "int", "integer", "bigint", "year" -> INTEGER;
            case "bit" -> BIT;
            case "decimal", "numeric" -> DECIMAL;
            case "float", "double", "real" -> FLOATING;
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "uuid", "inet4", "inet6" ->
                TEXT;
            case "set" -> SET;
            case "json" -> JSON;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> BINARY;
            case "date" -> DATE;
            case "time" -> TIME;
            case "datetime", "timestamp" -> DATETIME;
            default -> UNSUPPORTED;
        };
    }
}
