package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.Delivery;
import dev.sigilo.driver.TopologyDriver;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any order and any number of deliveries, at every hop, gives the same tables. */
@DisplayName("Disorder, duplicates and redelivery at each hop")
class DeliveryTest {
    private static final Pattern RECORD_TOKEN = Pattern.compile("\"record_token\":\"(rec_[^\"]+)");
    private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");
    private static final Traffic TRAFFIC = Traffic.of(77, Chain.size(400, 5000), 10);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyOrderEndsInTheSameTables(long seed) {
        Map<String, Map<String, Object>> inOrder = run(Delivery.IN_ORDER);
        Map<String, Map<String, Object>> disordered = run(Delivery.disordered(seed));
        disordered.forEach(
                (table, rows) -> assertThat(rows).as(table + " of seed " + seed).isEqualTo(inOrder.get(table)));
    }

    @Test
    void everyMessageIsCountedOnce() {
        Map<String, Map<String, Object>> tables = run(Delivery.disordered(6));
        assertThat(tables.get("medical_records")).hasSize(TRAFFIC.records());
        assertThat(tables.get("vault")).hasSize(TRAFFIC.records());
        assertThat(tables.get("records")).hasSize(TRAFFIC.records() + TRAFFIC.bad());
        assertThat(statuses(tables)).containsExactlyInAnyOrder("TOKENIZED", "REJECTED");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8, 9})
    void everyOriginalCanStillBeOpened(long seed) {
        try (TopologyDriver driver = Chain.driver("pseudonymized")
                .delivery(Delivery.disordered(seed))
                .start()) {
            TRAFFIC.messages().forEach(driver::pipe);
            TableSnapshot.assertEveryOriginalOpens(driver);
        }
    }

    @Test
    @DisplayName("Mutation check: without the version guard, disorder does change the tables")
    void withoutTheGuardTheOrderMatters() {
        Map<String, Map<String, Object>> inOrder = run(Delivery.IN_ORDER);
        Set<Object> unguarded = new HashSet<>();
        for (long seed = 1; seed <= 3; seed++) {
            try (TopologyDriver driver = Chain.driver("pseudonymized")
                    .withoutVersionGuard()
                    .delivery(Delivery.disordered(seed))
                    .start()) {
                TRAFFIC.messages().forEach(driver::pipe);
                unguarded.add(TableSnapshot.of(driver).get("medical_records"));
            }
        }
        assertThat(unguarded).doesNotContain(inOrder.get("medical_records"));
    }

    @Test
    @DisplayName("Mutation check: with a random record token, one record has two rows")
    void withoutTheDeterministicIdRecordsAreDuplicate() {
        Random chance = new Random(1);
        try (TopologyDriver driver = Chain.driver("pseudonymized")
                .delivery(Delivery.disordered(1))
                .altering("tokenize", event -> replaced(event, RECORD_TOKEN, "rec_1_" + chance.nextLong(1L << 62)))
                .start()) {
            TRAFFIC.messages().forEach(driver::pipe);
            assertThat(driver.table("medical_records").rows()).hasSizeGreaterThan(TRAFFIC.records());
        }
    }

    @Test
    @DisplayName(
            "Mutation check: with a version that is made up, what a producer sent last is not what stands in the row")
    void withoutTheDeterministicVersionOlderRowsWin() {
        Map<String, Object> inOrder = withoutVersions(run(Delivery.IN_ORDER).get("medical_records"));
        Random chance = new Random(2);
        try (TopologyDriver driver = Chain.driver("pseudonymized")
                .delivery(Delivery.disordered(1))
                .altering("tokenize", event -> replaced(event, VERSION, Long.toString(chance.nextLong(1L << 62))))
                .start()) {
            TRAFFIC.messages().forEach(driver::pipe);
            assertThat(withoutVersions(TableSnapshot.of(driver).get("medical_records")))
                    .hasSameSizeAs(inOrder)
                    .isNotEqualTo(inOrder);
        }
    }

    @Test
    @DisplayName("The mutation checks change nothing else: with the value that was there, the tables stay the same")
    void anAlterationThatChangesNothingIsHarmless() {
        try (TopologyDriver driver = Chain.driver("pseudonymized")
                .delivery(Delivery.disordered(1))
                .altering("tokenize", event -> replaced(event, VERSION, "$1"))
                .start()) {
            TRAFFIC.messages().forEach(driver::pipe);
            assertThat(TableSnapshot.of(driver)).isEqualTo(run(Delivery.IN_ORDER));
        }
    }

    /** Returns the event with the value of the pattern's group replaced. */
    private static byte[] replaced(byte[] event, Pattern place, String value) {
        Matcher found = place.matcher(new String(event, StandardCharsets.UTF_8));
        assertThat(found.find()).isTrue();
        String before = found.group().replace(found.group(1), "");
        return found.replaceFirst(Matcher.quoteReplacement(before) + value).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> withoutVersions(Map<String, Object> rows) {
        Map<String, Object> contents = new TreeMap<>();
        rows.forEach((token, row) -> {
            Map<Object, Object> columns = new TreeMap<>((Map<?, ?>) row);
            columns.remove("version");
            contents.put(token, columns);
        });
        return contents;
    }

    private static Map<String, Map<String, Object>> run(Delivery delivery) {
        try (TopologyDriver driver =
                Chain.driver("pseudonymized").delivery(delivery).start()) {
            TRAFFIC.messages().forEach(driver::pipe);
            return TableSnapshot.of(driver);
        }
    }

    private static Set<Object> statuses(Map<String, Map<String, Object>> tables) {
        Set<Object> statuses = new HashSet<>();
        tables.get("records").values().forEach(row -> statuses.add(((Map<?, ?>) row).get("status")));
        return statuses;
    }
}
