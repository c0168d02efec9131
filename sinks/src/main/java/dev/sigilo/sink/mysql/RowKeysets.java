package dev.sigilo.sink.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * Which keysets the rows of a database are made with, in its table {@code keysets}. Who comes first writes them down, and nobody
 * else's rows are written: those of another keyset would count each record twice and join with nothing.
 */
final class RowKeysets {
    private static final int DUPLICATE_KEY = 1062;

    private RowKeysets() {
    }

    /**
     * Writes down what does not stand there yet and compares the rest.
     *
     * @param lineages purpose to lineage
     * @throws SinkConfigException where another one stands there
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
                        + ", and this pipeline runs with the one of lineage " + wanted.getValue()
                        + ": put that keyset back (`sigilo keys restore`), or give the new one an empty database");
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
            // So that the next read sees what others have written meanwhile.
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
            // Another sink of this database came first, and is read next.
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
