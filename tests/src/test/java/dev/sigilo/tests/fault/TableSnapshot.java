package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.UnsealException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The content of the tables after a run, without the columns that are random by design: ciphertexts and wrapped keys.
 */
final class TableSnapshot {
    private static final Set<String> RANDOM_COLUMNS = Set.of("sealed", "wrapped_key", "seal_order");

    /** Returns a map of table to record token to row. */
    static Map<String, Map<String, Object>> of(TopologyDriver driver) {
        Map<String, Map<String, Object>> tables = new TreeMap<>();
        driver.tables().forEach((name, table) -> {
            Map<String, Object> rows = new TreeMap<>();
            table.rows().forEach((token, row) -> {
                Map<String, Object> columns = new LinkedHashMap<>(row);
                columns.keySet().removeAll(RANDOM_COLUMNS);
                rows.put(token, columns);
            });
            tables.put(name, rows);
        });
        return tables;
    }

    /** Checks that every sealed original can be opened with its key in the vault. */
    static void assertEveryOriginalOpens(TopologyDriver driver) {
        Sealer sealer = Sealer.of(Chain.SEALING_KEYS);
        Map<String, Map<String, Object>> keys = driver.table("vault_keys").rows();
        driver.table("vault").rows().forEach((token, row) -> {
            assertThat(keys).containsKey(token);
            try {
                byte[] key = bytes(keys.get(token).get("wrapped_key"));
                assertThat(sealer.open(bytes(row.get("sealed")), key, token)).isNotEmpty();
            } catch (UnsealException e) {
                throw new AssertionError("an original was lost: " + e.getMessage());
            }
        });
    }

    private static byte[] bytes(Object base64) {
        return Base64.getDecoder().decode((String) base64);
    }

    private TableSnapshot() {}
}
