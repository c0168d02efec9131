package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.Delivery;
import dev.sigilo.driver.Topology;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.UnsealException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real chain under what at-least-once delivery may do: outputs stored twice, messages delivered again, in any order.
 * The tables must end as on the calm day.
 */
class ChainDisorderTest {
    private static final Topology TOPOLOGY = Topology.read(Path.of("../pulsar-config"));
    private static final String TOKEN_KEYSET =
            Keyset.generate(Keyset.Purpose.TOKEN).secretJson();
    private static final Keyset SEALING_KEYSET = Keyset.generate(Keyset.Purpose.SEALING);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void endsInTheSameTablesInAnyOrderAndAnyNumberOfDeliveries(long seed) throws IOException {
        assertThat(tables(driver().delivery(Delivery.disordered(seed)))).isEqualTo(tables(driver()));
    }

    @Test
    void endsInOtherTablesWithoutTheGuard() throws IOException {
        Map<String, Object> calm = tables(driver());

        for (long seed = 1; seed <= 5; seed++) {
            assertThat(tables(driver().delivery(Delivery.disordered(seed)).withoutVersionGuard()))
                    .isNotEqualTo(calm);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void leavesEveryOriginalToBeOpenedAfterDisorder(long seed) throws IOException, UnsealException {
        Sealer sealer = Sealer.of(SEALING_KEYSET);
        try (TopologyDriver driver =
                driver().delivery(Delivery.disordered(seed)).start()) {
            List<String> records = records();
            records.forEach(driver::pipe);
            SortedMap<String, Map<String, Object>> vault = driver.table("vault").rows();
            SortedMap<String, Map<String, Object>> keys =
                    driver.table("vault_keys").rows();

            assertThat(vault).isNotEmpty().hasSameSizeAs(keys);
            for (String token : vault.keySet()) {
                byte[] original = sealer.open(
                        bytes(vault.get(token).get("sealed")),
                        bytes(keys.get(token).get("wrapped_key")),
                        token);
                assertThat(records).contains(new String(original, StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void keepsTheBooksBalanced() throws IOException {
        try (TopologyDriver driver = driver().delivery(Delivery.disordered(99)).start()) {
            List<String> good = Files.readAllLines(Path.of("../samples/records.ndjson"));
            List<String> bad = Files.readAllLines(Path.of("../samples/bad-records.ndjson"));
            good.forEach(driver::pipe);
            bad.forEach(driver::pipe);

            int query = driver.table("medical_records").rows().size();
            long rejected = driver.table("records").values().stream()
                    .filter(row -> row.get("status").equals("REJECTED"))
                    .count();
            assertThat(query).isEqualTo(good.size());
            assertThat(rejected).isEqualTo(bad.size());
            assertThat(driver.table("records").rows()).hasSize(good.size() + bad.size());
        }
    }

    private static TopologyDriver.Builder driver() {
        return TopologyDriver.builder(TOPOLOGY)
                .environment("SIGILO_TOKEN_KEYSET", TOKEN_KEYSET)
                .environment("SIGILO_SEALING_KEYSET", SEALING_KEYSET.secretJson());
    }

    /** Good records, some published twice with another content, and bad ones between. */
    private static List<String> records() throws IOException {
        List<String> records = new ArrayList<>(Files.readAllLines(Path.of("../samples/records.ndjson")));
        records.addAll(Files.readAllLines(Path.of("../samples/bad-records.ndjson")));
        for (String record : List.copyOf(records.subList(0, 10))) {
            records.add(record.replaceFirst("\"sex\":\"[MF]\"", "\"sex\":\"O\""));
        }
        return records;
    }

    /** Every table's rows, but for what sealing draws at random. */
    private static Map<String, Object> tables(TopologyDriver.Builder builder) throws IOException {
        try (TopologyDriver driver = builder.start()) {
            records().forEach(driver::pipe);
            Map<String, Object> tables = new TreeMap<>();
            driver.tables().forEach((name, table) -> {
                SortedMap<String, Map<String, Object>> rows = new TreeMap<>();
                table.rows().forEach((key, row) -> {
                    Map<String, Object> columns = new TreeMap<>(row);
                    columns.remove("sealed");
                    columns.remove("wrapped_key");
                    columns.remove("seal_order");
                    rows.put(key, columns);
                });
                tables.put(name, rows);
            });
            return tables;
        }
    }

    private static byte[] bytes(Object base64) {
        return Base64.getDecoder().decode((String) base64);
    }
}
