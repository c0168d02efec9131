package dev.sigilo.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The servers alone, without the pipeline, which the module tests deploys. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedStackIT {
    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final String TOPIC = "/public/default/kept";

    private static Path directory;
    private static EmbeddedStack stack;

    @BeforeAll
    static void start() throws IOException {
        // Not JUnit's @TempDir, which warns of each link into the distribution when it deletes them.
        directory = Files.createTempDirectory("sigilo-stack");
        stack = EmbeddedStack.builder(HOME).directory(directory).deploy(false).start();
    }

    @AfterAll
    static void stop() throws IOException {
        stack.close();
        Installation.deleteTree(directory);
    }

    @Test
    @Order(1)
    void keepsMessagesWhenTheBrokerIsKilled() throws IOException {
        call("PUT", "/admin/v2/persistent" + TOPIC, "");
        call("PUT", "/admin/v2/persistent" + TOPIC + "/subscription/reader", "");
        call(
                "POST",
                "/topics/persistent" + TOPIC,
                "{\"producerName\":\"test\",\"messages\":[{\"payload\":\"kept\"}],"
                        + "\"valueSchema\":\"{\\\"name\\\":\\\"\\\",\\\"type\\\":\\\"STRING\\\",\\\"schema\\\":\\\"\\\",\\\"properties\\\":{}}\"}");
        assertThat(call("GET", "/admin/v2/persistent" + TOPIC + "/stats", null)).contains("\"msgBacklog\":1");
        long pid = stack.broker().pid();

        stack.broker().kill();
        assertThat(stack.isRunning()).isFalse();
        stack.broker().restart();

        assertThat(stack.broker().pid()).isNotEqualTo(pid);
        assertThat(Files.readString(directory.resolve("pulsar/logs/pulsar-standalone.log")))
                .as("a bookie that registers again and again")
                .doesNotContain("re-acquired lock at /ledgers/available");
        assertThat(call("GET", "/admin/v2/persistent" + TOPIC + "/stats", null)).contains("\"msgBacklog\":1");
    }

    @Test
    @Order(2)
    void keepsRowsWhenADatabaseIsKilled() throws SQLException {
        execute(
                stack.queryJdbcUrl(),
                stack.admin(),
                "INSERT INTO medical_records (record_token, version) VALUES ('rec_kept', 1)");

        stack.queryDatabase().kill();
        stack.queryDatabase().restart();

        assertThat(count("SELECT COUNT(*) FROM medical_records WHERE record_token = 'rec_kept'"))
                .isEqualTo(1);
    }

    @Test
    @Order(3)
    void startsAServerAgainThatEndsWhileItStarts() throws Exception {
        int port = URI.create(stack.queryJdbcUrl().substring("jdbc:".length())).getPort();
        stack.queryDatabase().kill();
        ServerSocket taken = new ServerSocket();
        taken.setReuseAddress(true);
        taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread refuses = new Thread(() -> {
            try {
                while (!Files.readString(stack.queryDatabase().log()).contains("starting it again")) {
                    taken.accept().close();
                }
                taken.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        refuses.start();

        stack.queryDatabase().restart();
        refuses.join();

        assertThat(Files.readString(stack.queryDatabase().log()))
                .containsPattern("db-query stopped while starting: .*ERROR.*; starting it again");
        assertThat(count("SELECT COUNT(*) FROM medical_records WHERE record_token = 'rec_kept'"))
                .isEqualTo(1);
    }

    @Test
    @Order(4)
    void letsTheReaderReadAndNothingElse() throws SQLException {
        assertThat(count("SELECT COUNT(*) FROM records_per_model")).isNotNegative();
        assertThatThrownBy(() -> execute(stack.queryJdbcUrl(), stack.reader(), "DELETE FROM medical_records"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
        assertThatThrownBy(() -> execute(stack.commandJdbcUrl(), stack.reader(), "SELECT 1"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    @Order(5)
    void letsASinkTouchItsOwnTablesAlone() throws SQLException {
        execute(stack.commandJdbcUrl(), stack.vault(), "SELECT COUNT(*) FROM vault_keys");
        assertThatThrownBy(() -> execute(stack.commandJdbcUrl(), stack.vault(), "SELECT COUNT(*) FROM records"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
        assertThatThrownBy(() -> execute(stack.commandJdbcUrl(), stack.vault(), "DROP TABLE vault"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
    }

    @Test
    @Order(6)
    void isFoundAgainByItsDirectory() {
        Optional<EmbeddedStack> found = EmbeddedStack.attach(directory);

        assertThat(found).hasValueSatisfying(same -> {
            assertThat(same.isRunning()).isTrue();
            assertThat(same.broker().pid()).isEqualTo(stack.broker().pid());
            assertThat(same.pulsarUrl()).isEqualTo(stack.pulsarUrl());
        });
        // It was not started by this object, so closing it leaves it alone.
        found.orElseThrow().close();
        assertThat(stack.isRunning()).isTrue();
    }

    @Test
    @Order(7)
    void holdsNoMoreMemoryThanItMay() {
        assertThat(stack.residentBytes()).isBetween(200L << 20, 4L << 30);
    }

    @Test
    @Order(8)
    void goesOnFromWhereItWas() throws IOException, SQLException {
        String url = stack.pulsarUrl();
        stack.stop();
        assertThat(EmbeddedStack.attach(directory)).isEmpty();
        assertThat(stack.isRunning()).isFalse();

        stack = EmbeddedStack.builder(HOME).directory(directory).deploy(false).start();

        assertThat(stack.pulsarUrl()).isEqualTo(url);
        assertThat(count("SELECT COUNT(*) FROM medical_records WHERE record_token = 'rec_kept'"))
                .isEqualTo(1);
        assertThat(call("GET", "/admin/v2/persistent" + TOPIC + "/stats", null)).contains("\"msgBacklog\":1");
    }

    @Test
    void saysThatAPortIsTaken(@TempDir Path other) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedStack.builder(HOME)
                            .directory(other)
                            .pulsarPort(taken.getLocalPort())
                            .start())
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining(taken.getLocalPort() + "")
                    .hasMessageContaining("choose another");
        }
        assertThat(Files.exists(other.resolve("stack.properties"))).isFalse();
    }

    private static String call(String method, String path, String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(stack.adminUrl() + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + stack.credential(PulsarRole.ADMIN));
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(connection.getResponseCode()).as(method + " " + path).isBetween(200, 299);
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void execute(String url, Login login, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, login.user(), login.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(String sql) throws SQLException {
        Login reader = stack.reader();
        try (Connection connection =
                        DriverManager.getConnection(stack.queryJdbcUrl(), reader.user(), reader.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
