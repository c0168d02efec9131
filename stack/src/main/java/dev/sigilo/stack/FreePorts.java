package dev.sigilo.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of the loopback interface that nobody listens on. */
final class FreePorts implements AutoCloseable {
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

    /** {@code preferred} where it is free, else another. */
    int choose(int preferred) {
        try {
            held.add(open(preferred));
        } catch (IOException taken) {
            try {
                held.add(open(0));
            } catch (IOException e) {
                throw new StackException("there is no free port on 127.0.0.1: " + e.getMessage(), e);
            }
        }
        return held.get(held.size() - 1).getLocalPort();
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
