package dev.sigilo.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminConnectionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final AtomicReference<String> authorization = new AtomicReference<>();
    private HttpServer server;
    private AdminConnection connection;
    private int status = 200;
    private String body = "[\"one\"]";

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        connection =
                new AdminConnection("http://127.0.0.1:" + server.getAddress().getPort() + "/", "secret", null, TIMEOUT);
    }

    @AfterEach
    void stopServer() {
        connection.close();
        server.stop(0);
    }

    private static List<String> clusters(AdminConnection connection) {
        return connection.get(admin -> admin.clusters().getClusters());
    }

    private void answer(int status, String reason) {
        this.status = status;
        body = "{\"reason\":\"" + reason + "\"}";
    }

    @Test
    void authenticatesWithTheToken() {
        assertThat(clusters(connection)).containsExactly("one");
        assertThat(authorization).hasValue("Bearer secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405, 409, 412, 500, 503})
    void reportsTheStatusOfARefusal(int refusal) {
        answer(refusal, "not today");
        AdminException fault = catchThrowableOfType(AdminException.class, () -> clusters(connection));
        assertThat(fault.isAnswered()).isTrue();
        assertThat(fault.httpStatus()).isEqualTo(refusal);
    }

    @Test
    void givesTheReasonOfARefusal() {
        answer(409, "not today");
        assertThatThrownBy(() -> clusters(connection)).hasMessage("not today");
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        answer(404, "none");
        assertThat(connection.find(admin -> admin.clusters().getClusters())).isEqualTo(Optional.empty());
        assertThatCode(() -> connection.delete(admin -> admin.clusters().deleteCluster("one")))
                .doesNotThrowAnyException();
    }

    @Test
    void createsWhatMayExist() {
        answer(409, "exists");
        assertThatCode(() -> connection.create(admin -> admin.namespaces().createNamespace("a/b")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> connection.delete(admin -> admin.clusters().deleteCluster("one")))
                .isInstanceOf(AdminException.class);
    }

    @Test
    void namesTheFaultOfAServerThatCannotBeReached() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertUnreachable("http://127.0.0.1:" + port, "ConnectException");
        assertUnreachable("http://nowhere.invalid:80", "ConnectException");
    }

    @Test
    void namesTheFaultOfAServerThatDoesNotAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            assertUnreachable("http://127.0.0.1:" + silent.getLocalPort(), "HttpTimeoutException");
        }
    }

    private static void assertUnreachable(String url, String fault) {
        try (AdminConnection none = new AdminConnection(url, null, null, TIMEOUT)) {
            AdminException thrown = catchThrowableOfType(AdminException.class, () -> clusters(none));
            assertThat(thrown.isAnswered()).isFalse();
            assertThat(thrown).hasMessage(fault);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "pulsar://127.0.0.1:6650", "http:///", "http://a b"})
    void refusesWhatIsNotTheAddressOfAnAdminPort(String url) {
        try (AdminConnection none = new AdminConnection(url, null, null, TIMEOUT)) {
            assertThatThrownBy(() -> clusters(none)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
