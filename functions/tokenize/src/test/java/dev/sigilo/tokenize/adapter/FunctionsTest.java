package dev.sigilo.tokenize.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.adapter.StageFunction;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.records.Classification;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordCodec;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.SealedRecord;
import dev.sigilo.records.TokenizedRecord;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.functions.api.Context;
import org.apache.pulsar.functions.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {
    private static final String REJECTED_TOPIC = "persistent://t/n/rejected";
    private static final Keyset SEALING = Keyset.generate(Keyset.Purpose.SEALING);

    private final Map<String, Object> userConfig = new HashMap<>();
    private final Map<String, String> secrets = new HashMap<>();

    @BeforeEach
    void configure() throws Exception {
        userConfig.put("rejectedTopic", REJECTED_TOPIC);
        userConfig.put("policy", Files.readString(Path.of("../../pulsar-config/policies/pseudonymized.yaml")));
        secrets.put("TOKEN_KEYSET", Keyset.generate(Keyset.Purpose.TOKEN).secretJson());
        secrets.put("SEALING_KEYSET", SEALING.secretJson());
    }

    @Test
    void oneRecordBecomesAnEventAndASealedOriginalOfOneKey() throws Exception {
        byte[] input = RecordCodec.encode(classified("{\"record_id\":\"R1\",\"patient_name\":\"Quentin Zabriskie\"}"));

        Record<byte[]> tokenized = run(new TokenizeFunction(), input);
        Record<byte[]> sealed = run(new SealFunction(), input);

        TokenizedRecord event = RecordCodec.decodeTokenized(tokenized.getValue());
        SealedRecord original = RecordCodec.decodeSealed(sealed.getValue());
        assertThat(tokenized.getKey()).contains(event.recordToken()).isEqualTo(sealed.getKey());
        assertThat(new String(Sealer.of(SEALING).open(original.sealed(), original.wrappedKey(), original.recordToken()), StandardCharsets.UTF_8))
                .contains("Quentin Zabriskie");
        assertThat(text(tokenized) + text(sealed)).doesNotContain("Quentin").doesNotContain("R1\"");
    }

    @ParameterizedTest
    @ValueSource(classes = {TokenizeFunction.class, SealFunction.class})
    void aRejectIsSaidOfTheRecordAndItsOriginalIsSealed(Class<? extends StageFunction> function) throws Exception {
        userConfig.computeIfPresent("policy", (key, yaml) -> yaml.toString()
                .replace("{category: PHONE, action: token, kind: phone}", "{category: PHONE, action: ff1}"));
        String original = "{\"record_id\":\"R1\",\"patient_id\":\"P1\",\"phone\":\"ask Quentin\"}";
        byte[] input = RecordCodec.encode(classified(original));

        Record<byte[]> output = run(function.getDeclaredConstructor().newInstance(), input);

        RejectedRecord rejected = RecordCodec.decodeRejected(output.getValue());
        assertThat(output.getDestinationTopic()).contains(REJECTED_TOPIC);
        assertThat(rejected.reason()).isEqualTo(RejectReason.TOKEN_FAILED);
        assertThat(rejected.field()).isEqualTo("phone");
        assertThat(rejected.recordToken()).startsWith("rec_1_");
        assertThat(rejected.patientToken()).startsWith("pat_1_");
        assertThat(rejected.provenance().messageId()).isEqualTo("9:9:-1");
        assertThat(new String(Sealer.of(SEALING).open(rejected.sealed(), rejected.wrappedKey(), rejected.recordToken()), StandardCharsets.UTF_8))
                .isEqualTo(original);
        assertThat(text(output)).doesNotContain("Quentin");
    }

    @ParameterizedTest
    @ValueSource(classes = {TokenizeFunction.class, SealFunction.class})
    void bytesOfAnotherTypeAreRejectedByTheirPlaceInTheTopic(Class<? extends StageFunction> function) throws Exception {
        Record<byte[]> output = run(function.getDeclaredConstructor().newInstance(), "Quentin".getBytes(StandardCharsets.UTF_8));

        RejectedRecord rejected = RecordCodec.decodeRejected(output.getValue());
        assertThat(rejected.reason()).isEqualTo(RejectReason.UNREADABLE_INPUT);
        assertThat(rejected.recordToken()).startsWith("msg_");
    }

    @Test
    void aRecordThatIsTooLargeForTheLogIsRejectedUnderItsOwnToken() throws Exception {
        userConfig.put("maxOutputBytes", 2048);
        byte[] input = RecordCodec.encode(classified("{\"record_id\":\"R1\",\"report\":\"" + "normal ".repeat(500) + "\"}"));

        RejectedRecord rejected = RecordCodec.decodeRejected(run(new TokenizeFunction(), input).getValue());

        assertThat(rejected.reason()).isEqualTo(RejectReason.OUTPUT_TOO_LARGE);
        assertThat(rejected.recordToken()).startsWith("rec_1_");
    }

    @Test
    void everyFaultOfTheConfigurationIsToldAtStartWithoutAKey() {
        String tokenKeyset = secrets.get("TOKEN_KEYSET");
        userConfig.put("policy", "name: X");
        secrets.put("SEALING_KEYSET", tokenKeyset);
        secrets.put("TOKEN_KEYSET", "env:SIGILO_NOT_SET");

        assertThatThrownBy(() -> new TokenizeFunction().initialize(context(new byte[0]))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("policy:1: name: must match")
                .hasMessageContaining("environment variable SIGILO_NOT_SET is not set")
                .hasMessageContaining("secret SEALING_KEYSET: the sealing keyset is wanted")
                .hasMessageNotContaining("keyData");
    }

    @Test
    void aFunctionDoesNotStartWithAKeysetThatTheDataDoesNotBelongTo() throws Exception {
        Keyset token = Keyset.parse(secrets.get("TOKEN_KEYSET"));
        userConfig.put("tokenLineage", token.lineage());
        userConfig.put("sealingLineage", SEALING.lineage());
        byte[] input = RecordCodec.encode(classified("{\"record_id\":\"R1\"}"));
        secrets.put("TOKEN_KEYSET", token.rotated().secretJson());
        assertThat(run(new TokenizeFunction(), input).getValue()).isNotEmpty();

        secrets.put("TOKEN_KEYSET", Keyset.generate(Keyset.Purpose.TOKEN).secretJson());
        secrets.put("SEALING_KEYSET", Keyset.generate(Keyset.Purpose.SEALING).secretJson());

        for (StageFunction function : List.of(new TokenizeFunction(), new SealFunction())) {
            assertThatThrownBy(() -> function.initialize(context(input))).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("secret TOKEN_KEYSET: this token keyset is of lineage")
                    .hasMessageContaining("secret SEALING_KEYSET: this sealing keyset is of lineage")
                    .hasMessageContaining(token.lineage()).hasMessageContaining(SEALING.lineage());
        }
    }

    private Record<byte[]> run(StageFunction function, byte[] input) {
        Context context = context(input);
        function.initialize(context);
        return function.process(input, context);
    }

    private static String text(Record<byte[]> record) {
        return new String(record.getValue(), StandardCharsets.UTF_8) + record.getKey() + record.getProperties();
    }

    private static ClassifiedRecord classified(String original) {
        return new ClassifiedRecord(new Provenance("persistent://t/n/raw", "9:9:-1", 1_763_970_000_000L, 1L << 40), "pseudonymized",
                "record_id", "R1", Map.of(), new Classification("en", null, null, null, null, null, List.of(), "unrouted", List.of(),
                        List.of(), "unknown", List.of(), null, null, Map.of()), original);
    }

    private Context context(byte[] value) {
        Message<byte[]> message = proxy(Message.class, Map.of(
                "getMessageId", arguments -> proxy(MessageId.class, Map.of("toString", none -> "7:8:-1")),
                "getPublishTime", arguments -> 1_763_970_000_000L,
                "getTopicName", arguments -> "persistent://t/n/classified"));
        Record<byte[]> source = new Record<>() {
            @Override
            public byte[] getValue() {
                return value;
            }

            @Override
            public Optional<Message<byte[]>> getMessage() {
                return Optional.of(message);
            }
        };
        return proxy(Context.class, Map.of(
                "getUserConfigValue", arguments -> Optional.ofNullable(userConfig.get(arguments[0])),
                "getSecret", arguments -> secrets.get(arguments[0]),
                "getFunctionName", arguments -> "test",
                "getLogger", arguments -> org.slf4j.helpers.NOPLogger.NOP_LOGGER,
                "recordMetric", arguments -> null,
                "getCurrentRecord", arguments -> source));
    }

    private interface Answer {
        Object to(Object[] arguments);
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<? super T> type, Map<String, Answer> answers) {
        return (T) Proxy.newProxyInstance(FunctionsTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            Answer answer = answers.get(method.getName());
            if (answer == null) {
                throw new UnsupportedOperationException(method.getName());
            }
            return answer.to(arguments);
        });
    }
}
