package dev.sigilo.tables;

import java.util.List;
import java.util.Locale;

/** One of the two databases: where its migrations are, and what tells its tables from somebody else's. */
public enum Schema {
    /** db_command: what became of each record, and the originals under seal. */
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

    /** What it is called in messages. */
    public String title() {
        return title;
    }

    /** The name that it has on its server unless its address says another one. */
    public String database() {
        return database;
    }

    /** The tables that every installation of before versions were counted has. */
    List<String> firstTables() {
        return firstTables;
    }

    /** The folder of its migrations and users, as a resource. */
    String folder() {
        return "dev/sigilo/tables/" + name().toLowerCase(Locale.ROOT);
    }
}
