package dev.sigilo.sink.mysql;

import dev.sigilo.sink.mysql.TestMessages.TestMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.apache.pulsar.client.api.schema.GenericObject;

/**
 * A sink in a process of its own, to be killed. Its topic is the numbers from 0; a file remembers the acknowledged ones, as a
 * broker would; all others are delivered again, in another order, when it starts again.
 */
final class SinkProcess {
    private SinkProcess() {
    }

    /** {@code jdbcUrl user password table rows acknowledgedFile seed} */
    public static void main(String[] arguments) throws Exception {
        int rows = Integer.parseInt(arguments[4]);
        Path file = Path.of(arguments[5]);
        List<Integer> open = unacknowledged(rows, file);
        Collections.shuffle(open, new Random(Long.parseLong(arguments[6])));
        CountDownLatch left = new CountDownLatch(open.size());
        Map<String, Object> settings = new HashMap<>(Map.of("jdbcUrl", arguments[0], "userName", arguments[1],
                "password", arguments[2], "tableName", arguments[3], "key", "id", "versionColumn", "version",
                "batchSize", 100, "queueSize", 1000));
        try (FileChannel acknowledged = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                MySqlJdbcSink sink = new MySqlJdbcSink()) {
            sink.open(settings, null);
            for (int number : open) {
                TestMessage message = RowMessages.row(number, 1);
                sink.write(new TestMessage(number, RowMessages.id(number), (GenericObject) message.getValue(),
                        message.getSchema(), Map.of()) {
                    @Override
                    public void ack() {
                        try {
                            acknowledged.write(ByteBuffer.allocate(4).putInt(number).flip());
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

    private static List<Integer> unacknowledged(int rows, Path file) throws IOException {
        BitSet acknowledged = acknowledged(file);
        List<Integer> open = new ArrayList<>();
        for (int number = acknowledged.nextClearBit(0); number < rows; number = acknowledged.nextClearBit(number + 1)) {
            open.add(number);
        }
        return open;
    }

    /** The numbers in the file; a last one that was cut off does not count. */
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
