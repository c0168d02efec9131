package dev.sigilo.tests.fault;

import static org.awaitility.Awaitility.await;

import dev.sigilo.keys.Keyset;
import dev.sigilo.stack.Login;
import dev.sigilo.stack.PulsarCredentials;
import dev.sigilo.stack.PulsarRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The containers of docker-compose.cluster.yml, with their own project name and ports. They mount a folder of the test,
 * in which pulsar-config and the functions' code can be changed as an operator would in a checkout.
 */
final class ComposeCluster implements AutoCloseable {
    private static final String FILE = "docker-compose.cluster.yml";
    private static final List<String> IMAGES = List.of("apachepulsar/pulsar:4.0.8", "mysql:9.7");
    private static final List<String> PASSWORDS = List.of(
            "SIGILO_ADMIN_PASSWORD",
            "SIGILO_COMMAND_SINK_PASSWORD",
            "SIGILO_VAULT_SINK_PASSWORD",
            "SIGILO_QUERY_SINK_PASSWORD",
            "SIGILO_READER_PASSWORD",
            "SIGILO_REPLICATION_PASSWORD");
    private static final List<String> PORTS = List.of(
            "SIGILO_PULSAR_PORT",
            "SIGILO_PULSAR_2_PORT",
            "SIGILO_PULSAR_ADMIN_PORT",
            "SIGILO_COMMAND_PORT",
            "SIGILO_QUERY_PORT",
            "SIGILO_COMMAND_REPLICA_PORT",
            "SIGILO_QUERY_REPLICA_PORT");
    private static final List<String> CODE = List.of(
            "functions/convert/target/sigilo-convert-function.jar",
            "functions/classify/target/sigilo-classify-function.jar",
            "functions/tokenize/target/sigilo-tokenize-function.jar",
            "functions/project/target/sigilo-project-function.jar",
            "sinks/target/sigilo-mysql-sink.nar",
            "tables/target/sigilo-migrate.jar");
    private static final Duration START = Duration.ofMinutes(12);
    private static final Duration BACK = Duration.ofMinutes(5);

    private final Path home;
    private final boolean keep;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final PulsarCredentials credentials;

    /** A command's exit status and output. */
    record Result(int status, String said) {}

