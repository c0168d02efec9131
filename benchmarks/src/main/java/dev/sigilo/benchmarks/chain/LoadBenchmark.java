package dev.sigilo.benchmarks.chain;

import dev.sigilo.benchmarks.BenchmarkException;
import dev.sigilo.benchmarks.Stall;
import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.Topology;
import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.tokenize.domain.RecordIdentity;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;

/**
 * Measures the latency from {@code intake/raw} to the row in db_query at given arrival rates.
 *
 * <p>The load is open-loop: each record has a due time that does not depend on earlier records, and its latency is
 * measured from that time. A stall is therefore charged to every record that was due during it, which corrects for
 * coordinated omission. A record has arrived when a query by its token finds its row. Above a few hundred records per
 * second, the benchmark checks only an evenly spaced sample.
 */
public final class LoadBenchmark implements AutoCloseable {
    private static final long SEED = 2027;
    private static final int SAMPLES_PER_SECOND = 400;
    private static final int WARM_UP_SAMPLES = 1000;
    /** The factor between the rates of consecutive ramp steps. */
    private static final double GROWTH = 1.5;
    /** The backlog, in seconds of arrivals, at which the chain does not keep up. */
    private static final double TOO_FAR_BEHIND = 1.0;

    /**
     * The settings of a measurement.
     *
     * @param rates     rates in records per second, one step each; empty for a ramp from {@code start} until the chain
     *                  does not keep up
     * @param start     the ramp's first rate
     * @param step      how long records arrive at each rate
     * @param sizeBytes length of the records
     * @param warmUp    the number of records sent at full speed before the measurement
     */
    public record Settings(List<Integer> rates, int start, Duration step, int sizeBytes, int warmUp) {
        /** Rejects settings that make no sense. */
        public Settings {
            rates = List.copyOf(rates);
            if (start < 1 || step.toSeconds() < 1 || rates.stream().anyMatch(rate -> rate < 1) || warmUp < 0) {
                throw new BenchmarkException(
                        "rates must be 1 or more, a step at least 1 second, the warm-up not negative");
            }
        }
    }

    private final EmbeddedStack stack;
    private final Route route;
    private final Policy policy;
    private final TokenKeys keys;
    private final Consumer<String> progress;
    private final PulsarClient client;
    private long epoch;

    /**
     * Connects.
     *
     * @param stack        a stack with Sigilo deployed that has no other users
     * @param pulsarConfig the folder that it was deployed from
     * @param progress     receives progress messages, one line at a time
     */
    public LoadBenchmark(EmbeddedStack stack, Path pulsarConfig, Consumer<String> progress) {
        this.stack = stack;
        this.progress = progress;
        Topology topology = Topology.read(pulsarConfig);
        route = Route.to(ChainBenchmark.TABLE, topology);
        policy = Policy.load((String) tokenizing(route).userConfig().get("policy"), "policy");
        keys = TokenKeys.of(Keyset.read(stack.tokenKeysetFile()));
        client = Clients.connect(stack);
    }

    private static FunctionSpec tokenizing(Route route) {
        return route.functions().stream()
                .filter(function -> function.secrets().containsKey("TOKEN_KEYSET"))
                .findFirst()
                .orElseThrow(() -> new BenchmarkException("no function on the way to " + ChainBenchmark.TABLE
                        + " has the secret TOKEN_KEYSET; see pulsar-config/functions"));
    }

