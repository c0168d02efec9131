package dev.sigilo.tokenize.infrastructure.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.Classification;
import dev.sigilo.records.ClassifiedRecord;
import dev.sigilo.records.ClassifiedRecordCodec;
import dev.sigilo.records.Label;
import dev.sigilo.records.OriginalMessage;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.RejectedRecordCodec;
import dev.sigilo.records.SealedRecord;
import dev.sigilo.records.SealedRecordCodec;
import dev.sigilo.records.Suppression;
import dev.sigilo.records.SuppressionCodec;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.TokenizedRecordCodec;
import dev.sigilo.records.Treatment;
import dev.sigilo.runtime.StageFunction;
import dev.sigilo.runtime.StageStoppedException;
import dev.sigilo.tokenize.domain.Sealing;
import dev.sigilo.tokenize.domain.SuppressionList;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Reader;
import org.apache.pulsar.client.api.ReaderBuilder;
import org.apache.pulsar.functions.api.Context;
import org.apache.pulsar.functions.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

class FunctionsTest {
    private static final String REJECTED_TOPIC = "persistent://t/n/rejected";
    private static final String SUPPRESSION_LOG = "persistent://t/n/suppressed";
    private static final Keyset SEALING = Keyset.generate(Keyset.Purpose.SEALING);

    private final Map<String, Object> userConfig = new HashMap<>();
    private final Map<String, String> secrets = new HashMap<>();
    /** The messages on the suppression list's topic. */
    private final List<byte[]> decisions = new CopyOnWriteArrayList<>();
    /** Whether the topic of the suppression list can be read. */
    private final AtomicBoolean readable = new AtomicBoolean(true);
    /** Whether the broker pushes new messages on that topic; if not, the reader must ask for them. */
    private final AtomicBoolean pushed = new AtomicBoolean(true);

    private final AtomicInteger warnings = new AtomicInteger();

    @BeforeEach
    void configure() throws Exception {
        userConfig.put("rejectedTopic", REJECTED_TOPIC);
        userConfig.put("suppressionLog", SUPPRESSION_LOG);
        userConfig.put("policy", Files.readString(Path.of("../../pulsar-config/policies/pseudonymized.yaml")));
        secrets.put("TOKEN_KEYSET", Keyset.generate(Keyset.Purpose.TOKEN).secretJson());
        secrets.put("SEALING_KEYSET", SEALING.secretJson());
    }

    @Test
    void oneRecordBecomesAnEventAndASealedOriginalOfOneKey() throws Exception {
        byte[] input = ClassifiedRecordCodec.encode(
                classified("{\"record_id\":\"R1\",\"patient_name\":\"Quentin Zabriskie\"}"));

        Record<byte[]> tokenized = run(new TokenizeFunction(), input);
        Record<byte[]> sealed = run(new SealFunction(), input);

        TokenizedRecord event = TokenizedRecordCodec.decode(tokenized.getValue());
        SealedRecord original = SealedRecordCodec.decode(sealed.getValue());
        assertThat(tokenized.getKey()).contains(event.recordToken()).isEqualTo(sealed.getKey());
        assertThat(new String(
                        Sealer.of(SEALING).open(original.sealed(), original.wrappedKey(), original.recordToken()),
                        StandardCharsets.UTF_8))
                .contains("Quentin Zabriskie");
        assertThat(text(tokenized) + text(sealed)).doesNotContain("Quentin").doesNotContain("R1\"");
    }

    @ParameterizedTest
    @ValueSource(classes = {TokenizeFunction.class, SealFunction.class})
    void aRejectIsSaidOfTheRecordAndItsOriginalIsSealed(Class<? extends StageFunction> function) throws Exception {
        userConfig.computeIfPresent(
                "policy",
                (key, yaml) -> yaml.toString()
                        .replace("{category: PHONE, action: token, kind: phone}", "{category: PHONE, action: ff1}"));
        String original = "{\"record_id\":\"R1\",\"patient_id\":\"P1\",\"phone\":\"ask Quentin\"}";
        byte[] input = ClassifiedRecordCodec.encode(classified(original));

        Record<byte[]> output = run(function.getDeclaredConstructor().newInstance(), input);

        RejectedRecord rejected = RejectedRecordCodec.decode(output.getValue());
        assertThat(output.getDestinationTopic()).contains(REJECTED_TOPIC);
        assertThat(rejected.reason()).isEqualTo(RejectReason.TOKEN_FAILED);
        assertThat(rejected.field()).isEqualTo("phone");
        assertThat(rejected.recordToken()).startsWith("rec_1_");
        assertThat(rejected.patientToken()).startsWith("pat_1_");
        assertThat(rejected.provenance().messageId()).isEqualTo("9:9:-1");
        assertThat(new String(
                        Sealer.of(SEALING).open(rejected.sealed(), rejected.wrappedKey(), rejected.recordToken()),
                        StandardCharsets.UTF_8))
                .isEqualTo(original);
        assertThat(text(output)).doesNotContain("Quentin");
    }

