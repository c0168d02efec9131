package dev.sigilo.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks db_query, as the user who may only read. */
@Command(name = "query", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Run read-only SQL on db_query.",
        footer = {"", "Table medical_records; views records_per_model, labels_per_day (days of studies) and labels_per_publication_day.",
            "Example: sigilo query \"SELECT label, COUNT(*) FROM medical_records GROUP BY label\""})
final class QueryCommand implements Callable<Integer> {
    static final String READER = "reader";

    private static final Set<String> READING = Set.of("SELECT", "WITH", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "TABLE", "VALUES");
    private static final Pattern FIRST_WORD = Pattern.compile("^(?:\\s|\\(|/\\*.*?\\*/|--[^\\n]*\\n|#[^\\n]*\\n)*([A-Za-z]+)",
            Pattern.DOTALL);

    private final Console console;

    @Parameters(paramLabel = "SQL|-", description = "The statement; - reads it from standard input.")
    private String sql;

    @Option(names = "--format", paramLabel = "table|csv|json", defaultValue = "table",
            description = "How to print the rows (default: ${DEFAULT-VALUE}).")
    private RowPrinter.Format format;

    @Option(names = "--width", paramLabel = "N", defaultValue = "40",
            description = "Cut the cells of a table to N characters; 0 cuts nothing (default: ${DEFAULT-VALUE}).")
    private int width;

    @Option(names = "--url", paramLabel = "JDBC_URL",
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
            throw new CliException("query only reads; start the statement with one of SELECT, WITH, SHOW, DESCRIBE, EXPLAIN");
        }
        Settings settings = Settings.load();
        try (Connection connection = Database.connect("db_query", settings.require(Settings.Name.QUERY_JDBC_URL, url), READER,
                settings.require(Settings.Name.READER_PASSWORD, null))) {
            connection.setReadOnly(true);
            // A read-only session is a courtesy; the reader's grants are what holds.
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(Integer.MIN_VALUE);
                try (ResultSet rows = statement.executeQuery(statementText)) {
                    new RowPrinter(console, format, width).print(rows);
                }
            }
            return Sigilo.OK;
        } catch (SQLException e) {
            throw new CliException(advice(e));
        }
    }

    private static String advice(SQLException e) {
        return switch (e.getErrorCode()) {
            case 1064 -> "db_query does not understand the statement (" + Database.codes(e) + "); check its syntax";
            case 1054 -> "the statement names a column that is not there (" + Database.codes(e)
                    + "); `sigilo query \"DESCRIBE medical_records\"` lists them";
            case 1146 -> "the statement names a table that is not there (" + Database.codes(e)
                    + "); `sigilo query \"SHOW TABLES\"` lists them";
            case 1142, 1143, 1044, 1227, 1290, 1370 -> "the reader may not do that (" + Database.codes(e)
                    + "); query can only read db_query";
            case 0 -> "the statement gave no rows, or the connection was lost (" + Database.codes(e) + "); query only reads";
            default -> "db_query refused the statement (" + Database.codes(e) + "); look the number up in MySQL's error reference";
        };
    }

    private String readAll() {
        try {
            return new String(console.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CliException("the statement cannot be read from standard input (" + e.getClass().getSimpleName() + "); give it as an argument");
        }
    }
}
