package dev.sigilo.sink.mysql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes the rows of one batch over one connection, in one transaction. Consecutive rows with the same columns share
 * one statement; it is split only if the server refuses a row. Not thread-safe.
 */
final class BatchWriter {
    private final Connection connection;
    private final SqlText text;
    private final boolean rowsAreAtFault;
    private final List<Rejected> rejected = new ArrayList<>();
    private int written;
    private boolean rejectedUnknown;

    /** A row that the table refuses. */
    record Rejected(Row row, RowFaultException fault) {}

    /**
     * @param text           the worker's buffer
     * @param rowsAreAtFault whether an unknown error counts as the row's fault even if no row was written
     */
    BatchWriter(Connection connection, SqlText text, boolean rowsAreAtFault) {
        this.connection = connection;
        this.text = text;
        this.rowsAreAtFault = rowsAreAtFault;
    }

    /**
     * Whether only the version decides which row of a key is kept, all rows fit into one statement, and the key is
     * text.
     */
    private static boolean isOrderFree(List<Row> rows) {
        RowShape shape = rows.get(0).shape();
        if (shape == null
                || shape.target().version() == null
                || shape.target().key().isEmpty()
                || shape.target()
                                .table()
                                .columns()
                                .get(shape.target().key().get(0))
                                .kind()
                        != ColumnKind.TEXT) {
            return false;
        }
        return rows.stream().allMatch(row -> row.shape() == shape);
    }

    /**
     * Writes the rows, in their order where it matters, and commits.
     *
     * @return the rows that the table refuses; all others are stored
     * @throws SQLException for anything that is not a row's fault; then nothing is stored
     */
    List<Rejected> write(List<Row> rows) throws SQLException {
        execute(rows);
        connection.commit();
        return rejected;
    }

    /**
     * Does everything that {@link #write(List)} does, and rolls back instead of committing.
     *
     * @return the rows that the table would refuse
     * @throws SQLException for anything that is not a row's fault
     */
    List<Rejected> rehearse(List<Row> rows) throws SQLException {
        execute(rows);
        connection.rollback();
        return rejected;
    }

    private void execute(List<Row> rows) throws SQLException {
        if (isOrderFree(rows)) {
            // In key order, pages are visited one after another, and all connections take locks in the same order.
            int key = rows.get(0).shape().position(rows.get(0).target().key().get(0));
            rows.sort(Comparator.comparing(row -> (String) row.values()[key]));
        }
        int start = 0;
        while (start < rows.size()) {
            int end = start + 1;
            while (end < rows.size() && rows.get(end).shape() == rows.get(start).shape()) {
                end++;
            }
            List<Row> run = rows.subList(start, end);
            if (run.get(0).tombstone()) {
                delete(run);
            } else {
                write(run, 0, run.size());
                obeyTombstones(run);
            }
            start = end;
        }
        if (rejectedUnknown && written == 0 && !rowsAreAtFault) {
            throw new SQLException("no row of the batch gets through", "HY000", 0);
        }
    }

    /** Writes the rows from {@code from} to {@code to}, in one statement if the server accepts it. */
    private void write(List<Row> rows, int from, int to) throws SQLException {
        if (from == to) {
            return;
        }
        try {
            execute(rows, from, to);
            written += to - from;
        } catch (SQLException e) {
            Failure failure = Failure.of(e);
            boolean missingDefault = failure == Failure.TABLE_CHANGED && e.getErrorCode() == 1364 && rowsAreAtFault;
            if (failure != Failure.ROW
                    && failure != Failure.UNKNOWN
                    && failure != Failure.TOO_LARGE
                    && !missingDefault) {
                throw e;
            }
            // The failed statement changed nothing, and the transaction continues.
            if (to - from == 1) {
                Row row = rows.get(from);
                rejectedUnknown |= failure == Failure.UNKNOWN;
                rejected.add(new Rejected(row, Failure.rowFault(e, row.target().table())));
                return;
            }
            int fault = from + Failure.rowAtFault(e);
            if (fault < from || fault >= to) {
                int middle = (from + to) >>> 1;
                write(rows, from, middle);
                write(rows, middle, to);
            } else {
                write(rows, from, fault);
                write(rows, fault, fault + 1);
                write(rows, fault + 1, to);
            }
        }
    }

    private void execute(List<Row> rows, int from, int to) throws SQLException {
        RowShape shape = rows.get(from).shape();
        text.start(shape.head());
        for (int i = from; i < to; i++) {
            Object[] values = rows.get(i).values();
            text.sql(i == from ? "(" : ", (").value(values[0]);
            for (int c = 1; c < values.length; c++) {
                text.sql(", ").value(values[c]);
            }
            text.sql(")");
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.executeUpdate(text.sql(shape.tail()).statement());
        }
    }

