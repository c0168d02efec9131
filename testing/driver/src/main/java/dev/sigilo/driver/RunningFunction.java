package dev.sigilo.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pulsar.functions.api.Function;
import org.apache.pulsar.functions.api.Record;

/** One function with its context, started as the runtime starts it. */
final class RunningFunction {
    private final FunctionSpec spec;
    private final DriverContext context;
    private final Function<byte[], ?> function;
    private final Set<String> outputs;

    RunningFunction(
            FunctionSpec spec,
            Map<String, Object> userConfig,
            Map<String, String> secrets,
            ClassLoader classes,
            java.util.function.Function<String, List<DriverMessage>> topics) {
        this.spec = spec;
        this.context = new DriverContext(spec, userConfig, secrets, topics);
        this.outputs = spec.outputs();
        @SuppressWarnings("unchecked")
        Function<byte[], ?> loaded = load(classes, spec.className(), Function.class);
        this.function = loaded;
        try {
            function.initialize(context.proxy());
        } catch (Exception e) {
            // The operator needs the function's own message about its configuration; it contains no record.
            throw TopologyException.at(e, "function " + spec.name() + " did not start: " + e.getMessage());
        }
    }

    private <T> T load(ClassLoader classes, String className, Class<T> type) {
        try {
            return type.cast(Class.forName(className, true, classes)
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw TopologyException.at(
                    e,
                    "function " + spec.name() + ": class " + className + " cannot be used as a "
                            + type.getSimpleName() + " (" + e.getClass().getSimpleName()
                            + "); check the name in the YAML and that its module is on the class path");
        }
    }

    FunctionSpec spec() {
        return spec;
    }

    Map<String, Double> metrics() {
        return context.metrics();
    }

    /**
     * Runs the function on one message.
     *
     * @return what it returned, and what it sent through its context; {@link #destination} checks the destinations
     */
    List<Record<byte[]>> process(DriverMessage delivered) {
        // As functions/runtime does for a consumer: a message without a value is passed on with an empty value.
        DriverMessage message = delivered.getValue() == null ? delivered.withValue(new byte[0]) : delivered;
        context.currentRecord(new DriverRecord(message));
        Object output;
        try {
            output = function.process(message.getValue(), context.proxy());
            if (output instanceof CompletableFuture<?> future) {
                // Everything in this process is stored at once, so the future must be done.
                output = future.isDone() ? future.join() : future;
            }
        } catch (Exception | StackOverflowError e) {
            throw TopologyException.at(
                    e,
                    broke(message, "threw " + e.getClass().getName() + "; bad input must leave as a rejected record")
                            .getMessage());
        }
        List<Record<byte[]>> outputs = new ArrayList<>(context.takeSent());
        if (output instanceof Record<?> record) {
            outputs.add(bytes(record));
        } else if (output != null) {
            throw broke(message, "returned neither a Record nor a future that is complete");
        }
        if (outputs.isEmpty()) {
            throw broke(message, "returned null, which acknowledges a message that caused nothing");
        }
        return outputs;
    }

    @SuppressWarnings("unchecked") // Every function of a topology sends bytes.
    private static Record<byte[]> bytes(Record<?> record) {
        return (Record<byte[]>) record;
    }

    /** Returns the topic that an output is sent to. Fails if the YAML does not name the topic. */
    String destination(Record<byte[]> output, DriverMessage input) {
        String topic = Topology.fullName(output.getDestinationTopic().orElse(spec.output()));
        if (!outputs.contains(topic)) {
            throw broke(
                    input,
                    "sent to " + topic + ", which its YAML names neither as output nor under a user config "
                            + "key ending in Topic");
        }
        return topic;
    }

    TopologyException broke(DriverMessage message, String what) {
        return new TopologyException("function " + spec.name() + " " + what + " (message " + message.getMessageId()
                + " of " + message.getTopicName() + ")");
    }

    void close() {
        try {
            function.close();
        } catch (Exception e) {
            throw TopologyException.at(
                    e,
                    "function " + spec.name() + " did not close: "
                            + e.getClass().getName());
        }
    }
}