    /** Measures all steps, and one more at half of the chain's maximum rate. */
    public LoadResult run(Settings settings) {
        BenchmarkRecords source =
                new BenchmarkRecords(SEED, settings.sizeBytes(), "LOAD-" + Long.toString(System.nanoTime(), 36));
        try (Producer<byte[]> producer = Publishing.producer(client, route.entry());
                RowWatch watch = new RowWatch(stack)) {
            if (settings.warmUp() > 0) {
                progress.accept("warming up with " + settings.warmUp() + " records");
                warmUp(producer, watch, source, settings.warmUp());
            }
            epoch = System.nanoTime();
            List<LoadStep> steps = new ArrayList<>();
            if (settings.rates().isEmpty()) {
                double rate = settings.start();
                do {
                    steps.add(step(producer, watch, source, rate, settings.step()));
                    rate *= GROWTH;
                } while (!steps.get(steps.size() - 1).saturated());
            } else {
                for (int rate : settings.rates()) {
                    steps.add(step(producer, watch, source, rate, settings.step()));
                }
            }
            double saturation =
                    steps.stream().mapToDouble(LoadStep::reached).max().orElseThrow();
            boolean saturated = steps.stream().anyMatch(LoadStep::saturated);
            LoadStep half = saturated
                    ? step(
                            producer,
                            watch,
                            source,
                            saturation / 2,
                            settings.step().multipliedBy(2))
                    : null;
            return new LoadResult(steps, saturated ? saturation : Double.NaN, half);
        } catch (PulsarClientException e) {
            throw Clients.fault(e);
        } catch (SQLException e) {
            throw new BenchmarkException("db_query cannot be read (SQLState " + e.getSQLState() + "); see its log", e);
        }
    }

    private String token(BenchmarkRecords source, int index) {
        return RecordIdentity.token(BenchmarkRecords.ID, source.id(index), keys, policy);
    }

    private void warmUp(Producer<byte[]> producer, RowWatch watch, BenchmarkRecords source, int count)
            throws SQLException {
        int first = source.given();
        Publishing.queue(producer, source.next(count));
        producer.flushAsync().join();
        // Watch only a sample, including the last record, because each query covers a few dozen rows.
        int stride = Math.max(1, count / WARM_UP_SAMPLES);
        for (int index = first + (count - 1) % stride; index < first + count; index += stride) {
            watch.expect(token(source, index), System.nanoTime());
        }
        Stall stall = new Stall("the chain");
        while (watch.waiting() > 0) {
            watch.look((sent, seen) -> {});
            stall.check(-watch.waiting());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private LoadStep step(
            Producer<byte[]> producer, RowWatch watch, BenchmarkRecords source, double rate, Duration length)
            throws SQLException {
        int count = (int) Math.round(rate * length.toSeconds());
        int first = source.given();
        List<byte[]> records = source.next(count);
        int stride = (int) Math.max(1, Math.ceil(rate / SAMPLES_PER_SECOND));
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < count; i += stride) {
            tokens.add(token(source, first + i));
        }
        LoadClock clock = new LoadClock(rate, stride, length);
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
        // Send in a separate thread, so that looking for rows never delays an arrival.
        CompletableFuture<Void> arrivals = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < count; i++) {
                long due = start + (long) (i * 1e9 / rate);
                for (long early; (early = due - System.nanoTime()) > 0; ) {
                    LockSupport.parkNanos(early);
                }
                if (i % stride == 0) {
                    watch.expect(tokens.get(i / stride), due);
                }
                var unused = producer.sendAsync(records.get(i));
            }
        });
        Stall stall = new Stall("the chain");
        while (!arrivals.isDone() || watch.waiting() > 0) {
            watch.look(clock::seen);
            clock.backlog((System.nanoTime() - epoch) / 1e9, (System.nanoTime() - start) / 1e9, watch.waiting());
            stall.check(clock.count());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(4));
        }
        arrivals.join();
        LoadStep step = clock.step(TOO_FAR_BEHIND);
        progress.accept(String.format(
                Locale.ROOT,
                "%,6.0f records/s: %,6.0f came out, p50 %.0f ms, p99 %.0f ms%s",
                rate,
                step.reached(),
                step.milliseconds(50),
                step.milliseconds(99),
                step.saturated() ? "; it does not keep up" : ""));
        return step;
    }

    @Override
    public void close() {
        Clients.close(client);
    }
}
