package dev.sigilo.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports of the loopback interface. They are below the range that the system uses for outgoing connections (32768
 * and up on Linux), so that a restarted server finds its own port still free.
 */
final class FreePorts implements AutoCloseable {
    private static final int LOWEST = 10_000;
    private static final int BEYOND = 32_000;
    private static final int TRIES = 1000;

    // Held until all ports are chosen, so that no port is chosen twice.
    private final List<ServerSocket> held = new ArrayList<>();

    /** Returns whether a server could listen on {@code port}. */
    static boolean isFree(int port) {
        try (ServerSocket socket = open(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns {@code preferred} if it is free, otherwise another port. Pass 0 for no preference. */
    int choose(int preferred) {
        int port = preferred;
        for (int i = 0; i < TRIES; i++) {
            if (port != 0) {
                try {
                    held.add(open(port));
                    return port;
                } catch (IOException e) {
                    // The port is taken; try another one.
                }
            }
            port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
        }
        throw new StackException("no free port was found on 127.0.0.1 between " + LOWEST + " and " + BEYOND);
    }

    private static ServerSocket open(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // A lingering connection of a server that just stopped must not make its port look taken.
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
                throw new StackException("a port cannot be released: " + e.getMessage(), e);
            }
        }
    }
}
