package dev.sigilo.cli;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Checks whether db_query contains a record, with the rights of the user {@code reader}. */
final class QueryRows implements AutoCloseable {
    private static final String USER = "reader";

    private final Connection connection;

    /** @param url JDBC URL of db_query from the command line, or null to take it from the settings */
    QueryRows(Settings settings, String url) {
        connection = Database.connect("db_query", settings.require(Settings.Name.QUERY_JDBC_URL, url), USER,
                settings.require(Settings.Name.READER_PASSWORD, null));
    }

    /** Returns whether db_query has a row with this record token. */
    boolean has(String recordToken) {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM medical_records WHERE record_token = ?")) {
            query.setString(1, recordToken);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new CliException("db_query cannot be read (" + Database.codes(e) + "); see `sigilo status`");
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Ignored: every query has already returned its result or reported its failure.
            return;
        }
    }
}
