package dev.sigilo.tables;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Migrates the databases given in the environment, for systems that have Java but not the {@code sigilo} command:
 * docker-compose.yml runs it before it deploys. {@code SIGILO_COMMAND_JDBC_URL} and {@code SIGILO_QUERY_JDBC_URL} are
 * the database addresses ({@code SIGILO_QUERY_JDBC_URL_0} and so on for shards); {@code SIGILO_ADMIN_PASSWORD} is the
 * password of root.
 */
public final class MigrateMain {
    private static final Pattern ADDRESS = Pattern.compile("SIGILO_(COMMAND|QUERY)_JDBC_URL(_[0-9]+)?");

    private MigrateMain() {}

    /** Exits with 0 if all databases were migrated; prints one line and exits with 1 at the first that fails. */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), System.out, System.err));
    }

    static int run(Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            String password = environment.get("SIGILO_ADMIN_PASSWORD");
            if (password == null || password.isBlank()) {
                throw new TablesException("SIGILO_ADMIN_PASSWORD is not set, the password of root");
            }
            int databases = 0;
            for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
                Matcher address = ADDRESS.matcher(variable.getKey());
                if (address.matches() && !variable.getValue().isBlank()) {
                    Schema schema = Schema.valueOf(address.group(1));
                    out.println("migrate: "
                            + Tables.at(schema, variable.getValue(), "root", password)
                                    .migrate(environment)
                                    .describe(schema));
                    databases++;
                }
            }
            if (databases == 0) {
                throw new TablesException(
                        "SIGILO_COMMAND_JDBC_URL and SIGILO_QUERY_JDBC_URL are not set, the addresses of the databases");
            }
            return 0;
        } catch (TablesException e) {
            err.println("migrate: " + e.getMessage());
            return 1;
        }
    }
}
