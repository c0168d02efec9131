package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.driver.Topology;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.UnsealException;
import dev.sigilo.records.Canary;
import dev.sigilo.tests.fault.StackRun.Stored;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares the tables of a stack with the rows that the driver computes for the messages stored on intake/raw. */
final class StackReconciliation {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REJECTED = "REJECTED";
    /** Columns that depend on a message's position, which the driver cannot know, or on the database's clock. */
    private static final Set<String> NOT_COMPUTABLE = Set.of(
            "version", "published_at", "message_id", "topic", "updated_at", "seal_order", "sealed", "wrapped_key");

    private static final int FORGET_EVERY = 1000;
    /** How many entries of one millisecond {@link dev.sigilo.records.Version} can order. */
    private static final int ENTRIES_IN_ORDER = 512;

    private final Keyset tokenKeys;
    private final Keyset sealingKeys;

    /** The counts of a run whose tables are correct. */
    record Balance(int messages, int records, int rejected, int rows, int opened) {}

    /** The rows that the driver computes for the messages with one configuration. */
    private record Expected(
            Map<String, Map<String, Object>> queryRows,
            Map<String, Map<String, Object>> commandRows,
            Map<String, byte[]> originals) {}

    StackReconciliation(Keyset tokenKeys, Keyset sealingKeys) {
        this.tokenKeys = tokenKeys;
        this.sealingKeys = sealingKeys;
    }

    /** Fails if a row is missing, duplicate, or not the result of any of the configurations. */
    Balance assertBalance(List<Stored> messages, List<Path> configs, Connection command, Connection query)
            throws SQLException {
        List<Expected> expected =
                configs.stream().map(config -> compute(messages, config)).toList();
        int rows = assertSameRows(
                query,
                "SELECT * FROM medical_records",
                expected.stream().map(Expected::queryRows).toList());
        assertSameRows(
                command,
                "SELECT * FROM records WHERE status <> 'REJECTED'",
                expected.stream()
                        .map(each -> {
                            Map<String, Map<String, Object>> taken = new HashMap<>(each.commandRows());
                            taken.values().removeIf(row -> REJECTED.equals(row.get("status")));
                            return taken;
                        })
                        .toList());
        // A reject is identified by its position, so only the reasons are compared.
        List<String> reasons = reasons(command);
        assertThat(reasons)
                .isEqualTo(expected.get(0).commandRows().values().stream()
                        .filter(row -> REJECTED.equals(row.get("status")))
                        .map(row -> String.valueOf(row.get("reason")))
                        .sorted()
                        .toList());
        Map<String, byte[]> originals = expected.get(0).originals();
        return new Balance(
                (int) messages.stream()
                        .filter(message -> !Canary.isMessage(message.value()))
                        .count(),
                originals.size(),
                reasons.size(),
                rows,
                assertOriginals(command, originals));
    }

    private Expected compute(List<Stored> stored, Path config) {
        // The canaries of deploy.sh are stored on the topic but not in a table.
        List<Stored> messages = stored.stream()
                .filter(message -> !Canary.isMessage(message.value()))
                .toList();
        Map<String, byte[]> originals = new TreeMap<>();
        try (TopologyDriver driver = TopologyDriver.builder(Topology.read(config))
                .environment("SIGILO_TOKEN_KEYSET", tokenKeys.secretJson())
                .environment("SIGILO_SEALING_KEYSET", sealingKeys.secretJson())
                .withoutSchemaChecks()
                .start()) {
            int since = 0;
            long entry = 0;
            for (int i = 0; i < messages.size(); i++) {
                Stored message = messages.get(i);
                if (i == 0 || messages.get(i - 1).publishTime() != message.publishTime()) {
                    entry = afterWrap(entry, together(messages, i));
                    driver.skipToEntry(entry);
                }
                entry++;
                int before = driver.read("vault/sealed").size();
                driver.publishAt(message.publishTime());
                driver.pipe(message.value());
                if (driver.read("vault/sealed").size() > before) {
                    originals.put(driver.read("vault/sealed").get(before).getKey(), message.value());
                }
                if (++since % FORGET_EVERY == 0) {
                    driver.forgetMessages();
                }
            }
            return new Expected(
                    driver.table("medical_records").rows(),
                    driver.table("records").rows(),
                    originals);
        }
    }

    /** Returns how many messages from {@code first} on share its publish time, mostly the members of a batch. */
    private static int together(List<Stored> messages, int first) {
        int end = first;
        while (end < messages.size()
                && messages.get(end).publishTime() == messages.get(first).publishTime()) {
            end++;
        }
        return end - first;
    }

