package dev.sigilo.sink.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Entries of a table that several sinks share: the first sink records an entry, and the others read it. */
final class SharedEntries {
    private static final int DUPLICATE_KEY = 1062;

    private SharedEntries() {}

    /** Runs an INSERT of one entry, and does nothing if another sink recorded that entry first. */
    static void insert(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        } catch (SQLException e) {
            if (e.getErrorCode() != DUPLICATE_KEY) {
                throw e;
            }
        } finally {
            end(connection);
        }
    }

    /** Ends the transaction, so that the next read sees what other sinks have written. */
    static void end(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }
}
