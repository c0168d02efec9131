package dev.sigilo.driver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.common.schema.SchemaType;
import org.apache.pulsar.functions.api.Record;

/**
 * Runs a topology in this process, with the real function classes, the real bytes at each hop, and a model of each
 * sink's table. It uses no servers, clock or threads: the same input and {@link Delivery} give the same result.
 *
 * <pre>{@code
 * try (TopologyDriver driver = TopologyDriver.builder(Topology.read(Path.of("pulsar-config")))
 *         .environment("SIGILO_TOKEN_KEYSET", keyset)
 *         .start()) {
 *     driver.pipe("{\"record_id\": \"r1\", \"modality\": \"CT\"}");
 *     driver.read("tokenized");         // every message on that topic
 *     driver.table("medical_records");  // the rows that the sink would keep
 * }
 * }</pre>
 *
 * <p>It fails if a function throws or returns null, if it sends to a topic that its YAML does not name, if an output
 * does not match the Avro definition of its schema, or if a message that reaches a sink is not a row.
 *
 * <p>It does not model partitions, schema evolution, transactions or time-outs. Not thread-safe.
 */
public final class TopologyDriver implements AutoCloseable {
    /** The default publish time of the first message: 2026-01-01T00:00:00Z. */
    public static final long EPOCH_MILLIS = 1_767_225_600_000L;

    /** A message on its way to one subscription. */
    private record Pending(DriverMessage message, RunningFunction function, List<InMemoryTable> tables) {}

    private final Topology topology;
    private final Delivery delivery;
    private final Random chance;
    private final boolean checksSchemas;
    private final Map<String, UnaryOperator<byte[]>> alterations;
    private final Map<String, RunningFunction> functions = new LinkedHashMap<>();
    private final Map<String, InMemoryTable> tables = new LinkedHashMap<>();
    private final Map<String, List<RunningFunction>> functionsByInput = new HashMap<>();
    private final Map<String, List<InMemoryTable>> tablesByInput = new HashMap<>();
    private final Map<String, List<DriverMessage>> messages = new LinkedHashMap<>();
    private final Map<String, Long> ledgers = new HashMap<>();
    private final Map<String, Long> nextEntry = new HashMap<>();
    private final List<Pending> pending = new ArrayList<>();
    private final IdentityHashMap<Schema<?>, JsonShape> shapes = new IdentityHashMap<>();
    private int pendingHead;
    private long clock = EPOCH_MILLIS;

    private TopologyDriver(Builder builder) {
        topology = builder.topology;
        delivery = builder.delivery;
        chance = new Random(delivery.seed());
        checksSchemas = builder.checksSchemas;
        alterations = Map.copyOf(builder.alterations);
        alterations.keySet().forEach(topology::function);
        for (String topic : topology.topics()) {
            ledgers.put(topic, (long) ledgers.size() + 1);
            messages.put(topic, new ArrayList<>());
            functionsByInput.put(topic, new ArrayList<>());
            tablesByInput.put(topic, new ArrayList<>());
        }
        try {
            for (FunctionSpec spec : topology.functions()) {
                RunningFunction function = new RunningFunction(
                        spec,
                        builder.userConfigOf(spec),
                        spec.resolvedSecrets(builder.environment),
                        builder.classes,
                        topic -> messages.get(topic));
                functions.put(spec.name(), function);
                spec.inputs().forEach(topic -> functionsByInput.get(topic).add(function));
            }
        } catch (TopologyException e) {
            close();
            throw e;
        }
        if (builder.sinks) {
            for (SinkSpec spec : topology.sinks()) {
                InMemoryTable table = new InMemoryTable(spec, builder.guarded);
                tables.put(spec.table(), table);
                spec.inputs().stream()
                        .filter(topic -> !spec.isReports(topic))
                        .forEach(topic -> tablesByInput.get(topic).add(table));
            }
        }
    }

    /** Returns a builder of a driver for this topology. */
    public static Builder builder(Topology topology) {
        return new Builder(topology);
    }

    /** Returns the topology that is running. */
    public Topology topology() {
        return topology;
    }

    // ---- in

    /**
     * Sends bytes to {@link Topology#entryTopic() the topic for records as JSON}.
     *
     * @param value the message's value; null sends a message without one
     */
    public MessageId pipe(byte[] value) {
        return pipe(null, value);
    }

