package dev.sigilo.vault.infrastructure.pulsar;

import dev.sigilo.vault.domain.OperatorException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.ClientBuilder;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.SizeUnit;

/** A Pulsar client. Its errors get our own messages, because the client's messages may quote the data sent. */
public final class PulsarConnection implements AutoCloseable {
    /** The environment variable with the token of the command line. */
    private static final String TOKEN_VARIABLE = "SIGILO_PULSAR_TOKEN";

    private final PulsarClient client;

    /**
     * @param url   the broker's address
     * @param token the authentication token, or null
     */
    public PulsarConnection(String url, String token) {
        this(url, token, null);
    }

    /**
     * @param url          the broker's address
     * @param token        the authentication token, or null
     * @param certificates a PEM file with the certificate authorities to trust, or null to trust Java's
     * @throws OperatorException if the address is not that of a broker
     */
    public PulsarConnection(String url, String token, Path certificates) {
        ClientBuilder builder = PulsarClient.builder()
                .operationTimeout(15, TimeUnit.SECONDS)
                .connectionTimeout(5, TimeUnit.SECONDS)
                .memoryLimit(128, SizeUnit.MEGA_BYTES);
        if (token != null) {
            builder.authentication(AuthenticationFactory.token(token));
        }
        if (certificates != null) {
            builder.tlsTrustCertsFilePath(certificates.toString()).enableTlsHostnameVerification(true);
        }
        try {
            client = builder.serviceUrl(url).build();
        } catch (PulsarClientException | IllegalArgumentException e) {
            throw new OperatorException(url + " is not an address of a Pulsar broker; write pulsar://host:port");
        }
    }

    /** Returns the client. */
    public PulsarClient client() {
        return client;
    }

    /** Returns an error that describes a fault of the client and what to do. */
    public static OperatorException fault(PulsarClientException e) {
        return new OperatorException("Pulsar refused or is unavailable: " + advice(e));
    }

    /** Returns the meaning of a client's fault and what to do. */
    public static String advice(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof PulsarClientException.InvalidMessageException) {
            return "the record is larger than the broker accepts; send a smaller one or raise maxMessageSize";
        } else if (cause instanceof PulsarClientException.TimeoutException) {
            return "the broker did not answer in time; see `sigilo status`";
        } else if (cause instanceof PulsarClientException.AuthenticationException
                || cause instanceof PulsarClientException.AuthorizationException) {
            return "this token may not do that; set a token of the right role in " + TOKEN_VARIABLE;
        } else if (cause instanceof PulsarClientException.ProducerBlockedQuotaExceededException
                || cause instanceof PulsarClientException.ProducerBlockedQuotaExceededError) {
            return "the topic's backlog quota is used up; wait until the functions catch up";
        } else if (cause instanceof PulsarClientException.TopicDoesNotExistException
                || cause instanceof PulsarClientException.NotFoundException) {
            return "the topic does not exist; deploy with pulsar-config/deploy.sh";
        }
        return "the broker cannot be reached or refused the request ("
                + cause.getClass().getSimpleName() + "); see `sigilo status`";
    }

    @Override
    public void close() {
        try {
            client.shutdown();
        } catch (PulsarClientException e) {
            // The work is finished, or its failure is already reported.
            return;
        }
    }
}
