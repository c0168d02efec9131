package dev.sigilo.convert.infrastructure.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.convert.LinesReader;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.records.Canary;
import dev.sigilo.records.ConvertedRecord;
import dev.sigilo.records.ConvertedRecordCodec;
import dev.sigilo.records.OriginalEnvelope;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.RejectedRecordCodec;
import dev.sigilo.records.Version;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.TypedMessageBuilder;
import org.apache.pulsar.functions.api.Context;
import org.apache.pulsar.functions.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The function convert, with a small format and a context that stores what it sends. */
class ConvertFunctionTest {
    private static final String INPUT = "persistent://t/n/lines";
    private static final String CONVERTED = "persistent://t/n/converted";
    private static final String REJECTED = "persistent://t/n/rejected";
    private static final long PUBLISHED_AT = 1_763_970_000_000L;
    private static final Keyset KEYS = Keyset.generate(Keyset.Purpose.SEALING);

    private final Map<String, Object> userConfig = new HashMap<>(Map.of(
            "rejectedTopic",
            REJECTED,
            "formats",
            "lines",
            "linesInput",
            INPUT,
            "linesReader",
            LinesReader.class.getName(),
            "linesMap",
            "format: lines\nfields: {line: record_id}"));
    private final Map<String, Double> metrics = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<CompletableFuture<MessageId>> pending = new ArrayList<>();
    private boolean storing = true;
    private ConvertFunction function;

    /** A message that the function sent. */
    private static final class Sent {
        private final String topic;
        private String key;
        private byte[] value;
        private Map<String, String> properties = Map.of();

        Sent(String topic) {
            this.topic = topic;
        }
    }

    @BeforeEach
    void start() {
        function = new ConvertFunction();
        function.initialize(context(INPUT, "", Map.of()));
    }

    @Test
    void everyRecordOfAMessageIsSentWithItsPartAndTheMessagesVersion() throws Exception {
        convert("a\nb");

        assertThat(sent).extracting(message -> message.topic).containsExactly(CONVERTED, CONVERTED);
        assertThat(sent).extracting(message -> message.key).containsExactly("a", "b");
        ConvertedRecord second = ConvertedRecordCodec.decode(sent.get(1).value);
        assertThat(second.place()).isEqualTo("line[2]");
        assertThat(second.original().format()).isEqualTo("lines");
        assertThat(second.original().bytes()).isEqualTo(utf8("b"));
        assertThat(second.original().record().text("record_id")).isEqualTo("b");
        assertThat(second.provenance().topic()).isEqualTo(INPUT + "-partition-0");
        assertThat(second.provenance().messageId()).isEqualTo("7:8:0:2:p2");
        assertThat(second.provenance().version()).isEqualTo(Version.of(PUBLISHED_AT, 8, 2));
        assertThat(metrics).containsEntry("dropped", 3.0);
    }

    @Test
    void twoVersionsOfARecordInOneMessageHaveOneKeyAndKeepTheirOrder() throws Exception {
        String id = "a".repeat(300);
        convert("b\n" + id + "\nc\n" + id);

        assertThat(sent).extracting(message -> message.key).containsExactly("b", "a".repeat(128), "c", "a".repeat(128));
        assertThat(ConvertedRecordCodec.decode(sent.get(1).value).place()).isEqualTo("line[2]");
        assertThat(ConvertedRecordCodec.decode(sent.get(3).value).place()).isEqualTo("line[4]");
        assertThat(ConvertedRecordCodec.decode(sent.get(3).value).provenance().version())
                .isEqualTo(ConvertedRecordCodec.decode(sent.get(1).value)
                        .provenance()
                        .version());
    }

    @Test
    void aMessageThatIsDeliveredAgainGivesTheSameBytes() {
        convert("a\n?b\nc");
        List<byte[]> first = sent.stream()
                .filter(message -> message.topic.equals(CONVERTED))
                .map(message -> message.value)
                .toList();
        sent.clear();
        convert("a\n?b\nc");

        assertThat(sent.stream()
                        .filter(message -> message.topic.equals(CONVERTED))
                        .map(message -> message.value))
                .containsExactlyElementsOf(first);
    }

    @Test
    void aPartThatCannotBeReadIsRejectedUnderItsOwnTokenAndSealedWithoutTheOthers() throws Exception {
        convert("?first\ngood\n?second");

        List<RejectedRecord> rejects = rejects();
        assertThat(rejects).hasSize(2);
        assertThat(rejects).extracting(RejectedRecord::recordToken).doesNotHaveDuplicates();
        assertThat(rejects).extracting(RejectedRecord::stage).containsOnly("convert");
        assertThat(rejects).extracting(RejectedRecord::field).containsExactly("line[1]", "line[3]");
        OriginalEnvelope original = open(rejects.get(1));
        assertThat(original.format()).isEqualTo("lines");
        assertThat(original.message()).isEqualTo(utf8("?second"));
        assertThat(rejects.get(1).sizeBytes()).isEqualTo(7);
    }

