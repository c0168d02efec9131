package dev.sigilo.records;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One flat row of a view. Column values are {@code String}, {@code Integer}, {@code Long}, {@code Boolean},
 * lists or maps of those (JSON columns), lists of {@link Evidence}, or null. A row is complete: what it does not name is null in the table.
 *
 * @param recordToken the row's key
 * @param columns     column name to value, or null where the row is to be deleted
 */
public record Row(String recordToken, Map<String, Object> columns) {

    public Row {
        columns = columns == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** A row that deletes the one of this token. */
    public static Row tombstone(String recordToken) {
        return new Row(recordToken, null);
    }

    /** Whether this row deletes. */
    public boolean isTombstone() {
        return columns == null;
    }

    @Override
    public String toString() {
        return "Row[" + recordToken + (isTombstone() ? " tombstone]" : "]");
    }
}