    @ParameterizedTest
    @ValueSource(classes = {TokenizeFunction.class, SealFunction.class})
    void bytesOfAnotherTypeAreRejectedByTheirPlaceInTheTopic(Class<? extends StageFunction> function) throws Exception {
        Record<byte[]> output =
                run(function.getDeclaredConstructor().newInstance(), "Quentin".getBytes(StandardCharsets.UTF_8));

        RejectedRecord rejected = RejectedRecordCodec.decode(output.getValue());
        assertThat(rejected.reason()).isEqualTo(RejectReason.UNREADABLE_INPUT);
        assertThat(rejected.recordToken()).startsWith("msg_");
    }

    @Test
    void aRecordThatIsTooLargeForTheLogIsRejectedUnderItsOwnToken() throws Exception {
        userConfig.put("maxOutputBytes", 2048);
        byte[] input = ClassifiedRecordCodec.encode(
                classified("{\"record_id\":\"R1\",\"report\":\"" + "normal ".repeat(500) + "\"}"));

        RejectedRecord rejected =
                RejectedRecordCodec.decode(run(new TokenizeFunction(), input).getValue());

        assertThat(rejected.reason()).isEqualTo(RejectReason.OUTPUT_TOO_LARGE);
        assertThat(rejected.recordToken()).startsWith("rec_1_");
    }

