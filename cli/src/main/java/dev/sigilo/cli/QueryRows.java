package dev.sigilo.cli;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Whether db_query has a record, as a reader sees it. */
final class QueryRows implements AutoCloseable {
    private static final String USER = "reader";

    private final Connection connection;

    /** @param url JDBC URL of db_query as the command was given it, or null */
    QueryRows(Settings settings, String url) {
        connection = Database.connect("db_query", settings.require(Settings.Name.QUERY_JDBC_URL, url), USER,
                settings.require(Settings.Name.READER_PASSWORD, null));
    }

    /** Whether there is a row of this token. */
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
            // What it was for is done or was told to have failed.
            return;
        }
    }
}