    @Test
    void aMessageThatIsNotOfTheFormatIsRejectedWhole() throws Exception {
        convert("!Mrs. Zabriskie");

        RejectedRecord rejected = rejects().get(0);
        assertThat(sent).hasSize(1);
        assertThat(rejected.reason()).isEqualTo(RejectReason.NOT_HL7);
        assertThat(rejected.field()).isEqualTo("line[1]");
        assertThat(rejected.recordToken()).isEqualTo(RejectedRecord.tokenOf(rejected.provenance()));
        assertThat(open(rejected).message()).isEqualTo(utf8("!Mrs. Zabriskie"));
        assertThat(metrics).containsEntry("rejected_NOT_HL7", 1.0);
    }

    @Test
    void aMessageWithoutARecordIsRejectedAndNotAcknowledgedSilently() throws Exception {
        convert("\n \n");
        assertThat(rejects()).extracting(RejectedRecord::reason).containsExactly(RejectReason.NO_RECORD);
        sent.clear();
        convert("");
        assertThat(rejects()).extracting(RejectedRecord::reason).containsExactly(RejectReason.EMPTY_MESSAGE);
    }

    @Test
    void aFaultOfTheReaderRejectsTheMessage() throws Exception {
        convert("bug Mrs. Zabriskie");
        assertThat(rejects()).extracting(RejectedRecord::reason).containsExactly(RejectReason.INTERNAL_FAULT);
    }

    @Test
    void aMessageOfATopicWithoutAFormatIsRejectedAndNotDeliveredForEver() throws Exception {
        assertThat(function.process(utf8("a"), context("persistent://t/n/elsewhere", "a", Map.of())))
                .isCompletedWithValue(null);
        assertThat(rejects()).extracting(RejectedRecord::reason).containsExactly(RejectReason.INTERNAL_FAULT);
    }

    @Test
    void aMessageOverTheLimitsIsRejected() throws Exception {
        userConfig.put("maxMessageBytes", 10.0);
        userConfig.put("maxRecords", 2.0);
        start();

        convert("12345678901");
        convert("a\nb\nc");

        assertThat(rejects())
                .extracting(RejectedRecord::reason)
                .containsExactly(RejectReason.TOO_LARGE, RejectReason.TOO_MANY_RECORDS);
    }

    @Test
    void aRecordThatPulsarWouldRefuseIsRejectedAloneAndTheOthersPass() throws Exception {
        userConfig.put("maxOutputBytes", 2048.0);
        start();

        convert("small\n" + "x".repeat(1500));

        assertThat(sent).extracting(message -> message.topic).containsExactly(CONVERTED, REJECTED);
        RejectedRecord rejected = rejects().get(0);
        assertThat(rejected.reason()).isEqualTo(RejectReason.OUTPUT_TOO_LARGE);
        assertThat(rejected.field()).isEqualTo("line[2]");
    }

    @Test
    void theMessageIsAcknowledgedOnlyWhenEveryOutputIsStored() {
        storing = false;
        CompletableFuture<byte[]> done = converting("a\n?b");

        assertThat(done).isNotDone();
        pending.get(0).complete(MessageId.earliest);
        assertThat(done).isNotDone();
        pending.get(1).complete(MessageId.earliest);
        assertThat(done).isCompletedWithValue(null);
    }

    @Test
    void anOutputThatIsNotStoredLeavesTheMessageUnacknowledged() {
        storing = false;
        CompletableFuture<byte[]> done = converting("Zabriskie\nb");

        pending.get(1).complete(MessageId.earliest);
        pending.get(0).completeExceptionally(new IllegalStateException("Zabriskie"));

        assertThat(done).isCompletedExceptionally();
        assertThatThrownBy(done::join)
                .rootCause()
                .hasMessageContaining("not acknowledged")
                .hasMessageNotContaining("Zabriskie");
    }

    @Test
    void theLineOfTheFileIsPassedOnAndOtherPropertiesAreNot() {
        process("a\n?b", Map.of("sigilo.line", "12", "patient", "Zabriskie"));

        assertThat(sent.get(0).properties)
                .containsOnly(Map.entry("type", "ConvertedRecord"), Map.entry("sigilo.line", "12"));
        assertThat(sent.get(1).properties).doesNotContainKey("patient");
    }

