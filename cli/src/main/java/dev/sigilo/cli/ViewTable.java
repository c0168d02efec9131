package dev.sigilo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.driver.SinkSpec;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table of a view as a replay writes it: rows as the projection gives them, in the types of the table's columns, guarded
 * by the version as the sink's are.
 */
final class ViewTable implements AutoCloseable {
    private static final int BATCH_ROWS = 500;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final Connection connection;
    private final SinkSpec sink;
    private final String table;
    private final Map<String, String> columns = new LinkedHashMap<>();
    private final PreparedStatement upsert;
    private final PreparedStatement delete;
    private int waiting;
    private long rows;

    /** @param table the table to write, of the columns of the sink's own */
    ViewTable(Connection connection, SinkSpec sink, String table) throws SQLException {
        this.connection = connection;
        this.sink = sink;
        this.table = table;
        try (PreparedStatement query = connection.prepareStatement("SELECT COLUMN_NAME, DATA_TYPE FROM information_schema.COLUMNS "
                + "WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND EXTRA NOT LIKE '%on update%' ORDER BY ORDINAL_POSITION")) {
            query.setString(1, table);
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    columns.put(result.getString(1), result.getString(2).toLowerCase(Locale.ROOT));
                }
            }
        }
        upsert = connection.prepareStatement("INSERT INTO `" + table + "` (" + names() + ") VALUES ("
                + columns.keySet().stream().map(column -> "?").collect(Collectors.joining(", ")) + ")" + guardedUpdate());
        delete = connection.prepareStatement("DELETE FROM `" + table + "` WHERE `" + sink.keyColumns().get(0) + "` = ? AND `"
                + sink.versionColumn() + "` <= ?");
        connection.setAutoCommit(false);
    }

    String names() {
        return columns.keySet().stream().map(column -> "`" + column + "`").collect(Collectors.joining(", "));
    }

    /** The end of an INSERT that keeps what is newer; the version comes last, for the others are compared with it. */
    private String guardedUpdate() {
        String version = sink.versionColumn();
        List<String> others = columns.keySet().stream()
                .filter(column -> !column.equals(version) && !sink.keyColumns().contains(column)).toList();
        String stored = "`" + table + "`.`";
        String newer = "VALUES(`" + version + "`) >= " + stored + version + "`";
        return " ON DUPLICATE KEY UPDATE " + others.stream()
                .map(column -> "`" + column + "` = IF(" + newer + ", VALUES(`" + column + "`), " + stored + column + "`), ")
                .collect(Collectors.joining())
                + "`" + version + "` = GREATEST(VALUES(`" + version + "`), " + stored + version + "`)";
    }

    /** Writes one row, or deletes it where it is marked so. */
    void write(byte[] row) throws SQLException {
        JsonNode fields;
        try {
            fields = JSON.readTree(row);
        } catch (IOException e) {
            throw new CliException("a projection gave a row that is no JSON; check the function's class");
        }
        if (sink.deleteField() != null && fields.path(sink.deleteField()).asBoolean()) {
            flush();
            delete.setString(1, fields.path(sink.keyColumns().get(0)).asText());
            delete.setLong(2, fields.path(sink.versionColumn()).asLong());
            delete.executeUpdate();
            return;
        }
        int parameter = 1;
        for (Map.Entry<String, String> column : columns.entrySet()) {
            upsert.setObject(parameter++, value(fields.get(column.getKey()), column.getValue()));
        }
        upsert.addBatch();
        rows++;
        if (++waiting == BATCH_ROWS) {
            flush();
        }
    }

    private static Object value(JsonNode value, String type) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (type.equals("datetime") && value.isNumber()) {
            return DATETIME.format(Instant.ofEpochMilli(value.asLong()));
        }
        return value.isBoolean() ? (Object) value.asBoolean() : value.isNumber() ? value.asLong()
                : value.isTextual() ? value.asText() : value.toString();
    }

    /** Commits what was written. */
    void flush() throws SQLException {
        if (waiting > 0) {
            upsert.executeBatch();
            waiting = 0;
        }
        connection.commit();
    }

    /** Takes out what was deleted at the same or a later version, by the sink's table of tombstones. */
    void obeyTombstones(String tombstones) throws SQLException {
        flush();
        execute("DELETE t FROM `" + table + "` t JOIN `" + tombstones + "` d ON d.`" + sink.keyColumns().get(0) + "` = t.`"
                + sink.keyColumns().get(0) + "` AND d.`" + sink.versionColumn() + "` >= t.`" + sink.versionColumn() + "`");
        connection.commit();
    }

    /** Takes over the rows of another table that meet a condition and are not older than those here. */
    void copyFrom(String other, String condition) throws SQLException {
        flush();
        execute("INSERT INTO `" + table + "` (" + names() + ") SELECT " + names() + " FROM `" + other + "` WHERE " + condition
                + guardedUpdate());
        connection.commit();
    }

    /** How many rows of this table are missing or different in another one, and the other way round. */
    long differences(String other) throws SQLException {
        return differences(table, other) + count("SELECT COUNT(*) FROM `" + other + "` o LEFT JOIN `" + table + "` t ON o.`"
                + sink.keyColumns().get(0) + "` = t.`" + sink.keyColumns().get(0) + "` WHERE t.`" + sink.keyColumns().get(0) + "` IS NULL");
    }

    private long differences(String one, String other) throws SQLException {
        String equal = columns.keySet().stream().map(column -> "o.`" + column + "` <=> t.`" + column + "`")
                .collect(Collectors.joining(" AND "));
        return count("SELECT COUNT(*) FROM `" + one + "` t LEFT JOIN `" + other + "` o ON o.`" + sink.keyColumns().get(0) + "` = t.`"
                + sink.keyColumns().get(0) + "` WHERE NOT (" + equal + ")");
    }

    long count() throws SQLException {
        return count("SELECT COUNT(*) FROM `" + table + "`");
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
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

    /** How many rows were written so far. */
    long rows() {
        return rows;
    }

    @Override
    public void close() throws SQLException {
        upsert.close();
        delete.close();
    }
}
