package dev.sigilo.cli;

import dev.sigilo.vault.infrastructure.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Computes the k-anonymity of db_query. */
@Command(
        name = "risk",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compute the k-anonymity of db_query.",
            "Prints the sizes of groups of people with equal quasi-identifiers, and the rows of groups that are too small. "
                    + "Counts people, not records: a patient's records do not hide each other."
        },
        footer = {"", "Exit status is 0 if the figures could be computed; with --fail, 1 if a group is smaller than k."
        })
final class RiskCommand implements Callable<Integer> {
    private static final String TABLE = "medical_records";
    /** Each record without a patient token counts as a separate person. */
    private static final String PEOPLE = "COUNT(DISTINCT COALESCE(patient_token, record_token))";

    /** Quasi-identifiers without a column; their values are in one of two JSON columns. */
    private static final Set<String> IN_JSON = Set.of("postal_code", "country", "city");

    private final Console console;

    @Option(
            names = "--by",
            paramLabel = "COLUMN",
            split = ",",
            defaultValue = "age,sex,ethnicity,diagnosis_year,postal_code,country",
            description =
                    "The quasi-identifiers: columns, or postal_code (a ZIP3 under the shipped policies), country and "
                            + "city, which are in the JSON columns tokens and extra (default: ${DEFAULT-VALUE}).")
    private List<String> columns;

    @Option(
            names = "-k",
            paramLabel = "K",
            defaultValue = "5",
            description = "The smallest group that is large enough, in people (default: ${DEFAULT-VALUE}).")
    private int k;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "20",
            description = "Print at most N rows of groups that are too small (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(names = "--fail", description = "Exit with status 1 if a group is smaller than k.")
    private boolean fail;

    @Option(
            names = "--url",
            paramLabel = "JDBC_URL",
            description = "JDBC URL of db_query (default: SIGILO_QUERY_JDBC_URL, else the running embedded stack).")
    private String url;

    RiskCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (k < 2 || rows < 0) {
            throw new CliException("-k must be at least 2 and --rows at least 0");
        }
        Settings settings = Settings.load();
        try (Connection connection = Database.connect(
                        "db_query",
                        settings.require(Settings.Name.QUERY_JDBC_URL, url),
                        QueryCommand.READER,
                        settings.require(Settings.Name.READER_PASSWORD, null));
                Statement statement = connection.createStatement()) {
            checkColumns(statement);
            boolean safe = summary(statement);
            outstanding(statement);
            return fail && !safe ? Sigilo.FAILED : Sigilo.OK;
        } catch (SQLException e) {
            throw new CliException(
                    "db_query cannot be queried (" + Database.codes(e) + "); update its tables with `sigilo migrate`");
        }
    }

    private void checkColumns(Statement statement) throws SQLException {
        Set<String> there = new LinkedHashSet<>();
        try (ResultSet result = statement.executeQuery("SELECT * FROM " + TABLE + " LIMIT 0")) {
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                there.add(result.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT));
            }
        }
        for (String column : columns) {
            if (!there.contains(column) && !IN_JSON.contains(column)) {
                throw new CliException(TABLE + " has no such column; its columns are " + String.join(", ", there)
                        + ", and postal_code, country and city in its JSON columns");
            }
        }
    }

    private boolean summary(Statement statement) throws SQLException {
        String groups =
                "SELECT " + PEOPLE + " AS people, COUNT(*) AS records FROM " + table() + " t GROUP BY " + names();
        try (ResultSet result =
                statement.executeQuery("SELECT COUNT(*), COALESCE(SUM(records), 0), COALESCE(MIN(people), 0), "
                        + "COALESCE(SUM(people < " + k + "), 0), COALESCE(SUM(IF(people < " + k + ", records, 0)), 0), "
                        + "COALESCE(SUM(people = 1), 0) FROM (" + groups + ") g")) {
            result.next();
            console.println("quasi-identifiers: " + String.join(", ", columns));
            console.println(result.getLong(2) + " records in " + result.getLong(1) + " groups");
            console.println("smallest group: " + result.getLong(3) + (result.getLong(3) == 1 ? " person" : " people"));
            console.println("groups under k=" + k + ": " + result.getLong(4) + ", with " + result.getLong(5)
                    + " records; groups of one person: " + result.getLong(6));
            return result.getLong(4) == 0;
        }
    }

    private void outstanding(Statement statement) throws SQLException {
        if (rows == 0) {
            return;
        }
        String matches = columns.stream()
                .map(column -> "m.`" + column + "` <=> g.`" + column + "`")
                .collect(Collectors.joining(" AND "));
        List<String> lines = new ArrayList<>();
        try (ResultSet result =
                statement.executeQuery("SELECT m.record_token, g.people FROM " + table() + " m JOIN (SELECT " + names()
                        + ", " + PEOPLE + " AS people FROM " + table() + " t GROUP BY " + names() + " HAVING people < "
                        + k + ") g ON " + matches
                        + " ORDER BY g.people, m.record_token LIMIT " + rows)) {
            while (result.next()) {
                lines.add("  " + result.getString(1) + " in a group of " + result.getLong(2));
            }
        }
        if (!lines.isEmpty()) {
            console.println("rows that stand out most (at most " + rows + "):");
            lines.forEach(console::println);
        }
    }

    /** The table with a column added for each quasi-identifier that is in a JSON column. */
    private String table() {
        return columns.stream()
                .filter(IN_JSON::contains)
                .map(column -> ", COALESCE(JSON_UNQUOTE(JSON_EXTRACT(r.tokens, '$." + column
                        + "')), JSON_UNQUOTE(JSON_EXTRACT(r.extra, '$." + column + "'))) AS `" + column + "`")
                .collect(Collectors.joining("", "(SELECT r.*", " FROM " + TABLE + " r)"));
    }

    private String names() {
        return columns.stream().map(column -> "`" + column + "`").collect(Collectors.joining(", "));
    }
}
