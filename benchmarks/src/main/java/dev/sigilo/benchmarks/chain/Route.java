package dev.sigilo.benchmarks.chain;

import dev.sigilo.benchmarks.BenchmarkException;
import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.SinkSpec;
import dev.sigilo.driver.Topology;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The path of a record through a topology to one table.
 *
 * @param entry     the topic that producers write to
 * @param functions the functions that it passes through, in order
 * @param sink      the sink that writes its row
 */
record Route(String entry, List<FunctionSpec> functions, SinkSpec sink) {

    /** Returns the path to this table. */
    static Route to(String table, Topology topology) {
        SinkSpec sink = topology.sinks().stream()
                .filter(candidate -> candidate.table().equals(table))
                .findFirst()
                .orElseThrow(
                        () -> new BenchmarkException("no sink writes to table " + table + "; see pulsar-config/sinks"));
        Deque<FunctionSpec> functions = new ArrayDeque<>();
        String topic = sink.inputs().get(0);
        while (!topology.entryTopics().contains(topic)) {
            String reached = topic;
            FunctionSpec writer = topology.functions().stream()
                    .filter(function -> reached.equals(function.output()))
                    .findFirst()
                    .orElseThrow(() -> new BenchmarkException(
                            "no function writes to " + reached + "; see pulsar-config/functions"));
            functions.addFirst(writer);
            topic = writer.inputs().get(0);
        }
        return new Route(topic, List.copyOf(functions), sink);
    }
}
