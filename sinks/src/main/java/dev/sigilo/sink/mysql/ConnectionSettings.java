package dev.sigilo.sink.mysql;

import com.mysql.cj.jdbc.Driver;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The driver's settings for the sink's connections. A parameter of the same name in the JDBC URL overrides a setting.
 */
final class ConnectionSettings {
    private static final Pattern AUTHORITY = Pattern.compile("jdbc:mysql:(?:[a-z]+:)?//([^/?]*)");

    private static final long POOL_TIMEOUT_MS = 2_000;

    private ConnectionSettings() {}

    /** Creates a pool with one connection per worker, filled on demand. */
    static HikariDataSource pool(MySqlSinkConfig config, String name) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setDataSource(new DriverDataSource(config.getJdbcUrl(), properties(config)));
        pool.setMaximumPoolSize(config.getConnections());
        pool.setMinimumIdle(0);
        pool.setAutoCommit(false);
        // Connecting continues in the background; this limits only how long a worker waits for a connection
        // before the pool reports a timeout.
        pool.setConnectionTimeout(Math.min(POOL_TIMEOUT_MS, config.getConnectTimeoutMs()));
        pool.setValidationTimeout(Math.min(POOL_TIMEOUT_MS, config.getConnectTimeoutMs()));
        // The sink itself waits for a server that does not answer.
        pool.setInitializationFailTimeout(-1);
        pool.setRegisterMbeans(false);
        return new HikariDataSource(pool);
    }

    /** Opens a connection without a pool, so that its errors are thrown at once and unwrapped. */
    static Connection connect(MySqlSinkConfig config) throws SQLException {
        return new DriverDataSource(config.getJdbcUrl(), properties(config)).getConnection();
    }

    static Properties properties(MySqlSinkConfig config) {
        Properties properties = new Properties();
        if (config.getUserName() != null) {
            properties.setProperty("user", config.getUserName());
        }
        if (config.getPassword() != null) {
            properties.setProperty("password", config.getPassword());
        }
        properties.setProperty("sslMode", sslMode(config).name());
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("forceConnectionTimeZoneToSession", "true");
        properties.setProperty("nullDatabaseMeansCurrent", "true");
        // A value that does not fit is an error in every SQL mode; values are never truncated silently.
        properties.setProperty("jdbcCompliantTruncation", "true");
        properties.setProperty("allowPublicKeyRetrieval", Boolean.toString(isLoopback(config.getJdbcUrl())));
        properties.setProperty("connectTimeout", Integer.toString(config.getConnectTimeoutMs()));
        properties.setProperty("socketTimeout", Integer.toString(config.getSocketTimeoutMs()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("useLocalSessionState", "true");
        properties.setProperty("cacheServerConfiguration", "false");
        properties.setProperty("maintainTimeStats", "false");
        properties.setProperty("connectionAttributes", "program_name:sigilo-mysql-sink");
        for (String parameter : parameters(config.getJdbcUrl())) {
            if (parameter.equalsIgnoreCase("characterEncoding")) {
                throw new SinkConfigException(
                        "jdbcUrl sets characterEncoding, but this sink always writes UTF-8: remove the parameter");
            }
            properties.remove(parameter);
        }
        return properties;
    }

    private static List<String> parameters(String url) {
        int question = url.indexOf('?');
        return question < 0
                ? List.of()
                : Arrays.stream(url.substring(question + 1).split("&"))
                        .map(parameter -> parameter.split("=", 2)[0])
                        .toList();
    }

    private static SslMode sslMode(MySqlSinkConfig config) {
        if (config.getSslMode() != null) {
            return config.getSslMode();
        }
        return isLoopback(config.getJdbcUrl()) ? SslMode.PREFERRED : SslMode.REQUIRED;
    }

    /** Whether every host in the URL is a loopback address. */
    static boolean isLoopback(String url) {
        Matcher matcher = AUTHORITY.matcher(url);
        if (!matcher.find()) {
            return false;
        }
        String authority = matcher.group(1);
        return Arrays.stream(authority.split(",")).allMatch(ConnectionSettings::isLoopbackHost);
    }

    private static boolean isLoopbackHost(String hostAndPort) {
        String host = hostAndPort
                .replaceFirst("^[^@]*@", "")
                .replaceFirst(":\\d+$", "")
                .replaceAll("[\\[\\]]", "")
                .toLowerCase(Locale.ROOT);
        if (host.isEmpty() || host.equals("localhost")) {
            return true;
        }
        if (!host.matches("127\\.[0-9.]+|::1|0:0:0:0:0:0:0:1")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Creates connections with the driver itself, because DriverManager refuses a driver from another class loader. */
    private static final class DriverDataSource implements DataSource {
        private final String url;
        private final Properties properties;
        private final Driver driver;

        DriverDataSource(String url, Properties properties) {
            this.url = url;
            this.properties = properties;
            try {
                this.driver = new Driver();
            } catch (SQLException e) {
                throw new IllegalStateException("the MySQL driver cannot be registered (" + Failure.describe(e) + ")");
            }
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = driver.connect(url, properties);
            if (connection == null) {
                throw new SQLNonTransientConnectionException(
                        "the driver does not support this kind of JDBC URL", "08001");
            }
            return connection;
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            throw new SQLFeatureNotSupportedException("the user is part of the configuration");
        }

        @Override
        public PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(PrintWriter out) {
            // The driver logs through slf4j.
        }

        @Override
        public void setLoginTimeout(int seconds) {
            // connectTimeoutMs applies instead.
        }

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException("no java.util.logging here");
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLFeatureNotSupportedException("wraps nothing");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
