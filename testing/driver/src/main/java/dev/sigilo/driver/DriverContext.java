package dev.sigilo.driver;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.TypedMessageBuilder;
import org.apache.pulsar.functions.api.Context;
import org.apache.pulsar.functions.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the runtime's context that a function may use: its configuration, its secrets, the current message,
 * metrics and readers of its lookup topics. It also collects the messages that the function sends through it. The
 * rest of the API (state, the admin client) is refused, because Sigilo's functions must not use it.
 */
final class DriverContext implements InvocationHandler {
    private final FunctionSpec function;
    private final Map<String, Object> userConfig;
    private final Map<String, String> secrets;
    private final Map<String, Double> metrics = new LinkedHashMap<>();
    private final Logger logger;
    private final PulsarClient client;
    private final Context proxy;
    private final List<Record<byte[]>> sent = new ArrayList<>();
    private Record<?> currentRecord;

    DriverContext(
            FunctionSpec function,
            Map<String, Object> userConfig,
            Map<String, String> secrets,
            Function<String, List<DriverMessage>> topics) {
        this.client = DriverClient.of(function, topics);
        this.function = function;
        this.userConfig = asTheRuntimeGivesIt(userConfig);
        this.secrets = secrets;
        this.logger = LoggerFactory.getLogger("function." + function.name());
        this.proxy =
                (Context) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Context.class}, this);
    }

    Context proxy() {
        return proxy;
    }

    void currentRecord(Record<?> record) {
        this.currentRecord = record;
    }

    /** Returns the sum of the recorded values by metric name. */
    Map<String, Double> metrics() {
        return metrics;
    }

    @Override
    public Object invoke(Object target, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getCurrentRecord" -> currentRecord;
            case "getUserConfigValue" -> Optional.ofNullable(userConfig.get((String) arguments[0]));
            case "getUserConfigValueOrDefault" -> userConfig.getOrDefault((String) arguments[0], arguments[1]);
            case "getUserConfigMap" -> userConfig;
            case "getSecret" -> secrets.get((String) arguments[0]);
            case "recordMetric" -> {
                metrics.merge((String) arguments[0], (Double) arguments[1], Double::sum);
                yield null;
            }
            case "newOutputMessage" -> sending((String) arguments[0], (Schema<?>) arguments[1]);
            case "getLogger" -> logger;
            case "getPulsarClient" -> client;
            case "getFunctionName", "getFunctionId" -> function.name();
            case "getFunctionVersion" -> "driver";
            case "getInputTopics" -> List.copyOf(function.inputs());
            case "getOutputTopic" -> function.output();
            case "getTenant" -> part(2);
            case "getNamespace" -> part(3);
            case "getInstanceId" -> 0;
            case "getNumInstances" -> 1;
            case "toString" -> "Context[" + function.name() + "]";
            case "hashCode" -> System.identityHashCode(target);
            case "equals" -> target == arguments[0];
            default ->
                throw new UnsupportedOperationException("function " + function.name() + " called Context."
                        + method.getName() + ", which the driver does not offer; return a Record instead");
        };
    }

    /** Returns and forgets what the function sent through this context for the current message. */
    List<Record<byte[]>> takeSent() {
        List<Record<byte[]>> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    private TypedMessageBuilder<?> sending(String topic, Schema<?> schema) {
        SentMessage message = new SentMessage(topic, schema);
        InvocationHandler handler = (self, method, arguments) -> {
            switch (method.getName()) {
                case "key" -> message.key = (String) arguments[0];
                case "value" -> message.value = (byte[]) arguments[0];
                case "properties" ->
                    ((Map<?, ?>) arguments[0])
                            .forEach((name, value) -> message.properties.put((String) name, (String) value));
                case "sendAsync" -> {
                    sent.add(message);
                    return CompletableFuture.completedFuture(MessageId.earliest);
                }
                default ->
                    throw new UnsupportedOperationException("function " + function.name()
                            + " called TypedMessageBuilder." + method.getName() + ", which the driver does not offer");
            }
            return self;
        };
        return (TypedMessageBuilder<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TypedMessageBuilder.class}, handler);
    }

    /** A message that a function sends through its context. */
    private static final class SentMessage implements Record<byte[]> {
        private final String topic;
        private final Schema<byte[]> schema;
        private final Map<String, String> properties = new HashMap<>();
        private String key;
        private byte[] value;

        @SuppressWarnings("unchecked") // Every function of a topology sends bytes.
        SentMessage(String topic, Schema<?> schema) {
            this.topic = topic;
            this.schema = (Schema<byte[]>) schema;
        }

        @Override
        public Map<String, String> getProperties() {
            return properties;
        }

        @Override
        public Optional<String> getDestinationTopic() {
            return Optional.of(topic);
        }

        @Override
        public Schema<byte[]> getSchema() {
            return schema;
        }

        @Override
        public Optional<String> getKey() {
            return Optional.ofNullable(key);
        }

        @Override
        public byte[] getValue() {
            return value;
        }
    }

    private String part(int index) {
        String[] parts = function.inputs().get(0).split("/");
        return index < parts.length ? parts[index] : "";
    }

    /**
     * Converts numbers to doubles, because the runtime passes user config as JSON and reads every number as a double.
     */
    private static Map<String, Object> asTheRuntimeGivesIt(Map<String, Object> config) {
        Map<String, Object> given = new HashMap<>();
        config.forEach((key, value) -> given.put(key, value instanceof Number number ? number.doubleValue() : value));
        return given;
    }
}
