package dev.sigilo.tests.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.Topology;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.samples.SyntheticRecord;
import dev.sigilo.tests.fault.Chain;
import dev.sigilo.tests.leak.LeakScanner.Hit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A population goes through the chain with each policy. No identifier may remain in a message after classify, in a
 * table, in a log line or in an error: neither of people in fields, nor of relatives who occur only in free text.
 */
class ChainLeakTest {
    private static final int RECORDS = Chain.size(300, 3000);
    private static final long SEED = 20260101;
    /** The topics that hold PHI by design. */
    private static final Set<String> WITH_PHI = Set.of(
            "intake/raw", "intake/hl7v2", "intake/fhir", "intake/dicom", "intake/converted", "intake/classified");

    private final List<Hit> hits = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"pseudonymized", "safe-harbor"})
    void noIdentifierOfAPatientIsLeft(String policy) {
        List<SyntheticRecord> records = new SyntheticPopulation(SEED).records(RECORDS);
        LeakScanner everybody = LeakScanner.of(records);
        Map<String, Integer> seen = new HashMap<>();
        String said = capturingOutput(() -> {
            try (TopologyDriver driver = Chain.driver(policy).start()) {
                for (SyntheticRecord record : records) {
                    // Keys and properties come from the producer, who may put a name there.
                    driver.pipe(
                            "intake/raw",
                            record.record().text("patient_name"),
                            record.json().getBytes(StandardCharsets.UTF_8),
                            Map.of("patient", record.record().text("patient_name")));
                    scanNewMessages(driver, everybody, LeakScanner.ofOne(record), seen);
                }
                driver.tables()
                        .forEach((name, table) -> table.rows()
                                .forEach((key, row) -> hits.addAll(everybody.scan("table " + name, key + " " + row))));
                driver.topology()
                        .functions()
                        .forEach(function -> hits.addAll(everybody.scan(
                                "metrics", driver.metrics(function.name()).toString())));
                assertThat(driver.table("medical_records").rows()).hasSize(RECORDS);
            }
        });
        hits.addAll(everybody.scan("log", said));
        assertNoHits();
        System.out.println("ChainLeakTest " + policy + ": " + RECORDS + " records, " + everybody.identifiers()
                + " identifiers in " + everybody.patterns() + " forms, 0 hits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pseudonymized", "safe-harbor"})
    void noIdentifierIsLeftOfRejectedRecords(String policy) {
        List<SyntheticRecord> records = new SyntheticPopulation(SEED + 1).records(60);
        LeakScanner everybody = LeakScanner.of(records);
        Map<String, Integer> seen = new HashMap<>();
        String said = capturingOutput(() -> {
            try (TopologyDriver driver = Chain.driver(policy).start()) {
                for (SyntheticRecord record : records) {
                    for (String bad : broken(record)) {
                        driver.pipe(record.record().text("patient_id"), bad);
                        scanNewMessages(driver, everybody, LeakScanner.ofOne(record), seen);
                    }
                }
                driver.tables()
                        .forEach((name, table) -> table.rows()
                                .forEach((key, row) -> hits.addAll(everybody.scan("table " + name, key + " " + row))));
                assertThat(driver.read("rejected")).hasSizeGreaterThanOrEqualTo(RECORDS / 10);
            }
        });
        hits.addAll(everybody.scan("log", said));
        assertNoHits();
    }

    /** Returns the record broken in ways that leave its identifiers where an error message would quote them. */
    private static List<String> broken(SyntheticRecord record) {
        String json = record.json();
        String name = record.record().text("patient_name");
        return List.of(
                json.substring(0, json.length() - 1),
                json + " " + name,
                name,
                "[" + json + "]",
                "\"" + name + "\"",
                json.substring(0, json.length() - 1) + ",\"" + name + "\":1,\"" + name + "\":2}",
                json.substring(0, json.length() - 1) + ",\"age\":\"" + name + "\"}",
                "{\"" + name + "\":\"" + name + "\"}",
                "{\"record_id\":\"" + name + "\",\"diagnosis_date\":\"" + name + "\"}",
                "{\"record_id\":{\"" + name + "\":[\"" + name + "\"]}}");
    }

    private void scanNewMessages(
            TopologyDriver driver, LeakScanner everybody, LeakScanner own, Map<String, Integer> seen) {
        for (String topic : driver.topology().topics()) {
            String name = Topology.shortName(topic);
            List<DriverMessage> messages = driver.read(topic);
            for (DriverMessage message : messages.subList(seen.getOrDefault(topic, 0), messages.size())) {
                if (WITH_PHI.contains(name)) {
                    continue;
                }
                String text = message.getKey() + " " + message.getProperties() + " " + message.text();
                hits.addAll(everybody.scan(name, text));
                if (!name.equals("intake/rejected")) {
                    hits.addAll(own.scan("own " + name, text));
                }
            }
            seen.put(topic, messages.size());
        }
    }

    private void assertNoHits() {
        assertThat(LeakScanner.summary(hits)).isEqualTo("{}");
    }

    private static String capturingOutput(Runnable run) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(to);
            System.setErr(to);
            run.run();
        } catch (RuntimeException e) {
            said.writeBytes(e.toString().getBytes(StandardCharsets.UTF_8));
            throw e;
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
