package dev.sigilo.tests.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.Delivery;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.UnsealException;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.TokenizedRecordCodec;
import dev.sigilo.records.Treatment;
import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.samples.SyntheticRecord;
import dev.sigilo.tests.fault.Chain;
import dev.sigilo.tokenize.domain.Erasure;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLifeTest {
    private static final String LOG = "persistent://medical/events/tokenized";
    private static final List<String> RECORDS = new SyntheticPopulation(20260101)
            .records(60).stream().map(SyntheticRecord::json).toList();
    private static final Sealer SEALER = Sealer.of(Chain.SEALING_KEYS);
    private static final Keyset ROTATED = Chain.TOKEN_KEYS.rotated();

    @Test
    void aRotationKeepsTheRowsAndTheVaultMapsOldTokensToThem() throws Exception {
        SortedMap<String, Map<String, Object>> before =
                run(Chain.TOKEN_KEYS, Chain.policy("pseudonymized")).rows("medical_records");
        Tables after = run(ROTATED, Chain.policy("pseudonymized"));

        assertThat(after.rows("medical_records").keySet()).isEqualTo(before.keySet());
        after.rows("vault").forEach((recordToken, row) -> {
            assertThat(row.get("key_epoch")).isEqualTo(2);
            assertThat(tokens(row))
                    .containsKeys((String) before.get(recordToken).get("patient_token"));
            assertThat(tokens(row).keySet()).containsAll(keyed(before.get(recordToken)));
        });
    }

    @Test
    void retokenizingFromTheVaultMovesEveryRowToTheNewEpochAndAddsNone() throws Exception {
        try (TopologyDriver first = start(Chain.TOKEN_KEYS, Delivery.IN_ORDER);
                TopologyDriver again = start(ROTATED, Delivery.disordered(5))) {
            RECORDS.forEach(first::pipe);
            again.publishAt(TopologyDriver.EPOCH_MILLIS + 3_600_000);
            for (Map.Entry<String, Map<String, Object>> row :
                    first.table("vault").rows().entrySet()) {
                again.pipe(open(row.getKey(), row.getValue(), first));
            }

            SortedMap<String, Map<String, Object>> old =
                    first.table("medical_records").rows();
            SortedMap<String, Map<String, Object>> moved =
                    again.table("medical_records").rows();
            assertThat(moved.keySet()).isEqualTo(old.keySet());
            moved.forEach((recordToken, row) -> {
                assertThat(row.get("key_epoch")).isEqualTo(2);
                assertThat((Long) row.get("version"))
                        .isGreaterThan((Long) old.get(recordToken).get("version"));
                assertThat(keyed(row))
                        .isNotEmpty()
                        .allMatch(token -> token.startsWith("2.25.") || token.contains("_2_"));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void erasureLeavesTheViewsAsIfThePatientHadNeverExisted(long seed) throws Exception {
        try (TopologyDriver driver = start(Chain.TOKEN_KEYS, Delivery.disordered(seed))) {
            RECORDS.forEach(driver::pipe);
            SortedMap<String, Map<String, Object>> before =
                    copy(driver.table("medical_records").rows());
            Map<String, Object> somebody = before.values().iterator().next();
            String patient = (String) somebody.get("patient_token");
            List<String> theirs = new ArrayList<>();

            for (Map.Entry<String, Map<String, Object>> row :
                    copy(driver.table("vault").rows()).entrySet()) {
                if (tokens(row.getValue()).containsKey(patient)) {
                    theirs.add(row.getKey());
                    driver.pipe(
                            LOG,
                            row.getKey(),
                            TokenizedRecordCodec.encode(erasure(row.getKey(), row.getValue())),
                            Map.of("type", "TokenizedRecord"));
                }
            }

            Map<String, Map<String, Object>> expected = copy(before);
            theirs.forEach(expected::remove);
            assertThat(theirs).isNotEmpty();
            assertThat(driver.table("medical_records").rows()).isEqualTo(expected);
            theirs.forEach(token ->
                    assertThat(driver.table("records").rows().get(token)).containsEntry("status", "ERASED"));
            assertThat(driver.table("records").rows().values())
                    .filteredOn(row -> "ERASED".equals(row.get("status")))
                    .hasSameSizeAs(theirs);
        }
    }

    @Test
    void aReplayOfTheLogRebuildsTheViewWithoutErasedPatients() throws Exception {
        try (TopologyDriver driver = start(Chain.TOKEN_KEYS, Delivery.IN_ORDER);
                TopologyDriver replay = start(Chain.TOKEN_KEYS, Delivery.disordered(9))) {
            RECORDS.forEach(driver::pipe);
            Map.Entry<String, Map<String, Object>> erased =
                    driver.table("vault").rows().entrySet().iterator().next();
            driver.pipe(
                    LOG,
                    erased.getKey(),
                    TokenizedRecordCodec.encode(erasure(erased.getKey(), erased.getValue())),
                    Map.of("type", "TokenizedRecord"));
            driver.read(LOG).forEach(event -> replay.pipe(LOG, event.getKey(), event.getData(), event.getProperties()));

            assertThat(replay.table("medical_records").rows())
                    .isEqualTo(driver.table("medical_records").rows())
                    .doesNotContainKey(erased.getKey())
                    .hasSize(RECORDS.size() - 1);
        }
    }

    private static TopologyDriver start(Keyset tokenKeys, Delivery delivery) {
        return Chain.driverWithPolicy(Chain.policy("pseudonymized"), tokenKeys)
                .delivery(delivery)
                .start();
    }

    private record Tables(Map<String, SortedMap<String, Map<String, Object>>> byName) {
        SortedMap<String, Map<String, Object>> rows(String name) {
            return byName.get(name);
        }
    }

    private static Tables run(Keyset tokenKeys, String policy) {
        try (TopologyDriver driver = Chain.driverWithPolicy(policy, tokenKeys).start()) {
            RECORDS.forEach(driver::pipe);
            return new Tables(Map.of(
                    "medical_records",
                    copy(driver.table("medical_records").rows()),
                    "vault",
                    copy(driver.table("vault").rows())));
        }
    }

    private static SortedMap<String, Map<String, Object>> copy(SortedMap<String, Map<String, Object>> rows) {
        return new TreeMap<>(rows);
    }

    private static byte[] open(String recordToken, Map<String, Object> vaultRow, TopologyDriver driver)
            throws UnsealException {
        Object wrapped = driver.table("vault_keys").rows().get(recordToken).get("wrapped_key");
        return SEALER.open(
                Base64.getDecoder().decode((String) vaultRow.get("sealed")),
                Base64.getDecoder().decode((String) wrapped),
                recordToken);
    }

    private static TokenizedRecord erasure(String recordToken, Map<String, Object> vaultRow) {
        return Erasure.event(
                recordToken,
                Treatment.of((String) vaultRow.get("policy")),
                ((Number) vaultRow.get("key_epoch")).intValue(),
                new Provenance(
                        (String) vaultRow.get("topic"),
                        (String) vaultRow.get("message_id"),
                        ((Number) vaultRow.get("published_at")).longValue(),
                        ((Number) vaultRow.get("version")).longValue()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> tokens(Map<String, Object> row) {
        return (Map<String, String>) row.get("tokens");
    }

    /** Returns the tokens and UIDs of a row, without generalized values and shifted dates. */
    private static List<String> keyed(Map<String, Object> row) {
        return tokens(row).values().stream()
                .filter(value -> value.matches("[a-z_]+_\\d+_[a-z2-7]{26}|2\\.25\\.\\d+"))
                .toList();
    }
}
