package dev.sigilo.vault.infrastructure.jdbc;

import dev.sigilo.policy.Policy;
import dev.sigilo.vault.application.QueryOwner;
import dev.sigilo.vault.domain.OperatorException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** The policy that the rows of db_query belong to, with the rights of the sink that writes them. */
public final class JdbcQueryOwner implements QueryOwner {
    private static final String USER = "query_sink";
    private static final String TABLE = "medical_records";
    /**
     * The sinks read the entries again at least once a second. Until then they may write rows of the earlier policy.
     */
    private static final long UNTIL_SINKS_KNOW_MILLIS = 2000;
    /** Rows removed in one transaction, so that readers and the sink do not wait long. */
    private static final int REMOVED_AT_ONCE = 5000;

    private final Connection connection;

    /**
     * @param url      JDBC URL of db_query
     * @param password the password of the view's sink
     */
    public JdbcQueryOwner(String url, String password) {
        connection = Database.connect("db_query", url, USER, password);
    }

    @Override
    public String policy() {
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT name FROM policies WHERE table_name = '" + TABLE + "' AND version = 0");
                ResultSet row = query.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    @Override
    public Counts count(Policy policy) {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT COALESCE(SUM(policy <=> ? AND policy_version <=> ? "
                        + "AND policy_hash <=> ?), 0), COUNT(*) FROM " + TABLE)) {
            query.setString(1, policy.name());
            query.setInt(2, policy.version());
            query.setString(3, policy.contentHash());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Counts(row.getLong(1), row.getLong(2) - row.getLong(1));
            }
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    @Override
    public long handOver(String policy) {
        try {
            connection.setAutoCommit(false);
            own(NOBODY);
            TimeUnit.MILLISECONDS.sleep(UNTIL_SINKS_KNOW_MILLIS);
            long removed = 0;
            int now;
            do {
                now = removeSome(policy);
                removed += now;
            } while (now > 0);
            own(policy);
            connection.setAutoCommit(true);
            return removed;
        } catch (SQLException e) {
            throw fault(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatorException("interrupted while rows of the earlier policy were removed; run it again");
        }
    }

    /** Replaces the entries of the table by its new owner. */
    private void own(String policy) throws SQLException {
        try (PreparedStatement forget =
                        connection.prepareStatement("DELETE FROM policies WHERE table_name = '" + TABLE + "'");
                PreparedStatement claim = connection.prepareStatement(
                        "INSERT INTO policies (table_name, version, name) VALUES ('" + TABLE + "', 0, ?)")) {
            forget.executeUpdate();
            claim.setString(1, policy);
            claim.executeUpdate();
            connection.commit();
        }
    }

    private int removeSome(String policy) throws SQLException {
        String some = "SELECT record_token, version FROM " + TABLE
                + " WHERE NOT (policy <=> ?) ORDER BY record_token LIMIT " + REMOVED_AT_ONCE + " FOR UPDATE";
        try (PreparedStatement query = connection.prepareStatement(some);
                PreparedStatement remember =
                        connection.prepareStatement("INSERT INTO erased (record_token, version) VALUES (?, ?) "
                                + "ON DUPLICATE KEY UPDATE version = GREATEST(version, VALUES(version))");
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM " + TABLE + " WHERE record_token = ?")) {
            query.setString(1, policy);
            int removed = 0;
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    remember.setString(1, rows.getString(1));
                    remember.setLong(2, rows.getLong(2));
                    remember.addBatch();
                    delete.setString(1, rows.getString(1));
                    delete.addBatch();
                    removed++;
                }
            }
            if (removed > 0) {
                remember.executeBatch();
                delete.executeBatch();
            }
            connection.commit();
            return removed;
        }
    }

    private static OperatorException fault(SQLException e) {
        return new OperatorException("the policies of db_query cannot be read or changed (" + Database.codes(e)
                + "); update its tables with `sigilo migrate`");
    }

    @Override
    public void close() {
        Database.close(connection);
    }
}
