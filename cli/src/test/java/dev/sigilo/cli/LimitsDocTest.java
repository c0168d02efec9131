package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.Topology;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.keys.Keyset;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecordCodec;
import dev.sigilo.runtime.StageFunction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Checks that the limits in docs/CLASSIFY.md are those of the deployed pipeline. */
class LimitsDocTest {

    /** The value and the reject reason in one row of the table. */
    private record Limit(int value, RejectReason reason) {}

    private static Limit limit(String what) throws Exception {
        for (String line : Files.readAllLines(Documents.root().resolve("docs/CLASSIFY.md"))) {
            String[] cells = line.split("\\|");
            if (cells.length > 3 && cells[1].strip().equals(what)) {
                return new Limit(
                        Integer.parseInt(cells[2].strip().replace(",", "")),
                        RejectReason.valueOf(cells[3].strip().replace("`", "")));
            }
        }
        throw new AssertionError("docs/CLASSIFY.md tells no limit of " + what);
    }

    /** Processes each message and returns its reject reason, or null if it became a row. */
    private static List<RejectReason> fate(String... messages) throws Exception {
        List<RejectReason> fates = new ArrayList<>();
        for (String message : messages) {
            try (TopologyDriver driver = TopologyDriver.builder(
                            Topology.read(Documents.root().resolve("pulsar-config")))
                    .environment(
                            "SIGILO_TOKEN_KEYSET",
                            Keyset.generate(Keyset.Purpose.TOKEN).secretJson())
                    .environment(
                            "SIGILO_SEALING_KEYSET",
                            Keyset.generate(Keyset.Purpose.SEALING).secretJson())
                    .start()) {
                driver.pipe(message);
                List<DriverMessage> rejected = driver.read("rejected");
                assertThat(rejected.size()
                                + driver.table("medical_records").rows().size())
                        .isEqualTo(1);
                fates.add(
                        rejected.isEmpty()
                                ? null
                                : RejectedRecordCodec.decode(rejected.get(0).getValue())
                                        .reason());
            }
        }
        return fates;
    }

    private static void assertLimit(Limit limit, String most, String tooMuch) throws Exception {
        assertThat(fate(most, tooMuch)).containsExactly(null, limit.reason());
    }

    @Test
    void bytesOfAMessage() throws Exception {
        Limit limit = limit("bytes of a message");
        String empty = "{\"record_id\":\"1\",\"code\":\"\"}";
        String most = empty.replace(
                "\"\"}", "\"" + "x ".repeat(limit.value()).substring(0, limit.value() - empty.length()) + "\"}");

        assertThat(most.getBytes(StandardCharsets.UTF_8)).hasSize(limit.value());
        assertLimit(limit, most, most + " ");
    }

    @Test
    void fieldsOfARecord() throws Exception {
        Limit limit = limit("fields of a record");

        assertLimit(limit, fields(limit.value()), fields(limit.value() + 1));
    }

    private static String fields(int count) {
        return IntStream.range(1, count)
                .mapToObj(i -> "\"f" + i + "\":1")
                .collect(Collectors.joining(",", "{\"record_id\":\"1\",", "}"));
    }

    @Test
    void nestedObjectsAndLists() throws Exception {
        Limit limit = limit("nested objects and lists");
        // The record itself is the first level of nesting.
        String most =
                "{\"record_id\":\"1\",\"x\":" + "[".repeat(limit.value() - 1) + "]".repeat(limit.value() - 1) + "}";

        assertLimit(limit, most, most.replace("[]", "[[]]"));
    }

    @Test
    void digitsOfANumber() throws Exception {
        Limit limit = limit("digits of a number");
        String most = "{\"record_id\":\"1\",\"x\":" + "7".repeat(limit.value()) + "}";

        assertLimit(limit, most, most.replace("}", "7}"));
    }

    @Test
    void bytesOfWhatAStageSends() throws Exception {
        assertThat(limit("bytes of what a stage sends"))
                .isEqualTo(new Limit(StageFunction.DEFAULT_MAX_OUTPUT_BYTES, RejectReason.OUTPUT_TOO_LARGE));
    }
}
