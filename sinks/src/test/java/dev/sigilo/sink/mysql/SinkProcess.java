package dev.sigilo.sink.mysql;

import dev.sigilo.sink.mysql.TestMessages.TestMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A sink in its own process, which tests kill. Its topic is the numbers from 0. A file stores the acknowledged ones, as
 * a broker would; after a restart all others are delivered again, in another order.
 */
final class SinkProcess {
    /** The start of the line that reports the heap's size after its collections. */
    static final String HEAP = "heap ";

    private static final long SAMPLE_EVERY_MILLIS = 500;

    private SinkProcess() {}

    /** {@code jdbcUrl user password table rows acknowledgedFile seed} */
    public static void main(String[] arguments) throws Exception {
        int rows = Integer.parseInt(arguments[4]);
        Path file = Path.of(arguments[5]);
        List<Integer> open = unacknowledged(rows, file);
        Collections.shuffle(open, new Random(Long.parseLong(arguments[6])));
        CountDownLatch left = new CountDownLatch(open.size());
        List<Long> heap = Collections.synchronizedList(new ArrayList<>());
        try (Sampling sampling = new Sampling(() -> heap.add(heapAfterCollection()))) {
            run(arguments, file, open, left);
        }
        int third = heap.size() / 3;
        System.out.println(HEAP + most(heap.subList(0, third)) + ", " + most(heap.subList(third, 2 * third)) + ", "
                + most(heap.subList(2 * third, heap.size())) + " KiB at most in each third of the run, of "
                + Runtime.getRuntime().maxMemory() / 1024 + " KiB");
    }

    private static long most(List<Long> bytes) {
        return bytes.stream().mapToLong(Long::longValue).max().orElse(0) / 1024;
    }

    /** Returns the bytes in use after the last collection of each heap pool. */
    private static long heapAfterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(Objects::nonNull)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }

    private static void run(String[] arguments, Path file, List<Integer> open, CountDownLatch left) throws Exception {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "jdbcUrl",
                arguments[0],
                "userName",
                arguments[1],
                "password",
                arguments[2],
                "tableName",
                arguments[3],
                "key",
                "id",
                "versionColumn",
                "version",
                "batchSize",
                100,
                "queueSize",
                1000));
        try (FileChannel acknowledged = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                MySqlJdbcSink sink = new MySqlJdbcSink()) {
            sink.open(settings, null);
            for (int number : open) {
                TestMessage message = RowMessages.row(number, 1);
                sink.write(
                        new TestMessage(
                                number, RowMessages.id(number), message.getValue(), message.getSchema(), Map.of()) {
                            @Override
                            public void ack() {
                                try {
                                    acknowledged.write(ByteBuffer.allocate(4)
                                            .putInt(number)
                                            .flip());
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                                left.countDown();
                            }
                        });
            }
            left.await();
        }
    }

    /** Runs a task repeatedly until it is closed. */
    private static final class Sampling implements AutoCloseable {
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

        Sampling(Runnable sample) {
            var unused = timer.scheduleAtFixedRate(sample, 0, SAMPLE_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }

    private static List<Integer> unacknowledged(int rows, Path file) throws IOException {
        BitSet acknowledged = acknowledged(file);
        List<Integer> open = new ArrayList<>();
        for (int number = acknowledged.nextClearBit(0); number < rows; number = acknowledged.nextClearBit(number + 1)) {
            open.add(number);
        }
        return open;
    }

    /** Returns the numbers in the file; a truncated last one is ignored. */
    static BitSet acknowledged(Path file) throws IOException {
        BitSet numbers = new BitSet();
        if (Files.exists(file)) {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            while (bytes.remaining() >= 4) {
                numbers.set(bytes.getInt());
            }
        }
        return numbers;
    }
}
