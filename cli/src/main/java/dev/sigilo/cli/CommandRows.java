package dev.sigilo.cli;

import dev.sigilo.project.domain.CommandView;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.Standing;
import dev.sigilo.records.Treatment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the status of records from the table {@code records} of db_command, as the sink's database user. */
final class CommandRows implements AutoCloseable {
    private static final String USER = "command_sink";

    /** The status of a record, or of a rejected message that names no record. */
    record Row(String status, String stage, String reason, long version) {

        /** Whether the record counts under another token since. */
        boolean isReplaced() {
            return status.equals(CommandView.REPLACED);
        }
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
        try (PreparedStatement query = connection.prepareStatement("SELECT record_token, patient_token, key_epoch, policy, policy_version, "
                + "policy_hash, detector_version, code_version, topic, message_id, "
                + "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', published_at) DIV 1000 AS published_at, version FROM records WHERE " + column + " = ?")) {
            for (String token : tokens) {
                query.setString(1, token);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(new Standing(row.getString("record_token"), row.getString("patient_token"), row.getInt("key_epoch"),
                                treatment(row), new Provenance(row.getString("topic"), row.getString("message_id"),
                                        row.getLong("published_at"), row.getLong("version")), null));
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /** Returns null if the row has no policy. */
    private static Treatment treatment(ResultSet row) throws SQLException {
        String policy = row.getString("policy");
        return policy == null ? null : new Treatment(policy, row.getInt("policy_version"), row.getString("policy_hash"),
                row.getString("detector_version"), row.getString("code_version"));
    }

    /** Returns how many records are tokenized, by the policy that they were tokenized with. */
    Map<Treatment, Long> tokenized() {
        Map<Treatment, Long> counts = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT policy, policy_version, policy_hash, COUNT(*) FROM records "
                + "WHERE status = 'TOKENIZED' GROUP BY policy, policy_version, policy_hash");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                counts.put(new Treatment(row.getString(1), row.getInt(2), row.getString(3), null, null), row.getLong(4));
            }
            return counts;
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    private static CliException fault(SQLException e) {
        return new CliException("the table records cannot be read (" + Database.codes(e)
                + "); bring its tables to this version with `sigilo migrate`");
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
