package dev.sigilo.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sigilo.cli.Sigilo;
import dev.sigilo.stack.EmbeddedStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sender sends HL7 v2 messages through {@code sigilo mllp} over a connection that is cut at random places, and sends again what was
 * not acknowledged with AA, as interface engines do. With {@code -Pchaos} the broker is also killed. At the end every message is
 * acknowledged and has exactly one row. The seed is printed; repeat a run with {@code -Dsigilo.seed=N}.
 */
@DisplayName("MLLP over a connection that is cut")
class MllpIT {
    private static final boolean FULL = Boolean.getBoolean("sigilo.chaos");
    private static final int MESSAGES = Integer.getInteger("sigilo.messages", FULL ? 100_000 : 2_000);
    private static final int CUTS = 50;
    private static final int KILLS = Integer.getInteger("sigilo.kills", FULL ? 5 : 0);
    private static final int WINDOW = 50;
    private static final long SEED = Long.getLong("sigilo.seed", System.nanoTime() & 0xffffff);
    private static final String STATE_PROPERTY = "sigilo.state";

    @TempDir
    private Path directory;

    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final Random random = new Random(SEED);
    private int port;
    private int sentAgain;

    @AfterEach
    void forgetStack() {
        System.clearProperty(STATE_PROPERTY);
    }

    @Test
    void everyAcknowledgedMessageHasItsRowAndNoneTwo() throws Exception {
        System.out.println("MllpIT seed " + SEED);
        Path state = directory.resolve("state");
        System.setProperty(STATE_PROPERTY, state.toString());
        try (EmbeddedStack stack =
                EmbeddedStack.builder(Chain.home()).directory(state).start()) {
            port = freePort();
            ByteArrayOutputStream log = new ByteArrayOutputStream();
            Thread listener = new Thread(
                    () -> Sigilo.run(
                            InputStream.nullInputStream(),
                            log,
                            log,
                            false,
                            "mllp",
                            "--port",
                            Integer.toString(port),
                            "--store-timeout",
                            "10"),
                    "mllp");
            listener.setDaemon(true);
            listener.start();
            await().atMost(Duration.ofMinutes(1)).until(this::isListening);

            Thread killer = new Thread(() -> killBroker(stack), "killer");
            killer.start();
            sendAll();
            killer.join();
            assertThat(acknowledged).hasSize(MESSAGES);
            awaitRows(stack);
            listener.interrupt();

            System.out.println("MllpIT seed " + SEED + ": " + MESSAGES + " messages acknowledged, " + CUTS + " cuts, "
                    + KILLS + " kills of the broker, " + sentAgain + " sent again; lost 0, twice 0");
            assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("QUINTANILLA");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    // ---- the sender

    private void sendAll() throws IOException {
        Deque<Integer> waiting = new ArrayDeque<>();
        for (int i = 0; i < MESSAGES; i++) {
            waiting.add(i);
        }
        int windows = MESSAGES / (WINDOW / 2);
        int cuts = 0;
        while (!waiting.isEmpty()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(60_000);
                boolean cut = false;
                while (!waiting.isEmpty() && !cut) {
                    cut = cuts < CUTS && random.nextInt(windows) < 2 * CUTS;
                    cuts += cut ? 1 : 0;
                    sendWindow(socket, waiting, cut);
                }
                if (cut) {
                    socket.setSoLinger(true, 0);
                }
            } catch (IOException e) {
                // The listener closed the connection, because the broker was killed; connect again.
                sentAgain++;
            }
        }
        assertThat(cuts).isEqualTo(CUTS);
    }

    /** Sends some messages and reads their replies; with a cut, only a part of either. */
    private void sendWindow(Socket socket, Deque<Integer> waiting, boolean cut) throws IOException {
        List<Integer> window = new ArrayList<>();
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 1 + random.nextInt(WINDOW); i > 0 && !waiting.isEmpty(); i--) {
            window.add(waiting.poll());
            frames.write(0x0b);
            frames.writeBytes(message(window.get(window.size() - 1)));
            frames.write(0x1c);
            frames.write(0x0d);
        }
        Set<Integer> open = new HashSet<>(window);
        try {
            byte[] bytes = frames.toByteArray();
            boolean partOfMessages = cut && random.nextBoolean();
            OutputStream out = socket.getOutputStream();
            out.write(bytes, 0, partOfMessages ? random.nextInt(bytes.length) : bytes.length);
            out.flush();
            int replies = partOfMessages ? 0 : cut ? random.nextInt(window.size()) : window.size();
            for (int i = 0; i < replies; i++) {
                String[] code = reply(socket.getInputStream());
                assertThat(code[1]).isEqualTo("M" + window.get(i));
                if (code[0].equals("AA")) {
                    acknowledged.add(window.get(i));
                    open.remove(window.get(i));
                }
            }
        } finally {
            sentAgain += open.size();
            window.stream().filter(open::contains).forEach(waiting::add);
        }
    }

    private static byte[] message(int number) {
        return ("MSH|^~\\&|RIS|NORTH|SIGILO|LAB|20260102030405||ORU^R01^ORU_R01|M" + number + "|P|2.5.1\r"
                        + "PID|1||" + (100_000 + number / 3) + "^^^NORTH^MR||QUINTANILLA^ANA||19610304|F\r"
                        + "OBR|1|P-" + number + "|F-" + number + "|71020^CHEST X-RAY^CPT|||20260101101500\r"
                        + "OBX|1|TX|18748-4^Report^LN||Chest radiograph. No acute findings.||||||F\r")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns MSA-1 and MSA-2 of the next reply. */
    private static String[] reply(InputStream in) throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        for (int next = in.read(); next != 0x1c; next = in.read()) {
            if (next < 0) {
                throw new IOException("the listener closed the connection");
            }
            reply.write(next);
        }
        if (in.read() != 0x0d) {
            throw new IOException("the listener closed the connection");
        }
        String text = reply.toString(StandardCharsets.UTF_8);
        String[] msa = text.substring(text.indexOf("\rMSA|") + 5).split("\r")[0].split("\\|");
        return new String[] {msa[0], msa[1]};
    }

    // ---- the broker and the rows

    private void killBroker(EmbeddedStack stack) {
        for (int kill = 1; kill <= KILLS; kill++) {
            int after = MESSAGES * kill / (KILLS + 1);
            await().atMost(Duration.ofMinutes(30)).until(() -> acknowledgedSoFar() >= after);
            stack.broker().kill();
            stack.broker().restart();
        }
    }

    private int acknowledgedSoFar() {
        return acknowledged.size();
    }

    private static void awaitRows(EmbeddedStack stack) throws SQLException {
        await().atMost(Duration.ofMinutes(FULL ? 30 : 5))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(count(stack, "SELECT COUNT(*) FROM medical_records"))
                        .isEqualTo(MESSAGES));
        assertThat(count(stack, "SELECT COUNT(DISTINCT record_token) FROM medical_records"))
                .isEqualTo(MESSAGES);
        assertThat(count(stack, "SELECT COUNT(*) FROM medical_records WHERE source_format = 'hl7v2'"))
                .isEqualTo(MESSAGES);
    }

    private static long count(EmbeddedStack stack, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        stack.queryJdbcUrl(),
                        stack.reader().user(),
                        stack.reader().password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
