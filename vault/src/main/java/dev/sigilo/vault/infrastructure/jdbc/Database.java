package dev.sigilo.vault.infrastructure.jdbc;

import dev.sigilo.vault.domain.OperatorException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Connects to a database, and describes its faults without their messages, which may quote a row. */
public final class Database {
    private static final int ACCESS_DENIED = 1045;

    /**
     * Opens a connection.
     * @param name     the database's name in error messages
     * @param url      JDBC URL
     * @param user     the database user
     * @param password its password
     * @throws OperatorException if it cannot be reached or refuses the user
     */
    public static Connection connect(String name, String url, String user, String password) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5000");
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            String place = withoutParameters(url);
            throw new OperatorException(
                    e.getErrorCode() == ACCESS_DENIED
                            ? name + " at " + place + " refuses user " + user + "; check its password"
                            : name + " at " + place + " cannot be reached (" + codes(e)
                                    + "); is it running? See `sigilo status`");
        }
    }

    /** Returns the SQLState and the server's error number, without its message. */
    public static String codes(SQLException e) {
        return "SQLState " + e.getSQLState() + ", error " + e.getErrorCode();
    }

    /** Closes a connection whose work is done, or whose failure was already reported. */
    public static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            return;
        }
    }

    /** Returns a JDBC URL without user and parameters, which may contain credentials. */
    public static String withoutParameters(String url) {
        return url.replaceAll("\\?.*", "").replaceAll("//[^/@]*@", "//");
    }

    private Database() {}
}
