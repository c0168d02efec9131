package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.stack.FunctionRuntime;
import dev.sigilo.stack.PulsarRole;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages in hospital formats on a real Pulsar: each record of a message is stored once, also if convert is restarted. */
@DisplayName("Messages in hospital formats")
class ConvertIT {
    private static final int MESSAGES = Chain.size(300, 5000);
    private static final int RESTARTS = 3;

    @TempDir
    private static Path folder;

    private static StackRun run;

    @BeforeAll
    static void start() throws Exception {
        run = StackRun.start(folder.resolve("stack"), FunctionRuntime.THREAD);
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
}