    /**
     * Returns the first entry number at which this many messages of one millisecond fit before the version's entry
     * number wraps, which would reverse their order. The driver gives each message its own entry; in the broker they
     * are a few batches with one entry each.
     */
    private static long afterWrap(long entry, int count) {
        assertThat(count).as("messages of one millisecond").isLessThanOrEqualTo(ENTRIES_IN_ORDER);
        long left = ENTRIES_IN_ORDER - entry % ENTRIES_IN_ORDER;
        return count <= left ? entry : entry + left;
    }

    private static List<String> reasons(Connection command) throws SQLException {
        List<String> reasons = new ArrayList<>();
        try (Statement statement = command.createStatement();
                ResultSet rows = statement.executeQuery("SELECT reason FROM records WHERE status = 'REJECTED'")) {
            while (rows.next()) {
                reasons.add(rows.getString(1));
            }
        }
        return reasons.stream().sorted().toList();
    }

    private int assertOriginals(Connection command, Map<String, byte[]> originals) throws SQLException {
        Sealer sealer = Sealer.of(sealingKeys);
        int opened = 0;
        try (Statement statement = streaming(command);
                ResultSet rows = statement.executeQuery(
                        "SELECT v.record_token, v.sealed, k.wrapped_key FROM vault v LEFT JOIN vault_keys k USING (record_token)")) {
            while (rows.next()) {
                String token = rows.getString(1);
                byte[] original = sealer.open(rows.getBytes(2), rows.getBytes(3), token);
                assertThat(Arrays.equals(original, originals.get(token)))
                        .as("original of " + token)
                        .isTrue();
                opened++;
            }
        } catch (UnsealException e) {
            throw new AssertionError("an original was lost: " + e.getMessage());
        }
        assertThat(opened).as("rows of the vault").isEqualTo(originals.size());
        assertThat(StackRun.number(command, "SELECT COUNT(*) FROM vault_keys")).isEqualTo(originals.size());
        return opened;
    }

    /** Compares a table with its expected rows by record token, and returns the number of its rows. */
    private static int assertSameRows(
            Connection connection, String sql, List<Map<String, Map<String, Object>>> expected) throws SQLException {
        Set<String> missing = new TreeSet<>(expected.get(0).keySet());
        List<String> tooMuch = new ArrayList<>();
        List<String> different = new ArrayList<>();
        int count = 0;
        try (Statement statement = streaming(connection);
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                Map<String, String> row = row(rows);
                String token = row.get("record_token");
                count++;
                if (!missing.remove(token)) {
                    tooMuch.add(token);
                } else if (expected.stream()
                        .allMatch(each -> !differences(row, each.get(token)).isEmpty())) {
                    different.add(token + " " + differences(row, expected.get(0).get(token)));
                }
            }
        }
        assertThat(missing).as("missing: " + sql).isEmpty();
        assertThat(tooMuch).as("duplicate or unexpected: " + sql).isEmpty();
        assertThat(different).as("columns that differ: " + sql).isEmpty();
        return count;
    }

    private static List<String> differences(Map<String, String> stored, Map<String, Object> expected) {
        return stored.entrySet().stream()
                .filter(column -> !NOT_COMPUTABLE.contains(column.getKey())
                        && !isSame(column.getValue(), expected.get(column.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isSame(String stored, Object expected) {
        if (stored == null || expected == null) {
            return stored == null && expected == null;
        }
        if (expected instanceof Boolean flag) {
            return stored.equals(flag ? "1" : "0");
        }
        if (expected instanceof Map || expected instanceof List) {
            try {
                return JSON.readTree(stored).equals(JSON.valueToTree(expected));
            } catch (IOException e) {
                return false;
            }
        }
        return stored.equals(expected.toString());
    }

    /**
     * Returns a statement that streams its rows, because two copies of a large table would not fit into the test's
     * memory.
     */
    private static Statement streaming(Connection connection) throws SQLException {
        Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(Integer.MIN_VALUE);
        return statement;
    }

    /** Returns the current row, each column as text. */
    private static Map<String, String> row(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String value = rows.getString(i);
            boolean bit = columns.getColumnType(i) == Types.BIT && value != null;
            row.put(columns.getColumnName(i), bit ? rows.getBoolean(i) ? "1" : "0" : value);
        }
        return row;
    }
}
