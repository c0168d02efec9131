package dev.sigilo.cli;

import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.ClientBuilder;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.SizeUnit;

/** A client of Pulsar, and its faults in words of ours: the client's own messages may quote what was sent. */
final class PulsarConnection implements AutoCloseable {
    private final PulsarClient client;

    /** @param token what authenticates the command, or null */
    PulsarConnection(String url, String token) {
        this(url, token, null);
    }

    /**
     * @param token        what authenticates the command, or null
     * @param certificates a PEM file with the certificates that the broker's is under, or null to trust those that Java trusts
     */
    PulsarConnection(String url, String token, Path certificates) {
        ClientBuilder builder = PulsarClient.builder().operationTimeout(15, TimeUnit.SECONDS)
                .connectionTimeout(5, TimeUnit.SECONDS).memoryLimit(128, SizeUnit.MEGA_BYTES);
        if (token != null) {
            builder.authentication(AuthenticationFactory.token(token));
        }
        if (certificates != null) {
            builder.tlsTrustCertsFilePath(certificates.toString()).enableTlsHostnameVerification(true);
        }
        try {
            client = builder.serviceUrl(url).build();
        } catch (PulsarClientException | IllegalArgumentException e) {
            throw new CliException(url + " is no address of a Pulsar broker; write pulsar://host:port");
        }
    }

    PulsarClient client() {
        return client;
    }

    static CliException fault(PulsarClientException e) {
        return new CliException("Pulsar cannot be used: " + advice(e));
    }

    /** What a fault of the client means and what to do about it. */
    static String advice(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof PulsarClientException.InvalidMessageException) {
            return "the record is larger than the broker takes; send a smaller one or raise maxMessageSize";
        } else if (cause instanceof PulsarClientException.TimeoutException) {
            return "the broker did not answer in time; see `sigilo status`";
        } else if (cause instanceof PulsarClientException.AuthenticationException
                || cause instanceof PulsarClientException.AuthorizationException) {
            return "this credential may not do that; give one that may in " + Settings.Name.PULSAR_TOKEN.variable();
        } else if (cause instanceof PulsarClientException.ProducerBlockedQuotaExceededException
                || cause instanceof PulsarClientException.ProducerBlockedQuotaExceededError) {
            return "the topic's backlog quota is used up; let the functions catch up";
        } else if (cause instanceof PulsarClientException.TopicDoesNotExistException
                || cause instanceof PulsarClientException.NotFoundException) {
            return "the topic does not exist; deploy with pulsar-config/deploy.sh";
        }
        return "the broker cannot be reached or refused (" + cause.getClass().getSimpleName() + "); see `sigilo status`";
    }

    @Override
    public void close() {
        try {
            client.shutdown();
        } catch (PulsarClientException e) {
            // What it was for is done or was told to have failed.
            return;
        }
    }
}
