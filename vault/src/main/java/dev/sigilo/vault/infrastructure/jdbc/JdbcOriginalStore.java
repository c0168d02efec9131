package dev.sigilo.vault.infrastructure.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.keys.Keyset;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.Treatment;
import dev.sigilo.records.Version;
import dev.sigilo.tokenize.domain.Sealing;
import dev.sigilo.vault.application.KeyLineage;
import dev.sigilo.vault.application.OriginalStore;
import dev.sigilo.vault.domain.OperatorException;
import dev.sigilo.vault.domain.SealedOriginal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sealed originals in db_command, with the rights of the vault's sinks. */
public final class JdbcOriginalStore implements OriginalStore {
    private static final String USER = "vault_sink";
    /** Finds a token of the record, of the patient or of any field, in any epoch that existed at sealing. */
    private static final String FIND = """
            SELECT v.record_token, v.patient_token, v.key_epoch, v.tokens, v.policy, v.policy_version, v.policy_hash, v.code_version, v.topic, v.message_id,
                   TIMESTAMPDIFF(MICROSECOND, '1970-01-01', v.published_at) DIV 1000 AS published_at, v.version, v.sealed, k.wrapped_key
            FROM vault v LEFT JOIN vault_keys k ON k.record_token = v.record_token
            """;

    private static final String BY_RECORD = FIND + "WHERE v.record_token = ?";
    private static final String BY_PATIENT = FIND + "WHERE v.patient_token = ? ORDER BY v.version, v.record_token";
    private static final String BY_FIELD = FIND + "WHERE JSON_CONTAINS(JSON_KEYS(v.tokens), JSON_QUOTE(?))"
            + " AND JSON_UNQUOTE(JSON_EXTRACT(v.tokens, CONCAT('$.\"', ?, '\"'))) = ? ORDER BY v.version, v.record_token";
    private static final String BY_ANY =
            FIND + "WHERE JSON_CONTAINS(JSON_KEYS(v.tokens), JSON_QUOTE(?)) ORDER BY v.version, v.record_token";

    /** A row without an epoch counts as the oldest. Sealing a record again does not change its place in the order. */
    private static final String UP_TO_EPOCH = "WHERE COALESCE(v.key_epoch, 0) <= ? AND v.version <= ?";

    private static final String PAGE = FIND + UP_TO_EPOCH + " AND v.record_token > ? ORDER BY v.record_token LIMIT ?";
    private static final String NEWEST = "SELECT COALESCE(MAX(version), 0) FROM vault";
    private static final String COUNT = "SELECT COUNT(*) FROM vault v " + UP_TO_EPOCH;
    /** The lock of erasures and publications of originals, because an erased original must not be published again. */
    private static final String LOCK = "SELECT GET_LOCK('sigilo_vault', 0)";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;

    /**
     * @param url      JDBC URL of db_command
     * @param password the password of the vault's sinks
     */
    public JdbcOriginalStore(String url, String password) {
        connection = connect(url, password);
    }

    /**
     * Opens a connection to db_command with the rights of the vault's sinks, which may also append to the audit chain.
     */
    public static Connection connect(String url, String password) {
        return Database.connect("db_command", url, USER, password);
    }

