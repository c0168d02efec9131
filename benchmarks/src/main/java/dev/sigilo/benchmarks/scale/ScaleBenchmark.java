package dev.sigilo.benchmarks.scale;

import dev.sigilo.benchmarks.BenchmarkException;
import dev.sigilo.benchmarks.Stall;
import dev.sigilo.benchmarks.chain.WarmUp;
import dev.sigilo.benchmarks.scale.Units.Unit;
import dev.sigilo.driver.Topology;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.TokenizedRecord;
import dev.sigilo.records.TokenizedRecordCodec;
import dev.sigilo.samples.SyntheticPopulation;
import dev.sigilo.samples.SyntheticRecord;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.PulsarRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.HashingScheme;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Reader;

/**
 * Measures the effect of more partitions and instances on one machine. At each width, the same records, each sent twice
 * under its key, go through twice: first with all stages running at once, from the first message sent until nothing is
 * waiting anywhere; then stage by stage, with only one function or sink running on a backlog that is complete before it
 * starts. Widths are set on one stack, one after the other, by deploy.sh, and can only grow.
 */
public final class ScaleBenchmark implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long POLL_MILLIS = 50;
    private static final long SEED = 2026;
    /**
     * For a single stage, only the part of the backlog between these two shares is timed, which excludes its start and
     * the last incomplete batches.
     */
    private static final double COUNTED_FROM = 0.95;

    private static final double COUNTED_TO = 0.05;
    /** The maximum number of times that the messages of one width go through as a warm-up. */
    private static final int MOST_ROUNDS = 10;
    /** How many times each record is sent, so that there is an order to keep. */
    private static final int REVISIONS = 2;

    /** One width: the partitions of every topic and the instances of every function and sink. */
    public record Width(int partitions, int parallelism) {}

    /**
     * The size of the measurement.
     *
     * @param records messages at each width
     * @param widths  the widths, in the order of their partitions
     */
    public record Settings(int records, List<Width> widths) {
        /** Rejects settings that cannot be run. */
        public Settings {
            widths = List.copyOf(widths);
            if (records < 200 || widths.isEmpty()) {
                throw new BenchmarkException("records must be 200 or more, and there must be one width or more");
            }
            for (int i = 1; i < widths.size(); i++) {
                if (widths.get(i).partitions() < widths.get(i - 1).partitions()) {
                    throw new BenchmarkException("partitions cannot shrink; order the widths by their partitions");
                }
            }
        }
    }

    private final EmbeddedStack stack;
    private final Path home;
    private final Consumer<String> progress;
    private final Topology topology;
    private final Units units;
    private int rounds;

    /**
     * @param stack    a stack with no other users; nothing needs to be deployed
     * @param home     the project's folder
     * @param progress receives progress messages, one line at a time
     */
    public ScaleBenchmark(EmbeddedStack stack, Path home, Consumer<String> progress) {
        this.stack = stack;
        this.home = home;
        this.progress = progress;
        this.topology = Topology.read(home.resolve("pulsar-config"));
        this.units = new Units(stack.adminUrl(), stack.credential(PulsarRole.ADMIN), topology);
    }

    /** Measures every width. */
    public ScaleResult run(Settings settings) {
        List<ScaleResult.Point> points = new ArrayList<>();
        for (Width width : settings.widths()) {
            progress.accept("deploying " + width.partitions() + " partitions, " + width.parallelism() + " instances");
            EmbeddedStack.builder(home)
                    .directory(stack.directory())
                    .deployVariable("SIGILO_PARTITIONS", width.partitions() + "")
                    .deployVariable("SIGILO_PARALLELISM", width.parallelism() + "")
                    .start();
            // Use a new client, because an existing one takes a while to notice new partitions.
            try (PulsarClient client = PulsarClient.builder()
                    .serviceUrl(stack.pulsarUrl())
                    .authentication(AuthenticationFactory.token(stack.credential(PulsarRole.ADMIN)))
                    .build()) {
                long since = System.currentTimeMillis();
                // Warm up at each width, because new instances have new classes, which the JVM has to compile again.
                warmUp(client, settings.records());
                progress.accept("measuring the chain with " + settings.records() + " records");
                Map<Unit, List<Long>> before = taken();
                double chain = chain(client, settings.records());
                double fairness = fairness(before);
                progress.accept("measuring each stage by itself");
                Map<String, Double> bytes = new LinkedHashMap<>();
                Map<String, Double> stages = stages(client, settings.records(), bytes);
                points.add(new ScaleResult.Point(
                        width.partitions(),
                        width.parallelism(),
                        chain,
                        stages,
                        bytes,
                        fairness,
                        outOfOrder(client, since)));
            } catch (PulsarClientException e) {
                throw new BenchmarkException(
                        "Pulsar at " + stack.pulsarUrl() + " cannot be used ("
                                + e.getClass().getSimpleName() + "); see the broker's log",
                        e);
            } catch (IOException | RecordFormatException e) {
                throw new BenchmarkException(
                        "the log cannot be read (" + e.getClass().getSimpleName() + ")", e);
            }
        }
        Map<String, Double> rows = new LinkedHashMap<>(rowBytes(stack.queryJdbcUrl()));
        rows.putAll(rowBytes(stack.commandJdbcUrl()));
        return new ScaleResult(Runtime.getRuntime().availableProcessors(), settings.records(), points, rows);
    }

    // ---- all at once

    private void warmUp(PulsarClient client, int records) throws PulsarClientException {
        WarmUp rounds = new WarmUp(MOST_ROUNDS * records, records);
        while (rounds.goesOn()) {
            double rate = chain(client, rounds.next());
            rounds.took(rate);
            progress.accept(String.format(Locale.ROOT, "warming up: %,d messages, %,.0f/s", rounds.records(), rate));
        }
    }

    private double chain(PulsarClient client, int records) throws PulsarClientException {
        List<SyntheticRecord> population = population(records);
        long start = System.nanoTime();
        publish(client, population);
        await("the chain", units::backlog, 0);
        return records / seconds(start);
    }

    private Map<Unit, List<Long>> taken() {
        Map<Unit, List<Long>> taken = new HashMap<>();
        units.all().forEach(unit -> taken.put(unit, units.taken(unit)));
        return taken;
    }

    /** Covers only functions: sinks share a subscription, so an idle one takes the next messages. */
    private double fairness(Map<Unit, List<Long>> before) {
        double least = 1;
        for (Unit unit : units.all()) {
            List<Long> now = units.taken(unit);
            double all = 0;
            double fewest = Double.MAX_VALUE;
            for (int i = 0; i < now.size(); i++) {
                long own = now.get(i) - before.get(unit).get(i);
                all += own;
                fewest = Math.min(fewest, (double) own);
            }
            if (!unit.isSink()) {
                least = Math.min(least, fewest * now.size() / all);
            }
        }
        return least;
    }

    // ---- one after the other

    private Map<String, Double> stages(PulsarClient client, int records, Map<String, Double> bytes)
            throws PulsarClientException {
        units.all().forEach(units::stop);
        Map<String, Long> storedBefore = new HashMap<>();
        topology.topics().forEach(topic -> storedBefore.put(topic, units.storedBytes(topic)));
        publish(client, population(records));
        Map<String, Double> stages = new LinkedHashMap<>();
        for (Unit unit : units.all()) {
            long waiting = units.backlog(unit);
            for (String topic : unit.inputs()) {
                long stored = units.storedBytes(topic) - storedBefore.get(topic);
                if (waiting > 0 && stored > 0) {
                    bytes.putIfAbsent(Topology.shortName(topic), (double) stored / records);
                }
            }
            units.start(unit);
            // A backlog counts batches, so it gives only the share of the work; the unit gives the number of messages.
            await(unit.name(), () -> units.backlog(unit), Math.round(waiting * COUNTED_FROM));
            long from = units.backlog(unit);
            long start = System.nanoTime();
            await(unit.name(), () -> units.backlog(unit), Math.round(waiting * COUNTED_TO));
            double share = (from - units.backlog(unit)) / (double) waiting;
            double seconds = seconds(start);
            await(unit.name(), () -> units.backlog(unit), 0);
            long messages =
                    units.taken(unit).stream().mapToLong(Long::longValue).sum();
            stages.put(unit.name(), share * messages / seconds);
        }
        return stages;
    }

    // ---- order

    /**
     * Counts only events that were sent at this width: when the number of partitions grows, a record moves to another
     * one, and partitions are read in parallel.
     */
    private long outOfOrder(PulsarClient client, long since) throws IOException, RecordFormatException {
        Map<String, Long> last = new HashMap<>();
        long outOfOrder = 0;
        try (Reader<byte[]> reader = client.newReader()
                .topic(topology.topic("tokenized"))
                .startMessageId(MessageId.earliest)
                .create()) {
            while (reader.hasMessageAvailable()) {
                Message<byte[]> message = reader.readNext();
                if (message.getPublishTime() < since) {
                    continue;
                }
                TokenizedRecord event = TokenizedRecordCodec.decode(message.getValue());
                long version = event.provenance().version();
                Long before = last.put(event.recordToken(), version);
                outOfOrder += before != null && before > version ? 1 : 0;
            }
        }
        return outOfOrder;
    }

    // ---- disk

    /** Returns the row size that the server reports, for every table that has rows. */
    private Map<String, Double> rowBytes(String jdbcUrl) {
        Map<String, Double> bytes = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection(
                        jdbcUrl, stack.admin().user(), stack.admin().password());
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                    + " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                statement.execute("ANALYZE TABLE " + table);
                try (ResultSet size = statement.executeQuery(
                        "SELECT (data_length + index_length) / NULLIF((SELECT COUNT(*) FROM " + table
                                + "), 0) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = '"
                                + table + "'")) {
                    size.next();
                    double row = size.getDouble(1);
                    if (!size.wasNull()) {
                        bytes.put(table, row);
                    }
                }
            }
        } catch (SQLException e) {
            throw new BenchmarkException(
                    "the sizes of the databases cannot be read (SQLState " + e.getSQLState() + ")", e);
        }
        return bytes;
    }

    // ---- what goes in

    private List<SyntheticRecord> population(int messages) {
        rounds++;
        SyntheticPopulation population = new SyntheticPopulation(SEED + rounds);
        List<SyntheticRecord> records = new ArrayList<>();
        for (int i = 0; i < messages / REVISIONS; i++) {
            records.add(population.record(i));
        }
        return records;
    }

    private void publish(PulsarClient client, List<SyntheticRecord> records) throws PulsarClientException {
        try (Producer<byte[]> producer = client.newProducer()
                .topic(topology.entryTopic())
                .hashingScheme(HashingScheme.Murmur3_32Hash)
                .blockIfQueueFull(true)
                .maxPendingMessages(5000)
                .batchingMaxMessages(1000)
                .batchingMaxPublishDelay(5, TimeUnit.MILLISECONDS)
                .create()) {
            List<CompletableFuture<MessageId>> sent = new ArrayList<>();
            for (int revision = 0; revision < REVISIONS; revision++) {
                for (SyntheticRecord record : records) {
                    String id = record.record().text("record_id");
                    sent.add(producer.newMessage()
                            .key(id)
                            .value(record.json().getBytes(StandardCharsets.UTF_8))
                            .sendAsync());
                }
            }
            producer.flush();
            sent.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw new BenchmarkException(
                    "Pulsar does not accept the records ("
                            + e.getCause().getClass().getSimpleName() + ")",
                    e);
        }
    }

    // ---- clocks

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Waits until a number is at most {@code most}; gives up when the number stops changing. */
    private static void await(String what, LongSupplier number, long most) {
        Stall stall = new Stall(what, PATIENCE);
        for (long now; (now = number.getAsLong()) > most; ) {
            stall.checkChange(now);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
        }
    }

    @Override
    public void close() {
        units.close();
    }
}
