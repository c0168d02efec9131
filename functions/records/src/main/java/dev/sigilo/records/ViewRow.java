package dev.sigilo.records;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One flat row of a view. Column values are {@code String}, {@code Integer}, {@code Long}, {@code Boolean}, lists or
 * maps of those (JSON columns), {@link JsonText} (also JSON), lists of {@link Evidence}, or null. A row is complete: a
 * column that it does not name is null in the table. A row whose column {@code deleted} is true deletes the row with
 * its token. It is a message with a value like any other, because Pulsar's function runtime stops at a message without
 * one.
 *
 * @param recordToken the row's key
 * @param columns     column name to value
 */
public record ViewRow(String recordToken, Map<String, Object> columns) {

    public ViewRow {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    @Override
    public String toString() {
        return "ViewRow[" + recordToken + "]";
    }
}
