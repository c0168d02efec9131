package dev.sigilo.sink.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** How an upsert refers to the incoming row, which differs between MySQL and MariaDB. */
enum Dialect {
    /** MySQL 8.0.19 and newer: {@code VALUES (…) AS incoming}. */
    ROW_ALIAS {
        @Override
        String incoming(String column) {
            return "incoming." + quote(column);
        }

        @Override
        String alias() {
            return " AS incoming";
        }
    },
    /** MariaDB, and MySQL before 8.0.19: {@code VALUES(column)}. */
    VALUES_FUNCTION {
        @Override
        String incoming(String column) {
            return "VALUES(" + quote(column) + ")";
        }

        @Override
        String alias() {
            return "";
        }
    };

    /** Locks the rows read, so that no tombstone for these keys is added before the transaction ends. */
    static final String TOMBSTONES_END = ") LOCK IN SHARE MODE";

    abstract String incoming(String column);

    abstract String alias();

    /** Returns the dialect of the connected server. */
    static Dialect of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT VERSION()")) {
            row.next();
            return ofVersion(row.getString(1));
        }
    }

    static Dialect ofVersion(String version) {
        if (version.contains("MariaDB")) {
            return VALUES_FUNCTION;
        }
        String[] parts = version.split("[^0-9]+", 4);
        int[] numbers = new int[3];
        for (int i = 0; i < 3 && i < parts.length && !parts[i].isEmpty(); i++) {
            numbers[i] = Integer.parseInt(parts[i]);
        }
        long comparable = numbers[0] * 1_000_000L + numbers[1] * 1_000L + numbers[2];
        return comparable >= 8_000_019L ? ROW_ALIAS : VALUES_FUNCTION;
    }

    static String quote(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    private static String list(List<String> columns) {
        return String.join(", ", columns.stream().map(Dialect::quote).toList());
    }

    /** Returns an {@code INSERT} up to its first row. */
    String insert(String table, List<String> columns) {
        return "INSERT INTO " + quote(table) + " (" + list(columns) + ") VALUES ";
    }

    /**
     * Returns the part that follows the rows of an {@code INSERT} and makes it an upsert.
     *
     * @param version column that orders the writes, or null if the last write wins
     */
    String onDuplicate(String table, List<String> columns, List<String> key, String version, boolean versionNullable) {
        return alias() + " ON DUPLICATE KEY UPDATE " + assignments(table, columns, key, version, versionNullable);
    }

    /** Returns the upsert of one row, with parameters. */
    String upsert(String table, List<String> columns, List<String> key, String version, boolean versionNullable) {
        return insert(table, columns) + "(" + "?, ".repeat(columns.size() - 1) + "?)"
                + onDuplicate(table, columns, key, version, versionNullable);
    }

    private String assignments(
            String table, List<String> columns, List<String> key, String version, boolean versionNullable) {
        String guard = null;
        if (version != null) {
            String stored = quote(table) + "." + quote(version);
            guard = incoming(version) + " >= "
                    + (versionNullable ? "COALESCE(" + stored + ", " + incoming(version) + ")" : stored);
        }
        List<String> assignments = new ArrayList<>();
        for (String column : columns) {
            if (!key.contains(column) && !column.equals(version)) {
                assignments.add(assignment(table, column, guard));
            }
        }
        if (version != null) {
            // Last: assignments take effect from left to right, and all others compare with the stored version.
            assignments.add(assignment(table, version, guard));
        }
        if (assignments.isEmpty()) {
            assignments.add(quote(key.get(0)) + " = " + quote(table) + "." + quote(key.get(0)));
        }
        return String.join(", ", assignments);
    }

    private String assignment(String table, String column, String guard) {
        String incoming = incoming(column);
        return quote(column) + " = "
                + (guard == null
                        ? incoming
                        : "IF(" + guard + ", " + incoming + ", " + quote(table) + "." + quote(column) + ")");
    }

    /**
     * Returns a {@code DELETE} of one key; if a version is given, only older or equal rows are deleted, and its
     * parameter comes last.
     */
    String delete(String table, List<String> key, String version) {
        StringBuilder sql =
                new StringBuilder("DELETE FROM ").append(quote(table)).append(" WHERE ");
        for (int i = 0; i < key.size(); i++) {
            sql.append(i == 0 ? "" : " AND ").append(quote(key.get(i))).append(" = ?");
        }
        if (version != null) {
            sql.append(" AND (")
                    .append(quote(version))
                    .append(" IS NULL OR ")
                    .append(quote(version))
                    .append(" <= ?)");
        }
        return sql.toString();
    }

    /**
     * Returns a query for the tombstones of some keys, up to the first key; {@link #TOMBSTONES_END} follows the keys.
     */
    String tombstonesOf(String table, List<String> key, String version) {
        String columns = key.size() == 1 ? quote(key.get(0)) : "(" + list(key) + ")";
        return "SELECT " + list(key) + ", " + quote(version) + " FROM " + quote(table) + " WHERE " + columns + " IN (";
    }

    /** Returns an upsert of no rows, so that the server checks columns and privileges but writes nothing. */
    String probe(String table, List<String> columns, String version) {
        String first = quote(table) + "." + quote(columns.get(0));
        String compared = quote(table) + "." + quote(version == null ? columns.get(0) : version);
        String from = String.join(
                ", ",
                columns.stream().map(column -> "existing." + quote(column)).toList());
        return "INSERT INTO " + quote(table) + " (" + list(columns) + ") SELECT " + from + " FROM " + quote(table)
                + " AS existing WHERE FALSE ON DUPLICATE KEY UPDATE " + quote(columns.get(0)) + " = IF(" + compared
                + " IS NULL, " + first + ", " + first + ")";
    }
}
