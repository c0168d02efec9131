package dev.sigilo.benchmarks.chain;

import dev.sigilo.stack.EmbeddedStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Looks for expected rows, in the order of their due times. One thread may call {@link #expect} while another calls
 * {@link #look}.
 */
final class RowWatch implements AutoCloseable {
    private static final int AT_A_TIME = 64;

    private final Connection database;
    private final Map<String, Long> due = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Long, String> order = new ConcurrentSkipListMap<>();

    /** Receives each row that was found. */
    @FunctionalInterface
    interface Seen {
        /** Called with both times as {@link System#nanoTime} values. */
        void row(long due, long now);
    }

    RowWatch(EmbeddedStack stack) throws SQLException {
        database = DriverManager.getConnection(
                stack.queryJdbcUrl(), stack.reader().user(), stack.reader().password());
    }

    /** Starts looking for the row of this record. */
    void expect(String token, long dueAt) {
        due.put(token, dueAt);
        order.put(dueAt, token);
    }

    /** Returns the number of rows not found yet. */
    int waiting() {
        return due.size();
    }

    /** Looks once, and reports each expected row that has arrived since the last look. */
    void look(Seen seen) throws SQLException {
        StringJoiner tokens = new StringJoiner("','", "'", "'");
        order.values().stream().limit(AT_A_TIME).forEach(tokens::add);
        if (order.isEmpty()) {
            return;
        }
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT record_token FROM " + ChainBenchmark.TABLE
                        + " WHERE record_token IN (" + tokens + ")")) {
            long now = System.nanoTime();
            while (rows.next()) {
                Long dueAt = due.remove(rows.getString(1));
                order.remove(dueAt);
                seen.row(dueAt, now);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
