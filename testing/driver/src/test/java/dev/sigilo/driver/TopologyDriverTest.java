package dev.sigilo.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyDriverTest {
    private static final Topology SAMPLE = Topology.read(Path.of("src/test/resources/topology"));

    private static TopologyDriver.Builder sample() {
        return TopologyDriver.builder(SAMPLE).environment("TEST_WORD_KEY", "secret");
    }

    @Test
    void carriesAMessageThroughEveryHopIntoItsTable() {
        try (TopologyDriver driver = sample().start()) {
            driver.pipe("apple round");

            assertThat(driver.read("lines")).hasSize(1);
            assertThat(driver.read("words").get(0).text())
                    .isEqualTo("{\"word\":\"apple\",\"length\":5,\"version\":" + TopologyDriver.EPOCH_MILLIS + "}");
            assertThat(driver.table("counts").rows()).containsOnlyKeys("apple");
            assertThat(driver.table("counts").rows().get("apple")).containsEntry("length", 5);
            assertThat(driver.metrics("word")).containsEntry("lines", 1.0);
        }
    }

    @Test
    void routesARejectToTheTopicOfTheUserConfig() {
        try (TopologyDriver driver = sample().start()) {
            driver.pipe("");
            driver.pipe("pear long");

            assertThat(driver.read("refused")).hasSize(1);
            assertThat(driver.table("refused").rows()).containsOnlyKeys("1:0:-1");
            assertThat(driver.table("counts").rows()).containsOnlyKeys("pear");
        }
    }

    @Test
    void givesAMessageWithoutAValueAsAnEmptyOne() {
        try (TopologyDriver driver = sample().start()) {
            driver.pipe((byte[]) null);

            assertThat(driver.read("refused")).hasSize(1);
        }
    }

    @Test
    void givesMembersOfABatchOneEntryAndTheirIndex() {
        try (TopologyDriver driver = sample().start()) {
            List<byte[]> values =
                    List.of("a x".getBytes(StandardCharsets.UTF_8), "b y".getBytes(StandardCharsets.UTF_8));

            assertThat(driver.pipeBatch(values)).extracting(Object::toString).containsExactly("1:0:-1:0", "1:0:-1:1");
            assertThat(driver.read("lines"))
                    .extracting(DriverMessage::getPublishTime)
                    .containsOnly(TopologyDriver.EPOCH_MILLIS);
        }
    }

    @Test
    void givesTheNextMessageThePlaceItIsToldAndNoneThatWasGivenBefore() {
        try (TopologyDriver driver = sample().start()) {
            driver.skipToEntry(700);
            assertThat(driver.pipe("fig sweet").toString()).isEqualTo("1:700:-1");
            driver.skipToEntry(3);
            assertThat(driver.pipe("plum sweet").toString()).isEqualTo("1:701:-1");
        }
    }

    @Test
    void deletesARowThatIsMarkedAndDoesNotLetAnOlderOneBack() {
        try (TopologyDriver driver = sample().start()) {
            driver.publishAt(2000);
            driver.pipe("apple");
            driver.publishAt(1000);
            driver.pipe("apple round");
            assertThat(driver.table("counts").rows()).isEmpty();

            driver.publishAt(3000);
            driver.pipe("apple green");
            assertThat(driver.table("counts").rows()).containsOnlyKeys("apple");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void endsInTheSameTableInAnyOrderAndAnyNumberOfDeliveries(long seed) {
        assertThat(tables(sample().delivery(Delivery.disordered(seed)))).isEqualTo(tables(sample()));
    }

    @Test
    void endsInAnotherTableWithoutTheGuard() {
        Map<String, Object> calm = tables(sample());
        Set<Boolean> same = new HashSet<>();
        for (long seed = 1; seed <= 10; seed++) {
            same.add(calm.equals(
                    tables(sample().delivery(Delivery.disordered(seed)).withoutVersionGuard())));
        }
        assertThat(same).containsOnly(false);
    }

    @Test
    void repeatsADisorderFromItsSeed() {
        assertThat(order(7)).isEqualTo(order(7)).isNotEqualTo(order(8));
    }

    @Test
    void keepsNothingButTheTablesOnceToldToForget() {
        try (TopologyDriver driver = sample().start()) {
            driver.pipe("apple round");
            driver.forgetMessages();

            assertThat(driver.read("words")).isEmpty();
            assertThat(driver.table("counts").rows()).hasSize(1);
        }
    }

    @Test
    void refusesWhatAFunctionMustNotDo() {
        assertThatThrownBy(() -> runOn("throw Garcia"))
                .hasMessageContaining("function word threw java.lang.IllegalStateException")
                .hasMessageContaining("1:0:-1")
                .hasMessageNotContainingAny("Garcia")
                .hasNoCause();
        assertThatThrownBy(() -> runOn("null")).hasMessageContaining("returned null");
        assertThatThrownBy(() -> runOn("elsewhere")).hasMessageContaining("persistent://medical/other/topic");
        assertThatThrownBy(() -> runOn("misfit")).hasMessageContaining("$.word: string expected");
        assertThatThrownBy(() -> runOn("unnamed")).hasMessageContaining("a field that the schema does not name");
        assertThatThrownBy(() -> runOn("state")).hasMessageContaining("UnsupportedOperationException");
    }

    @Test
    void saysWhyAFunctionDidNotStart() {
        assertThatThrownBy(() -> TopologyDriver.builder(SAMPLE).start())
                .hasMessage("function word did not start: secret WORD_KEY is missing");
        assertThatThrownBy(() -> sample().userConfig("greeting", "bye").start())
                .hasMessageContaining("userConfig.greeting must be hello");
    }

    @Test
    void saysWhichClassIsMissing() {
        FunctionSpec word = SAMPLE.function("word");
        Topology broken = new Topology(
                List.of(new FunctionSpec(
                        "word",
                        "medical/intake",
                        "dev.sigilo.Nowhere",
                        word.inputs(),
                        word.output(),
                        "word",
                        word.userConfig(),
                        word.secrets())),
                List.of());

        assertThatThrownBy(() -> TopologyDriver.builder(broken).start())
                .hasMessageContaining("dev.sigilo.Nowhere")
                .hasMessageContaining("on the class path");
    }

    private static void runOn(String line) {
        try (TopologyDriver driver = sample().start()) {
            driver.pipe(line);
            driver.run();
        }
    }

    private static Map<String, Object> tables(TopologyDriver.Builder builder) {
        Random random = new Random(42);
        try (TopologyDriver driver = builder.start()) {
            for (int i = 0; i < 300; i++) {
                String word = "w" + random.nextInt(30);
                driver.pipe(random.nextInt(5) == 0 ? word : word + " " + "x".repeat(random.nextInt(50)));
            }
            Map<String, Object> rows = new java.util.TreeMap<>();
            driver.tables().forEach((name, table) -> rows.put(name, table.rows()));
            return rows;
        }
    }

    private static List<String> order(long seed) {
        try (TopologyDriver driver =
                sample().delivery(Delivery.disordered(seed)).start()) {
            for (int i = 0; i < 20; i++) {
                driver.pipe("w" + i + " x");
            }
            return new ArrayList<>(
                    driver.read("counts").stream().map(DriverMessage::getKey).toList());
        }
    }
}
