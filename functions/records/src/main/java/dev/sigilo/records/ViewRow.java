package dev.sigilo.records;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A flat row of a view. Column values are {@code String}, {@code Integer}, {@code Long}, {@code Boolean}, lists or maps
 * of those (JSON columns), {@link JsonText} (also JSON), lists of {@link Evidence}, or null. A row is complete: a
 * column that it omits is null in the table. A row whose column {@code deleted} is true deletes the row with its token.
 * A deletion is also a message with a value, because Pulsar's function runtime stops at a message without one.
 *
 * @param recordToken the row's key
 * @param columns     maps each column to its value
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
