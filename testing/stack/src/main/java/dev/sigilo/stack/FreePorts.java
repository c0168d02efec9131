package dev.sigilo.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback interface that nobody listens on. They lie below those that the system gives to outgoing
 * connections (32768 and up on Linux), so that a server that is started again finds its own still free.
 */
final class FreePorts implements AutoCloseable {
    private static final int LOWEST = 10_000;
    private static final int BEYOND = 32_000;
    private static final int TRIES = 1000;

    // Held until all are chosen, so that none is given twice.
    private final List<ServerSocket> held = new ArrayList<>();

    /** Whether a server could listen on {@code port}. */
    static boolean isFree(int port) {
        try (ServerSocket socket = open(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** {@code preferred} where it is free, else another; 0 where none is preferred. */
    int choose(int preferred) {
        int port = preferred;
        for (int i = 0; i < TRIES; i++) {
            if (port != 0) {
                try {
                    held.add(open(port));
                    return port;
                } catch (IOException e) {
                    // Taken; another one then.
                }
            }
            port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
        }
        throw new StackException("no free port was found on 127.0.0.1 between " + LOWEST + " and " + BEYOND);
    }

    private static ServerSocket open(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // A connection that lingers from a server just stopped does not make its port taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void close() {
        for (ServerSocket socket : held) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new StackException("a port cannot be given back: " + e.getMessage(), e);
            }
        }
    }
}
