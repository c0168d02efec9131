package dev.sigilo.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.records.Fields;
import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.tests.fault.Chain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile values in any field produce a clean row or a reject, do not change other rows, and appear in no log. */
class InputAttackTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARKER = "Zzyzx";

    static List<String> attacks() {
        return List.of(
                MARKER + "'; DROP TABLE medical_records; --",
                MARKER + "\\'; DELETE FROM records WHERE '1'='1",
                MARKER + "\" OR 1=1 UNION SELECT sealed FROM vault /*",
                MARKER + "\r\n2026-01-01 00:00:00 INFO admin logged in\u001b[31m",
                MARKER + "${jndi:ldap://127.0.0.1/a} ${env:SIGILO_TOKEN_KEYSET} %s %n {} {}",
                MARKER + "\u0000\u0001\u0007\u0008\u007f\u0085\u2028\u2029\ufeff",
                MARKER + "\u202e\u200b\u200d\u2066 \ud83d\ude00 \udbff\udfff",
                "../../../../etc/passwd " + MARKER,
                "file:///etc/passwd http://127.0.0.1:8080/admin " + MARKER,
                "C:\\Windows\\System32\\" + MARKER + "\u0000.dcm",
                "<script>alert('" + MARKER + "')</script>&lt;!ENTITY x SYSTEM 'file:///etc/passwd'>",
                "=HYPERLINK(\"http://" + MARKER + "\") @SUM(1+1)*cmd|' /C calc'!A0",
                "[NAME pat_1_aaaaaaaaaaaaaaaaaaaaaaaaaa] " + MARKER + " rec_1_bbbbbbbbbbbbbbbbbbbbbbbbbb");
    }

    /** A text as a JSON string. */
    static String quoted(String text) throws IOException {
        return JSON.writeValueAsString(text);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void aHostileValueInAnyFieldProducesACleanRowOrAReject(String value) throws Exception {
        List<String> fields = new ArrayList<>(Fields.STUDY);
        fields.addAll(Fields.IDENTITY);
        fields.add("a_field_nobody_foresaw");
        String logged = capturingErrors(() -> {
            try (TopologyDriver driver = Chain.driver("pseudonymized").start()) {
                int sent = 0;
                for (String field : fields) {
                    ObjectNode record = JSON.createObjectNode()
                            .put("record_id", "r-" + sent)
                            .put("modality", "CT")
                            .put("report", "No acute findings.")
                            .put("patient_id", "4471" + sent);
                    record.put(field, value);
                    driver.pipe(JSON.writeValueAsString(record));
                    sent++;
                }
                int rows = driver.table("medical_records").rows().size();
                assertThat(rows + driver.read("rejected").size()).isEqualTo(sent);
                assertThat(driver.metrics("classify")).doesNotContainKey("rejected_INTERNAL_FAULT");
                assertThat(driver.metrics("tokenize")).doesNotContainKey("rejected_INTERNAL_FAULT");
                assertThat(driver.metrics("seal")).doesNotContainKey("rejected_INTERNAL_FAULT");
                for (DriverMessage message : driver.read("rejected")) {
                    assertThat(message.text()).doesNotContain(MARKER);
                }
                driver.table("records")
                        .rows()
                        .forEach((key, row) -> assertThat(key + row).doesNotContain(MARKER));
                // An identity field is never passed on unchanged. The country is text, from which only identifiers are
                // removed.
                driver.table("medical_records").values().forEach(row -> {
                    Map<?, ?> tokens = new LinkedHashMap<>((Map<?, ?>) row.get("tokens"));
                    tokens.remove(Fields.COUNTRY);
                    assertThat(tokens.toString()).doesNotContain(MARKER);
                });
            }
        });
        assertThat(logged).doesNotContain(MARKER);
    }

    @Test
    void aHostileFieldNameIsNeitherPassedOnNorQuoted() throws Exception {
        String logged = capturingErrors(() -> {
            try (TopologyDriver driver = Chain.driver("pseudonymized").start()) {
                for (String name : attacks()) {
                    driver.pipe(JSON.writeValueAsString(
                            JSON.createObjectNode().put("record_id", "r").put(name, "x")));
                    driver.pipe("{\"record_id\":\"r\"," + JSON.writeValueAsString(name) + ":1,"
                            + JSON.writeValueAsString(name) + ":2}");
                }
                for (String topic : List.of("tokenized", "rejected", "sealed", "views/query", "views/command")) {
                    driver.read(topic)
                            .forEach(message -> assertThat(message.text()).doesNotContain(MARKER));
                }
            }
        });
        assertThat(logged).doesNotContain(MARKER);
    }

    static Map<String, String> bombs() {
        Map<String, String> bombs = new LinkedHashMap<>();
        bombs.put("arrays", "[".repeat(400_000));
        bombs.put("objects", "{\"a\":".repeat(150_000));
        bombs.put("deep in a field", "{\"record_id\":\"r\",\"x\":" + "{\"a\":[".repeat(100_000) + "}");
        bombs.put(
                "just not too deep, wide", "{\"record_id\":\"r\",\"x\":[" + "[[[[[[[[]]]]]]]],".repeat(50_000) + "0]}");
        bombs.put("exponent", "{\"record_id\":\"r\",\"age\":1e999999999}");
        bombs.put("exponent elsewhere", "{\"record_id\":\"r\",\"x\":1e999999999,\"code\":-1E-999999999}");
        bombs.put("digits", "{\"record_id\":\"r\",\"age\":" + "1".repeat(900_000) + "}");
        bombs.put("long name", "{\"record_id\":\"r\",\"" + "n".repeat(900_000) + "\":1}");
        bombs.put("names that hash alike", collidingNames());
        bombs.put("lone high surrogate", "{\"record_id\":\"r\",\"report\":\"\\ud800\"}");
        bombs.put("lone low surrogate", "{\"record_id\":\"\\udc00\",\"report\":\"x\"}");
        bombs.put("surrogate in a name", "{\"record_id\":\"r\",\"\\ud800\":\"x\"}");
        bombs.put("escaped NUL", "{\"record_id\":\"r\\u0000\",\"report\":\"\\u0000\\u0000\"}");
        bombs.put("a megabyte of escapes", "{\"record_id\":\"r\",\"report\":\"" + "\\u0041".repeat(150_000) + "\"}");
        bombs.put(
                "dates",
                "{\"record_id\":\"r\",\"diagnosis_date\":\"-999999999-01-01\",\"birth_date\":\"9999999-99-99\"}");
        return bombs;
    }

    @ParameterizedTest
    @MethodSource("bombNames")
    void aBombQuicklyBecomesARejectOrARow(String name) {
        String bomb = bombs().get(name);
        try (TopologyDriver driver = Chain.driver("pseudonymized").start()) {
            driver.pipe(new SyntheticPopulation(1).record(0).json());
            driver.run();
            long begin = System.nanoTime();
            driver.pipe(bomb);
            driver.pipe(new SyntheticPopulation(1).record(1).json());
            int rows = driver.table("medical_records").rows().size();
            assertThat(rows + driver.read("rejected").size()).isEqualTo(3);
            assertThat(rows).isGreaterThanOrEqualTo(2);
            assertThat((System.nanoTime() - begin) / 1_000_000)
                    .as("milliseconds")
                    .isLessThan(10_000);
            assertThat(driver.metrics("classify")).doesNotContainKey("rejected_INTERNAL_FAULT");
            assertThat(driver.metrics("tokenize")).doesNotContainKey("rejected_INTERNAL_FAULT");
        }
    }

    static Iterable<String> bombNames() {
        return bombs().keySet();
    }

    /** Names with the same String.hashCode, which would make an unprotected hash table as slow as a list. */
    private static String collidingNames() {
        StringBuilder json = new StringBuilder("{\"record_id\":\"r\"");
        for (int i = 0; i < 900; i++) {
            json.append(",\"");
            for (int bit = 0; bit < 12; bit++) {
                json.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            json.append("\":1");
        }
        return json.append('}').toString();
    }

    private interface Step {
        void run() throws Exception;
    }

    private static String capturingErrors(Step step) throws Exception {
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setErr(to);
            step.run();
        } finally {
            System.setErr(err);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
