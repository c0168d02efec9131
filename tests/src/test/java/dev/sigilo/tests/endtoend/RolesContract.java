package dev.sigilo.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigilo.stack.PulsarCredentials;
import dev.sigilo.stack.PulsarRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Reader;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.SubscriptionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what on Pulsar, by trying. */
interface RolesContract {
    /** Every topic of the pipeline. */
    List<String> TOPICS = List.of(
            "intake/raw",
            "intake/hl7v2",
            "intake/fhir",
            "intake/dicom",
            "intake/converted",
            "intake/classified",
            "intake/rejected",
            "vault/sealed",
            "events/tokenized",
            "events/suppressed",
            "views/command",
            "views/query",
            "views/refused");

    /** What runs. */
    Pipeline pipeline();

    @Test
    default void aProducerMayWriteToTheEntryTopicAndNothingElse() throws Exception {
        try (PulsarClient client = client(PulsarRole.PRODUCER)) {
            client.newProducer().topic(topic("intake/raw")).create().close();
            for (String topic : TOPICS) {
                assertMayNotRead(client, topic);
                if (!topic.equals("intake/raw")) {
                    assertMayNotWrite(client, topic);
                }
            }
        }
        assertMayNotAdminister(PulsarRole.PRODUCER);
        assertThat(get(
                        pipeline().credential(PulsarRole.PRODUCER),
                        "/admin/v2/persistent/medical/events/tokenized/partitioned-stats"))
                .isIn(401, 403);
    }

    @Test
    default void aProducerOfAHospitalFormatMayWriteToItsTopicAndNothingElse() throws Exception {
        Map<PulsarRole, String> own = Map.of(
                PulsarRole.PRODUCER_HL7V2, "intake/hl7v2",
                PulsarRole.PRODUCER_FHIR, "intake/fhir",
                PulsarRole.PRODUCER_DICOM, "intake/dicom");
        for (Map.Entry<PulsarRole, String> role : own.entrySet()) {
            try (PulsarClient client = client(role.getKey())) {
                client.newProducer().topic(topic(role.getValue())).create().close();
                for (String topic :
                        List.of("intake/raw", "intake/hl7v2", "intake/fhir", "intake/dicom", "intake/converted")) {
                    assertMayNotRead(client, topic);
                    if (!topic.equals(role.getValue())) {
                        assertMayNotWrite(client, topic);
                    }
                }
            }
            assertMayNotAdminister(role.getKey());
        }
    }

    @Test
    default void aReaderMayTakeEventsAndNothingElse() throws Exception {
        try (PulsarClient client = client(PulsarRole.READER)) {
            try (Reader<byte[]> reader = client.newReader()
                            .topic(topic("events/tokenized"))
                            .startMessageId(MessageId.earliest)
                            .create();
                    Consumer<byte[]> consumer = client.newConsumer()
                            .topic(topic("events/tokenized"))
                            .subscriptionName("reader-of-events")
                            .subscribe()) {
                assertThat(reader.isConnected()).isTrue();
                consumer.unsubscribe();
            }
            for (String topic : TOPICS) {
                assertMayNotWrite(client, topic);
                if (!topic.equals("events/tokenized")) {
                    assertMayNotRead(client, topic);
                }
            }
        }
        assertMayNotAdminister(PulsarRole.READER);
    }

    @Test
    default void aReaderMayNotTakeMessagesAwayFromAFunction() throws Exception {
        try (PulsarClient client = client(PulsarRole.READER)) {
            for (String subscription : List.of("project-query", "project-command")) {
                assertThatThrownBy(() -> client.newConsumer()
                                .topic(topic("events/tokenized"))
                                .subscriptionName(subscription)
                                .subscriptionType(SubscriptionType.Shared)
                                .subscribe())
                        .as(subscription)
                        .isInstanceOf(PulsarClientException.AuthorizationException.class);
            }
        }
    }

