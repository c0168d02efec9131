package dev.sigilo.vault.infrastructure.jdbc;

import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordStatus;
import dev.sigilo.records.Treatment;
import dev.sigilo.vault.application.RecordStatuses;
import dev.sigilo.vault.domain.OperatorException;
import dev.sigilo.vault.domain.StalledRow;
import dev.sigilo.vault.domain.StatusRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the status of records from the tables {@code records} and {@code stalled} of db_command, as the sink's database
 * user.
 */
public final class JdbcRecordStatuses implements RecordStatuses {
    private static final String USER = "command_sink";
    /** Waiting rows, without older rows of erased records: the same rule as in the view {@code record_status}, which reads all
     * records.
     */
    private static final String STALLED =
            " FROM stalled w LEFT JOIN records e ON e.record_token = w.record_token AND e.status = 'ERASED'"
                    + " WHERE (e.record_token IS NULL OR w.row_order > CAST(LOWER(LPAD(HEX(e.version), 16, '0')) AS CHAR(16) CHARACTER SET ascii))";

    private final Connection connection;

    /**
     * @param url      JDBC URL of db_command
     * @param password the password of the view's sink
     */
    public JdbcRecordStatuses(String url, String password) {
        connection = Database.connect("db_command", url, USER, password);
    }

    @Override
    public StatusRow find(String recordToken) {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT status, stage, reason, version FROM records WHERE record_token = ?")) {
            query.setString(1, recordToken);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? new StatusRow(row.getString(1), row.getString(2), row.getString(3), row.getLong(4))
                        : null;
            }
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    @Override
    public List<StalledRow> stalled(String recordToken) {
        List<StalledRow> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT w.table_name, w.reason, w.column_name,"
                + " TIMESTAMPDIFF(MICROSECOND, '1970-01-01', w.since) DIV 1000" + STALLED
                + " AND w.record_token = ? ORDER BY w.table_name")) {
            query.setString(1, recordToken);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new StalledRow(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    @Override
    public List<String> stalled() {
        List<String> lines = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT COUNT(*), w.table_name, w.reason, w.column_name" + STALLED
                                + " GROUP BY w.table_name, w.reason, w.column_name ORDER BY w.table_name, w.reason, w.column_name");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                StalledRow stalled = new StalledRow(row.getString(2), row.getString(3), row.getString(4), 0);
                lines.add(row.getLong(1) + (row.getLong(1) == 1 ? " record" : " records") + " STALLED: "
                        + stalled.fault() + " (table " + stalled.table() + ")");
            }
            return lines;
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    @Override
    public List<RecordStatus> ofPatients(Collection<String> patientTokens) {
        return statuses("patient_token", patientTokens);
    }

    @Override
    public List<RecordStatus> ofRecords(Collection<String> recordTokens) {
        return statuses("record_token", recordTokens);
    }

    private List<RecordStatus> statuses(String column, Collection<String> tokens) {
        List<RecordStatus> found = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT record_token, patient_token, key_epoch, policy, policy_version, "
                        + "policy_hash, detector_version, code_version, topic, message_id, "
                        + "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', published_at) DIV 1000 AS published_at, version FROM records WHERE "
                        + column + " = ?")) {
            for (String token : tokens) {
                query.setString(1, token);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(new RecordStatus(
                                row.getString("record_token"),
                                row.getString("patient_token"),
                                row.getInt("key_epoch"),
                                treatment(row),
                                new Provenance(
                                        row.getString("topic"),
                                        row.getString("message_id"),
                                        row.getLong("published_at"),
                                        row.getLong("version")),
                                null));
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
        return policy == null
                ? null
                : new Treatment(
                        policy,
                        row.getInt("policy_version"),
                        row.getString("policy_hash"),
                        row.getString("detector_version"),
                        row.getString("code_version"));
    }

    @Override
    public Map<Treatment, Long> tokenized() {
        Map<Treatment, Long> counts = new LinkedHashMap<>();
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT policy, policy_version, policy_hash, COUNT(*) FROM records "
                                + "WHERE status = 'TOKENIZED' GROUP BY policy, policy_version, policy_hash");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                counts.put(
                        new Treatment(row.getString(1), row.getInt(2), row.getString(3), null, null), row.getLong(4));
            }
            return counts;
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    private static OperatorException fault(SQLException e) {
        return new OperatorException("the tables records and stalled cannot be read (" + Database.codes(e)
                + "); update them with `sigilo migrate`");
    }

    @Override
    public void close() {
        Database.close(connection);
    }
}
