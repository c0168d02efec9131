package dev.sigilo.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Creates the users of one database and sets their rights, from {@code users.sql.template}. */
final class Users {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+)}");
    private static final Pattern USER = Pattern.compile("'([a-z_]+)'@'%'");
    /** Excludes characters that would end or change a quoted SQL string. */
    private static final Pattern PASSWORD = Pattern.compile("[^'\"\\\\\\p{Cntrl}]+");

    private final Schema schema;
    private final String database;
    private final Map<String, String> passwords;

    Users(Schema schema, String database, Map<String, String> passwords) {
        this.schema = schema;
        this.database = database;
        this.passwords = passwords;
    }

    /**
     * Creates missing users, sets the passwords that are given, and grants each user its rights.
     *
     * @return the names of the users
     */
    List<String> grant(DataSource source) throws SQLException {
        Set<String> users = new LinkedHashSet<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements()) {
                Matcher user = USER.matcher(sql);
                if (!user.find()) {
                    throw new IllegalStateException("a statement of users.sql.template names no user");
                }
                users.add(user.group(1));
                Matcher password = PLACEHOLDER.matcher(sql);
                if (!password.find()) {
                    statement.execute(sql);
                } else if (given(password.group(1)) != null) {
                    statement.execute(password.replaceAll(found -> Matcher.quoteReplacement(given(found.group(1)))));
                } else if (!exists(connection, user.group(1))) {
                    throw new TablesException(
                            "user " + user.group(1) + " of " + schema.title() + " is not there yet and "
                                    + password.group(1) + " is not set: set it to a password of letters and digits");
                }
            }
        }
        return List.copyOf(users);
    }

    private List<String> statements() {
        String file = schema.folder() + "/users.sql.template";
        try (InputStream in = Users.class.getClassLoader().getResourceAsStream(file)) {
            String sql =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("${database}", "`" + database + "`");
            return sql.lines()
                    .filter(line -> !line.startsWith("--"))
                    .reduce("", (all, line) -> all + line + "\n")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.replaceFirst(";\\s*$", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private String given(String variable) {
        String password = passwords.get(variable);
        if (password == null || password.isBlank()) {
            return null;
        }
        if (!PASSWORD.matcher(password).matches()) {
            throw new TablesException(variable
                    + " holds a quote, a backslash or a control character; choose a password of letters and digits");
        }
        return password;
    }

    private static boolean exists(Connection connection, String user) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT COUNT(*) FROM mysql.user WHERE user = ? AND host = '%'")) {
            query.setString(1, user);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1) > 0;
            }
        }
    }
}
