package dev.sigilo.cli;

import dev.sigilo.tables.Schema;
import dev.sigilo.tables.Tables;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Migrates the tables and users of the databases to the version that this code needs. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Migrate the tables of both databases to this version.",
            "Also sets the rights of the database users. Missing tables are created; rows are kept. `sigilo up` and docker "
                    + "compose do this automatically. On a cluster, run it before pulsar-config/deploy.sh. Running it again "
                    + "changes nothing."
        },
        footer = {
            "",
            "The users' passwords are taken from SIGILO_COMMAND_SINK_PASSWORD, SIGILO_VAULT_SINK_PASSWORD, "
                    + "SIGILO_QUERY_SINK_PASSWORD and SIGILO_READER_PASSWORD. An existing user keeps its password if the variable is not set.",
            "Exit status: 0 if all databases have this version (with --dry-run: if they can be migrated), 1 if not, with a one-line reason."
        })
final class MigrateCommand implements Callable<Integer> {
    /** The databases to migrate. */
    enum Databases {
        COMMAND,
        QUERY,
        ALL
    }

    private final Console console;

    @Option(
            names = "--database",
            paramLabel = "command|query|all",
            defaultValue = "ALL",
            description = "The database to migrate (default: all).")
    private Databases databases;

    @Option(
            names = "--database-url",
            paramLabel = "JDBC_URL",
            description = {
                "JDBC URL of the database selected with --database, for example a shard of db_query (default: "
                        + "SIGILO_COMMAND_JDBC_URL and SIGILO_QUERY_JDBC_URL, else the running embedded stack)."
            })
    private String databaseUrl;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "root",
            description =
                    "A user who may create tables and users; the password is in SIGILO_ADMIN_PASSWORD (default: ${DEFAULT-VALUE}).")
    private String user;

    @Option(names = "--dry-run", description = "Print the pending migrations and change nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    MigrateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (databaseUrl != null && databases == Databases.ALL) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--database-url is the address of one database; select that database with --database");
        }
        Settings settings = Settings.load();
        String password = settings.require(Settings.Name.ADMIN_PASSWORD, null);
        for (Schema schema : Schema.values()) {
            if (databases == Databases.ALL || databases.name().equals(schema.name())) {
                Settings.Name url =
                        schema == Schema.COMMAND ? Settings.Name.COMMAND_JDBC_URL : Settings.Name.QUERY_JDBC_URL;
                Tables tables = Tables.at(schema, settings.require(url, databaseUrl), user, password);
                console.println(
                        dryRun
                                ? missing(schema, tables)
                                : tables.migrate(settings.variables()).describe(schema));
            }
        }
        return Sigilo.OK;
    }

    private static String missing(Schema schema, Tables tables) {
        List<String> pending = tables.state().pending();
        return schema.title() + " at " + tables.place() + ": "
                + (pending.isEmpty() ? "nothing is missing" : "missing " + String.join("; ", pending))
                + "; nothing was changed";
    }
}
