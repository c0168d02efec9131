package dev.sigilo.records;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The Avro definitions under which Sigilo's types are registered with Pulsar's schema registry as JSON schemas. Every
 * field is optional with a default, so that both old and new readers accept both old and new messages (compatibility
 * FULL_TRANSITIVE).
 */
public enum RecordSchemas {
    CONVERTED("converted-record"),
    CLASSIFIED("classified-record"),
    TOKENIZED("tokenized-record"),
    SEALED("sealed-record"),
    REJECTED("rejected-record"),
    SUPPRESSION("suppression"),
    COMMAND_ROW("command-row"),
    QUERY_ROW("query-row");

    private final String definition;

    RecordSchemas(String file) {
        try (InputStream in = RecordSchemas.class.getResourceAsStream(file + ".avsc")) {
            definition = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("schema " + file + ".avsc is missing from sigilo-records", e);
        }
    }

    /** Returns the Avro definition as JSON text. */
    public String definition() {
        return definition;
    }
}