    @Test
    void aCanaryIsPassedOnMarked() throws Exception {
        convert(new String(Canary.message(), StandardCharsets.UTF_8));

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).properties).containsKey(Canary.PROPERTY);
        assertThat(ConvertedRecordCodec.decode(sent.get(0).value)
                        .original()
                        .record()
                        .text("record_id"))
                .isEqualTo("sigilo-canary");
    }

    @Test
    void itDoesNotStartWithAMapThatHasFaults() {
        userConfig.put("linesMap", "format: lines\nfields: {column: record_id}");
        assertThatThrownBy(this::start).hasMessageContaining("the only path is line");
        userConfig.put("linesMap", "format: other\nfields: {line: record_id}");
        assertThatThrownBy(this::start).hasMessageContaining("userConfig.linesMap: format: must be lines");
        userConfig.put("linesReader", "java.lang.String");
        assertThatThrownBy(this::start).hasMessageContaining("userConfig.linesMap");
        userConfig.remove("linesInput");
        assertThatThrownBy(this::start).hasMessageContaining("userConfig.linesInput is missing");
    }

    /** Converts a message whose outputs are stored at once. */
    private void convert(String message) {
        process(message, Map.of());
    }

    private void process(String message, Map<String, String> properties) {
        assertThat(converting(message, properties)).isCompletedWithValue(null);
    }

    private CompletableFuture<byte[]> converting(String message) {
        return converting(message, Map.of());
    }

    private CompletableFuture<byte[]> converting(String message, Map<String, String> properties) {
        return function.process(utf8(message), context(INPUT + "-partition-0", message, properties));
    }

    private List<RejectedRecord> rejects() throws Exception {
        List<RejectedRecord> rejects = new ArrayList<>();
        for (Sent message : sent) {
            if (message.topic.equals(REJECTED)) {
                rejects.add(RejectedRecordCodec.decode(message.value));
            }
        }
        return rejects;
    }

    private static OriginalEnvelope open(RejectedRecord rejected) throws Exception {
        return OriginalEnvelope.open(
                Sealer.of(KEYS).open(rejected.sealed(), rejected.wrappedKey(), rejected.recordToken()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Context context(String topic, String value, Map<String, String> properties) {
        Logger logger = LoggerFactory.getLogger("test");
        return (Context) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Context.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getUserConfigValue" -> Optional.ofNullable(userConfig.get(arguments[0]));
                    case "getSecret" -> KEYS.secretJson();
                    case "getFunctionName" -> "convert";
                    case "getOutputTopic" -> CONVERTED;
                    case "getLogger" -> logger;
                    case "getCurrentRecord" -> record(topic, value, properties);
                    case "recordMetric" -> metrics.merge((String) arguments[0], (Double) arguments[1], Double::sum);
                    case "newOutputMessage" -> builder((String) arguments[0]);
                    default -> null;
                });
    }

    private TypedMessageBuilder<?> builder(String topic) {
        Sent message = new Sent(topic);
        return (TypedMessageBuilder<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TypedMessageBuilder.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "key" -> message.key = (String) arguments[0];
                        case "value" -> message.value = (byte[]) arguments[0];
                        case "properties" -> message.properties = properties(arguments[0]);
                        case "sendAsync" -> {
                            sent.add(message);
                            CompletableFuture<MessageId> stored = new CompletableFuture<>();
                            pending.add(stored);
                            if (storing) {
                                stored.complete(MessageId.earliest);
                            }
                            return stored;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return self;
                });
    }

    @SuppressWarnings("unchecked") // The builder's own parameter type.
    private static Map<String, String> properties(Object given) {
        return new HashMap<>((Map<String, String>) given);
    }

    private static Record<byte[]> record(String topic, String value, Map<String, String> properties) {
        MessageId id = (MessageId) Proxy.newProxyInstance(
                ConvertFunctionTest.class.getClassLoader(),
                new Class<?>[] {MessageId.class},
                (self, method, arguments) -> method.getName().equals("toString") ? "7:8:0:2" : null);
        Message<?> message = (Message<?>) Proxy.newProxyInstance(
                ConvertFunctionTest.class.getClassLoader(),
                new Class<?>[] {Message.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getMessageId" -> id;
                    case "getPublishTime" -> PUBLISHED_AT;
                    case "getTopicName" -> topic;
                    default -> null;
                });
        return new Record<>() {
            @Override
            public byte[] getValue() {
                return utf8(value);
            }

            @Override
            public Optional<String> getTopicName() {
                return Optional.of(topic);
            }

            @Override
            @SuppressWarnings("unchecked") // The message has no value.
            public Optional<Message<byte[]>> getMessage() {
                return Optional.of((Message<byte[]>) message);
            }

            @Override
            public Map<String, String> getProperties() {
                return properties;
            }
        };
    }
}
