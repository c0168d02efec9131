package dev.sigilo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command says about the answers of Pulsar's admin port. */
class PulsarAdminFaultsTest {
    private static final String TOPIC = "persistent://medical/intake/raw";

    private HttpServer server;
    private String url;
    private int partitionedStatus = 200;
    private int status = 200;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean partitioned = exchange.getRequestURI().getPath().endsWith("/partitioned-stats");
            byte[] body = ("{\"subscriptions\":{\"classify\":{\"msgBacklog\":" + (partitioned ? 7 : 5)
                            + "}},\"reason\":\"no\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(partitioned ? partitionedStatus : status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private PulsarAdmin admin() {
        return new PulsarAdmin(url + "/", "token");
    }

    @Test
    void readsTheBacklogOfTopicsWithAndWithoutPartitions() {
        assertThat(admin().backlogs(TOPIC)).containsOnly(Map.entry("classify", 7L));
        partitionedStatus = 404;
        assertThat(admin().backlogs(TOPIC)).containsOnly(Map.entry("classify", 5L));
        status = 404;
        assertThat(admin().backlogs(TOPIC)).isEmpty();
    }

    @Test
    void findsNoFunctionAndNoSinkThatIsNotDeployed() {
        status = 404;
        assertThat(admin().functionStatus("medical/stages", "classify")).isNull();
        assertThat(admin().userConfig("medical/stages", "classify")).isNull();
        assertThat(admin().sinkStatus("medical/stages", "query-records")).isNull();
        assertThat(admin().refusedRows("medical/stages", "query-records", 0)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void saysThatACredentialIsNotEnough(int refusal) {
        partitionedStatus = refusal;
        assertThatThrownBy(() -> admin().backlogs(TOPIC))
                .isInstanceOf(CliException.class)
                .hasMessage("this token may not read the statistics of Pulsar at " + url + " (HTTP " + refusal
                        + "); use the admin token in SIGILO_PULSAR_TOKEN, or publish with --no-wait");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500, 503})
    void saysWhatStatusWasAnswered(int fault) {
        partitionedStatus = fault;
        assertThatThrownBy(() -> admin().backlogs(TOPIC))
                .isInstanceOf(CliException.class)
                .hasMessage("Pulsar at " + url + " answered HTTP " + fault + "; see its log");
    }

    @Test
    void saysThatTheAddressIsNotOne() {
        assertThatThrownBy(() -> new PulsarAdmin("foo", null).backlogs(TOPIC))
                .isInstanceOf(CliException.class)
                .hasMessage("foo is not an address of Pulsar's admin port; write http://host:port");
    }

    @Test
    void saysThatNothingListens() {
        server.stop(0);
        assertThatThrownBy(() -> admin().backlogs(TOPIC))
                .isInstanceOf(CliException.class)
                .hasMessage("Pulsar's admin port at " + url
                        + " cannot be reached (ConnectException); is it running? See `sigilo status`");
    }
}
