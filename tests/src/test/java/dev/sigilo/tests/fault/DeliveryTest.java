package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.Delivery;
import dev.sigilo.driver.TopologyDriver;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any order and any number of deliveries, at every hop, ends in the same tables. */
@DisplayName("Disorder, duplicates and redelivery at each hop")
class DeliveryTest {
    private static final Traffic TRAFFIC = Traffic.of(77, Chain.size(400, 5000), 10);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyOrderEndsInTheSameTables(long seed) {
        Map<String, Map<String, Object>> inOrder = run(Delivery.IN_ORDER);
        Map<String, Map<String, Object>> disordered = run(Delivery.disordered(seed));
        disordered.forEach((table, rows) -> assertThat(rows).as(table + " of seed " + seed).isEqualTo(inOrder.get(table)));
    }

    @Test
    void theBooksBalance() {
        Map<String, Map<String, Object>> books = run(Delivery.disordered(6));
        assertThat(books.get("medical_records")).hasSize(TRAFFIC.records());
        assertThat(books.get("vault")).hasSize(TRAFFIC.records());
        assertThat(books.get("records")).hasSize(TRAFFIC.records() + TRAFFIC.bad());
        assertThat(statuses(books)).containsExactlyInAnyOrder("TOKENIZED", "REJECTED");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8, 9})
    void everyOriginalCanStillBeOpened(long seed) {
        try (TopologyDriver driver = Chain.driver("pseudonymized").delivery(Delivery.disordered(seed)).start()) {
            TRAFFIC.messages().forEach(driver::pipe);
            Books.assertEveryOriginalOpens(driver);
        }
    }

    @Test
    @DisplayName("Mutation check: without the version guard, disorder does change the tables")
    void withoutTheGuardDisorderIsSeen() {
        Map<String, Map<String, Object>> inOrder = run(Delivery.IN_ORDER);
        Set<Object> unguarded = new HashSet<>();
        for (long seed = 1; seed <= 3; seed++) {
            try (TopologyDriver driver = Chain.driver("pseudonymized").withoutVersionGuard()
                    .delivery(Delivery.disordered(seed)).start()) {
                TRAFFIC.messages().forEach(driver::pipe);
                unguarded.add(Books.of(driver).get("medical_records"));
            }
        }
        assertThat(unguarded).doesNotContain(inOrder.get("medical_records"));
    }

    private static Map<String, Map<String, Object>> run(Delivery delivery) {
        try (TopologyDriver driver = Chain.driver("pseudonymized").delivery(delivery).start()) {
            TRAFFIC.messages().forEach(driver::pipe);
            return Books.of(driver);
        }
    }

    private static Set<Object> statuses(Map<String, Map<String, Object>> books) {
        Set<Object> statuses = new HashSet<>();
        books.get("records").values().forEach(row -> statuses.add(((Map<?, ?>) row).get("status")));
        return statuses;
    }
}
