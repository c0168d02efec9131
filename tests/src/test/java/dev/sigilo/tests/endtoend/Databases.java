package dev.sigilo.tests.endtoend;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Queries of the tests on the two databases. */
public final class Databases {

    /** The numbers of rows in both databases at one moment. */
    record DatabaseCounts(
            long queryRows, long queryTokens, Map<String, Long> byStatus, long vault, long vaultKeys, long inBoth) {
        long commandRows() {
            return byStatus.values().stream().mapToLong(Long::longValue).sum();
        }

        long status(String status) {
            return byStatus.getOrDefault(status, 0L);
        }
    }

    static DatabaseCounts counts(Pipeline pipeline) {
        try (Connection query = pipeline.query();
                Connection command = pipeline.command()) {
            Map<String, Long> byStatus = new TreeMap<>();
            try (Statement statement = command.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT status, COUNT(*) FROM records GROUP BY status")) {
                while (rows.next()) {
                    byStatus.put(rows.getString(1), rows.getLong(2));
                }
            }
            List<String> rejected = strings(command, "SELECT record_token FROM records WHERE status = 'REJECTED'");
            List<String> tokens = strings(query, "SELECT record_token FROM medical_records");
            rejected.retainAll(new java.util.HashSet<>(tokens));
            return new DatabaseCounts(
                    number(query, "SELECT COUNT(*) FROM medical_records"),
                    number(query, "SELECT COUNT(DISTINCT record_token) FROM medical_records"),
                    byStatus,
                    number(command, "SELECT COUNT(*) FROM vault"),
                    number(command, "SELECT COUNT(*) FROM vault_keys"),
                    rejected.size());
        } catch (SQLException e) {
            throw new IllegalStateException("the databases do not answer: SQLState " + e.getSQLState(), e);
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Returns the first column of each row. */
    public static List<String> strings(Connection connection, String sql) throws SQLException {
        List<String> list = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                list.add(rows.getString(1));
            }
        }
        return list;
    }

    /** Returns all rows of all tables and views of the connection's database as text. */
    static String everything(Connection connection) throws SQLException {
        StringBuilder text = new StringBuilder();
        List<String> tables = strings(
                connection,
                "SELECT table_name FROM information_schema.tables"
                        + " WHERE table_schema = DATABASE() ORDER BY table_name");
        for (String table : tables) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM `" + table + "`")) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (int i = 1; i <= columns; i++) {
                        text.append(rows.getString(i)).append('\t');
                    }
                    text.append('\n');
                }
            }
        }
        return text.toString();
    }

    private Databases() {}
}
