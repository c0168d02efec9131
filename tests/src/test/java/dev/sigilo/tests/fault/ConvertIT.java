package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.records.Canary;
import dev.sigilo.samples.SyntheticPeople;
import dev.sigilo.samples.SyntheticPerson;
import dev.sigilo.samples.SyntheticStudy;
import dev.sigilo.stack.PulsarRole;
import dev.sigilo.tests.endtoend.Databases;
import dev.sigilo.tests.leak.LeakScanner;
import dev.sigilo.tests.leak.StackSurfaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.SubscriptionInitialPosition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Messages in hospital formats on a real Pulsar: each record of a message is stored once, also if convert is restarted;
 * a person is one patient in all formats; and each event goes out as FHIR. One stack with the optional function
 * export-fhir; each test goes on from what the ones before it left.
 */
@DisplayName("Messages in hospital formats")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConvertIT {
    private static final int MESSAGES = Chain.size(300, 5000);
    private static final int RESTARTS = 3;
    private static final int PEOPLE = Chain.size(40, 1000);
    private static final long SEED = 20261130;
    private static final List<SyntheticPerson> POPULATION = new SyntheticPeople(SEED).people(PEOPLE);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static StackRun run;

    @BeforeAll
    static void start() throws Exception {
        Path home = StackRun.home(folder);
        Path config = home.resolve("pulsar-config");
        Files.copy(config.resolve("optional/export-fhir.yaml"), config.resolve("functions/export-fhir.yaml"));
        run = StackRun.of(StackRun.builder(home, folder.resolve("stack")).start(), config);
        run.connect();
    }

    @AfterAll
    static void stop() {
        if (run != null) {
            run.close();
        }
    }

    /** Two reports of two body parts about one patient. */
    private static String message(int number) {
        return String.join(
                        "\r",
                        "MSH|^~\\&|RIS|GENERAL|SIGILO||202401170930||ORU^R01^ORU_R01|M%1$d|P|2.5.1||||||UNICODE UTF-8",
                        "PID|1||MRN-%1$d^^^RIS^MR||Quarrington^Ottoline||19541114|F",
                        "ORC|RE|A%1$d|F%1$d-1",
                        "OBR|1|A%1$d|F%1$d-1|71020^Chest X-ray^C4|||202401170930||||||||||||||||||DX|F",
                        "OBX|1|TX|18748-4^Report^LN||Ottoline Quarrington: no pleural effusion.||||||F",
                        "ORC|RE|A%1$d|F%1$d-2",
                        "OBR|2|A%1$d|F%1$d-2|73110^Wrist X-ray^C4|||202401170930||||||||||||||||||DX|F",
                        "OBX|1|TX|18748-4^Report^LN||Ottoline Quarrington: no fracture.||||||F",
                        "")
                .formatted(number);
    }

    @Test
    @Order(1)
    void everyRecordOfEveryMessageHasOneRowAlthoughConvertIsRestarted() throws Exception {
        List<CompletableFuture<MessageId>> sent = new ArrayList<>();
        try (PulsarClient client = run.newClient(PulsarRole.PRODUCER_HL7V2);
                Producer<byte[]> producer = client.newProducer()
                        .topic("persistent://medical/intake/hl7v2")
                        .sendTimeout(0, TimeUnit.SECONDS)
                        .create()) {
            for (int number = 0; number < MESSAGES; number++) {
                sent.add(producer.sendAsync(StackRun.utf8(message(number))));
                if (number % (MESSAGES / RESTARTS) == MESSAGES / RESTARTS / 2) {
                    run.adminCall("POST", "/admin/v3/functions/medical/intake/convert/restart", null);
                }
            }
            producer.flush();
            CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).join();
        }
        run.awaitDrained(Duration.ofMinutes(5));

        try (Connection query = run.query();
                Connection command = run.command()) {
            assertThat(StackRun.number(command, "SELECT COUNT(*) FROM records WHERE status = 'REJECTED'"))
                    .isZero();
            assertThat(StackRun.number(query, "SELECT COUNT(*) FROM medical_records"))
                    .isEqualTo(2L * MESSAGES);
            assertThat(StackRun.number(query, "SELECT COUNT(DISTINCT patient_token) FROM medical_records"))
                    .isEqualTo(MESSAGES);
            assertThat(StackRun.number(command, "SELECT COUNT(*) FROM vault")).isEqualTo(2L * MESSAGES);
            assertThat(StackRun.number(
                            command, "SELECT COUNT(DISTINCT message_id) FROM records WHERE message_id LIKE '%:p%'"))
                    .isEqualTo(2L * MESSAGES);
            assertThat(StackRun.number(query, "SELECT COUNT(*) FROM medical_records WHERE report LIKE '%Quarrington%'"))
                    .isZero();
        }
    }

    @Test
    @Order(2)
    void aPersonIsOnePatientInAllFormats() throws Exception {
        Map<PulsarRole, String> topics = Map.of(
                PulsarRole.PRODUCER, "intake/raw",
                PulsarRole.PRODUCER_HL7V2, "intake/hl7v2",
                PulsarRole.PRODUCER_FHIR, "intake/fhir",
                PulsarRole.PRODUCER_DICOM, "intake/dicom");
        for (Map.Entry<PulsarRole, String> topic : topics.entrySet()) {
            publishPopulation(topic.getKey(), topic.getValue());
        }
        run.awaitDrained(Duration.ofMinutes(5));

        try (Connection query = run.query();
                Connection command = run.command()) {
            assertThat(StackRun.number(command, "SELECT COUNT(*) FROM records WHERE status = 'REJECTED'"))
                    .isZero();
            // A bundle gives a record for its report, and may give one for its imaging study.
            String inAllFormats = """
                    SELECT COUNT(*) FROM (
                      SELECT json.patient_token FROM medical_records json
                      JOIN medical_records hl7v2 ON hl7v2.patient_token = json.patient_token AND hl7v2.source_format = 'hl7v2'
                      JOIN medical_records fhir ON fhir.patient_token = json.patient_token AND fhir.source_format = 'fhir'
                      JOIN medical_records dicom ON dicom.patient_token = json.patient_token AND dicom.source_format = 'dicom'
                      WHERE json.source_format = 'json'
                      GROUP BY json.patient_token
                      HAVING COUNT(DISTINCT json.record_token) = 2 AND COUNT(DISTINCT hl7v2.record_token) = 2
                        AND COUNT(DISTINCT fhir.record_token) IN (2, 4) AND COUNT(DISTINCT dicom.record_token) = 2
                    ) people""";
            assertThat(StackRun.number(query, inAllFormats)).isEqualTo(PEOPLE);
            assertThat(StackRun.number(query, "SELECT COUNT(DISTINCT patient_token) FROM medical_records"))
                    .isEqualTo(MESSAGES + PEOPLE);
            assertThat(StackRun.number(query, "SELECT COUNT(*) FROM medical_records WHERE patient_token IS NULL"))
                    .isZero();
        }
    }

    private static void publishPopulation(PulsarRole role, String topic) throws PulsarClientException {
        List<CompletableFuture<MessageId>> sent = new ArrayList<>();
        try (PulsarClient client = run.newClient(role);
                Producer<byte[]> producer = client.newProducer()
                        .topic("persistent://medical/" + topic)
                        .sendTimeout(0, TimeUnit.SECONDS)
                        .blockIfQueueFull(true)
                        .create()) {
            for (SyntheticPerson person : POPULATION) {
                for (SyntheticStudy study : person.studies()) {
                    sent.add(producer.sendAsync(StackRun.utf8(
                            switch (role) {
                                case PRODUCER_HL7V2 -> study.hl7();
                                case PRODUCER_FHIR -> study.fhir();
                                case PRODUCER_DICOM -> study.dicom();
                                default -> study.json();
                            })));
                }
            }
            producer.flush();
            CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).join();
        }
    }

    @Test
    @Order(3)
    void eachRecordGoesOutAsAFhirBundleThatReadersMayRead() throws Exception {
        Set<String> records = new HashSet<>();
        try (PulsarClient client = run.newClient(PulsarRole.READER);
                Consumer<byte[]> consumer = client.newConsumer()
                        .topic("persistent://medical/events/fhir")
                        .subscriptionName("research")
                        .subscriptionInitialPosition(SubscriptionInitialPosition.Earliest)
                        .subscribe()) {
            Message<byte[]> message;
            while ((message = consumer.receive(5, TimeUnit.SECONDS)) != null) {
                JsonNode bundle = JSON.readTree(message.getValue());
                assertThat(bundle.path("resourceType").asText()).isEqualTo("Bundle");
                if (message.hasProperty(Canary.PROPERTY)) {
                    assertThat(bundle.has("entry")).isFalse();
                } else {
                    assertThat(bundle.findValues("security").toString()).contains("PSEUDED");
                    records.add(message.getKey());
                }
                consumer.acknowledge(message);
            }
        }
        try (Connection query = run.query()) {
            assertThat(Databases.strings(query, "SELECT record_token FROM medical_records"))
                    .containsExactlyInAnyOrderElementsOf(records);
        }
    }

    @Test
    @Order(4)
    void noIdentifierIsLeftOnAnySurface() throws Exception {
        LeakScanner everybody = LeakScanner.of(POPULATION.stream()
                .flatMap(person -> person.studies().stream())
                .map(SyntheticStudy::recordWithAllIdentifiers)
                .toList());

        assertThat(LeakScanner.summary(new StackSurfaces(run).scan(everybody))).isEqualTo("{}");
    }

    @Test
    @Order(5)
    void messagesWithoutAValueAreRejectedAndDoNotStopConvert() throws Exception {
        Map<PulsarRole, String> topics = Map.of(
                PulsarRole.PRODUCER_HL7V2, "intake/hl7v2",
                PulsarRole.PRODUCER_FHIR, "intake/fhir",
                PulsarRole.PRODUCER_DICOM, "intake/dicom");
        for (Map.Entry<PulsarRole, String> topic : topics.entrySet()) {
            publishNothing(topic.getKey(), topic.getValue());
        }
        awaitEmptyMessages(topics.size());
        assertThat(run.restarts("convert")).isZero();

        // These wait while convert is stopped, so it receives them before it has started completely.
        run.adminCall("POST", "/admin/v3/functions/medical/intake/convert/stop", null);
        for (Map.Entry<PulsarRole, String> topic : topics.entrySet()) {
            publishNothing(topic.getKey(), topic.getValue());
        }
        run.adminCall("POST", "/admin/v3/functions/medical/intake/convert/start", null);
        awaitEmptyMessages(2L * topics.size());
    }

    private static void publishNothing(PulsarRole role, String topic) throws PulsarClientException {
        try (PulsarClient client = run.newClient(role);
                Producer<byte[]> producer = client.newProducer()
                        .topic("persistent://medical/" + topic)
                        .create()) {
            producer.send(null);
        }
    }

    private static void awaitEmptyMessages(long expected) {
        await("rejects of messages without a value")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    try (Connection command = run.command()) {
                        assertThat(StackRun.number(
                                        command, "SELECT COUNT(*) FROM records WHERE reason = 'EMPTY_MESSAGE'"))
                                .isEqualTo(expected);
                    }
                });
    }
}