    @Override
    public List<SealedOriginal> find(String token) {
        for (String statement : List.of(BY_RECORD, BY_PATIENT, BY_ANY)) {
            List<SealedOriginal> found = find(statement, token);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    @Override
    public SealedOriginal findRecord(String recordToken) {
        List<SealedOriginal> found = find(BY_RECORD, recordToken);
        return found.isEmpty() ? null : found.get(0);
    }

    /** Returns every original of a patient. A patient has one token per epoch, and an original has the tokens of the epochs
     * that existed when it was sealed. So the search continues with the tokens of the originals found, until it finds
     * nothing new.
     */
    private List<SealedOriginal> findPatient(String token) {
        Map<String, SealedOriginal> found = new LinkedHashMap<>();
        Set<String> asked = new HashSet<>();
        Deque<String> toAsk = new ArrayDeque<>(List.of(token));
        while (!toAsk.isEmpty()) {
            String next = toAsk.removeFirst();
            if (asked.add(next)) {
                List<SealedOriginal> records = new ArrayList<>(find(BY_PATIENT, next));
                records.addAll(find(BY_ANY, next));
                for (SealedOriginal record : records) {
                    if (record.hasPatient(next) && found.putIfAbsent(record.recordToken(), record) == null) {
                        toAsk.addAll(record.patientTokens());
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    @Override
    public List<SealedOriginal> findPatients(Map<String, String> tokens) {
        Map<String, SealedOriginal> found = new LinkedHashMap<>();
        tokens.forEach((token, field) -> {
            for (SealedOriginal record :
                    field.equals(Sealing.PATIENT) ? findPatient(token) : find(BY_FIELD, token, token, field)) {
                if (found.putIfAbsent(record.recordToken(), record) == null && !field.equals(Sealing.PATIENT)) {
                    record.patientTokens()
                            .forEach(patient -> findPatient(patient)
                                    .forEach(other -> found.putIfAbsent(other.recordToken(), other)));
                }
            }
        });
        return List.copyOf(found.values());
    }

    @Override
    public String lineage(Keyset.Purpose purpose) {
        try (PreparedStatement query = connection.prepareStatement("SELECT lineage FROM keysets WHERE purpose = ?")) {
            query.setString(1, KeyLineage.name(purpose));
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        } catch (SQLException e) {
            throw fault("read", e);
        }
    }

    @Override
    public void lock() {
        if (number(LOCK) != 1) {
            throw new OperatorException(
                    "another erase or retokenize is running on this vault; wait until it has finished");
        }
    }

    @Override
    public long newestVersion() {
        return number(NEWEST);
    }

    @Override
    public long count(int epoch, long version) {
        return number(COUNT, epoch, version);
    }

    @Override
    public List<SealedOriginal> page(int epoch, long version, String recordToken, int most) {
        return find(PAGE, epoch, version, recordToken, most);
    }

    private long number(String statement, Object... values) {
        try (PreparedStatement query = connection.prepareStatement(statement)) {
            bind(query, values);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw fault("read", e);
        }
    }

    private static void bind(PreparedStatement query, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            query.setObject(i + 1, values[i]);
        }
    }

    private List<SealedOriginal> find(String statement, Object... values) {
        try (PreparedStatement query = connection.prepareStatement(statement)) {
            bind(query, values);
            List<SealedOriginal> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new SealedOriginal(
                            rows.getString("record_token"),
                            rows.getString("patient_token"),
                            rows.getInt("key_epoch"),
                            tokens(rows.getString("tokens")),
                            new Treatment(
                                    rows.getString("policy"),
                                    rows.getInt("policy_version"),
                                    rows.getString("policy_hash"),
                                    null,
                                    rows.getString("code_version")),
                            new Provenance(
                                    rows.getString("topic"),
                                    rows.getString("message_id"),
                                    rows.getLong("published_at"),
                                    rows.getLong("version")),
                            rows.getBytes("sealed"),
                            rows.getBytes("wrapped_key")));
                }
            }
            return found;
        } catch (SQLException e) {
            throw fault("read", e);
        }
    }

    /**
     * Returns the tokens by which an original can be found, mapped to their meaning: patient, record or a field name.
     */
    private static Map<String, String> tokens(String json) {
        Map<String, String> tokens = new LinkedHashMap<>();
        try {
            JSON.readTree(json == null ? "{}" : json)
                    .properties()
                    .forEach(
                            token -> tokens.put(token.getKey(), token.getValue().asText()));
        } catch (JsonProcessingException e) {
            throw new OperatorException(
                    "the column tokens of the vault does not contain JSON; update its tables with `sigilo migrate`");
        }
        return tokens;
    }

    @Override
    public void destroyKeys(Map<String, Long> records) {
        try (PreparedStatement mark = connection.prepareStatement("""
                INSERT INTO erased_keys (record_token, seal_order) VALUES (?, ?)
                ON DUPLICATE KEY UPDATE seal_order = GREATEST(seal_order, VALUES(seal_order))""");
                PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM vault_keys WHERE record_token = ? AND seal_order <= ?")) {
            connection.setAutoCommit(false);
            for (Map.Entry<String, Long> record : records.entrySet()) {
                // Sorts after every seal of this version: the rest of a seal order is hexadecimal.
                String order = HexFormat.of().toHexDigits(Version.atStage(record.getValue(), Version.SEALED)) + "~";
                mark.setString(1, record.getKey());
                mark.setString(2, order);
                mark.executeUpdate();
                delete.setString(1, record.getKey());
                delete.setString(2, order);
                delete.executeUpdate();
            }
            connection.commit();
            // Later reads must not see the snapshot of a transaction.
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw fault("changed", e);
        }
    }

    @Override
    public boolean isErased(String recordToken, long version) {
        return number(
                        "SELECT COUNT(*) FROM erased_keys WHERE record_token = ? AND seal_order >= ?",
                        recordToken,
                        HexFormat.of().toHexDigits(Version.atStage(version, Version.SEALED)))
                > 0;
    }

    private static OperatorException fault(String what, SQLException e) {
        return new OperatorException("the vault cannot be " + what + " (" + Database.codes(e)
                + "); check that db_command is running, and update its tables with `sigilo migrate`");
    }

    @Override
    public void close() {
        Database.close(connection);
    }
}
