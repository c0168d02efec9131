package dev.sigilo.benchmarks.chain;

import dev.sigilo.benchmarks.BenchmarkAdmin;
import dev.sigilo.benchmarks.BenchmarkException;
import dev.sigilo.benchmarks.Stall;
import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.SinkSpec;
import dev.sigilo.driver.Topology;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.PulsarRole;
import dev.sigilo.stack.ServerProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.SubscriptionInitialPosition;

/**
 * Measures the rate (records per second) of three ways, one after the other, on one embedded stack and with the same
 * records:
 * <ul>
 *   <li>the chain: from {@code intake/raw} to the row in db_query, with everything that happens in parallel;</li>
 *   <li>identity: the same number of functions that do nothing, with the same configuration, and a plain consumer
 *       instead of the sink;</li>
 *   <li>a loop: one plain consumer and producer in this JVM, which acknowledges each message once it is stored.</li>
 * </ul>
 * The clock runs from the first record sent to the last one that comes out. Each way is warmed up first.
 */
public final class ChainBenchmark implements AutoCloseable {
    /** The table at the end of the chain. */
    static final String TABLE = "medical_records";

    private static final String LOOP = "persistent://public/default/benchmark-loop-";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 200;
    private static final long SEED = 2026;
    /**
     * The number of passes for identity and loop: they are so fast that one pass would end before it can be measured.
     */
    private static final int PASSES = 4;

    /**
     * The size of the measurement.
     *
     * @param sizes   record lengths, in bytes
     * @param records the number of records of each length that go through the chain; identity and loop process each one
     *                four times
     * @param warmUp  the maximum number of records that go through the chain before the measurement starts, see
     *                {@link WarmUp}
     */
    public record Settings(List<Integer> sizes, int records, int warmUp) {
        /** Rejects settings that make no sense. */
        public Settings {
            sizes = List.copyOf(sizes);
            if (sizes.isEmpty()
                    || sizes.stream().anyMatch(size -> size < 800 || size > 1_000_000)
                    || records < 100
                    || warmUp < 0) {
                throw new BenchmarkException(
                        "sizes must be 800 to 1,000,000 bytes, records 100 or more, and the warm-up not negative");
            }
        }
    }

    private final EmbeddedStack stack;
    private final Topology topology;
    private final Route route;
    private final BenchmarkAdmin admin;
    private final Consumer<String> progress;
    private final PulsarClient client;
    private final IdentityHops identity;

    /**
     * Connects and deploys the identity functions.
     *
     * @param stack        a stack with Sigilo deployed that has no other users
     * @param pulsarConfig the folder that it was deployed from
     * @param progress     receives progress messages, one line at a time
     */
    public ChainBenchmark(EmbeddedStack stack, Path pulsarConfig, Consumer<String> progress) {
        this.stack = stack;
        this.topology = Topology.read(pulsarConfig);
        this.route = Route.to(TABLE, topology);
        this.progress = progress;
        this.admin = new BenchmarkAdmin(stack.adminUrl(), stack.credential(PulsarRole.ADMIN));
        client = Clients.connect(stack);
        identity = IdentityHops.deploy(
                admin,
                route.functions().stream()
                        .map(function -> IdentityHops.read(pulsarConfig, function.name()))
                        .toList());
    }

