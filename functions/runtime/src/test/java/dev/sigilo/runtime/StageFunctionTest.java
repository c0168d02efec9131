package dev.sigilo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.RejectedRecordCodec;
import dev.sigilo.records.Version;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.functions.api.Context;
import org.apache.pulsar.functions.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class StageFunctionTest {
    private static final String MARKER = "María-600123456";
    private static final String REJECTED_TOPIC = "persistent://t/n/rejected";
    private static final long PUBLISHED_AT = 1_763_970_000_000L;

    private final List<String> logged = new ArrayList<>();
    private final List<String> metrics = new ArrayList<>();
    private final Map<String, Object> userConfig = new java.util.HashMap<>(Map.of("rejectedTopic", REJECTED_TOPIC));
    private EchoStage stage;
    private Map<String, String> properties = Map.of("patient", MARKER);

    /** Returns its input, except for inputs that name a fault. */
    private static final class EchoStage extends StageFunction {
        EchoStage() {
            super("echo");
        }

        @Override
        protected OriginalSealer open(StageConfig config) {
            return (original, token) -> new OriginalSealer.Sealed(new byte[original.length], new byte[] {1}, 5);
        }

        @Override
        protected OutputMessage handle(byte[] input, Provenance provenance, String type)
                throws StageFault, RecordFormatException {
            String text = new String(input, StandardCharsets.UTF_8);
            if (text.startsWith("fault")) {
                throw new StageFault(RejectReason.WRONG_TYPE, "age", 3, null);
            } else if (text.startsWith("format")) {
                throw new RecordFormatException(RejectReason.NOT_JSON, null, 9);
            } else if (text.startsWith("bug")) {
                throw new IllegalStateException(text);
            } else if (text.startsWith("deep")) {
                throw new StackOverflowError(text);
            }
            return new OutputMessage(null, "key", input, JsonBytesSchema.of(RecordSchemas.CLASSIFIED), "Echo");
        }
    }

    @BeforeEach
    void start() {
        stage = new EchoStage();
        stage.initialize(context("x"));
    }

    @Test
    void aGoodMessageCopiesNothingFromItsSource() {
        Record<byte[]> output = stage.process(bytes("good"), context("good"));
        assertThat(output.getValue()).isEqualTo(bytes("good"));
        assertThat(output.getDestinationTopic()).isEmpty();
        assertThat(output.getKey()).contains("key");
        assertThat(output.getProperties()).containsExactly(Map.entry("type", "Echo"));
    }

    @Test
    void aFaultBecomesARejectedRecordWithReasonAndPosition() throws RecordFormatException {
        Record<byte[]> output = stage.process(bytes("fault " + MARKER), context("fault " + MARKER));
        assertThat(output.getDestinationTopic()).contains(REJECTED_TOPIC);
        RejectedRecord rejected = RejectedRecordCodec.decode(output.getValue());
        assertThat(rejected.stage()).isEqualTo("echo");
        assertThat(rejected.reason()).isEqualTo(RejectReason.WRONG_TYPE);
        assertThat(rejected.field()).isEqualTo("age");
        assertThat(rejected.position()).isEqualTo(3);
        assertThat(rejected.provenance().messageId()).isEqualTo("7:8:-1:2");
        assertThat(rejected.provenance().version())
                .isEqualTo(Version.atStage(Version.of(PUBLISHED_AT, 8, 2), Version.REJECTED));
        assertThat(rejected.recordToken()).isEqualTo("msg_" + Long.toString(PUBLISHED_AT, 36) + "_7_8_n_2");
        assertThat(rejected.sealed()).isNotNull();
        assertThat(new String(output.getValue(), StandardCharsets.UTF_8)).doesNotContain(MARKER);
        assertThat(metrics).contains("rejected_WRONG_TYPE");
    }

    @Test
    void aRejectHasTheLineOfItsFileAndIgnoresOtherTexts() throws RecordFormatException {
        assertThat(lineOfReject(Map.of())).isZero();
        assertThat(lineOfReject(Map.of("sigilo.line", "17"))).isEqualTo(17);
        assertThat(lineOfReject(Map.of("line", "17"))).isZero();
        assertThat(lineOfReject(Map.of("sigilo.line", MARKER))).isZero();
        assertThat(lineOfReject(Map.of("sigilo.line", "-17"))).isZero();
        assertThat(lineOfReject(Map.of("sigilo.line", "12345678901234567"))).isZero();
    }

    @Test
    void theOutputOfAMarkedCanaryIsMarkedToo() {
        properties = Map.of("sigilo.canary", MARKER);

        assertThat(stage.process(bytes("good"), context("good")).getProperties())
                .containsOnly(Map.entry("type", "Echo"), Map.entry("sigilo.canary", "1"));
        assertThat(stage.process(bytes("fault"), context("fault")).getProperties())
                .containsEntry("sigilo.canary", "1");
    }

    private long lineOfReject(Map<String, String> given) throws RecordFormatException {
        properties = given;
        return RejectedRecordCodec.decode(
                        stage.process(bytes("fault"), context("fault")).getValue())
                .line();
    }

    @Test
    void redeliveryRejectsTheSameMessageOnce() throws RecordFormatException {
        String token = RejectedRecordCodec.decode(
                        stage.process(bytes("format"), context("format")).getValue())
                .recordToken();
        assertThat(RejectedRecordCodec.decode(stage.process(bytes("format"), context("format"))
                                .getValue())
                        .recordToken())
                .isEqualTo(token);
    }

    @Test
    void aBugRejectsTheRecordAndItsMessageIsNeitherThrownNorLogged() throws RecordFormatException {
        for (String input : List.of("bug " + MARKER, "deep " + MARKER)) {
            Record<byte[]> output = stage.process(bytes(input), context(input));
            assertThat(RejectedRecordCodec.decode(output.getValue()).reason()).isEqualTo(RejectReason.INTERNAL_FAULT);
        }
        assertThat(logged)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("7:8:-1:2", StageFunctionTest.class.getSimpleName())
                        .doesNotContain(MARKER));
    }

    @Test
    void anOutputThatPulsarWouldRefuseIsRejectedHere() throws RecordFormatException {
        userConfig.put("maxOutputBytes", 2000);
        stage.initialize(context("x"));
        String large = "x".repeat(2001);
        RejectedRecord rejected = RejectedRecordCodec.decode(
                stage.process(bytes(large), context(large)).getValue());
        assertThat(rejected.reason()).isEqualTo(RejectReason.OUTPUT_TOO_LARGE);
        assertThat(rejected.sealed()).as("an original that does not fit either").isNull();
        assertThat(rejected.sizeBytes()).isEqualTo(2001);
    }

    @Test
    void anOriginalIsUnderSealWheneverTheRejectFitsInAMessage() throws RecordFormatException {
        userConfig.put("maxOutputBytes", 4096);
        stage.initialize(context("x"));
        int largest = 0;
        for (int size = 1000; size <= 4096; size++) {
            String input = "fault" + "x".repeat(size - 5);
            byte[] value = stage.process(bytes(input), context(input)).getValue();
            assertThat(value.length).isLessThanOrEqualTo(4096);
            RejectedRecord rejected = RejectedRecordCodec.decode(value);
            assertThat(rejected.sizeBytes()).isEqualTo(size);
            if (rejected.sealed() != null) {
                assertThat(largest).as("no gap below").isIn(0, size - 1);
                largest = size;
            }
        }
        byte[] value = stage.process(bytes("fault" + "x".repeat(largest - 5)), context("x"))
                .getValue();
        assertThat(value.length).as("the next base64 group does not fit").isGreaterThan(4096 - 4);
    }

    @Test
    void everyFaultOfTheConfigurationIsReportedAtStart() {
        userConfig.clear();
        userConfig.put("maxOutputBytes", "many");
        assertThatThrownBy(() -> new EchoStage().initialize(context("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rejectedTopic")
                .hasMessageContaining("maxOutputBytes");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Context context(String value) {
        return proxy(
                Context.class,
                Map.of(
                        "getUserConfigValue", arguments -> Optional.ofNullable(userConfig.get(arguments[0])),
                        "getFunctionName", arguments -> "echo",
                        "getLogger", arguments -> proxy(Logger.class, Map.of("error", line -> logged.add(flat(line)))),
                        "recordMetric", arguments -> metrics.add((String) arguments[0]),
                        "getCurrentRecord", arguments -> source(value)));
    }

    private static String flat(Object[] arguments) {
        StringBuilder text = new StringBuilder();
        for (Object argument : arguments) {
            text.append(argument instanceof Object[] list ? List.of(list) : argument)
                    .append(' ');
        }
        return text.toString();
    }

    private Record<byte[]> source(String value) {
        Message<byte[]> message = proxy(
                Message.class,
                Map.of(
                        "getMessageId", arguments -> proxy(MessageId.class, Map.of("toString", none -> "7:8:-1:2")),
                        "getPublishTime", arguments -> PUBLISHED_AT,
                        "getTopicName", arguments -> "persistent://t/n/raw"));
        return new Record<>() {
            @Override
            public byte[] getValue() {
                return bytes(value);
            }

            @Override
            public Optional<String> getKey() {
                return Optional.of(MARKER);
            }

            @Override
            public Map<String, String> getProperties() {
                return properties;
            }

            @Override
            public Optional<Message<byte[]>> getMessage() {
                return Optional.of(message);
            }
        };
    }

    private interface Answer {
        Object to(Object[] arguments);
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<? super T> type, Map<String, Answer> answers) {
        return (T) Proxy.newProxyInstance(
                StageFunctionTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Answer answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    Object result = answer.to(arguments);
                    return method.getReturnType() == void.class ? null : result;
                });
    }
}
