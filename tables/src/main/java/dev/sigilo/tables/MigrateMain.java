package dev.sigilo.tables;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Migrates the databases that the environment names, in a place that has Java and not the command {@code sigilo}: before
 * docker-compose.yml deploys. {@code SIGILO_COMMAND_JDBC_URL} and {@code SIGILO_QUERY_JDBC_URL} say where they are
 * ({@code SIGILO_QUERY_JDBC_URL_0} and so on for shards), {@code SIGILO_ADMIN_PASSWORD} is root's password.
 */
public final class MigrateMain {
    private static final Pattern ADDRESS = Pattern.compile("SIGILO_(COMMAND|QUERY)_JDBC_URL(_[0-9]+)?");

    private MigrateMain() {
    }

    /** Ends with 0 where all are migrated, with 1 and one line where one is not. */
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
                    out.println("migrate: " + Tables.at(schema, variable.getValue(), "root", password).migrate(environment).describe(schema));
                    databases++;
                }
            }
            if (databases == 0) {
                throw new TablesException("SIGILO_COMMAND_JDBC_URL and SIGILO_QUERY_JDBC_URL are not set, the addresses of the databases");
            }
            return 0;
        } catch (TablesException e) {
            err.println("migrate: " + e.getMessage());
            return 1;
        }
    }
}