    private static void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
        if (value == null) {
            statement.setNull(parameter, Types.NULL);
        } else if (value instanceof String text) {
            statement.setString(parameter, text);
        } else if (value instanceof Long number) {
            statement.setLong(parameter, number);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(parameter, bytes);
        } else if (value instanceof BigDecimal number) {
            statement.setBigDecimal(parameter, number);
        } else {
            statement.setDouble(parameter, (Double) value);
        }
    }

    private void delete(List<Row> rows) throws SQLException {
        TargetTable target = rows.get(0).target();
        remember(target, rows);
        String guarded = target.dialect().delete(target.table().name(), target.key(), target.version());
        String plain = target.dialect().delete(target.table().name(), target.key(), null);
        int keys = target.key().size();
        for (Row row : rows) {
            boolean versioned = row.values().length > keys && row.values()[keys] != null;
            try (PreparedStatement statement = connection.prepareStatement(versioned ? guarded : plain)) {
                for (int i = 0; i < (versioned ? keys + 1 : keys); i++) {
                    bind(statement, i + 1, row.values()[i]);
                }
                statement.executeUpdate();
                written++;
            } catch (SQLException e) {
                Failure failure = Failure.of(e);
                if (failure != Failure.ROW) {
                    throw e;
                }
                rejected.add(new Rejected(row, Failure.rowFault(e, target.table())));
            }
        }
    }

    /** Records the deleted keys with their versions. A tombstone without a version gets that of the stored row. */
    private void remember(TargetTable target, List<Row> rows) throws SQLException {
        if (target.tombstones() == null) {
            return;
        }
        int keys = target.key().size();
        List<String> columns = new ArrayList<>(target.key());
        columns.add(target.version());
        String sql = target.dialect().upsert(target.tombstones().name(), columns, target.key(), target.version(), true);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Row row : rows) {
                Object version = row.values()[keys] != null ? row.values()[keys] : storedVersion(target, row);
                if (version == null) {
                    continue;
                }
                for (int i = 0; i < keys; i++) {
                    bind(statement, i + 1, row.values()[i]);
                }
                statement.setObject(keys + 1, version);
                statement.executeUpdate();
            }
        }
    }

    private Object storedVersion(TargetTable target, Row row) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT ")
                .append(Dialect.quote(target.version()))
                .append(" FROM ")
                .append(Dialect.quote(target.table().name()))
                .append(" WHERE ");
        for (int i = 0; i < target.key().size(); i++) {
            sql.append(i == 0 ? "" : " AND ")
                    .append(Dialect.quote(target.key().get(i)))
                    .append(" = ?");
        }
        try (PreparedStatement query =
                connection.prepareStatement(sql.append(" FOR UPDATE").toString())) {
            for (int i = 0; i < target.key().size(); i++) {
                bind(query, i + 1, row.values()[i]);
            }
            try (ResultSet result = query.executeQuery()) {
                return result.next() ? result.getObject(1) : null;
            }
        }
    }

    /**
     * Deletes rows just written whose key was deleted at the same or a later version. It runs after the upsert: then
     * either it sees the tombstone, or the writer of the tombstone waits for this transaction and deletes the row.
     */
    private void obeyTombstones(List<Row> rows) throws SQLException {
        RowShape shape = rows.get(0).shape();
        TargetTable target = shape.target();
        if (target.tombstones() == null) {
            return;
        }
        int keys = target.key().size();
        int[] positions = new int[keys];
        for (int c = 0; c < shape.columns().size(); c++) {
            int key = target.key().indexOf(shape.columns().get(c).name());
            if (key >= 0) {
                positions[key] = c;
            }
        }
        text.start(target.dialect().tombstonesOf(target.tombstones().name(), target.key(), target.version()));
        for (int i = 0; i < rows.size(); i++) {
            text.sql(i == 0 ? "" : ", ").sql(keys == 1 ? "" : "(");
            for (int k = 0; k < keys; k++) {
                text.sql(k == 0 ? "" : ", ").value(rows.get(i).values()[positions[k]]);
            }
            text.sql(keys == 1 ? "" : ")");
        }
        List<Object[]> deleted = new ArrayList<>();
        try (Statement query = connection.createStatement()) {
            query.setEscapeProcessing(false);
            try (ResultSet result =
                    query.executeQuery(text.sql(Dialect.TOMBSTONES_END).statement())) {
                while (result.next()) {
                    Object[] key = new Object[keys + 1];
                    for (int i = 0; i <= keys; i++) {
                        key[i] = result.getObject(i + 1);
                    }
                    deleted.add(key);
                }
            }
        }
        if (deleted.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(
                target.dialect().delete(target.table().name(), target.key(), target.version()))) {
            for (Object[] key : deleted) {
                for (int i = 0; i <= keys; i++) {
                    delete.setObject(i + 1, key[i]);
                }
                delete.executeUpdate();
            }
        }
    }
}
