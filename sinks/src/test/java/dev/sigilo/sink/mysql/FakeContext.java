package dev.sigilo.sink.mysql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.ProducerBuilder;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Reader;
import org.apache.pulsar.client.api.ReaderBuilder;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.TypedMessageBuilder;
import org.apache.pulsar.common.io.SinkConfig;
import org.apache.pulsar.io.core.SinkContext;

/** The parts of Pulsar's context that the sink uses. Records what the sink reports. */
final class FakeContext {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The name of the error topic. */
    static final String ERRORS = "errors";

    private final List<byte[]> errors;
    private volatile boolean refusing;
    private final Map<String, Double> metrics = new ConcurrentHashMap<>();
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final AtomicInteger schemaReads = new AtomicInteger();
    private final AtomicReference<Throwable> fatal = new AtomicReference<>();
    private final SinkConfig sinkConfig = new SinkConfig();
    private final SinkContext context =
            fake(SinkContext.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "getSinkName" -> "test-sink";
                case "getSinkConfig" -> sinkConfig;
                case "getSecret" -> secrets.get((String) arguments[0]);
                case "getPulsarClient" -> client();
                case "recordMetric" -> metrics.merge((String) arguments[0], (Double) arguments[1], Double::sum);
                case "fatal" -> {
                    fatal.set((Throwable) arguments[0]);
                    yield null;
                }
                default -> throw new UnsupportedOperationException(method.getName());
            });

    FakeContext() {
        this(new CopyOnWriteArrayList<>());
    }

    /** @param errors the messages of the error topic, which may be shared with another context */
    FakeContext(List<byte[]> errors) {
        this.errors = errors;
    }

    /** The messages of the error topic. */
    List<byte[]> errorTopic() {
        return errors;
    }

    /** Makes the error topic refuse messages, or accept them again. */
    void refuseErrors(boolean refuse) {
        refusing = refuse;
    }

    SinkContext context() {
        return context;
    }

    SinkConfig sinkConfig() {
        return sinkConfig;
    }

    /** Returns the parsed messages of the error topic. */
    List<JsonNode> errors() {
        return errors.stream().map(FakeContext::parse).toList();
    }

    /** The sum of all that was recorded under this name. */
    double metric(String name) {
        return metrics.getOrDefault(name, 0.0);
    }

    /** The names of all metrics so far. */
    Set<String> recorded() {
        return metrics.keySet();
    }

    void secret(String name, String value) {
        secrets.put(name, value);
    }

    Throwable fatal() {
        return fatal.get();
    }

    private PulsarClient client() {
        return fake(
                PulsarClient.class,
                (proxy, method, arguments) -> method.getName().equals("newReader")
                        ? reader()
                        : fake(
                                ProducerBuilder.class,
                                (builder, setting, value) ->
                                        setting.getName().equals("create") ? producer() : builder));
    }

    /** How often the sink has read a message again to learn its schema. */
    int schemaReads() {
        return schemaReads.get();
    }

    /** Returns a reader of the error topic, or one that starts at a given message that a test sent. */
    private ReaderBuilder<?> reader() {
        AtomicReference<TestMessageId> start = new AtomicReference<>();
        AtomicReference<Object> topic = new AtomicReference<>();
        return fake(ReaderBuilder.class, (builder, setting, value) -> {
            if (setting.getName().equals("topic")) {
                topic.set(value[0]);
            }
            if (setting.getName().equals("startMessageId") && value[0] instanceof TestMessageId id) {
                start.set(id);
            }
            if (setting.getName().equals("create") && ERRORS.equals(topic.get())) {
                return errorReader();
            }
            if (!setting.getName().equals("create")) {
                return builder;
            }
            schemaReads.incrementAndGet();
            return fake(
                    Reader.class,
                    (reader, method, none) -> method.getName().equals("readNext")
                            ? message(start.get().schema(), start.get().position(), new byte[0])
                            : null);
        });
    }

    private Reader<?> errorReader() {
        AtomicInteger next = new AtomicInteger();
        return fake(Reader.class, (reader, method, arguments) -> switch (method.getName()) {
            case "hasMessageAvailable" -> next.get() < errors.size();
            case "readNext" -> {
                if (next.get() == errors.size()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                }
                yield next.get() < errors.size() ? message(null, next.get(), errors.get(next.getAndIncrement())) : null;
            }
            default -> null;
        });
    }

    /** An address by which the fake reader finds a message's schema. */
    private record TestMessageId(Schema<?> schema, long position) implements MessageId {
        @Override
        public byte[] toByteArray() {
            return new byte[0];
        }

        @Override
        public int compareTo(MessageId other) {
            return 0;
        }

        @Override
        public String toString() {
            return Long.toString(position);
        }
    }

    /** A message of this schema; a schema's version is its definition's hash. */
    @SuppressWarnings("unchecked")
    static Message<byte[]> message(Schema<?> schema, long position, byte[] payload) {
        return fake(Message.class, (message, method, none) -> switch (method.getName()) {
            case "getSchemaVersion" ->
                schema == null
                        ? null
                        : ByteBuffer.allocate(4)
                                .putInt(schema.getSchemaInfo()
                                        .getSchemaDefinition()
                                        .hashCode())
                                .array();
            case "getReaderSchema" -> Optional.ofNullable(schema);
            case "getTopicName" -> "persistent://public/default/rows";
            case "getMessageId" -> new TestMessageId(schema, position);
            case "getPublishTime" -> 0L;
            case "size" -> payload.length;
            case "getData" -> payload;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Producer<?> producer() {
        return fake(
                Producer.class, (proxy, method, arguments) -> method.getName().equals("newMessage") ? message() : null);
    }

    private TypedMessageBuilder<?> message() {
        AtomicReference<byte[]> value = new AtomicReference<>();
        return fake(TypedMessageBuilder.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "value" -> value.set((byte[]) arguments[0]);
                case "sendAsync" -> {
                    if (refusing) {
                        return CompletableFuture.failedFuture(
                                new PulsarClientException.TimeoutException("the topic accepts nothing"));
                    }
                    errors.add(value.get());
                    return CompletableFuture.<MessageId>completedFuture(MessageId.earliest);
                }
                default -> {
                    // The key.
                }
            }
            return proxy;
        });
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FakeContext.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
