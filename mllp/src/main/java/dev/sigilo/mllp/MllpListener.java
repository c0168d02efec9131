package dev.sigilo.mllp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/**
 * Listens for MLLP connections, stores each message and acknowledges it once it is stored. Replies have the order of the
 * messages. A sender that gets no AA sends the message again, so a message may be stored twice, and none that was
 * acknowledged is lost.
 *
 * <p>If the store is slow, the listener stops reading: messages that wait are limited per connection and in all.
 */
public final class MllpListener implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final ServerSocket server;
    private final MessageStore store;
    private final ListenerLimits limits;
    private final SSLContext tls;
    private final ListenerEvents events;
    private final Acknowledgement acknowledgement = new Acknowledgement(System.currentTimeMillis());
    private final Semaphore storing;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Semaphore places;
    private final AtomicLong lastConnection = new AtomicLong();
    private final AtomicReference<Replies> replies = new AtomicReference<>(Replies.NONE);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Thread acceptor;

    /**
     * Starts to listen.
     *
     * @param address where to listen; port 0 chooses a free one
     * @param tls     the TLS context, or null for plain connections. With TLS, every client needs a certificate that the
     *                context trusts
     * @throws IOException if the port cannot be used
     */
    public MllpListener(
            InetSocketAddress address, MessageStore store, ListenerLimits limits, SSLContext tls, ListenerEvents events)
            throws IOException {
        this.store = store;
        this.limits = limits;
        this.tls = tls;
        this.events = events;
        storing = new Semaphore(Connection.cost(limits.storingBytes()), true);
        places = new Semaphore(limits.connections());
        server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(address, BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        acceptor = new Thread(this::acceptConnections, "mllp-accept");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** Returns the port. */
    public int port() {
        return server.getLocalPort();
    }

    /** Returns the number of open connections. */
    public int connections() {
        return open.size();
    }

    /** Returns the numbers of all connections that have ended. */
    public Replies replies() {
        return replies.get();
    }

    /** Waits until the listener was closed, or can no longer accept connections. */
    public void join() throws InterruptedException {
        acceptor.join();
    }

    private void acceptConnections() {
        while (!stopping.get()) {
            Socket socket;
            try {
                socket = server.accept();
            } catch (IOException e) {
                if (server.isClosed()) {
                    return;
                }
                // Such as too many open files: connections that end free some.
                pause();
                continue;
            }
            if (!places.tryAcquire()) {
                events.full(peer(socket));
                Connection.close(socket);
                continue;
            }
            start(socket);
        }
    }

    private void start(Socket socket) {
        Connection connection = new Connection(
                lastConnection.incrementAndGet(), socket, tls, store, limits, acknowledgement, storing, events);
        open.add(connection);
        events.opened(connection.number(), peer(socket));
        Thread reader = new Thread(
                () -> {
                    try {
                        Connection.Ending ending = connection.run();
                        replies.accumulateAndGet(ending.replies(), Replies::plus);
                        events.closed(connection.number(), ending.reason(), ending.replies());
                    } finally {
                        Connection.close(socket);
                        open.remove(connection);
                        places.release();
                    }
                },
                "mllp-" + connection.number() + "-read");
        reader.setDaemon(true);
        reader.start();
    }

    private static String peer(Socket socket) {
        return socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Stops: accepts no connection and no message any more, sends the replies to the messages that are being stored, and closes
     * the connections. Takes at most the time to stop of the limits. A second call waits for the first: the caller may close
     * the store after it.
     */
    @Override
    public synchronized void close() {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            // The port is given back when the process ends.
        }
        long end = System.nanoTime() + limits.stopTime().toNanos();
        List<Connection> last = List.copyOf(open);
        last.forEach(Connection::refuseFurther);
        last.forEach(connection -> connection.finish(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
    }
}
