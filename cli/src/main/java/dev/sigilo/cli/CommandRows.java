package dev.sigilo.cli;

import dev.sigilo.project.domain.CommandView;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordStatus;
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

/** Reads the status of records from the tables {@code records} and {@code stalled} of db_command, as the sink's database user. */
final class CommandRows implements AutoCloseable {
    private static final String USER = "command_sink";
    /** Rows that wait, without older rows of erased records: the rule of the view {@code record_status}, which reads all records. */
    private static final String STALLED = " FROM stalled w LEFT JOIN records e ON e.record_token = w.record_token AND e.status = 'ERASED'"
            + " WHERE (e.record_token IS NULL OR w.row_order > CAST(LOWER(LPAD(HEX(e.version), 16, '0')) AS CHAR(16) CHARACTER SET ascii))";

    /** The status of a record, or of a rejected message that names no record. */
    record Row(String status, String stage, String reason, long version) {

        /** Whether the record counts under another token since. */
        boolean isReplaced() {
            return status.equals(CommandView.REPLACED);
        }
    }

    /**
     * A table that refuses a record's row.
     *
     * @param column the column at fault, or null
     * @param since  when the record was first refused there, in milliseconds since 1970
     */
    record Stalled(String table, String reason, String column, long since) {
        /** Returns for example {@code NULL_NOT_ALLOWED in hospital}. */
        String fault() {
            return reason + (column == null ? "" : " in " + column);
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

    /** Returns the tables that refuse this record's row, by name. */
    List<Stalled> stalled(String recordToken) {
        List<Stalled> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT w.table_name, w.reason, w.column_name,"
                + " TIMESTAMPDIFF(MICROSECOND, '1970-01-01', w.since) DIV 1000" + STALLED + " AND w.record_token = ? ORDER BY w.table_name")) {
            query.setString(1, recordToken);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new Stalled(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /** Returns how many records each fault keeps from which table, such as {@code 2 records STALLED: NULL_NOT_ALLOWED in hospital (table medical_records)}. */
    List<String> stalled() {
        List<String> lines = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT COUNT(*), w.table_name, w.reason, w.column_name" + STALLED
                + " GROUP BY w.table_name, w.reason, w.column_name ORDER BY w.table_name, w.reason, w.column_name");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Stalled stalled = new Stalled(row.getString(2), row.getString(3), row.getString(4), 0);
                lines.add(row.getLong(1) + (row.getLong(1) == 1 ? " record" : " records") + " STALLED: " + stalled.fault() + " (table " + stalled.table() + ")");
            }
            return lines;
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    /** Returns the rows whose patient token is one of these. */
    List<RecordStatus> ofPatients(Collection<String> patientTokens) {
        return statuses("patient_token", patientTokens);
    }

    /** Returns the rows with these record tokens. */
    List<RecordStatus> ofRecords(Collection<String> recordTokens) {
        return statuses("record_token", recordTokens);
    }

    private List<RecordStatus> statuses(String column, Collection<String> tokens) {
        List<RecordStatus> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT record_token, patient_token, key_epoch, policy, policy_version, "
                + "policy_hash, detector_version, code_version, topic, message_id, "
                + "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', published_at) DIV 1000 AS published_at, version FROM records WHERE " + column + " = ?")) {
            for (String token : tokens) {
                query.setString(1, token);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(new RecordStatus(row.getString("record_token"), row.getString("patient_token"), row.getInt("key_epoch"),
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
        return new CliException("the tables records and stalled cannot be read (" + Database.codes(e)
                + "); bring them to this version with `sigilo migrate`");
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