    @Test
    void everyFaultOfTheConfigurationIsToldAtStartWithoutAKey() {
        String tokenKeyset = secrets.get("TOKEN_KEYSET");
        userConfig.put("policy", "name: X");
        secrets.put("SEALING_KEYSET", tokenKeyset);
        secrets.put("TOKEN_KEYSET", "env:SIGILO_NOT_SET");

        assertThatThrownBy(() -> new TokenizeFunction().initialize(context(new byte[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("policy:1: name: must match")
                .hasMessageContaining("environment variable SIGILO_NOT_SET is not set")
                .hasMessageContaining("secret SEALING_KEYSET: the sealing keyset is needed")
                .hasMessageNotContaining("keyData");
    }

    @Test
    void aFunctionDoesNotStartWithAKeysetThatTheDataDoesNotBelongTo() throws Exception {
        Keyset token = Keyset.parse(secrets.get("TOKEN_KEYSET"));
        userConfig.put("tokenLineage", token.lineage());
        userConfig.put("sealingLineage", SEALING.lineage());
        byte[] input = ClassifiedRecordCodec.encode(classified("{\"record_id\":\"R1\"}"));
        secrets.put("TOKEN_KEYSET", token.rotated().secretJson());
        assertThat(run(new TokenizeFunction(), input).getValue()).isNotEmpty();

        secrets.put("TOKEN_KEYSET", Keyset.generate(Keyset.Purpose.TOKEN).secretJson());
        secrets.put("SEALING_KEYSET", Keyset.generate(Keyset.Purpose.SEALING).secretJson());

        for (StageFunction function : List.of(new TokenizeFunction(), new SealFunction())) {
            assertThatThrownBy(() -> function.initialize(context(input)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("secret TOKEN_KEYSET: this token keyset is of lineage")
                    .hasMessageContaining("secret SEALING_KEYSET: this sealing keyset is of lineage")
                    .hasMessageContaining(token.lineage())
                    .hasMessageContaining(SEALING.lineage());
        }
    }

    // ---- Suppression list

    @ParameterizedTest
    @ValueSource(classes = {TokenizeFunction.class, SealFunction.class})
    void aRecordOfAnErasedPatientIsRejectedUntilThatIsLifted(Class<? extends StageFunction> type) throws Exception {
        byte[] input = ClassifiedRecordCodec.encode(
                classified("{\"record_id\":\"R1\",\"patient_id\":\"P1\",\"national_id\":\"12345678Z\"}"));
        byte[] other = ClassifiedRecordCodec.encode(classified("{\"record_id\":\"R1\",\"patient_id\":\"P2\"}"));
        Map<String, String> tokens = tokens("{\"patient_id\":\"P1\"}");
        StageFunction function = type.getDeclaredConstructor().newInstance();
        function.initialize(context(input));
        assertThat(function.process(input, context(input)).getDestinationTopic())
                .isEmpty();

        decisions.add(SuppressionCodec.encode(new Suppression(false, tokens)));

        RejectedRecord rejected = RejectedRecordCodec.decode(
                function.process(input, context(input)).getValue());
        assertThat(rejected.reason()).isEqualTo(RejectReason.ERASED_PATIENT);
        assertThat(rejected.recordToken()).startsWith("rec_1_");
        assertThat(tokens).containsKey(rejected.patientToken());
        assertThat(rejected.sealed()).as("nothing is lost").isNotNull();
        assertThat(function.process(other, context(other)).getDestinationTopic())
                .as("another patient")
                .isEmpty();
        assertThat(RejectedRecordCodec.decode(run(type.getDeclaredConstructor().newInstance(), input)
                                .getValue())
                        .reason())
                .as("after a restart")
                .isEqualTo(RejectReason.ERASED_PATIENT);

        decisions.add(SuppressionCodec.encode(new Suppression(true, tokens)));
        assertThat(function.process(input, context(input)).getDestinationTopic())
                .isEmpty();
    }

    @Test
    void theTokensOfAnOlderEpochAndOfAnotherPatientKeyKeepAPatientOutToo() throws Exception {
        decisions.add(SuppressionCodec.encode(new Suppression(false, tokens("{\"national_id\":\"12345678Z\"}"))));
        secrets.put(
                "TOKEN_KEYSET",
                Keyset.parse(secrets.get("TOKEN_KEYSET")).rotated().secretJson());
        byte[] input = ClassifiedRecordCodec.encode(
                classified("{\"record_id\":\"R1\",\"patient_id\":\"P1\",\"national_id\":\"12345678Z\"}"));

        assertThat(RejectedRecordCodec.decode(run(new SealFunction(), input).getValue())
                        .reason())
                .isEqualTo(RejectReason.ERASED_PATIENT);
        assertThat(RejectedRecordCodec.decode(run(new TokenizeFunction(), input).getValue())
                        .reason())
                .isEqualTo(RejectReason.ERASED_PATIENT);
    }

    @Test
    void anErasedRecordIsRejectedAndThePatientsOthersAreNot() throws Exception {
        byte[] input = ClassifiedRecordCodec.encode(classified("{\"record_id\":\"R1\",\"patient_id\":\"P1\"}"));
        String token = TokenizedRecordCodec.decode(
                        run(new TokenizeFunction(), input).getValue())
                .recordToken();
        decisions.add(SuppressionCodec.encode(new Suppression(false, Map.of(token, Sealing.RECORD))));

        assertThat(RejectedRecordCodec.decode(run(new TokenizeFunction(), input).getValue())
                        .reason())
                .isEqualTo(RejectReason.ERASED_RECORD);
        byte[] other = ClassifiedRecordCodec.encode(classified("{\"record_id\":\"R2\",\"patient_id\":\"P1\"}", "R2"));
        assertThat(run(new TokenizeFunction(), other).getDestinationTopic()).isEmpty();
    }

    @Test
    void nothingIsLetInWhileTheListCannotBeRead() throws Exception {
        byte[] input = ClassifiedRecordCodec.encode(classified("{\"record_id\":\"R1\",\"patient_id\":\"P1\"}"));
        TokenizeFunction function = new TokenizeFunction();
        function.initialize(context(input));
        decisions.add(SuppressionCodec.encode(new Suppression(false, tokens("{\"patient_id\":\"P1\"}"))));
        readable.set(false);

        CompletableFuture<Record<byte[]>> output =
                CompletableFuture.supplyAsync(() -> function.process(input, context(input)));
        await().until(() -> warnings.get() > 1);
        assertThat(output).isNotDone();

        readable.set(true);
        assertThat(RejectedRecordCodec.decode(output.get(30, TimeUnit.SECONDS).getValue())
                        .reason())
                .isEqualTo(RejectReason.ERASED_PATIENT);
    }

    /** {@code sigilo erase} relies on this: it waits only for {@link SuppressionList#MAX_AGE}. */
    @Test
    void aDecisionHoldsSoonEvenIfTheBrokerDoesNotTellOfItByItself() throws Exception {
        byte[] input = ClassifiedRecordCodec.encode(classified("{\"record_id\":\"R1\",\"patient_id\":\"P1\"}"));
        TokenizeFunction function = new TokenizeFunction();
        function.initialize(context(input));
        pushed.set(false);
        decisions.add(SuppressionCodec.encode(new Suppression(false, tokens("{\"patient_id\":\"P1\"}"))));
        long decided = System.nanoTime();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> System.nanoTime() - decided > SuppressionList.MAX_AGE.toNanos());

        assertThat(function.process(input, context(input)).getDestinationTopic())
                .contains(REJECTED_TOPIC);
    }

    @Test
    void aFunctionThatIsStoppedWhileItWaitsForTheListTakesNothing() throws Exception {
        byte[] input = ClassifiedRecordCodec.encode(classified("{\"record_id\":\"R1\"}"));
        TokenizeFunction function = new TokenizeFunction();
        function.initialize(context(input));
        readable.set(false);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                function.process(input, context(input));
            } catch (StageStoppedException e) {
                thrown.set(e);
            }
        });
        thread.start();
        await().until(() -> warnings.get() > 0);

        thread.interrupt();
        thread.join(10_000);

        assertThat(thrown.get()).isInstanceOf(StageStoppedException.class);
    }

    @Test
    void aFunctionDoesNotStartWithoutTheList() {
        readable.set(false);
        assertThatThrownBy(() -> new SealFunction().initialize(context(new byte[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(SUPPRESSION_LOG + " cannot be read (NotConnectedException)");

        readable.set(true);
        decisions.add("{}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> new SealFunction().initialize(context(new byte[0])))
                .hasMessageContaining("no decision of Sigilo's");

        userConfig.remove("suppressionLog");
        assertThatThrownBy(() -> new SealFunction().initialize(context(new byte[0])))
                .hasMessageContaining("userConfig.suppressionLog is missing");
    }

    private Map<String, String> tokens(String original) throws Exception {
        return Sealing.tokens(
                classified(original),
                Policy.load(userConfig.get("policy").toString(), "policy"),
                TokenKeys.of(Keyset.parse(secrets.get("TOKEN_KEYSET"))));
    }

    /** Returns a client whose readers return the decisions, or fail if the topic is set to be unreadable. */
    private PulsarClient client() {
        return proxy(PulsarClient.class, Map.of("newReader", arguments -> {
            AtomicReference<Object> builder = new AtomicReference<>();
            builder.set(proxy(
                    ReaderBuilder.class,
                    Map.of(
                            "topic",
                            topic -> builder.get(),
                            "startMessageId",
                            id -> builder.get(),
                            "receiverQueueSize",
                            size -> builder.get(),
                            "create",
                            none -> reader())));
            return builder.get();
        }));
    }

    private Reader<byte[]> reader() throws PulsarClientException {
        checkReadable();
        AtomicInteger next = new AtomicInteger();
        return proxy(
                Reader.class,
                Map.of(
                        "hasMessageAvailable",
                                none -> {
                                    checkReadable();
                                    return next.get() < decisions.size();
                                },
                        "readNext",
                                timeout -> {
                                    checkReadable();
                                    boolean asked = (int) timeout[0] > 0;
                                    byte[] value = (asked || pushed.get()) && next.get() < decisions.size()
                                            ? decisions.get(next.getAndIncrement())
                                            : null;
                                    return value == null
                                            ? null
                                            : proxy(Message.class, Map.of("getData", none -> value));
                                },
                        "close", none -> null));
    }

    private void checkReadable() throws PulsarClientException {
        if (!readable.get()) {
            throw new PulsarClientException.NotConnectedException();
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
        return classified(original, "R1");
    }

    private static ClassifiedRecord classified(String original, String id) {
        return new ClassifiedRecord(
                new Provenance("persistent://t/n/raw", "9:9:-1", 1_763_970_000_000L, 1L << 40),
                Treatment.of("pseudonymized"),
                "record_id",
                id,
                Map.of(),
                new Classification(
                        "en",
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        "unrouted",
                        List.of(),
                        List.of(),
                        Label.UNKNOWN,
                        List.of(),
                        null,
                        null,
                        Map.of()),
                OriginalMessage.json(original));
    }

    private Context context(byte[] value) {
        Message<byte[]> message = proxy(
                Message.class,
                Map.of(
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
        return proxy(
                Context.class,
                Map.of(
                        "getUserConfigValue", arguments -> Optional.ofNullable(userConfig.get(arguments[0])),
                        "getSecret", arguments -> secrets.get(arguments[0]),
                        "getFunctionName", arguments -> "test",
                        "getLogger",
                                arguments -> proxy(Logger.class, Map.of("warn", words -> warnings.incrementAndGet())),
                        "getPulsarClient", arguments -> client(),
                        "recordMetric", arguments -> null,
                        "getCurrentRecord", arguments -> source));
    }

    private interface Answer {
        Object to(Object[] arguments) throws PulsarClientException;
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<? super T> type, Map<String, Answer> answers) {
        return (T) Proxy.newProxyInstance(
                FunctionsTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Answer answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer.to(arguments);
                });
    }
}
