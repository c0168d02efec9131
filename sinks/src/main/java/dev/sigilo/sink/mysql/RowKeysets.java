package dev.sigilo.sink.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * The keysets that a database's rows are made with, in its table {@code keysets}. The first sink records them; sinks
 * with other keysets are refused, because their rows would count each record twice and link to nothing.
 */
final class RowKeysets {

    private RowKeysets() {}

    /**
     * Records the lineages that are not recorded yet, and compares the others.
     *
     * @param lineages purpose to lineage
     * @throws SinkConfigException if another one is recorded
     */
    static void claim(Connection connection, Map<String, String> lineages) throws SQLException {
        for (Map.Entry<String, String> wanted : lineages.entrySet()) {
            String there = read(connection, wanted.getKey());
            if (there == null) {
                SharedEntries.insert(
                        connection,
                        "INSERT INTO keysets (purpose, lineage) VALUES (?, ?)",
                        wanted.getKey(),
                        wanted.getValue());
                there = read(connection, wanted.getKey());
            }
            if (!wanted.getValue().equals(there)) {
                throw new SinkConfigException(
                        "the rows of this database belong to the " + wanted.getKey() + " keyset of lineage " + there
                                + ", but this pipeline uses the one of lineage " + wanted.getValue()
                                + ": restore that keyset (`sigilo keys restore`), or use an empty database for the new one");
            }
        }
    }

    private static String read(Connection connection, String purpose) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT lineage FROM keysets WHERE purpose = ?")) {
            query.setString(1, purpose);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        } finally {
            SharedEntries.end(connection);
        }
    }
}
