package dev.sigilo.tests.fault;

import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Messages sent at a steady rate from a thread of its own, until it is closed or there are no more. */
final class Flow implements AutoCloseable {
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> sending;
    private final AtomicInteger sent = new AtomicInteger();

    /** Starts to send. */
    Flow(Consumer<byte[]> send, Iterator<byte[]> messages, int perSecond) {
        sending = sender.scheduleAtFixedRate(
                () -> {
                    if (messages.hasNext()) {
                        send.accept(messages.next());
                        sent.incrementAndGet();
                    }
                },
                0,
                1_000_000_000L / perSecond,
                TimeUnit.NANOSECONDS);
    }

    /** How many were sent so far. */
    int sent() {
        return sent.get();
    }

    /**
     * Stops sending.
     *
     * @throws AssertionError where a message could not be sent
     */
    @Override
    public void close() throws InterruptedException {
        sending.cancel(false);
        sender.shutdown();
        sender.awaitTermination(1, TimeUnit.MINUTES);
        try {
            sending.get();
        } catch (CancellationException e) {
            // It was sending until now.
        } catch (ExecutionException e) {
            throw new AssertionError("a message could not be sent", e.getCause());
        }
    }
}
