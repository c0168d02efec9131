package dev.sigilo.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.admin.AdminConnection;
import dev.sigilo.admin.AdminException;
import dev.sigilo.stack.PulsarRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pulsar.common.functions.FunctionConfig;
import org.apache.pulsar.common.io.SinkConfig;
import org.apache.pulsar.common.policies.data.AuthAction;
import org.apache.pulsar.common.policies.data.FunctionStatus;
import org.apache.pulsar.common.policies.data.SinkStatus;
import org.apache.pulsar.common.policies.data.SubscriptionStats;
import org.apache.pulsar.common.policies.data.TenantInfo;
import org.apache.pulsar.common.policies.data.TopicStats;

/**
 * Sets up and watches topics, functions and sinks for a benchmark, over Pulsar's admin API. Topics are identified by
 * their full name ({@code persistent://tenant/namespace/topic}), functions and sinks by {@code tenant/namespace/name}.
 *
 * <p>Every method throws {@link BenchmarkException} if Pulsar refuses the call or cannot be reached. Not thread-safe.
 */
public final class BenchmarkAdmin implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final AdminConnection connection;
    private final boolean authenticated;

    /** @param credential the token that authenticates the benchmark, or null if Pulsar requires none */
    public BenchmarkAdmin(String url, String credential) {
        connection = new AdminConnection(url, credential, null, TIMEOUT);
        authenticated = credential != null;
    }

    // ---- namespaces and topics

    /** Creates the tenant and the namespace unless they exist, and allows functions to read and write in them. */
    public void createNamespace(String namespace) {
        String tenant = namespace.substring(0, namespace.indexOf('/'));
        call("create namespace " + namespace, () -> {
            Set<String> clusters =
                    new HashSet<>(connection.get(admin -> admin.clusters().getClusters()));
            connection.create(admin -> admin.tenants()
                    .createTenant(
                            tenant,
                            TenantInfo.builder().allowedClusters(clusters).build()));
            connection.create(admin -> admin.namespaces().createNamespace(namespace));
            connection.run(admin -> admin.namespaces()
                    .grantPermissionOnNamespace(
                            namespace, PulsarRole.FUNCTIONS.subject(), Set.of(AuthAction.produce, AuthAction.consume)));
        });
    }

    /** Creates a topic with one partition, as deploy.sh does, unless it exists. */
    public void createTopic(String topic) {
        call(
                "create topic " + topic,
                () -> connection.create(admin -> admin.topics().createPartitionedTopic(topic, 1)));
    }

    /** Deletes a partitioned topic with its subscriptions, if it exists. */
    public void deleteTopic(String topic) {
        call(
                "delete topic " + topic,
                () -> connection.delete(admin -> admin.topics().deletePartitionedTopic(topic, true)));
    }

    /** Allows functions and sinks to read a topic, if Pulsar has authorization enabled. */
    public void letFunctionsRead(String topic) {
        if (authenticated) {
            call(
                    "grant access to topic " + topic,
                    () -> connection.run(admin -> admin.topics()
                            .grantPermission(topic, PulsarRole.FUNCTIONS.subject(), Set.of(AuthAction.consume))));
        }
    }

    /**
     * Returns the number of entries of a partitioned topic that a subscription has not acknowledged, or 0 if the
     * subscription does not exist. A batch is one entry.
     */
    public long backlog(String topic, String subscription) {
        SubscriptionStats stats = partitionedStats(topic).getSubscriptions().get(subscription);
        return stats == null ? 0 : stats.getMsgBacklog();
    }

    /** Returns the storage size of a partitioned topic's messages in bytes, compressed and batched. */
    public long storedBytes(String topic) {
        return partitionedStats(topic).getStorageSize();
    }

    /** Returns the state of a subscription of a non-partitioned topic, or null if there is none. */
    public SubscriptionStats subscription(String topic, String subscription) {
        TopicStats stats = ask(
                "read the statistics of topic " + topic, admin -> admin.topics().getStats(topic, false, false, false));
        return stats.getSubscriptions().get(subscription);
    }

    private TopicStats partitionedStats(String topic) {
        return ask(
                "read the statistics of topic " + topic,
                admin -> admin.topics().getPartitionedStats(topic, false, true, false, false));
    }

    // ---- functions

    /**
     * Creates a function.
     *
     * @param config its configuration, as in its YAML file
     * @param jar    the file with its code, which is uploaded
     */
    public void createFunction(JsonNode config, Path jar) {
        FunctionConfig function = JSON.convertValue(config, FunctionConfig.class);
        call(
                "create function " + function.getName(),
                () -> connection.run(admin -> admin.functions().createFunction(function, jar.toString())));
    }

    /** Deletes a function, if it exists. */
    public void deleteFunction(String function) {
        String[] name = function.split("/");
        call(
                "delete function " + function,
                () -> connection.delete(admin -> admin.functions().deleteFunction(name[0], name[1], name[2])));
    }

    /** Stops all instances of a function. */
    public void stopFunction(String function) {
        String[] name = function.split("/");
        call(
                "stop function " + function,
                () -> connection.run(admin -> admin.functions().stopFunction(name[0], name[1], name[2])));
    }

    /** Starts all instances of a function. */
    public void startFunction(String function) {
        String[] name = function.split("/");
        call(
                "start function " + function,
                () -> connection.run(admin -> admin.functions().startFunction(name[0], name[1], name[2])));
    }

    /** Returns whether all instances of a function are running. */
    public boolean runs(String function) {
        FunctionStatus status = functionStatus(function);
        return status.getNumInstances() > 0 && status.getNumRunning() == status.getNumInstances();
    }

    /** Returns how many messages each instance of a function has received since it started. */
    public List<Long> receivedByFunction(String function) {
        return functionStatus(function).getInstances().stream()
                .map(instance -> instance.getStatus().getNumReceived())
                .toList();
    }

    private FunctionStatus functionStatus(String function) {
        String[] name = function.split("/");
        return ask(
                "read the status of function " + function,
                admin -> admin.functions().getFunctionStatus(name[0], name[1], name[2]));
    }

    // ---- sinks

    /**
     * Creates a sink.
     *
     * @param config its configuration, as in its YAML file
     * @param nar    the file with its code, which is uploaded
     */
    public void createSink(JsonNode config, Path nar) {
        SinkConfig sink = JSON.convertValue(config, SinkConfig.class);
        call(
                "create sink " + sink.getName(),
                () -> connection.run(admin -> admin.sinks().createSink(sink, nar.toString())));
    }

    /** Deletes a sink. */
    public void deleteSink(String sink) {
        String[] name = sink.split("/");
        call("delete sink " + sink, () -> connection.run(admin -> admin.sinks().deleteSink(name[0], name[1], name[2])));
    }

    /** Stops all instances of a sink. */
    public void stopSink(String sink) {
        String[] name = sink.split("/");
        call("stop sink " + sink, () -> connection.run(admin -> admin.sinks().stopSink(name[0], name[1], name[2])));
    }

    /** Starts all instances of a sink. */
    public void startSink(String sink) {
        String[] name = sink.split("/");
        call("start sink " + sink, () -> connection.run(admin -> admin.sinks().startSink(name[0], name[1], name[2])));
    }

    /** Returns how many messages each instance of a sink has read since it started. */
    public List<Long> readBySink(String sink) {
        return sinkStatus(sink).getInstances().stream()
                .map(instance -> instance.getStatus().getNumReadFromPulsar())
                .toList();
    }

    /** Returns the status of a sink and its instances. */
    public SinkStatus sinkStatus(String sink) {
        String[] name = sink.split("/");
        return ask("read the status of sink " + sink, admin -> admin.sinks().getSinkStatus(name[0], name[1], name[2]));
    }

    // ---- failures

    private void call(String purpose, Runnable calls) {
        ask(purpose, admin -> {
            calls.run();
            return null;
        });
    }

    private <T> T ask(String purpose, AdminConnection.Call<T> call) {
        try {
            return connection.get(call);
        } catch (AdminException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new BenchmarkException("interrupted while asking Pulsar at " + connection.url(), e);
            } else if (!e.isAnswered()) {
                throw new BenchmarkException(
                        "Pulsar's admin port at " + connection.url() + " cannot be used (" + e.getMessage()
                                + "); is the stack up?",
                        e);
            }
            throw new BenchmarkException(
                    "Pulsar at " + connection.url() + " did not " + purpose + ": it answered HTTP " + e.httpStatus()
                            + " (" + e.getMessage() + "); see the broker's log",
                    e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
