package dev.sigilo.stack;

/**
 * A Pulsar and two databases with Sigilo deployed, wherever they run. Everything is ready when one has been given out.
 */
public interface Stack extends AutoCloseable {

    /** For Pulsar clients, as {@code pulsar://127.0.0.1:6650}. */
    String pulsarUrl();

    /** For Pulsar's admin API and REST producer, as {@code http://127.0.0.1:8080}. */
    String adminUrl();

    /** For Pulsar's WebSocket API, as {@code ws://127.0.0.1:8080}. */
    String webSocketUrl();

    /** What Pulsar knows this role by: the token of its clients, and after {@code Authorization: Bearer} over HTTP. */
    String credential(PulsarRole role);

    /** db_command, as {@code jdbc:mysql://127.0.0.1:3306/tokenizer_command_db}. */
    String commandJdbcUrl();

    /** db_query, as {@code jdbc:mysql://127.0.0.1:3307/tokenizer_query_db}. */
    String queryJdbcUrl();

    /** Who may do everything in both databases. */
    Login admin();

    /** Who may read db_query and nothing else. */
    Login reader();

    /** Who may write the vault's two tables in db_command and nothing else. */
    Login vault();

    /** Ends what this object started; a stack that it only attached to goes on. */
    @Override
    void close();
}
