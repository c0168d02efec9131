package dev.sigilo.sink.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * The keysets that a database's rows are made with, in its table {@code keysets}. The first sink records them; sinks with other
 * keysets are refused, because their rows would count each record twice and link to nothing.
 */
final class RowKeysets {
    private static final int DUPLICATE_KEY = 1062;

    private RowKeysets() {
    }

    /**
     * Records the lineages that are not recorded yet, and compares the others.
     *
     * @param lineages purpose to lineage
     * @throws SinkConfigException if another one is recorded
     */
    static void claim(Connection connection, Map<String, String> lineages) throws SQLException {
        for (Map.Entry<String, String> wanted : lineages.entrySet()) {
            String there = read(connection, wanted.getKey());
            if (there == null) {
                write(connection, wanted.getKey(), wanted.getValue());
                there = read(connection, wanted.getKey());
            }
            if (!wanted.getValue().equals(there)) {
                throw new SinkConfigException("the rows of this database belong to the " + wanted.getKey() + " keyset of lineage " + there
                        + ", but this pipeline uses the one of lineage " + wanted.getValue()
                        + ": restore that keyset (`sigilo keys restore`), or use an empty database for the new one");
            }
        }
    }

    private static String read(Connection connection, String purpose) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT lineage FROM keysets WHERE purpose = ?")) {
            query.setString(1, purpose);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        } finally {
            // End the transaction, so that the next read sees what others have written.
            end(connection);
        }
    }

    private static void write(Connection connection, String purpose, String lineage) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO keysets (purpose, lineage) VALUES (?, ?)")) {
            insert.setString(1, purpose);
            insert.setString(2, lineage);
            insert.executeUpdate();
        } catch (SQLException e) {
            if (e.getErrorCode() != DUPLICATE_KEY) {
                throw e;
            }
            // Another sink of this database was first; its lineage is read next.
        } finally {
            end(connection);
        }
    }

    private static void end(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }
}
