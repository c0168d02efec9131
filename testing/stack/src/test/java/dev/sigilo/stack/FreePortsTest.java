package dev.sigilo.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void givesThePreferredPortWhereItIsFree() {
        int port;
        try (FreePorts ports = new FreePorts()) {
            port = ports.choose(0);
        }
        try (FreePorts ports = new FreePorts()) {
            assertThat(ports.choose(port)).isEqualTo(port);
        }
    }

    @Test
    void givesAnotherPortWhereThePreferredOneIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FreePorts ports = new FreePorts()) {
            assertThat(FreePorts.isFree(taken.getLocalPort())).isFalse();
            assertThat(ports.choose(taken.getLocalPort())).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void givesNoPortTwiceAndNoneThatTheSystemGivesToOutgoingConnections() {
        Set<Integer> given = new HashSet<>();
        try (FreePorts ports = new FreePorts()) {
            for (int i = 0; i < 50; i++) {
                given.add(ports.choose(0));
            }
        }
        assertThat(given).hasSize(50).allMatch(port -> port >= 10_000 && port < 32_000);
    }
}
