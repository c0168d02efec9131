package dev.sigilo.project.infrastructure.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.project.application.Projection;
import dev.sigilo.project.domain.CommandView;
import dev.sigilo.project.domain.QueryView;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RecordSchemas;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.RejectedRecordCodec;
import dev.sigilo.records.SealedRecord;
import dev.sigilo.records.SealedRecordCodec;
import dev.sigilo.records.Treatment;
import dev.sigilo.records.ViewRowCodec;
import dev.sigilo.runtime.OutputMessage;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.functions.api.Context;
import org.apache.pulsar.functions.api.Record;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class ViewFunctionTest {
    private static final SealedRecord SEALED = new SealedRecord(
            "rec_1_A",
            "pat_1_B",
            1,
            Map.of(),
            Treatment.of("pseudonymized"),
            new Provenance("raw", "7:8:-1:2", 1_763_970_000_000L, 4_000_000_000L),
            new byte[] {1},
            new byte[] {2},
            77);

    private final Map<String, Object> userConfig = new HashMap<>(Map.of("rejectedTopic", "persistent://t/n/rejected"));

    @Test
    void writesTheRowsOfTheViewThatTheConfigurationNames() throws RecordFormatException {
        userConfig.put("view", "command");

        Record<byte[]> output = run(SealedRecordCodec.encode(SEALED), "SealedRecord");

        assertThat(output.getValue())
                .isEqualTo(ViewRowCodec.encode(new CommandView()
                        .fold("SealedRecord", SealedRecordCodec.encode(SEALED))
                        .orElseThrow()));
        assertThat(output.getKey()).contains("rec_1_A");
        assertThat(output.getProperties()).containsEntry(OutputMessage.TYPE_PROPERTY, "CommandRow");
        assertThat(new String(output.getSchema().getSchemaInfo().getSchema(), StandardCharsets.UTF_8))
                .isEqualTo(RecordSchemas.COMMAND_ROW.definition());
    }

    @Test
    void rejectsAMessageThatTheViewDoesNotFoldUnderTheViewsOwnStage() throws RecordFormatException {
        userConfig.put("view", "command");

        RejectedRecord rejected = RejectedRecordCodec.decode(
                run(SealedRecordCodec.encode(SEALED), "Suppression").getValue());

        assertThat(rejected.reason()).isEqualTo(RejectReason.UNREADABLE_INPUT);
        assertThat(rejected.stage()).isEqualTo("project-command");
        userConfig.put("view", "query");
        assertThat(RejectedRecordCodec.decode(
                                run("{}".getBytes(StandardCharsets.UTF_8), null).getValue())
                        .stage())
                .isEqualTo("project-query");
    }

    @Test
    void doesNotStartWithoutAViewThatThereIs() {
        assertThatThrownBy(() -> new ViewFunction().initialize(context(null, null)))
                .hasMessageContaining("userConfig.view is missing");
        userConfig.put("view", "wards");
        assertThatThrownBy(() -> new ViewFunction().initialize(context(null, null)))
                .hasMessageContaining("userConfig.view must be one of command, query");
    }

    @Test
    void eachViewHasItsOwnNameAndRowType() {
        assertThat(Projection.views()).containsExactly("command", "query");
        assertThat(Projection.into("query").orElseThrow().view()).isInstanceOf(QueryView.class);
        assertThat(new QueryView().rowType()).isEqualTo("QueryRow");
        assertThat(new QueryView().schema()).isEqualTo(RecordSchemas.QUERY_ROW.definition());
    }

    private Record<byte[]> run(byte[] input, String type) {
        ViewFunction function = new ViewFunction();
        Context context = context(input, type);
        function.initialize(context);
        return function.process(input, context);
    }

    private Context context(byte[] value, String type) {
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
                return type == null ? Map.of() : Map.of(OutputMessage.TYPE_PROPERTY, type);
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
                        "recordMetric", arguments -> null,
                        "getCurrentRecord", arguments -> source));
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<? super T> type, Map<String, Function<Object[], Object>> answers) {
        return (T) Proxy.newProxyInstance(
                ViewFunctionTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Function<Object[], Object> answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer.apply(arguments);
                });
    }
}
