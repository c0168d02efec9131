package dev.sigilo.cli;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The originals under seal in db_command, as the user of the vault's sinks. */
final class Vault implements AutoCloseable {
    private static final String USER = "vault_sink";
    /** A token is found as the record's, the patient's, or any field's under any epoch that seal knew. */
    private static final String FIND = """
            SELECT v.record_token, v.patient_token, v.key_epoch, v.policy, v.topic, v.message_id,
                   TIMESTAMPDIFF(MICROSECOND, '1970-01-01', v.published_at) DIV 1000 AS published_at, v.version, v.sealed, k.wrapped_key
            FROM vault v LEFT JOIN vault_keys k ON k.record_token = v.record_token
            """;
    private static final String BY_RECORD = FIND + "WHERE v.record_token = ?";
    private static final String BY_PATIENT = FIND + "WHERE v.patient_token = ? ORDER BY v.version, v.record_token";
    private static final String BY_ANY = FIND
            + "WHERE JSON_CONTAINS(JSON_KEYS(v.tokens), JSON_QUOTE(?)) ORDER BY v.version, v.record_token";

    /** A sealed original and its data key. */
    record Sealed(String recordToken, String patientToken, int keyEpoch, String policy, String topic, String messageId,
            long publishedAt, long version, byte[] sealed, byte[] wrappedKey) {
        @Override
        public String toString() {
            return "Sealed[" + recordToken + "]";
        }
    }

    private final Connection connection;

    Vault(Settings settings, String url) {
        connection = Database.connect("db_command", settings.require(Settings.Name.COMMAND_JDBC_URL, url), USER,
                settings.require(Settings.Name.VAULT_PASSWORD, null));
    }

    /** Every original that a token is about. */
    List<Sealed> find(String token) {
        for (String statement : List.of(BY_RECORD, BY_PATIENT, BY_ANY)) {
            List<Sealed> found = find(statement, token);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** Every original of a patient, whose token may be of any epoch. */
    List<Sealed> findPatient(String token) {
        List<Sealed> found = find(BY_ANY, token);
        List<String> patients = found.stream().map(Sealed::patientToken).distinct().toList();
        List<Sealed> all = new ArrayList<>(find(BY_PATIENT, token));
        for (Sealed one : found) {
            if (all.stream().noneMatch(known -> known.recordToken().equals(one.recordToken()))) {
                all.add(one);
            }
        }
        for (String patient : patients) {
            for (Sealed one : patient == null ? List.<Sealed>of() : find(BY_PATIENT, patient)) {
                if (all.stream().noneMatch(known -> known.recordToken().equals(one.recordToken()))) {
                    all.add(one);
                }
            }
        }
        return all;
    }

    private List<Sealed> find(String statement, String token) {
        try (PreparedStatement query = connection.prepareStatement(statement)) {
            query.setString(1, token);
            List<Sealed> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new Sealed(rows.getString("record_token"), rows.getString("patient_token"),
                            rows.getInt("key_epoch"), rows.getString("policy"), rows.getString("topic"),
                            rows.getString("message_id"), rows.getLong("published_at"), rows.getLong("version"),
                            rows.getBytes("sealed"), rows.getBytes("wrapped_key")));
                }
            }
            return found;
        } catch (SQLException e) {
            throw fault("read", e);
        }
    }

    /** Destroys the data keys of these records; their originals can never be opened again. */
    void destroyKeys(List<Sealed> records) {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM vault_keys WHERE record_token = ?")) {
            connection.setAutoCommit(false);
            for (Sealed record : records) {
                delete.setString(1, record.recordToken());
                delete.addBatch();
            }
            delete.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            throw fault("changed", e);
        }
    }

    private static CliException fault(String what, SQLException e) {
        return new CliException("the vault cannot be " + what + " (" + Database.codes(e)
                + "); check that db_command is up and its tables are those of sinks/sql");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The work is done or was told to have failed.
            return;
        }
    }
}
