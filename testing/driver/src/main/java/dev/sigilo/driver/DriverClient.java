package dev.sigilo.driver;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Function;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.Reader;
import org.apache.pulsar.client.api.ReaderBuilder;

/**
 * The part of Pulsar's client that a function may use: readers, from the beginning, of the topics under its YAML's
 * {@code Log} keys. Any other call throws an exception.
 */
final class DriverClient {

    /** @param topics returns the live list of a topic's messages; messages may be added to it later */
    static PulsarClient of(FunctionSpec function, Function<String, List<DriverMessage>> topics) {
        return proxy(PulsarClient.class, (self, method, arguments) -> {
            if (method.getName().equals("newReader")) {
                return builder(function, topics);
            }
            throw refused(function, "PulsarClient." + method.getName());
        });
    }

    private static ReaderBuilder<?> builder(FunctionSpec function, Function<String, List<DriverMessage>> topics) {
        String[] topic = {null};
        return proxy(ReaderBuilder.class, (self, method, arguments) -> switch (method.getName()) {
            case "topic" -> {
                topic[0] = Topology.fullName((String) arguments[0]);
                if (!function.lookups().contains(topic[0])) {
                    throw refused(
                            function,
                            "a reader of " + topic[0] + ", which is not under a user config key ending in Log,");
                }
                yield self;
            }
            case "startMessageId", "receiverQueueSize" -> self;
            case "create" -> reader(function, topics.apply(topic[0]));
            default -> throw refused(function, "ReaderBuilder." + method.getName());
        });
    }

    private static Reader<?> reader(FunctionSpec function, List<DriverMessage> messages) {
        int[] next = {0};
        return proxy(Reader.class, (self, method, arguments) -> switch (method.getName()) {
            case "hasMessageAvailable" -> next[0] < messages.size();
            case "readNext" -> next[0] < messages.size() ? messages.get(next[0]++) : null;
            case "close" -> null;
            default -> throw refused(function, "Reader." + method.getName());
        });
    }

    private static UnsupportedOperationException refused(FunctionSpec function, String what) {
        return new UnsupportedOperationException(
                "function " + function.name() + " used " + what + " which the driver does not offer");
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(DriverClient.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private DriverClient() {}
}
