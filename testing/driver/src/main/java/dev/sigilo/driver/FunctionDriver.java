package dev.sigilo.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pulsar.functions.api.Record;

/**
 * Runs one function of a topology in this process, without the others and without servers, for measurements: the real
 * class, the bytes of a message in, the bytes of its output messages out. Outputs are not checked against their schemas;
 * {@link TopologyDriver} does that. Not thread-safe.
 */
public final class FunctionDriver implements AutoCloseable {
    private final RunningFunction function;
    private long entry;

    private FunctionDriver(RunningFunction function) {
        this.function = function;
    }

    /**
     * Starts a function.
     *
     * @param name        the function's name
     * @param environment the value of each secret that the function's YAML writes as {@code env:NAME}, by that name
     * @throws TopologyException if the topology does not have the function, its class is missing or it rejects its
     *                           configuration
     */
    public static FunctionDriver start(Topology topology, String name, Map<String, String> environment) {
        FunctionSpec spec = topology.function(name);
        return new FunctionDriver(new RunningFunction(
                spec,
                spec.userConfig(),
                spec.resolvedSecrets(environment),
                FunctionDriver.class.getClassLoader(),
                topic -> List.of()));
    }

    /**
     * Processes one message.
     *
     * @param topic the full name of the topic that the message is from
     * @param value the message's value
     * @return the output messages, in the order in which the function sent them
     * @throws TopologyException if the function throws, gives no output, or sends to a topic that its YAML does not name
     */
    public List<DriverMessage> process(String topic, byte[] value) {
        DriverMessage input = message(topic, null, value, Map.of());
        List<DriverMessage> outputs = new ArrayList<>();
        for (Record<byte[]> output : function.process(input)) {
            outputs.add(message(
                    function.destination(output, input),
                    output.getKey().orElse(null),
                    output.getSchema() == null
                            ? output.getValue()
                            : output.getSchema().encode(output.getValue()),
                    output.getProperties()));
        }
        entry++;
        return outputs;
    }

    private DriverMessage message(String topic, String key, byte[] value, Map<String, String> properties) {
        return new DriverMessage(
                topic,
                new DriverMessageId(1, entry, -1),
                key,
                value,
                properties,
                null,
                TopologyDriver.EPOCH_MILLIS + entry,
                0);
    }

    /** Closes the function. */
    @Override
    public void close() {
        function.close();
    }
}