    @Test
    default void functionsMayNotWriteWhatProducersWriteNorAdminister() throws Exception {
        try (PulsarClient client = client(PulsarRole.FUNCTIONS)) {
            assertMayNotWrite(client, "intake/raw");
            assertMayNotWrite(client, "events/suppressed");
            assertThatThrownBy(() -> client.newProducer()
                            .topic("persistent://public/default/elsewhere")
                            .create())
                    .isInstanceOf(PulsarClientException.AuthorizationException.class);
            assertThatThrownBy(() -> client.newReader()
                            .topic("persistent://public/functions/assignments")
                            .startMessageId(MessageId.earliest)
                            .create())
                    .isInstanceOf(PulsarClientException.AuthorizationException.class);
        }
        assertMayNotAdminister(PulsarRole.FUNCTIONS);
    }

    @Test
    default void theFunctionsAndSinksRunUnderTheirOwnRole() throws Exception {
        for (String topic : TOPICS) {
            String stats = body("/admin/v2/persistent/medical/" + topic + "/partitioned-stats");
            assertThat(stats)
                    .as("consumers of " + topic)
                    .contains("\"appId\":\"functions\"")
                    .doesNotContain("\"appId\":\"broker\"");
        }
    }

    @Test
    default void nobodyGetsInWithoutAGoodCredential(@TempDir Path folder) throws Exception {
        String foreign = PulsarCredentials.in(folder.resolve("foreign")).credential(PulsarRole.ADMIN);
        String good = pipeline().credential(PulsarRole.ADMIN);
        String unsigned = base64("{\"alg\":\"none\"}") + "." + base64("{\"sub\":\"admin\"}") + ".";
        String altered = pipeline()
                .credential(PulsarRole.PRODUCER)
                .replaceFirst("\\.[^.]+\\.", "." + good.split("\\.")[1] + ".");
        for (String credential :
                new String[] {null, "", "x", foreign, unsigned, altered, good.substring(0, good.length() - 4)}) {
            assertThatThrownBy(() -> {
                        var builder = PulsarClient.builder()
                                .serviceUrl(pipeline().serviceUrl())
                                .operationTimeout(10, TimeUnit.SECONDS);
                        if (credential != null) {
                            builder.authentication(AuthenticationFactory.token(credential));
                        }
                        try (PulsarClient client = builder.build()) {
                            client.newProducer().topic(topic("intake/raw")).create();
                        }
                    })
                    .isInstanceOf(PulsarClientException.class);
            assertThat(get(credential, "/admin/v2/tenants")).isIn(401, 403);
            assertThat(get(credential, "/admin/v3/functions/medical/intake")).isIn(401, 403);
            assertThat(get(credential, "/metrics/")).isIn(401, 403);
        }
    }

