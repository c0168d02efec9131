package dev.sigilo.mllp;

import dev.sigilo.mllp.FrameReader.Frame;
import dev.sigilo.mllp.ListenerEvents.CloseReason;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * One connection. The thread that runs it reads messages and gives each to the store; a second thread writes the replies in the
 * order of the messages, each as soon as its message is stored.
 */
final class Connection {
    private static final int BYTES_PER_PERMIT = 1024;
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    /** How long a sender has to close its side after the listener has closed its own. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    /** A reply, and the reason if it is not AA. */
    private record Reply(byte[] bytes, Refusal refusal) {
        /** Ends the thread that writes. */
        static final Reply END = new Reply(new byte[0], null);

        boolean isEnd() {
            return bytes.length == 0;
        }

        @Override
        public String toString() {
            return "Reply[" + refusal + "]";
        }
    }

    /** How a connection ended. */
    record Ending(CloseReason reason, Replies replies) {}

    private final long number;
    private final Socket plain;
    private final SSLContext tls;
    private final MessageStore store;
    private final ListenerLimits limits;
    private final Acknowledgement acknowledgement;
    private final Semaphore storing;
    private final ListenerEvents events;
    /** A permit for each message that may wait for its reply. */
    private final Semaphore unacknowledged;

    private final BlockingQueue<CompletableFuture<Reply>> replies = new LinkedBlockingQueue<>();
    private final Map<Refusal, Long> refused = new EnumMap<>(Refusal.class);
    private final CountDownLatch ended = new CountDownLatch(1);
    private long accepted;
    private volatile boolean stopping;
    private volatile Thread reader;
    /** The socket that messages are read from: the plain one, or TLS on top of it. */
    private volatile Socket socket;

    /** @param storing a permit for each KiB of the messages of all connections that may wait for the store */
    Connection(
            long number,
            Socket plain,
            SSLContext tls,
            MessageStore store,
            ListenerLimits limits,
            Acknowledgement acknowledgement,
            Semaphore storing,
            ListenerEvents events) {
        this.number = number;
        this.plain = plain;
        this.tls = tls;
        this.store = store;
        this.limits = limits;
        this.acknowledgement = acknowledgement;
        this.storing = storing;
        this.events = events;
        unacknowledged = new Semaphore(limits.unacknowledged(), true);
    }

    /** Returns the number of permits for a message of this size. */
    static int cost(int bytes) {
        return 1 + bytes / BYTES_PER_PERMIT;
    }

    long number() {
        return number;
    }

    /** Serves the connection until it ends, and returns how it ended. */
    Ending run() {
        reader = Thread.currentThread();
        FrameReader frames = null;
        CloseReason reason;
        Thread writer = null;
        try {
            plain.setTcpNoDelay(true);
            plain.setKeepAlive(true);
            socket = secured();
            frames = new FrameReader(
                    socket.getInputStream(),
                    limits.messageBytes(),
                    limits.idleTime().toNanos());
            writer = startWriter();
            plain.setSoTimeout(millis(limits.idleTime()));
            reason = read(frames);
        } catch (SSLException e) {
            reason = frames == null ? CloseReason.TLS_REFUSED : CloseReason.CUT;
        } catch (SocketTimeoutException e) {
            reason = frames == null ? CloseReason.TLS_REFUSED : CloseReason.IDLE;
        } catch (IOException e) {
            reason = frames == null && tls != null ? CloseReason.TLS_REFUSED : CloseReason.CUT;
        } catch (InterruptedException e) {
            reason = CloseReason.STOPPED;
        }
        end(writer, reason);
        synchronized (this) {
            return new Ending(
                    stopping ? CloseReason.STOPPED : reason,
                    new Replies(accepted, refused, frames == null ? 0 : frames.strayBytes()));
        }
    }

