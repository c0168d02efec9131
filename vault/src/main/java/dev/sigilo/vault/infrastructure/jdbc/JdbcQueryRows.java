package dev.sigilo.vault.infrastructure.jdbc;

import dev.sigilo.vault.application.QueryRows;
import dev.sigilo.vault.domain.OperatorException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The table medical_records of db_query, with the rights of the user {@code reader}. */
public final class JdbcQueryRows implements QueryRows {
    private static final String USER = "reader";

    private final Connection connection;

    /**
     * @param url      JDBC URL of db_query
     * @param password the password of the user {@code reader}
     */
    public JdbcQueryRows(String url, String password) {
        connection = Database.connect("db_query", url, USER, password);
    }

    @Override
    public boolean has(String recordToken) {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM medical_records WHERE record_token = ?")) {
            query.setString(1, recordToken);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new OperatorException("db_query cannot be read (" + Database.codes(e) + "); see `sigilo status`");
        }
    }

    @Override
    public void close() {
        Database.close(connection);
    }
}
