package dev.sigilo.sink.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table as the server describes it.
 *
 * @param name       its name, without the database
 * @param columns    its columns by name, in order, without generated ones, which nobody may write
 * @param uniqueKeys the columns of its primary key (first) and its unique keys
 */
record TableDefinition(String name, Map<String, Column> columns, List<List<String>> uniqueKeys) {

    /**
     * One column.
     *
     * @param name     its name
     * @param kind     how values are made to fit
     * @param nullable whether it may be NULL
     */
    record Column(String name, ColumnKind kind, boolean nullable) {}

    /**
     * Reads the table of the connection's database.
     *
     * @throws SinkConfigException if there is none, or the user may not see it
     */
    static TableDefinition read(Connection connection, String name) throws SQLException {
        Map<String, Column> columns = new LinkedHashMap<>();
        Set<String> jsonColumns = jsonColumns(connection, name);
        try (PreparedStatement query = connection.prepareStatement("SELECT column_name, data_type, is_nullable, extra"
                + " FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?"
                + " ORDER BY ordinal_position")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String extra = rows.getString(4);
                    // DEFAULT_GENERATED is a default that is an expression, which a value may replace.
                    if (extra != null && extra.contains("GENERATED") && !extra.contains("DEFAULT_GENERATED")) {
                        continue;
                    }
                    String column = rows.getString(1);
                    ColumnKind kind = jsonColumns.contains(column) ? ColumnKind.JSON : ColumnKind.of(rows.getString(2));
                    columns.put(
                            column, new Column(column, kind, rows.getString(3).equals("YES")));
                }
            }
        }
        if (columns.isEmpty()) {
            throw new SinkConfigException("table " + name + " does not exist in database " + connection.getCatalog()
                    + ", or the user may not see it: create it, grant it, or correct tableName");
        }
        return new TableDefinition(name, columns, uniqueKeys(connection, name));
    }

    /** MariaDB's JSON is a text with a check; of MySQL's this knows nothing, as they are a type of their own. */
    private static Set<String> jsonColumns(Connection connection, String name) throws SQLException {
        Set<String> columns = new HashSet<>();
        if (!connection.getMetaData().getDatabaseProductVersion().contains("MariaDB")) {
            return columns;
        }
        try (PreparedStatement query = connection.prepareStatement("SELECT constraint_name"
                + " FROM information_schema.check_constraints WHERE constraint_schema = DATABASE() AND table_name = ?"
                + " AND level = 'Column' AND check_clause LIKE 'json_valid(%'")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
        }
        return columns;
    }

    private static List<List<String>> uniqueKeys(Connection connection, String name) throws SQLException {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        Set<String> onExpressions = new HashSet<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT index_name, column_name"
                + " FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ?"
                + " AND non_unique = 0 ORDER BY index_name = 'PRIMARY' DESC, index_name, seq_in_index")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String column = rows.getString(2);
                    if (column == null) {
                        onExpressions.add(rows.getString(1));
                    } else {
                        keys.computeIfAbsent(rows.getString(1), index -> new ArrayList<>())
                                .add(column);
                    }
                }
            }
        }
        keys.keySet().removeAll(onExpressions);
        return List.copyOf(keys.values());
    }

    /** Whether rows with the same values in these columns are one row. */
    boolean isUnique(List<String> keyColumns) {
        return uniqueKeys.stream().anyMatch(key -> Set.copyOf(keyColumns).equals(Set.copyOf(key)));
    }
}