    /** Sends text as UTF-8. */
    public MessageId pipe(String value) {
        return pipe(null, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends text with a message key. */
    public MessageId pipe(String key, String value) {
        return pipe(key, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes with a message key. */
    public MessageId pipe(String key, byte[] value) {
        return pipe(topology.entryTopic(), key, value, Map.of());
    }

    /** Sends bytes to a topic of the topology, with message properties. */
    public MessageId pipe(String topic, String key, byte[] value, Map<String, String> properties) {
        return send(topology.topic(topic), key, value, properties, null, -1).getMessageId();
    }

    /** Sends one batch. Its messages share publish time and entry, as with the client's batching. */
    public List<MessageId> pipeBatch(List<byte[]> values) {
        String topic = topology.entryTopic();
        List<MessageId> ids = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            ids.add(send(topic, null, values.get(i), Map.of(), null, i).getMessageId());
        }
        return ids;
    }

    /**
     * Sets the publish time of the next message. Each later message is published a millisecond after the one before.
     */
    public void publishAt(long epochMillis) {
        clock = epochMillis;
    }

    /**
     * Sets the minimum entry id of the next message on the topic for records as JSON, as if the broker had written
     * other entries before it.
     */
    public void skipToEntry(long entryId) {
        nextEntry.merge(topology.entryTopic(), entryId, Math::max);
    }

    // ---- out

    /** Delivers until no message is waiting. {@link #read} and {@link #table} do this first. */
    public void run() {
        while (pendingHead < pending.size()) {
            Pending next = next();
            if (chance.nextDouble() < delivery.redelivery()) {
                pending.add(new Pending(next.message().redelivered(), next.function(), next.tables()));
            }
            if (next.function() != null) {
                run(next.function(), next.message());
            }
            next.tables().forEach(table -> table.write(next.message()));
        }
        pending.clear();
        pendingHead = 0;
    }

    /**
     * Returns every message on a topic so far, in the topic's order. The topic is given by its full name or by its last
     * part.
     */
    public List<DriverMessage> read(String topic) {
        run();
        return Collections.unmodifiableList(messages.get(topology.topic(topic)));
    }

    /**
     * Returns the table that a sink fills.
     *
     * @throws TopologyException if no sink fills a table of this name
     */
    public InMemoryTable table(String name) {
        run();
        InMemoryTable table = tables.get(name);
        if (table == null) {
            throw new TopologyException(
                    "no sink fills a table " + name + "; the topology has " + String.join(", ", tables.keySet()));
        }
        return table;
    }

    /** Returns every table by name. */
    public Map<String, InMemoryTable> tables() {
        run();
        return Collections.unmodifiableMap(tables);
    }

    /** Returns the metrics that a function recorded, summed by name. */
    public Map<String, Double> metrics(String function) {
        run();
        topology.function(function);
        return Collections.unmodifiableMap(functions.get(function).metrics());
    }

    /**
     * Discards the messages on every topic except lookup topics, to limit memory use in a long run. Tables are kept.
     */
    public void forgetMessages() {
        run();
        messages.forEach((topic, all) -> {
            if (topology.functions().stream()
                    .noneMatch(function -> function.lookups().contains(topic))) {
                all.clear();
            }
        });
    }

    /** Closes the functions. */
    @Override
    public void close() {
        functions.values().forEach(RunningFunction::close);
        functions.clear();
    }

    // ---- the machinery

    private Pending next() {
        int waiting = pending.size() - pendingHead;
        int offset = delivery.window() == 1 ? 0 : chance.nextInt(Math.min(waiting, delivery.window()));
        int index = pendingHead + offset;
        Pending next = pending.get(index);
        pending.set(index, pending.get(pendingHead));
        pending.set(pendingHead, null);
        pendingHead++;
        if (pendingHead > 1024 && pendingHead * 2 > pending.size()) {
            pending.subList(0, pendingHead).clear();
            pendingHead = 0;
        }
        return next;
    }

    private void run(RunningFunction function, DriverMessage input) {
        for (Record<byte[]> output : function.process(input)) {
            send(function, input, output);
        }
    }

    private void send(RunningFunction function, DriverMessage input, Record<byte[]> output) {
        String topic = function.destination(output, input);
        Schema<byte[]> schema = output.getSchema();
        byte[] value = output.getValue();
        if (value != null && schema != null) {
            value = alterations
                    .getOrDefault(function.spec().name(), UnaryOperator.identity())
                    .apply(schema.encode(value));
            check(function, input, schema, value);
        }
        int copies = chance.nextDouble() < delivery.duplicate() ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            send(topic, output.getKey().orElse(null), value, output.getProperties(), schema, -1);
        }
    }

    private void check(RunningFunction function, DriverMessage input, Schema<byte[]> schema, byte[] value) {
        if (!checksSchemas
                || schema.getSchemaInfo() == null
                || schema.getSchemaInfo().getType() != SchemaType.JSON) {
            return;
        }
        JsonShape shape = shapes.computeIfAbsent(
                schema, each -> JsonShape.of(each.getSchemaInfo().getSchema()));
        String mismatch = shape.mismatch(value);
        if (mismatch != null) {
            throw function.broke(input, "sent a value that does not fit its schema at " + mismatch);
        }
    }

    private DriverMessage send(
            String topic,
            String key,
            byte[] value,
            Map<String, String> properties,
            Schema<byte[]> schema,
            int batchIndex) {
        boolean sameEntry = batchIndex > 0;
        long entry = nextEntry.merge(topic, sameEntry ? 0L : 1L, Long::sum) - 1;
        long publishTime = sameEntry ? clock - 1 : clock++;
        DriverMessage message = new DriverMessage(
                topic,
                new DriverMessageId(ledgers.get(topic), entry, batchIndex),
                key,
                value,
                properties,
                schema,
                publishTime,
                0);
        messages.get(topic).add(message);
        functionsByInput.get(topic).forEach(function -> pending.add(new Pending(message, function, List.of())));
        tablesByInput.get(topic).forEach(table -> pending.add(new Pending(message, null, List.of(table))));
        return message;
    }

    /** Configures a {@link TopologyDriver}. */
    public static final class Builder {
        private final Topology topology;
        private final Map<String, String> environment = new HashMap<>();
        private final Map<String, Object> userConfig = new HashMap<>();
        private final Map<String, UnaryOperator<byte[]>> alterations = new HashMap<>();
        private Delivery delivery = Delivery.IN_ORDER;
        private ClassLoader classes = TopologyDriver.class.getClassLoader();
        private boolean checksSchemas = true;
        private boolean guarded = true;
        private boolean sinks = true;

        private Builder(Topology topology) {
            this.topology = topology;
        }

        /** Sets {@code value} for every secret that the functions' YAML writes as {@code env:name}. */
        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** Replaces a user config value in every function whose YAML sets this key. */
        public Builder userConfig(String key, Object value) {
            userConfig.put(key, value);
            return this;
        }

        /** Sets how messages are delivered; in order by default. */
        public Builder delivery(Delivery how) {
            delivery = how;
            return this;
        }

        /** Sets the class loader for the function classes; the driver's own class loader by default. */
        public Builder classes(ClassLoader loader) {
            classes = loader;
            return this;
        }

        /** Skips the check of outputs against their schemas, for long runs that need the speed. */
        public Builder withoutSchemaChecks() {
            checksSchemas = false;
            return this;
        }

        /**
         * Lets every row overwrite, as in a table without the version guard, to demonstrate the effect of the guard.
         */
        public Builder withoutVersionGuard() {
            guarded = false;
            return this;
        }

        /**
         * Changes what a function sends before it is stored, to show that a fault in that stage would be noticed.
         *
         * @param function the function's name
         * @param change   maps the bytes that the function sent to those that are stored; called for each of its
         *                 outputs
         */
        public Builder altering(String function, UnaryOperator<byte[]> change) {
            alterations.put(function, change);
            return this;
        }

        /** Keeps no tables. */
        public Builder withoutSinks() {
            sinks = false;
            return this;
        }

        /**
         * Starts every function.
         *
         * @throws TopologyException if a class is missing or a function rejects its configuration
         */
        public TopologyDriver start() {
            return new TopologyDriver(this);
        }

        private Map<String, Object> userConfigOf(FunctionSpec spec) {
            Map<String, Object> config = new LinkedHashMap<>(spec.userConfig());
            userConfig.forEach((key, value) -> config.computeIfPresent(key, (name, old) -> value));
            return config;
        }
    }
}
