package dev.sigilo.tests.endtoend;

import dev.sigilo.keys.Keyset;
import dev.sigilo.stack.PulsarCredentials;
import dev.sigilo.stack.PulsarRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The pipeline in three containers, the images that docker-compose.yml names: Pulsar with the functions worker, and a
 * MySQL for each database, set up by the same scripts, the same SQL and the same deploy.sh.
 */
final class ContainerPipeline implements Pipeline, AutoCloseable {
    static final String PULSAR_IMAGE = "apachepulsar/pulsar:4.0.8";
    static final String MYSQL_IMAGE = "mysql:9.7";
    private static final int BINARY_PORT = 6650;
    private static final int WEB_PORT = 8080;
    private static final int BINARY_TLS_PORT = 6651;
    private static final int WEB_TLS_PORT = 8443;
    /** What a sink's JDBC URL says besides, as in docker-compose.tls.yml. */
    private static final String OVER_TLS =
            "?sslMode=VERIFY_IDENTITY&trustCertificateKeyStoreUrl=file:/sigilo/tls/ca.p12"
                    + "&trustCertificateKeyStoreType=PKCS12&trustCertificateKeyStorePassword=changeit";

    // A busy machine takes more than a minute for what an idle one does in twelve seconds.
    private static final Duration START = Duration.ofMinutes(6);

    private final Path home;
    private final Network network = Network.newNetwork();
    private final MySQLContainer command;
    private final MySQLContainer query;
    private final GenericContainer<?> pulsar;
    private final PulsarCredentials credentials;
    private final Path certificates;
    private final String adminPassword = password();
    private final String readerPassword = password();

    private ContainerPipeline(Path home) throws IOException {
        this.home = home;
        Path folder = Files.createTempDirectory("sigilo-container");
        credentials = PulsarCredentials.in(folder.resolve("credentials"));
        certificates = folder.resolve("tls");
        makeCertificates();
        String commandPassword = password();
        String vaultPassword = password();
        String queryPassword = password();
        command = database("command", "tokenizer_command_db");
        query = database("query", "tokenizer_query_db");
        // As docker-compose.yml and docker-compose.tls.yml start it.
        pulsar = new GenericContainer<>(DockerImageName.parse(PULSAR_IMAGE))
                .withCommand("bash", "/sigilo/testing/stack/compose/pulsar.sh")
                .withExposedPorts(BINARY_PORT, WEB_PORT, BINARY_TLS_PORT, WEB_TLS_PORT)
                .withEnv("SIGILO_TLS", "/sigilo/tls")
                .withCopyFileToContainer(MountableFile.forHostPath(certificates.resolve("pulsar")), "/sigilo/tls")
                .waitingFor(Wait.forSuccessfulCommand("bash /sigilo/testing/stack/compose/healthy.sh")
                        .withStartupTimeout(START))
                .withNetwork(network)
                .withEnv("PULSAR_MEM", "-Xms256m -Xmx1200m -XX:MaxDirectMemorySize=512m")
                .withEnv(
                        "SIGILO_PULSAR_KEY",
                        Base64.getEncoder().encodeToString(Files.readAllBytes(credentials.keyFile())))
                .withEnv("SIGILO_PULSAR_BROKER_TOKEN", credential(PulsarRole.BROKER))
                .withEnv("SIGILO_PULSAR_FUNCTIONS_TOKEN", credential(PulsarRole.FUNCTIONS))
                .withEnv(
                        "SIGILO_TOKEN_KEYSET",
                        Keyset.generate(Keyset.Purpose.TOKEN).secretJson())
                .withEnv(
                        "SIGILO_SEALING_KEYSET",
                        Keyset.generate(Keyset.Purpose.SEALING).secretJson())
                .withEnv("SIGILO_COMMAND_JDBC_URL", "jdbc:mysql://db-command:3306/tokenizer_command_db" + OVER_TLS)
                .withEnv("SIGILO_QUERY_JDBC_URL", "jdbc:mysql://db-query:3306/tokenizer_query_db" + OVER_TLS)
                .withEnv("SIGILO_COMMAND_SINK_PASSWORD", commandPassword)
                .withEnv("SIGILO_VAULT_SINK_PASSWORD", vaultPassword)
                .withEnv("SIGILO_QUERY_SINK_PASSWORD", queryPassword);
        for (String artifact : List.of(
                "functions/convert/target/sigilo-convert-function.jar",
                "functions/classify/target/sigilo-classify-function.jar",
                "functions/tokenize/target/sigilo-tokenize-function.jar",
                "functions/project/target/sigilo-project-function.jar",
                "sinks/target/sigilo-mysql-sink.nar",
                "tables/target/sigilo-migrate.jar",
                "pulsar-config",
                "testing/stack/compose",
                "testing/stack/target/classes")) {
            pulsar.withCopyFileToContainer(MountableFile.forHostPath(home.resolve(artifact)), "/sigilo/" + artifact);
        }
    }

