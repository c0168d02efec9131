package dev.sigilo.tables;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.output.ValidateOutput;

/**
 * The tables of one database and their version. Each migration is a file {@code V2__what_it_does.sql} in
 * {@code sinks/sql}; the table {@code flyway_schema_history} records which ones were applied. A released file is never
 * changed: a new change needs a new file.
 *
 * <p>A database created before schemas had versions has the tables of version 1 but no history. Migration 1 keeps
 * existing tables, creates missing ones, and is then recorded in the history.
 */
public final class Tables {
    private static final Pattern URL = Pattern.compile("(jdbc:mysql://[^/?]+/)([A-Za-z0-9_]{1,64})(\\?.*)?");
    private static final String HISTORY = "flyway_schema_history";
    private static final int ACCESS_DENIED = 1045;

    private final Schema schema;
    private final String place;
    private final String database;
    private final DataSource server;
    private final DataSource source;

    private Tables(Schema schema, String place, String database, DataSource server, DataSource source) {
        this.schema = schema;
        this.place = place;
        this.database = database;
        this.server = server;
        this.source = source;
    }

    /**
     * Returns the tables at this address. Does not connect to the server yet.
     *
     * @param jdbcUrl  {@code jdbc:mysql://host:port/database}, for MariaDB too; the database need not exist yet
     * @param user     an administrator of the server
     * @param password the administrator's password
     * @throws TablesException if the URL names no database
     */
    public static Tables at(Schema schema, String jdbcUrl, String user, String password) {
        Matcher url = URL.matcher(jdbcUrl);
        if (!url.matches()) {
            throw new TablesException("the address of " + schema.title()
                    + " names no database of letters, digits and underscores; write jdbc:mysql://host:port/database");
        }
        String parameters = url.group(3) == null ? "" : url.group(3);
        return new Tables(
                schema,
                url.group(1) + url.group(2),
                url.group(2),
                source(url.group(1) + parameters, user, password),
                source(jdbcUrl, user, password));
    }

