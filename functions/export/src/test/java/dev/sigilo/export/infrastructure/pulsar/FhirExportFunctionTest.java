package dev.sigilo.export.infrastructure.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.export.domain.BundleWriter;
import dev.sigilo.export.domain.Events;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.RejectedRecordCodec;
import dev.sigilo.records.TokenizedRecordCodec;
import dev.sigilo.runtime.OutputMessage;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.common.schema.SchemaType;
import org.apache.pulsar.functions.api.Context;
import org.apache.pulsar.functions.api.Record;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class FhirExportFunctionTest {
    private final Map<String, Object> userConfig = new HashMap<>(
            Map.of("rejectedTopic", "persistent://t/n/rejected", "anonymousPolicies", "safe-harbor, strict"));
    private final Map<String, Double> metrics = new HashMap<>();

    @Test
    void writesTheBundleOfAnEventUnderTheRecordsKey() {
        Record<byte[]> output = run(TokenizedRecordCodec.encode(Events.full()));

        assertThat(output.getValue())
                .isEqualTo(new BundleWriter(Set.of("safe-harbor", "strict"))
                        .write(Events.full(), BundleWriter.Detail.ALL));
        assertThat(output.getKey()).contains(Events.RECORD);
        assertThat(output.getProperties()).containsExactly(Map.entry(OutputMessage.TYPE_PROPERTY, "FhirBundle"));
        assertThat(output.getSchema().getSchemaInfo().getType()).isEqualTo(SchemaType.BYTES);
        assertThat(metrics).isEmpty();
    }

    /** A reject under the record's own token would change the status of a record that is in the log. */
    @Test
    void rejectsWhatIsNoEventUnderATokenOfItsPosition() throws RecordFormatException {
        RejectedRecord rejected = RejectedRecordCodec.decode(
                run("{}".getBytes(StandardCharsets.UTF_8)).getValue());

        assertThat(rejected.reason()).isEqualTo(RejectReason.UNREADABLE_INPUT);
        assertThat(rejected.stage()).isEqualTo("export-fhir");
        assertThat(rejected.recordToken()).isNotEqualTo(Events.RECORD);
    }

    @Test
    void leavesOutWhatDoesNotFitIntoAMessageAndCountsIt() {
        byte[] event = TokenizedRecordCodec.encode(Events.tokenized(
                Events.PATIENT,
                Map.of("report", "No pleural effusion. ".repeat(200)),
                Map.of(),
                Events.full().extra()));
        int full = run(event).getValue().length;
        userConfig.put("maxOutputBytes", full - 1);
        String withoutTexts = text(run(event));
        userConfig.put("maxOutputBytes", withoutTexts.length() - 1);
        String least = text(run(event));

        assertThat(withoutTexts).contains("The texts are left out").contains("\"Observation\"");
        assertThat(least).contains("The texts and observations are left out");
        assertThat(metrics).containsExactly(Map.entry("incomplete_bundles", 2.0));
    }

    @Test
    void doesNotStartWithoutATopicForRejects() {
        userConfig.remove("rejectedTopic");
        assertThatThrownBy(() -> new FhirExportFunction().initialize(context(null)))
                .hasMessageContaining("userConfig.rejectedTopic is missing");
    }

    private static String text(Record<byte[]> record) {
        return new String(record.getValue(), StandardCharsets.UTF_8);
    }

    private Record<byte[]> run(byte[] input) {
        FhirExportFunction function = new FhirExportFunction();
        Context context = context(input);
        function.initialize(context);
        return function.process(input, context);
    }

    private Context context(byte[] value) {
        Message<byte[]> message = proxy(
                Message.class,
                Map.of(
                        "getMessageId", arguments -> proxy(MessageId.class, Map.of("toString", none -> "7:8:-1")),
                        "getPublishTime", arguments -> 1_763_970_000_000L,
                        "getTopicName", arguments -> "persistent://t/n/input"));
        Record<byte[]> source = new Record<>() {
            @Override
            public byte[] getValue() {
                return value;
            }

            @Override
            public Map<String, String> getProperties() {
                return Map.of();
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
                        "getFunctionName", arguments -> "test",
                        "getLogger", arguments -> proxy(Logger.class, Map.of("warn", words -> null)),
                        "recordMetric",
                                arguments -> metrics.merge((String) arguments[0], (Double) arguments[1], Double::sum),
                        "getCurrentRecord", arguments -> source));
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<? super T> type, Map<String, Function<Object[], Object>> answers) {
        return (T) Proxy.newProxyInstance(
                FhirExportFunctionTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Function<Object[], Object> answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer.apply(arguments);
                });
    }
}
