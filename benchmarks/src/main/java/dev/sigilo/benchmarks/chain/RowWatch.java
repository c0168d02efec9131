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

/** Looks whether rows are there yet, those that were expected first before the others. One thread may expect while another looks. */
final class RowWatch implements AutoCloseable {
    private static final int AT_A_TIME = 64;

    private final Connection database;
    private final Map<String, Long> due = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Long, String> order = new ConcurrentSkipListMap<>();

    /** What is told of each row. */
    @FunctionalInterface
    interface Seen {
        /** Both as {@link System#nanoTime}. */
        void row(long due, long now);
    }

    RowWatch(EmbeddedStack stack) throws SQLException {
        database = DriverManager.getConnection(
                stack.queryJdbcUrl(), stack.reader().user(), stack.reader().password());
    }

    /** From now on the row of this record is looked for. */
    void expect(String token, long dueAt) {
        due.put(token, dueAt);
        order.put(dueAt, token);
    }

    /** How many are not there yet. */
    int waiting() {
        return due.size();
    }

    /** Tells of each row that has come since the last look. */
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
