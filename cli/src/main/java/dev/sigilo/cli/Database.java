package dev.sigilo.cli;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Connects to one of the two databases and tells its faults without their messages, which may quote a row. */
final class Database {
    private static final int ACCESS_DENIED = 1045;

    /**
     * Opens a connection.
     *
     * @param name what the database is called in messages
     */
    static Connection connect(String name, String url, String user, String password) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5000");
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            String place = withoutParameters(url);
            throw new CliException(e.getErrorCode() == ACCESS_DENIED
                    ? name + " at " + place + " refuses user " + user + "; check its password"
                    : name + " at " + place + " cannot be reached (" + codes(e) + "); is it running? See `sigilo status`");
        }
    }

    /** SQLState and the server's error number; its message stays unsaid. */
    static String codes(SQLException e) {
        return "SQLState " + e.getSQLState() + ", error " + e.getErrorCode();
    }

    /** Closes a connection whose work is done, or whose failure was already reported. */
    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            return;
        }
    }

    /** A JDBC URL may carry credentials behind its question mark. */
    static String withoutParameters(String url) {
        return url.replaceAll("\\?.*", "").replaceAll("//[^/@]*@", "//");
    }

    private Database() {
    }
}