    private static DataSource source(String url, String user, String password) {
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /**
     * The current version and the pending migrations.
     *
     * @param version the version of the tables; null if there are none, {@code "0"} if they were created before schemas
     *                had versions
     * @param pending the migrations still to apply, such as {@code 2 add policy version}, in order
     */
    public record State(String version, List<String> pending) {
        public State {
            pending = List.copyOf(pending);
        }
    }

    /**
     * The result of a migration.
     *
     * @param before  the version before it, as in {@link State}
     * @param version the version after it
     * @param applied the migrations that were applied
     * @param users   the users whose rights were set
     */
    public record Outcome(String before, String version, List<String> applied, List<String> users) {
        public Outcome {
            applied = List.copyOf(applied);
            users = List.copyOf(users);
        }

        /**
         * Returns a sentence such as {@code db_query: version 1, now version 2 (2 add policy version); rights given to
         * reader}.
         */
        public String describe(Schema schema) {
            String was = before == null ? "no tables" : before.equals("0") ? "unversioned tables" : "version " + before;
            return schema.title() + ": "
                    + (applied.isEmpty()
                            ? "already at version " + version
                            : was + ", now version " + version + " (" + String.join("; ", applied) + ")")
                    + "; rights given to " + String.join(", ", users);
        }
    }

    /** Returns the address without its parameters. */
    public String place() {
        return place;
    }

    /**
     * Reads the state of the database and changes nothing.
     *
     * @throws TablesException if the database cannot be read or migrated, as in {@link #migrate}
     */
    public State state() {
        try (Connection connection = connect()) {
            Set<String> there = tables(connection);
            requireOurs(there);
            Flyway flyway = flyway();
            List<String> pending = new ArrayList<>();
            String version = there.isEmpty() ? null : "0";
            if (there.contains(HISTORY)) {
                requireKnown(flyway);
                version = flyway.info().current() == null
                        ? "0"
                        : flyway.info().current().getVersion().getVersion();
            }
            for (MigrationInfo migration : there.contains(HISTORY)
                    ? flyway.info().pending()
                    : flyway.info().all()) {
                pending.add(name(migration));
            }
            return new State(version, pending);
        } catch (SQLException e) {
            throw refused(e);
        } catch (FlywayException e) {
            throw failed(e);
        }
    }

    /**
     * Creates the database if it does not exist, applies pending migrations, and sets the passwords and rights of its
     * users. Running it again changes nothing. Concurrent runs wait for each other.
     *
     * @param passwords environment variables with the users' passwords; an existing user keeps its password if none is
     *                  given
     * @throws TablesException if the server refuses, the tables are not Sigilo's or have a newer version, an applied
     *                         migration file was changed, or a new user has no password
     */
    public Outcome migrate(Map<String, String> passwords) {
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS `" + database
                    + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci");
        } catch (SQLException e) {
            throw refused(e);
        }
        State before = state();
        try {
            Flyway flyway = flyway();
            if (before.version() != null && hasFailed(flyway)) {
                // An earlier run failed midway. Migrations can be run again once Flyway's record of the failure is
                // removed.
                flyway.repair();
            }
            flyway.migrate();
            return new Outcome(
                    before.version(),
                    flyway.info().current().getVersion().getVersion(),
                    before.pending(),
                    new Users(schema, database, passwords).grant(source));
        } catch (FlywayException e) {
            throw failed(e);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private Flyway flyway() {
        return Flyway.configure(Tables.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:" + schema.folder())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .baselineDescription("unversioned tables")
                .ignoreMigrationPatterns("*:pending")
                .placeholderReplacement(false)
                .cleanDisabled(true)
                .loggers(QuietLogs.class.getName())
                .load();
    }

    private Connection connect() throws SQLException {
        return source.getConnection();
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** Fails if the database has tables that are not Sigilo's. */
    private void requireOurs(Set<String> there) {
        if (!there.isEmpty() && !there.contains(HISTORY) && !there.containsAll(schema.firstTables())) {
            Set<String> missing = new TreeSet<>(schema.firstTables());
            missing.removeAll(there);
            throw new TablesException(schema.title() + " at " + place + " contains tables (" + String.join(", ", there)
                    + ") and lacks " + String.join(", ", missing)
                    + ", so it is not Sigilo's: give Sigilo a database of its own, or put the table back");
        }
    }

    private void requireKnown(Flyway flyway) {
        for (MigrationInfo migration : flyway.info().applied()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS
                    || migration.getState() == MigrationState.FUTURE_FAILED) {
                throw new TablesException(schema.title() + " at " + place + " has tables of version "
                        + migration.getVersion() + ", newer than this Sigilo knows: use the Sigilo that made them");
            }
        }
        for (ValidateOutput fault : flyway.validateWithResult().invalidMigrations) {
            if (fault.errorDetails.errorCode == CoreErrorCode.CHECKSUM_MISMATCH) {
                throw new TablesException(
                        "migration " + fault.version + " of " + schema.title() + " at " + place
                                + " differs from the one that was applied there; restore the original file, because an applied migration must not change");
            }
        }
    }

    private static boolean hasFailed(Flyway flyway) {
        for (MigrationInfo migration : flyway.info().applied()) {
            if (migration.getState().isFailed()) {
                return true;
            }
        }
        return false;
    }

    private static String name(MigrationInfo migration) {
        return migration.getVersion() + " " + migration.getDescription();
    }

    private TablesException refused(SQLException e) {
        return new TablesException(
                e.getErrorCode() == ACCESS_DENIED
                        ? schema.title() + " at " + place + " refuses the administrator; check SIGILO_ADMIN_PASSWORD"
                        : schema.title() + " at " + place + " cannot be changed (SQLState " + e.getSQLState()
                                + ", error " + e.getErrorCode()
                                + "); check that it runs and that the user may create tables and users");
    }

    /** Returns an exception with only the server's error numbers, because its text may quote a row. */
    private TablesException failed(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return new TablesException("a migration of " + schema.title() + " at " + place
                        + " was refused (SQLState " + sql.getSQLState() + ", error " + sql.getErrorCode()
                        + "); no row was changed. Fix the cause that the error number names, and run it again");
            }
        }
        return new TablesException(schema.title() + " at " + place + " cannot be migrated (" + e.getErrorCode() + ")");
    }
}
