package dev.sigilo.cli;

import dev.sigilo.vault.infrastructure.jdbc.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Queries db_query as its read-only user. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Run read-only SQL on db_query.",
        footer = {
            "",
            "Table medical_records; views records_per_model, labels_per_day (days of studies) and labels_per_publication_day.",
            "Example: sigilo query \"SELECT label, COUNT(*) FROM medical_records GROUP BY label\""
        })
final class QueryCommand implements Callable<Integer> {
    static final String READER = "reader";

    private static final Set<String> READING =
            Set.of("SELECT", "WITH", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "TABLE", "VALUES");
    private static final Pattern FIRST_WORD =
            Pattern.compile("^(?:\\s|\\(|/\\*.*?\\*/|--[^\\n]*\\n|#[^\\n]*\\n)*([A-Za-z]+)", Pattern.DOTALL);

    private final Console console;

    @Parameters(paramLabel = "SQL|-", description = "The SQL statement; - reads it from standard input.")
    private String sql;

    @Option(
            names = "--format",
            paramLabel = "table|csv|json",
            defaultValue = "table",
            description = "Output format (default: ${DEFAULT-VALUE}).")
    private RowPrinter.Format format;

    @Option(
            names = "--width",
            paramLabel = "N",
            description =
                    "Cut the cells of a table to N characters; 0 does not cut (default: 40, or less on a narrow terminal).")
    private Integer width;

    @Option(
            names = "--url",
            paramLabel = "JDBC_URL",
            description = "JDBC URL of db_query (default: SIGILO_QUERY_JDBC_URL, else the running embedded stack).")
    private String url;

    QueryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String statementText = sql.equals("-") ? readAll() : sql;
        Matcher word = FIRST_WORD.matcher(statementText);
        if (!word.find() || !READING.contains(word.group(1).toUpperCase(Locale.ROOT))) {
            throw new CliException(
                    "query is read-only; start the statement with SELECT, WITH, SHOW, DESCRIBE or EXPLAIN");
        }
        Settings settings = Settings.load();
        try (Connection connection = Database.connect(
                "db_query",
                settings.require(Settings.Name.QUERY_JDBC_URL, url),
                READER,
                settings.require(Settings.Name.READER_PASSWORD, null))) {
            connection.setReadOnly(true);
            // The reader's grants are the real protection; the read-only session gives a clearer error.
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(Integer.MIN_VALUE);
                try (ResultSet rows = statement.executeQuery(statementText)) {
                    RowPrinter printer = width != null
                            ? new RowPrinter(console, format, width)
                            : RowPrinter.fitting(console, format);
                    printer.print(
                            rows,
                            format == RowPrinter.Format.JSON
                                    ? jsonColumns(connection, rows.getMetaData(), settings)
                                    : Set.of());
                }
            }
            return Sigilo.OK;
        } catch (SQLException e) {
            throw new CliException(advice(e));
        }
    }

    /** Returns the server's message: it concerns the user's own statement and quotes only what the user may read. */
    private static String advice(SQLException e) {
        String said = e.getErrorCode() == 0
                ? ""
                : "error from db_query: " + String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+", " ") + " (error "
                        + e.getErrorCode() + ")";
        return switch (e.getErrorCode()) {
            case 0 ->
                "the statement returned no result, or the connection was lost (" + Database.codes(e)
                        + "); query is read-only";
            case 1054 -> said + "; `sigilo query \"DESCRIBE medical_records\"` lists the columns";
            case 1146 -> said + "; `sigilo query \"SHOW TABLES\"` lists the tables";
            case 1142, 1143, 1044, 1227, 1290, 1370 -> said + "; query may only read db_query";
            default -> said;
        };
    }

    /** Returns the columns that contain JSON but are declared as text: MariaDB stores JSON as text with a check, which appears
     * only in the table's definition.
     */
    private Set<Integer> jsonColumns(Connection connection, ResultSetMetaData columns, Settings settings)
            throws SQLException {
        if (!connection.getMetaData().getDatabaseProductVersion().contains("MariaDB")) {
            return Set.of();
        }
        Set<Integer> json = new HashSet<>();
        Map<String, String> definitions = new HashMap<>();
        // The first connection is still streaming the rows.
        try (Connection second = Database.connect(
                "db_query",
                settings.require(Settings.Name.QUERY_JDBC_URL, url),
                READER,
                settings.require(Settings.Name.READER_PASSWORD, null))) {
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String table = columns.getTableName(i);
                if (table == null || table.isEmpty()) {
                    continue;
                }
                String name = quoted(columns.getCatalogName(i)) + "." + quoted(table);
                String definition = definitions.get(name);
                if (definition == null) {
                    definition = definition(second, name);
                    definitions.put(name, definition);
                }
                if (definition.contains("json_valid(" + quoted(columns.getColumnName(i)) + ")")) {
                    json.add(i);
                }
            }
        }
        return json;
    }

    /** Returns the table's CREATE statement; empty for tables without one, such as those of information_schema. */
    private static String definition(Connection connection, String table) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW CREATE TABLE " + table)) {
            return rows.next() ? rows.getString(2) : "";
        } catch (SQLException e) {
            return "";
        }
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private String readAll() {
        try {
            return new String(console.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CliException("the statement cannot be read from standard input ("
                    + e.getClass().getSimpleName() + "); give it as an argument");
        }
    }
}