    /** Measures all sizes. */
    public ChainResult run(Settings settings) {
        List<ChainResult.Size> results = new ArrayList<>();
        for (int size : settings.sizes()) {
            BenchmarkRecords source = new BenchmarkRecords(SEED, size, "BENCH-" + Long.toString(System.nanoTime(), 36));
            try {
                warmUp(source, settings.warmUp());
                List<byte[]> records = source.next(settings.records());
                progress.accept("measuring " + records.size() + " records of " + size + " bytes");
                results.add(new ChainResult.Size(
                        BenchmarkRecords.meanSize(records), chain(records), identity(records), loop(records)));
            } catch (PulsarClientException e) {
                throw Clients.fault(e);
            } catch (SQLException e) {
                throw new BenchmarkException(
                        "db_query cannot be read (SQLState " + e.getSQLState() + "); see its log", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchmarkException("interrupted", e);
            }
        }
        return new ChainResult(
                route.functions().stream().map(FunctionSpec::name).toList(),
                settings.records(),
                results,
                stack.residentBytes());
    }

    private void warmUp(BenchmarkRecords source, int most)
            throws PulsarClientException, SQLException, InterruptedException {
        WarmUp rounds = new WarmUp(most, WarmUp.ROUND);
        while (rounds.goesOn()) {
            List<byte[]> records = source.next(rounds.next());
            double rate = chain(records).allRate();
            rounds.took(rate);
            progress.accept(String.format(
                    Locale.ROOT,
                    "warming up: %,d records of %,.0f bytes, %,.0f/s",
                    rounds.records(),
                    BenchmarkRecords.meanSize(records),
                    rate));
            if (!rounds.goesOn()) {
                identity(records);
                loop(records);
            }
        }
    }

    /** Returns the processes that take part; this JVM is the producer, and the consumer that replaces the sink. */
    private Map<String, ProcessHandle> processes() {
        Map<String, ProcessHandle> processes = new LinkedHashMap<>();
        for (ServerProcess server : stack.servers()) {
            processes.put(server.name(), ProcessHandle.of(server.pid()).orElseThrow());
        }
        processes.putAll(stack.functionProcesses());
        processes.put("this benchmark", ProcessHandle.current());
        return processes;
    }

    // ---- (a)

    private Measurement chain(List<byte[]> records) throws PulsarClientException, SQLException, InterruptedException {
        try (Connection database = DriverManager.getConnection(
                        stack.queryJdbcUrl(),
                        stack.reader().user(),
                        stack.reader().password());
                Statement statement = database.createStatement();
                Producer<byte[]> producer = Publishing.producer(client, route.entry())) {
            long wanted = rows(statement) + records.size();
            Measurement.Clock clock = new Measurement.Clock(this::processes);
            Publishing.queue(producer, records);
            producer.flush();
            Stall stall = new Stall("the chain");
            // Counting reads the whole table on the cores being measured, so count only when no record is on its way.
            for (long left; (left = onTheWay()) > 0 || rows(statement) < wanted; ) {
                stall.checkChange(left);
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            clock.out();
            for (long left; (left = backlog()) > 0; ) {
                stall.checkChange(left);
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            return clock.done(records.size(), BenchmarkRecords.meanSize(records));
        }
    }

    private static long rows(Statement statement) throws SQLException {
        try (ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + TABLE)) {
            count.next();
            return count.getLong(1);
        }
    }

    /**
     * Returns the backlog on the way to the row in db_query. The inputs are read in the order of the flow, so that no
     * message is missed.
     */
    private long onTheWay() {
        long left = 0;
        for (FunctionSpec function : route.functions()) {
            for (String topic : function.inputs()) {
                left += admin.backlog(topic, function.subscription());
            }
        }
        for (String topic : route.sink().inputs()) {
            left += admin.backlog(topic, route.sink().subscription());
        }
        return left;
    }

    /** Returns the backlog of all functions and sinks. */
    private long backlog() {
        long backlog = 0;
        for (FunctionSpec function : topology.functions()) {
            for (String topic : function.inputs()) {
                backlog += admin.backlog(topic, function.subscription());
            }
        }
        for (SinkSpec sink : topology.sinks()) {
            for (String topic : sink.inputs()) {
                backlog += admin.backlog(topic, sink.subscription());
            }
        }
        return backlog;
    }

    // ---- (b)

    private Measurement identity(List<byte[]> records) throws PulsarClientException {
        int count = PASSES * records.size();
        try (org.apache.pulsar.client.api.Consumer<byte[]> end = consumer(identity.last());
                Producer<byte[]> producer = Publishing.producer(client, identity.first())) {
            Measurement.Clock clock = new Measurement.Clock(this::processes);
            CompletableFuture<Void> published = CompletableFuture.runAsync(() -> publish(producer, records));
            for (int received = 0; received < count; received++) {
                var unused = end.acknowledgeAsync(receive(end, "identity"));
            }
            clock.out();
            published.join();
            return clock.done(count, BenchmarkRecords.meanSize(records));
        }
    }

    // ---- (c)

    private Measurement loop(List<byte[]> records) throws PulsarClientException {
        int count = PASSES * records.size();
        try (org.apache.pulsar.client.api.Consumer<byte[]> in = consumer(LOOP + "in");
                Producer<byte[]> producer = Publishing.producer(client, LOOP + "in");
                Producer<byte[]> out = Publishing.producer(client, LOOP + "out")) {
            Measurement.Clock clock = new Measurement.Clock(this::processes);
            CompletableFuture<Void> published = CompletableFuture.runAsync(() -> publish(producer, records));
            CompletableFuture<?> last = CompletableFuture.completedFuture(null);
            for (int received = 0; received < count; received++) {
                Message<byte[]> message = receive(in, "the loop");
                last = out.sendAsync(message.getValue()).thenCompose(stored -> in.acknowledgeAsync(message));
            }
            // Messages are stored in order, so when the last one is stored, all are.
            last.join();
            clock.out();
            published.join();
            return clock.done(count, BenchmarkRecords.meanSize(records));
        }
    }

    private static void publish(Producer<byte[]> producer, List<byte[]> records) {
        for (int pass = 0; pass < PASSES; pass++) {
            Publishing.queue(producer, records);
        }
        producer.flushAsync().join();
    }

    private org.apache.pulsar.client.api.Consumer<byte[]> consumer(String topic) throws PulsarClientException {
        return client.newConsumer()
                .topic(topic)
                .subscriptionName("benchmark")
                .subscriptionInitialPosition(SubscriptionInitialPosition.Latest)
                .subscribe();
    }

    private static Message<byte[]> receive(org.apache.pulsar.client.api.Consumer<byte[]> consumer, String what)
            throws PulsarClientException {
        Message<byte[]> message = consumer.receive((int) PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (message == null) {
            throw new BenchmarkException(
                    what + " gave no output for " + PATIENCE.toSeconds() + " s; see the broker's log");
        }
        return message;
    }

    @Override
    public void close() {
        identity.close();
        admin.close();
        Clients.close(client);
    }
}
