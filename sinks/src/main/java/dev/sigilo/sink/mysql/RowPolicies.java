package dev.sigilo.sink.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The policy that a table's rows belong to, in the table {@code policies}. The first row claims the table for its
 * policy; each further version of that policy is recorded with its content hash. Rows of another policy, or of a
 * version with another hash, are refused: rows of two policies could be linked by the values that both keep.
 * Thread-safe.
 */
final class RowPolicies {
    /** The maximum age of the cached entries: every sink applies a change of the entries within this time. */
    static final long MAX_AGE_MILLIS = 1000;

    private static final long MAX_AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(MAX_AGE_MILLIS);
    /** The version under which the policy's name is recorded; real versions start at 1. */
    private static final int OWNER = 0;

    private final String table;
    private final List<String> columns;
    private volatile Known known;

    /** The entries of the table: name of the policy, null if the table is not claimed, and the hash of each version. */
    private record Known(String name, Map<Long, String> hashes, long readAt) {
        boolean isRecent() {
            return System.nanoTime() - readAt < MAX_AGE_NANOS;
        }
    }

    /** The policy that a row names; version and hash are null in rows older than those columns. */
    private record Claim(String name, Long version, String hash) {}

    /**
     * @param table   the table's name
     * @param columns its columns for the policy's name, version and content hash; empty to accept the rows of every
     *     policy
     */
    RowPolicies(String table, List<String> columns) {
        this.table = table;
        this.columns = columns;
    }

    /** Reads the entries, so that a missing table or right shows when the sink starts. */
    void open(Connection connection) throws SQLException {
        if (!columns.isEmpty()) {
            known = read(connection);
        }
    }

    /**
     * Removes the rows of another policy from {@code rows} and returns them. Needs a connection without a transaction
     * in progress.
     */
    List<Row> refuse(Connection connection, List<Row> rows) throws SQLException {
        List<Row> refused = new ArrayList<>();
        if (columns.isEmpty()) {
            return refused;
        }
        if (!known.isRecent()) {
            known = read(connection);
        }
        Claim accepted = null;
        for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
            Row row = each.next();
            Claim claim = claim(row);
            if (claim == null || claim.equals(accepted)) {
                continue;
            }
            if (isOwn(connection, claim)) {
                accepted = claim;
            } else {
                each.remove();
                refused.add(row);
            }
        }
        return refused;
    }

    private Claim claim(Row row) {
        if (row.tombstone()) {
            return null;
        }
        Object name = value(row, columns.get(0));
        Object version = value(row, columns.get(1));
        Object hash = value(row, columns.get(2));
        return name == null
                ? null
                : new Claim(
                        name.toString(),
                        version == null ? null : ((Number) version).longValue(),
                        hash == null ? null : hash.toString());
    }

    private static Object value(Row row, String column) {
        int position = row.shape().position(column);
        return position < 0 ? null : row.values()[position];
    }

    private synchronized boolean isOwn(Connection connection, Claim claim) throws SQLException {
        if (known.name() == null) {
            record(connection, OWNER, claim.name(), "");
            known = read(connection);
        }
        if (!claim.name().equals(known.name())) {
            return false;
        }
        if (claim.version() == null || claim.hash() == null) {
            return true;
        }
        if (!known.hashes().containsKey(claim.version())) {
            record(connection, claim.version(), claim.name(), claim.hash());
            known = read(connection);
        }
        return claim.hash().equals(known.hashes().get(claim.version()));
    }

    private Known read(Connection connection) throws SQLException {
        long readAt = System.nanoTime();
        String name = null;
        Map<Long, String> hashes = new HashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT version, name, hash FROM policies WHERE table_name = ?")) {
            query.setString(1, table);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    if (rows.getLong(1) == OWNER) {
                        name = rows.getString(2);
                    } else {
                        hashes.put(rows.getLong(1), rows.getString(3));
                    }
                }
            }
        } finally {
            SharedEntries.end(connection);
        }
        return new Known(name, hashes, readAt);
    }

    private void record(Connection connection, long version, String name, String hash) throws SQLException {
        SharedEntries.insert(
                connection,
                "INSERT INTO policies (table_name, version, name, hash) VALUES (?, ?, ?, ?)",
                table,
                version,
                name,
                hash);
    }
}
