package dev.sigilo.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.stack.PulsarRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract on containers, if Docker runs and has the images. */
class ContainerPipelineIT extends PipelineContract {
    private static ContainerPipeline pipeline;

    @BeforeAll
    static void start() throws Exception {
        String whyNot = ContainerPipeline.whyNot();
        Assumptions.assumeTrue(whyNot == null, () -> "end-to-end on containers skipped: " + whyNot);
        pipeline = ContainerPipeline.start(Path.of(System.getProperty("sigilo.home")));
    }

    @AfterAll
    static void stop() {
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @Override
    public Pipeline pipeline() {
        return pipeline;
    }

    @Test
    void pulsarOffersTlsToClientsThatTrustItsAuthority() throws Exception {
        try (PulsarClient client = PulsarClient.builder()
                        .serviceUrl(pipeline.tlsServiceUrl())
                        .tlsTrustCertsFilePath(pipeline.certificateAuthority().toString())
                        .enableTlsHostnameVerification(true)
                        .authentication(AuthenticationFactory.token(pipeline.credential(PulsarRole.PRODUCER)))
                        .build();
                Producer<byte[]> producer = client.newProducer()
                        .topic("persistent://medical/intake/raw")
                        .create()) {
            assertThat(producer.isConnected()).isTrue();
        }
        // A client that does not trust the authority refuses the certificate.
        assertThatThrownBy(() -> {
                    try (PulsarClient client = PulsarClient.builder()
                            .serviceUrl(pipeline.tlsServiceUrl())
                            .operationTimeout(5, TimeUnit.SECONDS)
                            .authentication(AuthenticationFactory.token(pipeline.credential(PulsarRole.PRODUCER)))
                            .build()) {
                        client.newProducer()
                                .topic("persistent://medical/intake/raw")
                                .create();
                    }
                })
                .isInstanceOf(PulsarClientException.class);
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(pipeline.tlsWebServiceUrl() + "/admin/v2/clusters"))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding()))
                .isInstanceOf(SSLException.class);
    }

    /** The other tests find the sinks' rows, so every connection of the sinks uses TLS to the server of that name. */
    @Test
    void aDatabaseRefusesConnectionsWithoutTls() throws Exception {
        String trusting = "?sslMode=VERIFY_CA&trustCertificateKeyStoreUrl=file:" + pipeline.trustStore()
                + "&trustCertificateKeyStoreType=PKCS12&trustCertificateKeyStorePassword=changeit";
        try (Connection reader =
                DriverManager.getConnection(pipeline.queryJdbcUrl() + trusting, "reader", pipeline.readerPassword())) {
            assertThat(Databases.number(reader, "SELECT COUNT(*) FROM medical_records"))
                    .isNotNegative();
        }
        for (String refused : List.of("?sslMode=DISABLED&allowPublicKeyRetrieval=true", "?sslMode=VERIFY_CA")) {
            assertThatThrownBy(() -> DriverManager.getConnection(
                            pipeline.queryJdbcUrl() + refused, "reader", pipeline.readerPassword()))
                    .as(refused)
                    .isInstanceOf(SQLException.class);
        }
    }
}
