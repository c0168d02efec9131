package dev.sigilo.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.driver.DriverMessage;
import dev.sigilo.driver.TopologyDriver;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.RejectedRecordCodec;
import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.tests.fault.BadMessages;
import dev.sigilo.tests.fault.Chain;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad message becomes exactly one reject, and the good messages after it pass. */
class PoisonTest {
    private static final SyntheticPopulation POPULATION = new SyntheticPopulation(5);
    private static final int RANDOM_STRINGS = Chain.size(15_000, 1_000_000);

    static Set<String> badMessages() {
        return BadMessages.byName().keySet();
    }

    @ParameterizedTest
    @MethodSource("badMessages")
    void aBadMessageIsRejectedAndTheNextOnePasses(String kind) throws RecordFormatException {
        byte[] bad = BadMessages.byName().get(kind);
        try (TopologyDriver driver = Chain.driver("pseudonymized").start()) {
            driver.pipe(bad);
            driver.pipe(POPULATION.record(0).json());

            assertThat(driver.table("medical_records").rows()).hasSize(1);
            assertThat(driver.read("rejected")).hasSize(1);
            DriverMessage message = driver.read("rejected").get(0);
            RejectedRecord rejected = RejectedRecordCodec.decode(message.getValue());
            assertThat(rejected.reason()).isNotEqualTo(RejectReason.INTERNAL_FAULT);
            assertThat(rejected.sizeBytes()).isEqualTo(bad.length);
            assertThat(message.text()
                            + message.getKey()
                            + driver.table("records").rows())
                    .doesNotContain(BadMessages.MARKER);
            assertThat(driver.table("records").values())
                    .extracting(row -> row.get("status"))
                    .containsExactlyInAnyOrder("TOKENIZED", "REJECTED");
        }
    }

    @Test
    void aMessageWithoutAValueIsRejectedAsEmpty() throws RecordFormatException {
        try (TopologyDriver driver = Chain.driver("pseudonymized").start()) {
            driver.pipe((byte[]) null);
            assertThat(RejectedRecordCodec.decode(driver.read("rejected").get(0).getValue())
                            .reason())
                    .isEqualTo(RejectReason.EMPTY_MESSAGE);
        }
    }

    @Test
    void oneBadMessageInAHundredOfEachKindLosesNothing() throws RecordFormatException {
        List<byte[]> bad = BadMessages.all();
        int messages = bad.size() * 100;
        try (TopologyDriver driver = Chain.driver("safe-harbor").start()) {
            for (int i = 0; i < messages; i++) {
                if (i % 100 == 0) {
                    driver.pipe(bad.get(i / 100));
                } else {
                    driver.pipe(POPULATION.record(i).json());
                }
            }
            assertThat(driver.table("medical_records").rows()).hasSize(messages - bad.size());
            assertThat(driver.table("records").rows()).hasSize(messages);
            Set<RejectReason> reasons = EnumSet.noneOf(RejectReason.class);
            for (DriverMessage message : driver.read("rejected")) {
                reasons.add(RejectedRecordCodec.decode(message.getValue()).reason());
            }
            assertThat(driver.read("rejected")).hasSize(bad.size());
            assertThat(reasons)
                    .contains(
                            RejectReason.EMPTY_MESSAGE,
                            RejectReason.UNKNOWN_ENCODING,
                            RejectReason.NOT_JSON,
                            RejectReason.NOT_AN_OBJECT,
                            RejectReason.DUPLICATE_FIELD,
                            RejectReason.TOO_DEEP,
                            RejectReason.TOO_MANY_FIELDS,
                            RejectReason.TOO_LARGE,
                            RejectReason.NO_IDENTITY);
        }
    }

    @Test
    void tenMegabytesAreRejectedAndNotStoredInTheReject() throws RecordFormatException {
        byte[] large = ("{\"record_id\":\"r\",\"report\":\"" + "Normal chest. ".repeat(750_000) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        try (TopologyDriver driver = Chain.driver("pseudonymized").start()) {
            driver.pipe(large);
            DriverMessage message = driver.read("rejected").get(0);
            RejectedRecord rejected = RejectedRecordCodec.decode(message.getValue());
            assertThat(rejected.reason()).isEqualTo(RejectReason.TOO_LARGE);
            assertThat(rejected.sizeBytes()).isEqualTo(large.length);
            assertThat(message.size()).isLessThan(2000);
        }
    }

    @Test
    void randomBytesAreAllAccountedFor() {
        SplittableRandom random = new SplittableRandom(31);
        byte[][] seeds = {
            POPULATION.record(0).json().getBytes(StandardCharsets.UTF_8),
            POPULATION.record(1).json().getBytes(StandardCharsets.UTF_8)
        };
        long rejected = 0;
        long records = 0;
        try (TopologyDriver driver = Chain.driver("pseudonymized")
                .withoutSchemaChecks()
                .withoutSinks()
                .start()) {
            for (int i = 0; i < RANDOM_STRINGS; i++) {
                driver.pipe(i % 10 == 0 ? spoilt(seeds[i / 10 % 2], random) : randomBytes(random));
                if (i % 1000 == 999 || i == RANDOM_STRINGS - 1) {
                    rejected += driver.read("rejected").size();
                    records += driver.read("tokenized").size();
                    assertThat(driver.metrics("classify")).doesNotContainKey("rejected_INTERNAL_FAULT");
                    assertThat(driver.metrics("tokenize")).doesNotContainKey("rejected_INTERNAL_FAULT");
                    driver.forgetMessages();
                }
            }
        }
        assertThat(rejected + records).isEqualTo(RANDOM_STRINGS);
        assertThat(records).isPositive();
    }

    private static byte[] randomBytes(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        if (random.nextInt(2) == 0) {
            // Made of JSON's characters, so that the parser reads more than the first byte.
            byte[] alphabet = "{}[]\",:0123456789.eE+-truefalsn \\u\n\t".getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[Byte.toUnsignedInt(bytes[i]) % alphabet.length];
            }
        }
        return bytes;
    }

    /** A good record with a few bytes changed, removed or doubled. */
    private static byte[] spoilt(byte[] record, SplittableRandom random) {
        byte[] bytes = record.clone();
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
                default -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(30), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes, from, bytes, at, length);
                }
            }
        }
        return bytes;
    }

    @Test
    void messagesOfAWrongTypeOnInnerTopicsAreRejectedToo() {
        List<String> topics = List.of("intake/classified", "vault/sealed", "events/tokenized", "intake/rejected");
        for (String topic : topics) {
            // The sink's own tests cover messages of another type.
            try (TopologyDriver driver =
                    Chain.driver("pseudonymized").withoutSinks().start()) {
                for (byte[] bad : List.of(
                        new byte[0],
                        "{}".getBytes(StandardCharsets.UTF_8),
                        "null".getBytes(StandardCharsets.UTF_8),
                        new byte[] {-1, 0, 1},
                        POPULATION.record(0).json().getBytes(StandardCharsets.UTF_8))) {
                    driver.pipe("persistent://medical/" + topic, "key", bad, Map.of("type", "RejectedRecord"));
                }
                int before = topic.equals("intake/rejected") ? 5 : 0;
                assertThat(driver.read("rejected").size() - before).as(topic).isGreaterThanOrEqualTo(5);
                assertThat(driver.read("views/query")).as(topic).isEmpty();
            }
        }
    }
}
