package dev.sigilo.benchmarks.scale;

import dev.sigilo.benchmarks.BenchmarkAdmin;
import dev.sigilo.driver.Topology;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions and sinks of a topology on a running Pulsar. Stops and starts them, and counts the messages that each
 * has read and still has to read.
 */
final class Units implements AutoCloseable {
    /**
     * One function or sink.
     *
     * @param name         its name
     * @param path         its tenant, namespace and name
     * @param isSink       whether it is a sink
     * @param inputs       the topics that it reads
     * @param subscription the subscription it reads with
     */
    record Unit(String name, String path, boolean isSink, List<String> inputs, String subscription) {}

    private final BenchmarkAdmin admin;
    private final List<Unit> units = new ArrayList<>();

    /**
     * Lists the functions in the order of the flow, followed by the sinks.
     *
     * @param credential the token that authenticates the benchmark
     */
    Units(String adminUrl, String credential, Topology topology) {
        admin = new BenchmarkAdmin(adminUrl, credential);
        topology.functions()
                .forEach(function -> units.add(new Unit(
                        function.name(),
                        function.namespace() + "/" + function.name(),
                        false,
                        function.inputs(),
                        function.subscription())));
        topology.sinks()
                .forEach(sink -> units.add(new Unit(
                        sink.name(), sink.namespace() + "/" + sink.name(), true, sink.inputs(), sink.subscription())));
    }

    List<Unit> all() {
        return units;
    }

    void stop(Unit unit) {
        if (unit.isSink()) {
            admin.stopSink(unit.path());
        } else {
            admin.stopFunction(unit.path());
        }
    }

    void start(Unit unit) {
        if (unit.isSink()) {
            admin.startSink(unit.path());
        } else {
            admin.startFunction(unit.path());
        }
    }

    /** Returns the number of entries that the unit's subscription has not acknowledged. A batch is one entry. */
    long backlog(Unit unit) {
        return unit.inputs().stream()
                .mapToLong(topic -> admin.backlog(topic, unit.subscription()))
                .sum();
    }

    /** Returns the number of entries that all subscriptions together have not acknowledged. */
    long backlog() {
        return units.stream().mapToLong(this::backlog).sum();
    }

    /** Returns the storage size of a topic's messages in bytes, compressed and batched. */
    long storedBytes(String topic) {
        return admin.storedBytes(topic);
    }

    /** Returns how many messages each instance has read since it started. */
    List<Long> taken(Unit unit) {
        return unit.isSink() ? admin.readBySink(unit.path()) : admin.receivedByFunction(unit.path());
    }

    @Override
    public void close() {
        admin.close();
    }
}
