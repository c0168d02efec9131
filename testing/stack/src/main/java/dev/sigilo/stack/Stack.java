package dev.sigilo.stack;

/**
 * A Pulsar and two databases with Sigilo deployed, wherever they run. A stack that a caller receives is completely
 * ready.
 */
public interface Stack extends AutoCloseable {

    /** Returns the URL for Pulsar clients, such as {@code pulsar://127.0.0.1:6650}. */
    String pulsarUrl();

    /** Returns the URL of Pulsar's admin API and REST producer, such as {@code http://127.0.0.1:8080}. */
    String adminUrl();

    /** Returns the URL of Pulsar's WebSocket API, such as {@code ws://127.0.0.1:8080}. */
    String webSocketUrl();

    /**
     * Returns the token that authenticates this role to Pulsar: for its clients, and over HTTP after
     * {@code Authorization: Bearer}.
     */
    String credential(PulsarRole role);

    /** Returns the URL of db_command, such as {@code jdbc:mysql://127.0.0.1:3306/tokenizer_command_db}. */
    String commandJdbcUrl();

    /** Returns the URL of db_query, such as {@code jdbc:mysql://127.0.0.1:3307/tokenizer_query_db}. */
    String queryJdbcUrl();

    /** Returns the user that has all rights in both databases. */
    Login admin();

    /** Returns the user that may only read db_query. */
    Login reader();

    /** Returns the user that may only write the vault's two tables in db_command. */
    Login vault();

    /** Stops what this object started. A stack that it only attached to keeps running. */
    @Override
    void close();
}
