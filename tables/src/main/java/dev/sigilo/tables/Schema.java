package dev.sigilo.tables;

import java.util.List;
import java.util.Locale;

/** One of the two databases, with the location of its migrations and the tables that identify it as Sigilo's. */
public enum Schema {
    /** db_command: the status of each record, and the encrypted originals. */
    COMMAND("db_command", "tokenizer_command_db", List.of("records", "vault", "vault_keys")),
    /** db_query: the de-identified records. */
    QUERY("db_query", "tokenizer_query_db", List.of("medical_records"));

    private final String title;
    private final String database;
    private final List<String> firstTables;

    Schema(String title, String database, List<String> firstTables) {
        this.title = title;
        this.database = database;
        this.firstTables = firstTables;
    }

    /** Returns the name used in messages. */
    public String title() {
        return title;
    }

    /** Returns the database's default name on its server. */
    public String database() {
        return database;
    }

    /** Returns the tables that exist in every installation created before schemas had versions. */
    List<String> firstTables() {
        return firstTables;
    }

    /** Returns the resource folder with its migrations and users template. */
    String folder() {
        return "dev/sigilo/tables/" + name().toLowerCase(Locale.ROOT);
    }
}