    @Test
    default void noCredentialIsToldByAnybody() throws Exception {
        List<String> told = new ArrayList<>();
        for (String path : List.of(
                "/admin/v3/functions/medical/intake/classify",
                "/admin/v3/functions/medical/intake/classify/status",
                "/admin/v3/functions/medical/intake/seal",
                "/admin/v3/sinks/medical/vault/command-vault",
                "/admin/v3/sinks/medical/vault/command-vault/status",
                "/admin/v2/namespaces/medical/intake/properties",
                "/admin/v2/persistent/medical/intake/raw/partitioned-stats",
                "/metrics/")) {
            told.add(body(path));
        }
        for (Path log : pipeline().logs()) {
            try (Stream<Path> files = Files.walk(log)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    told.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        for (PulsarRole role : PulsarRole.values()) {
            String signature = pipeline().credential(role).split("\\.")[2];
            assertThat(told.stream().filter(text -> text.contains(signature)).count())
                    .as("places that tell the credential of " + role)
                    .isZero();
        }
    }

    /** A client under this role. */
    default PulsarClient client(PulsarRole role) throws PulsarClientException {
        return PulsarClient.builder()
                .serviceUrl(pipeline().serviceUrl())
                .authentication(AuthenticationFactory.token(pipeline().credential(role)))
                .build();
    }

    private static void assertMayNotWrite(PulsarClient client, String topic) {
        assertThatThrownBy(() -> {
                    try (Producer<byte[]> producer =
                            client.newProducer(Schema.BYTES).topic(topic(topic)).create()) {
                        producer.send(new byte[0]);
                    }
                })
                .as("writing to " + topic)
                .isInstanceOf(PulsarClientException.AuthorizationException.class);
    }

    private static void assertMayNotRead(PulsarClient client, String topic) {
        assertThatThrownBy(() -> client.newConsumer()
                        .topic(topic(topic))
                        .subscriptionName("intruder")
                        .subscribe())
                .as("subscribing to " + topic)
                .isInstanceOf(PulsarClientException.AuthorizationException.class);
        assertThatThrownBy(() -> client.newReader()
                        .topic(topic(topic))
                        .startMessageId(MessageId.earliest)
                        .create())
                .as("reading " + topic)
                .isInstanceOf(PulsarClientException.AuthorizationException.class);
    }

    private void assertMayNotAdminister(PulsarRole role) throws IOException, InterruptedException {
        String credential = pipeline().credential(role);
        if (role != PulsarRole.FUNCTIONS) {
            assertThat(get(
                            credential,
                            "/admin/v2/persistent/medical/intake/raw-partition-0/subscription/classify/position/1"))
                    .as(role + " peeks at what waits for classify")
                    .isIn(401, 403);
        }
        for (String path : List.of(
                "/admin/v2/tenants",
                "/admin/v2/namespaces/medical/intake/permissions",
                "/admin/v3/functions/medical/intake/classify",
                "/admin/v3/sinks/medical/vault/command-vault",
                "/admin/v2/persistent/medical/intake/raw/permissions",
                "/admin/v2/brokers/configuration/runtime")) {
            assertThat(get(credential, path)).as(role + " asks " + path).isIn(401, 403);
        }
        for (String path : List.of(
                "/admin/v2/persistent/medical/intake/raw/permissions/" + role.subject(),
                "/admin/v3/functions/medical/intake/classify/stop")) {
            assertThat(send(credential, "POST", path))
                    .as(role + " posts " + path)
                    .isIn(401, 403);
        }
        assertThat(send(credential, "PUT", "/admin/v2/tenants/" + role.subject()))
                .as(role + " makes a tenant")
                .isIn(401, 403);
        if (role != PulsarRole.FUNCTIONS) {
            String raw = "/admin/v2/persistent/medical/intake/raw/subscription/";
            assertThat(send(credential, "PUT", raw + "intruder"))
                    .as(role + " makes a subscription")
                    .isIn(401, 403);
            assertThat(send(credential, "POST", raw + "classify/skip_all"))
                    .as(role + " skips messages")
                    .isIn(401, 403);
        }
        for (String path : List.of(
                "/admin/v2/persistent/medical/intake/raw/partitions?force=true",
                "/admin/v3/functions/medical/intake/classify")) {
            assertThat(send(credential, "DELETE", path))
                    .as(role + " deletes " + path)
                    .isIn(401, 403);
        }
    }

    private static String topic(String name) {
        return "persistent://medical/" + name;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private int get(String credential, String path) throws IOException, InterruptedException {
        return send(credential, "GET", path);
    }

    private int send(String credential, String method, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(pipeline().webServiceUrl() + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(
                                        method.equals("PUT") ? "{\"allowedClusters\":[\"standalone\"]}" : "[]"));
        if (credential != null) {
            request.header("Authorization", "Bearer " + credential);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private String body(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(pipeline().webServiceUrl() + path))
                                .header("Authorization", "Bearer " + pipeline().credential(PulsarRole.ADMIN))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }
}