    /**
     * @param home the folder that the containers mount, which is filled
     * @param keep whether it is used again: then the containers stay when this is closed
     */
    ComposeCluster(Path home, boolean keep) throws IOException {
        this.home = home;
        this.keep = keep;
        credentials = PulsarCredentials.in(home.resolve(".credentials"));
        if (Files.exists(home.resolve(".env"))) {
            Files.readAllLines(home.resolve(".env")).stream()
                    .filter(line -> line.matches("\\w+=.*"))
                    .forEach(line ->
                            settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
            return;
        }
        StackRun.copy(Chain.config(), config());
        StackRun.copy(Chain.home().resolve("testing/stack/compose"), home.resolve("testing/stack/compose"));
        StackRun.copy(
                Chain.home().resolve("testing/stack/target/classes"), home.resolve("testing/stack/target/classes"));
        for (String file : CODE) {
            Files.createDirectories(home.resolve(file).getParent());
            Files.copy(Chain.home().resolve(file), home.resolve(file));
        }
        Keyset.generate(Keyset.Purpose.TOKEN).writeNew(home.resolve("token.json"));
        Keyset.generate(Keyset.Purpose.SEALING).writeNew(home.resolve("sealing.json"));
        settings.put(
                "COMPOSE_PROJECT_NAME",
                "sigilo-clusterit-" + UUID.randomUUID().toString().substring(0, 8));
        PASSWORDS.forEach(name ->
                settings.put(name, UUID.randomUUID().toString().replace("-", "").substring(0, 24)));
        choosePorts();
        settings.put("SIGILO_TOKEN_KEYSET", "'" + tokenKeys().secretJson().replace("\n", "") + "'");
        settings.put("SIGILO_SEALING_KEYSET", "'" + sealingKeys().secretJson().replace("\n", "") + "'");
        settings.put(
                "SIGILO_PULSAR_KEY", Base64.getEncoder().encodeToString(Files.readAllBytes(credentials.keyFile())));
        for (PulsarRole role : List.of(PulsarRole.ADMIN, PulsarRole.BROKER, PulsarRole.WORKER, PulsarRole.FUNCTIONS)) {
            settings.put("SIGILO_PULSAR_" + role.name() + "_TOKEN", credentials.credential(role));
        }
        writeSettings();
    }

    private void choosePorts() throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (String name : PORTS) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                settings.put(name, socket.getLocalPort() + "");
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    private void writeSettings() throws IOException {
        Files.write(
                home.resolve(".env"),
                settings.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList());
    }

    /** Returns why such a cluster cannot be started here, or null if it can. */
    static String whyNot() throws IOException, InterruptedException {
        try {
            if (run(Path.of("."), Duration.ofMinutes(1), List.of("docker", "compose", "version"))
                            .status()
                    != 0) {
                return "docker compose does not answer";
            }
        } catch (IOException e) {
            return "docker is not installed";
        }
        for (String image : IMAGES) {
            if (run(Path.of("."), Duration.ofMinutes(1), List.of("docker", "image", "inspect", image))
                            .status()
                    != 0) {
                return "the image " + image + " is not on this machine; pull it";
            }
        }
        return null;
    }

    /** Starts everything and waits until it is deployed. */
    void start() throws IOException, InterruptedException {
        Result up = compose(START, "up", "-d", "--wait");
        if (up.status() != 0) {
            throw new IllegalStateException("the cluster did not start: " + end(up.said()) + " " + why() + " "
                    + compose(BACK, "logs", "--tail", "30", "deploy").said());
        }
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - 1500));
    }

    /** What health checks say of unhealthy containers. */
    private String why() throws IOException, InterruptedException {
        return run(home, BACK, List.of("bash", "testing/stack/compose/why.sh")).said();
    }

    /** Runs {@code docker compose} with these arguments. */
    Result compose(Duration limit, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "docker",
                "compose",
                "-f",
                Chain.home().toAbsolutePath().resolve(FILE).toString(),
                "--project-directory",
                home.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return run(home, limit, command);
    }

    private static Result run(Path folder, Duration limit, List<String> command)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile("sigilo-compose", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command.subList(0, Math.min(8, command.size())))
                        + " took more than " + limit);
            }
            return new Result(process.exitValue(), Files.readString(said));
        } finally {
            Files.deleteIfExists(said);
        }
    }

    /** Runs deploy.sh in its container with these variables, and returns its output. */
    String deploy(Map<String, String> variables) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("exec", "-T"));
        variables.forEach((name, value) -> arguments.addAll(List.of("-e", name + "=" + value)));
        arguments.addAll(List.of("deploy", "/sigilo/pulsar-config/deploy.sh"));
        Result deployed = compose(START, arguments.toArray(String[]::new));
        if (deployed.status() != 0) {
            throw new AssertionError("deploy.sh failed: " + deployed.said());
        }
        return deployed.said();
    }

    /** Kills a server with SIGKILL. */
    void kill(String server) throws IOException, InterruptedException {
        must(compose(BACK, "kill", "-s", "KILL", server));
    }

    /** Restarts a killed server on the same disk and waits until it is healthy. */
    void startAgain(String server) throws IOException, InterruptedException {
        must(compose(BACK, "start", server));
        // Until the first check, Docker reports the health from before the kill.
        await(server + " is healthy")
                .atMost(BACK)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> health(server).equals("healthy"));
    }

    /** Applies new settings: compose recreates the containers whose settings changed. */
    void changeSettings(Map<String, String> changed, String... servers) throws IOException, InterruptedException {
        settings.putAll(changed);
        writeSettings();
        List<String> arguments = new ArrayList<>(List.of("up", "-d", "--no-deps", "--wait"));
        arguments.addAll(Arrays.asList(servers));
        must(compose(START, arguments.toArray(String[]::new)));
    }

    private String health(String server) throws IOException, InterruptedException {
        String id = compose(BACK, "ps", "-aq", server).said().strip();
        return run(home, BACK, List.of("docker", "inspect", "--format", "{{.State.Health.Status}}", id))
                .said()
                .strip();
    }

    static Result must(Result result) {
        if (result.status() != 0) {
            throw new IllegalStateException("docker compose failed: " + end(result.said()));
        }
        return result;
    }

    /** The folder pulsar-config that deploy.sh reads. */
    Path config() {
        return home.resolve("pulsar-config");
    }

    /** The folder that the containers mount. */
    Path home() {
        return home;
    }

    String setting(String name) {
        return settings.get(name);
    }

    Keyset tokenKeys() {
        return Keyset.read(home.resolve("token.json"));
    }

    Keyset sealingKeys() {
        return Keyset.read(home.resolve("sealing.json"));
    }

    String credential(PulsarRole role) {
        return credentials.credential(role);
    }

    /** Both brokers. */
    String pulsarUrl() {
        return "pulsar://127.0.0.1:" + setting("SIGILO_PULSAR_PORT") + ",127.0.0.1:" + setting("SIGILO_PULSAR_2_PORT");
    }

    /** The admin API of brokers and workers. */
    String adminUrl() {
        return "http://127.0.0.1:" + setting("SIGILO_PULSAR_ADMIN_PORT");
    }

    /**
     * A database as its administrator.
     *
     * @param name   command or query
     * @param server the setting with its port
     */
    Connection database(String name, String server) throws SQLException {
        return StackRun.connect(
                "jdbc:mysql://127.0.0.1:" + setting(server) + "/tokenizer_" + name + "_db",
                new Login("root", setting("SIGILO_ADMIN_PASSWORD")));
    }

    /** Returns a server's last log lines, for a failed test. */
    String logs(String server) {
        try {
            return compose(BACK, "logs", "--tail", "40", server).said();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (!keep) {
            compose(START, "down", "-v", "--timeout", "5");
        }
    }
}
