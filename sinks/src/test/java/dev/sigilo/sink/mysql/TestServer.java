package dev.sigilo.sink.mysql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database server that a test may kill. */
interface TestServer extends AutoCloseable {
    /** The database that tests use. */
    String DATABASE = "sink_test";

    int port();

    String user();

    String password();

    /** Ends the server as a power cut would. */
    void kill() throws Exception;

    /** Starts the server again and waits until it answers. */
    void start() throws Exception;

    @Override
    void close() throws Exception;

    default String jdbcUrl() {
        return "jdbc:mysql://127.0.0.1:" + port() + "/" + DATABASE;
    }

    default Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://127.0.0.1:" + port()
                        + "/?allowPublicKeyRetrieval=true&allowMultiQueries=true&connectTimeout=5000",
                user(),
                password());
    }

    /** Runs statements in the test database. */
    default void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS " + DATABASE + " CHARACTER SET utf8mb4");
            statement.execute("USE " + DATABASE);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** All rows of a query as text, columns joined by a bar. */
    default List<String> rows(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("USE " + DATABASE);
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(query)) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    StringBuilder row = new StringBuilder();
                    for (int i = 1; i <= columns; i++) {
                        row.append(i == 1 ? "" : "|").append(result.getString(i));
                    }
                    rows.add(row.toString());
                }
            }
            return rows;
        }
    }

    /** The only value of a query. */
    default long number(String query) throws SQLException {
        return Long.parseLong(rows(query).get(0));
    }

    default boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }
}
