package dev.sigilo.sink.mysql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pulsar.io.jdbc.JdbcSinkConfig.InsertMode;

/**
 * The columns that messages of one schema fill in one table, and the statement for them. Thread-safe.
 */
final class RowShape {
    private final TargetTable target;
    private final List<TableDefinition.Column> columns;
    private final List<FieldType> types;
    private final Map<String, Integer> positions = new HashMap<>();
    private final boolean hasUnknownFields;
    private final String head;
    private final String tail;
    private boolean checked;
    private long checkedAtNanos;

    RowShape(
            TargetTable target, List<TableDefinition.Column> columns, List<FieldType> types, boolean hasUnknownFields) {
        this.target = target;
        this.columns = List.copyOf(columns);
        this.types = List.copyOf(types);
        this.hasUnknownFields = hasUnknownFields;
        for (int i = 0; i < columns.size(); i++) {
            positions.put(columns.get(i).name(), i);
        }
        List<String> names = columns.stream().map(TableDefinition.Column::name).toList();
        String table = target.table().name();
        this.head = target.dialect().insert(table, names);
        this.tail = target.mode() == InsertMode.INSERT
                ? ""
                : target.dialect()
                        .onDuplicate(
                                table,
                                names,
                                target.key(),
                                target.version(),
                                target.version() != null
                                        && target.table()
                                                .columns()
                                                .get(target.version())
                                                .nullable());
    }

    TargetTable target() {
        return target;
    }

    List<TableDefinition.Column> columns() {
        return columns;
    }

    /** Returns the position of a column, or -1 if the shape does not have it. */
    int position(String column) {
        return positions.getOrDefault(column, -1);
    }

    FieldType type(int column) {
        return types.get(column);
    }

    /** Whether the messages have fields for which the table had no column when it was read. */
    boolean hasUnknownFields() {
        return hasUnknownFields;
    }

    /**
     * Whether to check if the table now has columns for the unknown fields: when such a message first arrives, and then
     * at this interval.
     */
    synchronized boolean isCheckDue(long everyNanos) {
        if (!hasUnknownFields || checked && System.nanoTime() - checkedAtNanos < everyNanos) {
            return false;
        }
        checked = true;
        checkedAtNanos = System.nanoTime();
        return true;
    }

    /** Returns the statement up to its first row. */
    String head() {
        return head;
    }

    /** Returns the part of the statement after the rows. */
    String tail() {
        return tail;
    }
}
