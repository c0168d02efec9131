package dev.sigilo.vault.infrastructure.jdbc;

import dev.sigilo.driver.SinkSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of a view: a replay removes rows from it, copies rows into it, and compares it with another. */
final class ViewTable {
    private final Connection connection;
    private final SinkSpec sink;
    private final String table;
    private final List<String> columns = new ArrayList<>();

    /** @param table a table with the same columns as the sink's table */
    ViewTable(Connection connection, SinkSpec sink, String table) throws SQLException {
        this.connection = connection;
        this.sink = sink;
        this.table = table;
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT COLUMN_NAME FROM information_schema.COLUMNS "
                        + "WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND EXTRA NOT LIKE '%on update%' ORDER BY ORDINAL_POSITION")) {
            query.setString(1, table);
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    columns.add(result.getString(1));
                }
            }
        }
        connection.setAutoCommit(false);
    }

    private String names() {
        return columns.stream().map(column -> "`" + column + "`").collect(Collectors.joining(", "));
    }

    /**
     * Returns the end of an INSERT that keeps the newer row. The version comes last, because the others are compared
     * with it.
     */
    private String guardedUpdate() {
        String version = sink.versionColumn();
        List<String> others = columns.stream()
                .filter(column -> !column.equals(version) && !sink.keyColumns().contains(column))
                .toList();
        String stored = "`" + table + "`.`";
        String newer = "VALUES(`" + version + "`) >= " + stored + version + "`";
        return " ON DUPLICATE KEY UPDATE "
                + others.stream()
                        .map(column -> "`" + column + "` = IF(" + newer + ", VALUES(`" + column + "`), " + stored
                                + column + "`), ")
                        .collect(Collectors.joining())
                + "`" + version + "` = GREATEST(VALUES(`" + version + "`), " + stored + version + "`)";
    }

    /** Removes rows that the sink's table of tombstones has at the same or a later version. */
    void obeyTombstones(String tombstones) throws SQLException {
        execute("DELETE t FROM `" + table + "` t JOIN `" + tombstones + "` d ON d.`"
                + sink.keyColumns().get(0) + "` = t.`" + sink.keyColumns().get(0) + "` AND d.`" + sink.versionColumn()
                + "` >= t.`" + sink.versionColumn() + "`");
        connection.commit();
    }

    /** Copies the rows of another table that meet a condition and are not older than those here. */
    void copyFrom(String other, String condition) throws SQLException {
        execute("INSERT INTO `" + table + "` (" + names() + ") SELECT " + names() + " FROM `" + other + "` WHERE "
                + condition + guardedUpdate());
        connection.commit();
    }

    /** Returns how many rows of this table and another one differ or are in only one of them. */
    long differences(String other) throws SQLException {
        return differences(table, other)
                + count("SELECT COUNT(*) FROM `" + other + "` o LEFT JOIN `" + table + "` t ON o.`"
                        + sink.keyColumns().get(0) + "` = t.`"
                        + sink.keyColumns().get(0) + "` WHERE t.`"
                        + sink.keyColumns().get(0) + "` IS NULL");
    }

    private long differences(String one, String other) throws SQLException {
        String equal = columns.stream()
                .map(column -> "o.`" + column + "` <=> t.`" + column + "`")
                .collect(Collectors.joining(" AND "));
        return count("SELECT COUNT(*) FROM `" + one + "` t LEFT JOIN `" + other + "` o ON o.`"
                + sink.keyColumns().get(0) + "` = t.`" + sink.keyColumns().get(0) + "` WHERE NOT (" + equal + ")");
    }

    long count() throws SQLException {
        return count("SELECT COUNT(*) FROM `" + table + "`");
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } finally {
            connection.commit();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
