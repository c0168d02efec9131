package dev.sigilo.cli;

import dev.sigilo.records.Provenance;
import dev.sigilo.records.Standing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads the status of records from the table {@code records} of db_command, as the sink's database user. */
final class CommandRows implements AutoCloseable {
    private static final String USER = "command_sink";

    /** The status of a record, or of a rejected message that names no record. */
    record Row(String status, String stage, String reason, long version) {
    }

    private final Connection connection;

    /** @param url JDBC URL of db_command from the command line, or null to take it from the settings */
    CommandRows(Settings settings, String url) {
        connection = Database.connect("db_command", settings.require(Settings.Name.COMMAND_JDBC_URL, url), USER,
                settings.require(Settings.Name.COMMAND_PASSWORD, null));
    }

    /** Returns the row with this record token, or null if there is none. */
    Row find(String recordToken) {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT status, stage, reason, version FROM records WHERE record_token = ?")) {
            query.setString(1, recordToken);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? new Row(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)) : null;
            }
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /** Returns the rows whose patient token is one of these. */
    List<Standing> ofPatients(Collection<String> patientTokens) {
        return standings("patient_token", patientTokens);
    }

    /** Returns the rows with these record tokens. */
    List<Standing> ofRecords(Collection<String> recordTokens) {
        return standings("record_token", recordTokens);
    }

    private List<Standing> standings(String column, Collection<String> tokens) {
        List<Standing> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT record_token, patient_token, key_epoch, policy, topic, message_id, "
                + "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', published_at) DIV 1000 AS published_at, version FROM records WHERE " + column + " = ?")) {
            for (String token : tokens) {
                query.setString(1, token);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(new Standing(row.getString("record_token"), row.getString("patient_token"), row.getInt("key_epoch"),
                                row.getString("policy"), new Provenance(row.getString("topic"), row.getString("message_id"),
                                        row.getLong("published_at"), row.getLong("version")), false));
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    private static CliException fault(SQLException e) {
        return new CliException("the table records cannot be read (" + Database.codes(e)
                + "); check that db_command has the tables of sinks/sql");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Ignored: every query has already returned its result or reported its failure.
            return;
        }
    }
}
