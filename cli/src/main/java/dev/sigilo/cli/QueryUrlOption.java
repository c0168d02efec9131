package dev.sigilo.cli;

import picocli.CommandLine.Option;

/** The address of db_query, for commands that also work on db_command. */
final class QueryUrlOption {
    @Option(
            names = "--query-url",
            paramLabel = "JDBC_URL",
            description = "JDBC URL of db_query (default: SIGILO_QUERY_JDBC_URL, else the running embedded stack).")
    private String value;

    /** Returns the JDBC URL from the command line, or null to take it from the settings. */
    String value() {
        return value;
    }
}
