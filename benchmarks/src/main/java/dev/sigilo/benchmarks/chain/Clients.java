package dev.sigilo.benchmarks.chain;

import dev.sigilo.benchmarks.BenchmarkException;
import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.PulsarRole;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;

/** Connects clients to a stack's Pulsar. */
final class Clients {
    private Clients() {}

    static PulsarClient connect(EmbeddedStack stack) {
        try {
            return PulsarClient.builder()
                    .serviceUrl(stack.pulsarUrl())
                    .authentication(AuthenticationFactory.token(stack.credential(PulsarRole.ADMIN)))
                    .build();
        } catch (PulsarClientException e) {
            throw fault(e);
        }
    }

    static BenchmarkException fault(PulsarClientException e) {
        return new BenchmarkException(
                "Pulsar cannot be used (" + e.getClass().getSimpleName() + "); see the broker's log", e);
    }

    static void close(PulsarClient client) {
        try {
            client.shutdown();
        } catch (PulsarClientException e) {
            // The measurement is already complete.
            return;
        }
    }
}