    private Socket secured() throws IOException {
        if (tls == null) {
            return plain;
        }
        plain.setSoTimeout(millis(HANDSHAKE));
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, (InputStream) null, true);
        socket.setUseClientMode(false);
        socket.setNeedClientAuth(true);
        socket.startHandshake();
        return socket;
    }

    private static int millis(Duration time) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, time.toMillis()));
    }

    /** Waits for the replies, then closes. */
    private void end(Thread writer, CloseReason reason) {
        boolean written = writer == null;
        if (writer != null) {
            replies.add(CompletableFuture.completedFuture(Reply.END));
            try {
                writer.join(millis(limits.storeTime().plus(FAREWELL)));
                written = !writer.isAlive();
            } catch (InterruptedException e) {
                // The listener stops and has waited for the replies.
                written = false;
            }
        }
        if (written && writer != null) {
            if (reason == CloseReason.IDLE || reason == CloseReason.NO_FRAMES) {
                discardInput();
            }
            close(socket);
        }
        // Only the plain socket: TLS would wait for the writer, which the sender does not read from.
        close(plain);
        ended.countDown();
    }

    /**
     * Ends the output and reads on for a moment. If a socket is closed while it has unread bytes, TCP resets the connection, and
     * the sender may lose replies that were already written.
     */
    private void discardInput() {
        try {
            socket.shutdownOutput();
            plain.setSoTimeout(millis(FAREWELL));
            long end = System.nanoTime() + FAREWELL.toNanos();
            byte[] unread = new byte[1 << 12];
            int read = 0;
            while (read >= 0 && System.nanoTime() < end) {
                read = socket.getInputStream().read(unread);
            }
        } catch (IOException e) {
            // The sender did not close in time, or has cut the connection.
            return;
        }
    }

    /** Closes a socket. */
    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is lost: what was not acknowledged is sent again.
            return;
        }
    }

    // ---- reading

    private CloseReason read(FrameReader frames) throws IOException, InterruptedException {
        for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
            if (stopping) {
                continue;
            }
            // Waiting here, unread bytes fill the windows of TCP, and the sender stops.
            if (!unacknowledged.tryAcquire(limits.idleTime().toNanos(), TimeUnit.NANOSECONDS)) {
                return CloseReason.IDLE;
            }
            switch (frame.kind()) {
                case MESSAGE -> replies.add(answer(frame.bytes()));
                case TOO_LARGE -> replies.add(refusal(frame.bytes(), Refusal.TOO_LARGE));
                case NOT_ENDED -> replies.add(refusal(frame.bytes(), Refusal.NOT_ENDED));
                case STRAY -> replies.add(refusal(frame.bytes(), Refusal.NOT_FRAMED));
                case FLOOD -> {
                    replies.add(refusal(frame.bytes(), Refusal.NOT_FRAMED));
                    return CloseReason.NO_FRAMES;
                }
            }
        }
        return frames.isInFrame() ? CloseReason.CUT : CloseReason.BY_SENDER;
    }

    private CompletableFuture<Reply> refusal(byte[] message, Refusal refusal) {
        MessageHeader header = MessageHeader.of(message);
        return CompletableFuture.completedFuture(refuse(header == null ? MessageHeader.NONE : header, refusal));
    }

    private Reply refuse(MessageHeader header, Refusal refusal) {
        return new Reply(acknowledgement.refuse(header, refusal, Instant.now()), refusal);
    }

    private CompletableFuture<Reply> answer(byte[] message) throws InterruptedException {
        MessageHeader header = MessageHeader.of(message);
        if (header == null) {
            return CompletableFuture.completedFuture(refuse(MessageHeader.NONE, Refusal.NOT_HL7));
        }
        int cost = Math.min(cost(message.length), cost(limits.storingBytes()));
        storing.acquire(cost);
        CompletableFuture<Void> stored;
        try {
            stored = store.store(message);
        } catch (RuntimeException e) {
            stored = CompletableFuture.failedFuture(e);
        }
        var unused = stored.whenComplete((done, fault) -> storing.release(cost));
        return stored.copy()
                .orTimeout(limits.storeTime().toNanos(), TimeUnit.NANOSECONDS)
                .handle((done, fault) -> fault == null
                        ? new Reply(acknowledgement.accept(header, Instant.now()), null)
                        : refuse(header, refusalOf(fault)));
    }

    private static Refusal refusalOf(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof StoreException known) {
            return known.refusal();
        }
        return cause instanceof TimeoutException ? Refusal.NO_ANSWER : Refusal.NOT_STORED;
    }

    // ---- writing

    private Thread startWriter() throws IOException {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 14);
        Thread writer = new Thread(() -> write(out), "mllp-" + number + "-write");
        writer.setDaemon(true);
        writer.start();
        return writer;
    }

    private void write(OutputStream out) {
        boolean broken = false;
        try {
            while (true) {
                Reply reply = replies.take().join();
                if (reply.isEnd()) {
                    out.flush();
                    return;
                }
                if (!broken) {
                    broken = !written(reply, out);
                }
                unacknowledged.release();
            }
        } catch (IOException e) {
            // The last replies did not get through; the sender sends their messages again.
            close(plain);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; it is a daemon and ends with the process.
            Thread.currentThread().interrupt();
        }
    }

    private boolean written(Reply reply, OutputStream out) {
        try {
            out.write(reply.bytes());
            if (replies.peek() == null || !replies.peek().isDone()) {
                out.flush();
            }
        } catch (IOException e) {
            // Close the connection so that no further messages are stored without a reply; the sender sends them again.
            close(plain);
            return false;
        }
        synchronized (this) {
            if (reply.refusal() == null) {
                accepted++;
            } else {
                refused.merge(reply.refusal(), 1L, Long::sum);
            }
        }
        if (reply.refusal() != null) {
            events.refused(number, reply.refusal());
        }
        return true;
    }

    // ---- stopping

    /** Stores no further message of this connection. */
    void refuseFurther() {
        stopping = true;
    }

    /** Waits until every reply is written, at most this long, then ends the connection. */
    void finish(Duration time) {
        try {
            boolean answered = unacknowledged.tryAcquire(
                    limits.unacknowledged(), Math.max(1, time.toNanos()), TimeUnit.NANOSECONDS);
            if (answered && socket != null) {
                // The sender sees the end and closes, which ends the thread that reads.
                socket.shutdownOutput();
                if (ended.await(FAREWELL.toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The connection is cut already.
        }
        close(plain);
        Thread thread = reader;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