    /** Returns why containers cannot be used here, or null if they can. */
    static String whyNot() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return "Docker does not answer";
        }
        for (String image : List.of(PULSAR_IMAGE, MYSQL_IMAGE)) {
            try {
                DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            } catch (com.github.dockerjava.api.exception.NotFoundException e) {
                return "the image " + image + " is not on this machine; pull it";
            }
        }
        return null;
    }

    /** Starts the containers and deploys. */
    static ContainerPipeline start(Path home) throws Exception {
        ContainerPipeline pipeline = new ContainerPipeline(home);
        try {
            pipeline.command.start();
            pipeline.query.start();
            pipeline.pulsar.start();
            ExecResult migrated = pipeline.pulsar.execInContainer(ExecConfig.builder()
                    .command(new String[] {
                        "bash",
                        "-c",
                        "exec \"${JAVA_HOME:+$JAVA_HOME/bin/}java\" -jar /sigilo/tables/target/sigilo-migrate.jar"
                    })
                    .envVars(Map.of(
                            "SIGILO_ADMIN_PASSWORD",
                            pipeline.adminPassword,
                            "SIGILO_READER_PASSWORD",
                            pipeline.readerPassword))
                    .build());
            if (migrated.getExitCode() != 0) {
                throw new IllegalStateException(
                        "the tables were not made: " + migrated.getStdout() + migrated.getStderr());
            }
            ExecResult deployed = pipeline.pulsar.execInContainer(ExecConfig.builder()
                    .command(new String[] {"bash", "/sigilo/pulsar-config/deploy.sh"})
                    .envVars(Map.of(
                            "SIGILO_CODE_DIR",
                            "/pulsar/data/code",
                            "SIGILO_PULSAR_TOKEN",
                            pipeline.credential(PulsarRole.ADMIN),
                            "SIGILO_ADMIN_URL",
                            "https://localhost:" + WEB_TLS_PORT,
                            "SIGILO_TLS_CA",
                            "/sigilo/tls/ca.pem"))
                    .build());
            if (deployed.getExitCode() != 0) {
                throw new IllegalStateException("deploy.sh failed: " + deployed.getStdout() + deployed.getStderr());
            }
            return pipeline;
        } catch (Exception e) {
            pipeline.close();
            throw e;
        }
    }

    private void makeCertificates() throws IOException {
        Process process = new ProcessBuilder(
                        "bash",
                        home.resolve("testing/stack/compose/make-certs.sh").toString(),
                        certificates.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!Files.exists(certificates.resolve("db-query/server.pem"))) {
            throw new IllegalStateException("make-certs.sh failed: " + said);
        }
    }

    /** Returns the certificate of the authority that signed the servers' certificates, as a PEM file. */
    Path certificateAuthority() {
        return certificates.resolve("ca.pem");
    }

    /** The same as a key store for Java. */
    Path trustStore() {
        return certificates.resolve("ca.p12");
    }

    /** The broker's binary protocol over TLS. */
    String tlsServiceUrl() {
        return "pulsar+ssl://" + pulsar.getHost() + ":" + pulsar.getMappedPort(BINARY_TLS_PORT);
    }

    /** The broker's HTTP over TLS. */
    String tlsWebServiceUrl() {
        return "https://" + pulsar.getHost() + ":" + pulsar.getMappedPort(WEB_TLS_PORT);
    }

    /** db_query, to be reached with further parameters, and the password of its user reader. */
    String queryJdbcUrl() {
        return "jdbc:mysql://" + query.getHost() + ":" + query.getMappedPort(MySQLContainer.MYSQL_PORT)
                + "/tokenizer_query_db";
    }

    String readerPassword() {
        return readerPassword;
    }

    private MySQLContainer database(String name, String database) {
        MySQLContainer container = new MySQLContainer(DockerImageName.parse(MYSQL_IMAGE))
                .withDatabaseName(database)
                .withUsername("root")
                .withPassword(adminPassword)
                // Otherwise it checks without TLS whether the server answers.
                .withUrlParam("useSSL", "true");
        container.withStartupTimeout(START);
        container.withNetwork(network).withNetworkAliases("db-" + name);
        container.withCommand(
                "--ssl-ca=/sigilo/tls/ca.pem",
                "--ssl-cert=/sigilo/tls/server.pem",
                "--ssl-key=/sigilo/tls/server.key",
                "--require-secure-transport=ON");
        container.withCopyFileToContainer(MountableFile.forHostPath(certificates.resolve("db-" + name)), "/sigilo/tls");
        return container;
    }

    private static String password() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 24; i++) {
            password.append("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789".charAt(random.nextInt(56)));
        }
        return password.toString();
    }

    @Override
    public String serviceUrl() {
        return "pulsar://" + pulsar.getHost() + ":" + pulsar.getMappedPort(BINARY_PORT);
    }

    @Override
    public String webServiceUrl() {
        return "http://" + pulsar.getHost() + ":" + pulsar.getMappedPort(WEB_PORT);
    }

    @Override
    public String credential(PulsarRole role) {
        return credentials.credential(role);
    }

    @Override
    public Connection command() throws SQLException {
        return DriverManager.getConnection(command.getJdbcUrl(), "root", command.getPassword());
    }

    @Override
    public Connection query() throws SQLException {
        return DriverManager.getConnection(query.getJdbcUrl(), "root", query.getPassword());
    }

    @Override
    public Connection reader() throws SQLException {
        return DriverManager.getConnection(query.getJdbcUrl(), "reader", readerPassword);
    }

    @Override
    public List<Path> logs() throws Exception {
        Path logs = Files.createTempDirectory("sigilo-container-logs");
        logs.toFile().deleteOnExit();
        Files.writeString(logs.resolve("pulsar.log"), pulsar.getLogs());
        Files.writeString(logs.resolve("command.log"), command.getLogs());
        Files.writeString(logs.resolve("query.log"), query.getLogs());
        ExecResult functions =
                pulsar.execInContainer("bash", "-c", "find /pulsar/logs -type f -exec cat {} + 2>/dev/null; true");
        Files.writeString(logs.resolve("functions.log"), functions.getStdout());
        return List.of(logs);
    }

    @Override
    public void close() {
        pulsar.stop();
        command.stop();
        query.stop();
        network.close();
    }
}
