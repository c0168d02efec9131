package dev.sigilo.sink.mysql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pulsar.io.jdbc.JdbcSinkConfig.InsertMode;
import org.apache.pulsar.io.jdbc.JdbcSinkConfig.NullValueAction;

/**
 * The table that the sink writes to, as the server describes it, and how the configuration uses it. Immutable: when the
 * table changes, it is read again.
 *
 * @param table           the table
 * @param dialect         how the server expects an upsert
 * @param mode            INSERT or UPSERT
 * @param key             the key columns; empty for a table without a key
 * @param writable        the columns that messages may fill
 * @param version         the version column, or null
 * @param deletes         whether tombstones delete
 * @param tombstones      the table that remembers deleted keys, or null
 * @param maxPacketBytes  the server's max_allowed_packet
 */
record TargetTable(
        TableDefinition table,
        Dialect dialect,
        InsertMode mode,
        List<String> key,
        Set<String> writable,
        String version,
        boolean deletes,
        TableDefinition tombstones,
        long maxPacketBytes) {

    /**
     * Reads the table and checks that the configuration matches it.
     *
     * @throws SinkConfigException if it does not match
     */
    static TargetTable read(Connection connection, MySqlSinkConfig config) throws SQLException {
        TableDefinition table = TableDefinition.read(connection, config.getTableName());
        requireMandatoryColumns(table, config.mandatoryColumns());
        List<String> key = config.keyColumns();
        InsertMode mode = config.mode();
        if (key.isEmpty() && mode == InsertMode.UPSERT) {
            if (table.uniqueKeys().isEmpty()) {
                throw new SinkConfigException("table " + table.name()
                        + " has no primary key, which UPSERT needs: add one, or use insertMode INSERT");
            }
            key = table.uniqueKeys().get(0);
        }
        requireColumns(table, key, "key");
        if (mode == InsertMode.UPSERT && !table.isUnique(key)) {
            throw new SinkConfigException("the key " + key + " is not a primary or unique key of table " + table.name()
                    + ", so UPSERT would duplicate its rows: add the index, or correct key");
        }
        String version = config.getVersionColumn().isBlank() ? null : config.getVersionColumn();
        if (version != null) {
            requireColumns(table, List.of(version), "versionColumn");
        }
        requireColumns(table, config.nonKeyColumns(), "nonKey");
        requireColumns(table, config.policyColumns(), "policyColumns");
        Set<String> writable = new LinkedHashSet<>(table.columns().keySet());
        if (config.isExcludeNonDeclaredFields()) {
            writable.retainAll(with(
                    with(new ArrayList<>(key), config.nonKeyColumns()),
                    version == null ? List.of() : List.of(version)));
        }
        TableDefinition tombstones = null;
        if (!config.getTombstoneTable().isBlank()) {
            tombstones = TableDefinition.read(connection, config.getTombstoneTable());
            requireColumns(tombstones, with(new ArrayList<>(key), List.of(version)), "tombstoneTable");
            if (!tombstones.isUnique(key)) {
                throw new SinkConfigException("table " + tombstones.name() + " must have the primary key " + key);
            }
        }
        boolean deletes = !key.isEmpty() && config.getNullValueAction() == NullValueAction.DELETE;
        return new TargetTable(
                table,
                Dialect.of(connection),
                mode,
                key,
                writable,
                version,
                deletes,
                tombstones,
                maxPacketBytes(connection));
    }

    private static List<String> with(List<String> list, List<String> more) {
        list.addAll(more);
        return list;
    }

    /** Fails if a required column is missing, because its values would otherwise be lost silently. */
    private static void requireMandatoryColumns(TableDefinition table, List<String> columns) {
        List<String> missing = new ArrayList<>(columns);
        missing.removeAll(table.columns().keySet());
        if (!missing.isEmpty()) {
            throw new SinkConfigException(
                    "table " + table.name() + " lacks column" + (missing.size() > 1 ? "s " : " ")
                            + String.join(", ", missing) + " (it has "
                            + String.join(", ", table.columns().keySet())
                            + "): restore columns that were dropped or renamed; `sigilo migrate` adds those that a new version needs");
        }
    }

    private static void requireColumns(TableDefinition table, List<String> columns, String setting) {
        for (String column : columns) {
            if (!table.columns().containsKey(column)) {
                throw new SinkConfigException("table " + table.name() + " has no column " + column
                        + " (it has " + String.join(", ", table.columns().keySet()) + "): add it, or correct "
                        + setting);
            }
        }
    }

    /**
     * Returns whether the table has a newer version of this row, or remembers it as deleted, so that writing the row
     * would change nothing.
     *
     * @param row the key and version of a row that the table refuses; for a table with one key column
     */
    boolean isSuperseded(Connection connection, RowIdentity row) throws SQLException {
        if (version == null || row.key() == null || row.version() == null) {
            return false;
        }
        return exists(connection, table, row, ">") || tombstones != null && exists(connection, tombstones, row, ">=");
    }

    private boolean exists(Connection connection, TableDefinition in, RowIdentity row, String comparison)
            throws SQLException {
        String keyColumn = key.get(0);
        Object keyValue = comparable(row.key(), in.columns().get(keyColumn));
        Object versionValue = comparable(row.version(), in.columns().get(version));
        if (keyValue == null || versionValue == null) {
            return false;
        }
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM " + Dialect.quote(in.name()) + " WHERE "
                        + Dialect.quote(keyColumn) + " = ? AND " + Dialect.quote(version) + " " + comparison + " ?")) {
            query.setObject(1, keyValue);
            query.setObject(2, versionValue);
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    /**
     * Returns a value that the server compares exactly; null if there is none. It compares a number with text as
     * floating-point numbers.
     */
    private static Object comparable(String text, TableDefinition.Column column) {
        try {
            return switch (column.kind()) {
                case TEXT -> text;
                case INTEGER, DECIMAL -> new BigDecimal(text);
                default -> null;
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static long maxPacketBytes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@max_allowed_packet")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Runs every kind of statement without a row, so that a missing privilege shows when the sink starts. */
    void probe(Connection connection) throws SQLException {
        List<String> columns = List.copyOf(writable);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    mode == InsertMode.UPSERT
                            ? dialect.probe(table.name(), columns, version)
                            : "INSERT INTO " + Dialect.quote(table.name()) + " (" + Dialect.quote(columns.get(0))
                                    + ") SELECT NULL FROM DUAL WHERE FALSE");
            if (deletes) {
                statement.executeUpdate("DELETE FROM " + Dialect.quote(table.name()) + " WHERE FALSE");
            }
            if (tombstones != null) {
                statement.executeUpdate(
                        dialect.probe(tombstones.name(), with(new ArrayList<>(key), List.of(version)), version));
            }
        }
    }
}
