package dev.sigilo.tests.endtoend;

import dev.sigilo.keys.Keyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.Network;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.pulsar.PulsarContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The pipeline in three containers, the images that docker-compose.yml names: Pulsar with the functions worker, and a
 * MySQL for each database, set up by the same SQL and the same deploy.sh.
 */
final class ContainerPipeline implements Pipeline, AutoCloseable {
    static final String PULSAR_IMAGE = "apachepulsar/pulsar:4.0.8";
    static final String MYSQL_IMAGE = "mysql:9.7";

    // A busy machine takes a minute and more where an idle one takes twelve seconds.
    private static final Duration START = Duration.ofMinutes(6);

    // As docker-compose.yml has it. With the image's default, a process each, an instance listens on a port that was free
    // when it was deployed; if something else has taken it since, Pulsar tries the same port for ever.
    private static final String FUNCTIONS_IN_THREADS = "sed -i"
            + " -e 's|^functionRuntimeFactoryClassName:.*|functionRuntimeFactoryClassName:"
            + " org.apache.pulsar.functions.runtime.thread.ThreadRuntimeFactory|'"
            + " -e '/^    \\(logDirectory\\|javaInstanceJarLocation\\|pythonInstanceLocation"
            + "\\|extraFunctionDependenciesDir\\|threadGroupName\\):/d'"
            + " -e 's|^functionRuntimeFactoryConfigs:.*|functionRuntimeFactoryConfigs:\\n    threadGroupName: sigilo|'"
            + " conf/functions_worker.yml";

    private final Path home;
    private final Network network = Network.newNetwork();
    private final MySQLContainer command;
    private final MySQLContainer query;
    private final PulsarContainer pulsar;
    private final String readerPassword = password();

    private ContainerPipeline(Path home) {
        this.home = home;
        String commandPassword = password();
        String vaultPassword = password();
        String queryPassword = password();
        command = database("command", "tokenizer_command_db")
                .withEnv("SIGILO_COMMAND_SINK_PASSWORD", commandPassword)
                .withEnv("SIGILO_VAULT_SINK_PASSWORD", vaultPassword);
        query = database("query", "tokenizer_query_db")
                .withEnv("SIGILO_QUERY_SINK_PASSWORD", queryPassword)
                .withEnv("SIGILO_READER_PASSWORD", readerPassword);
        pulsar = new PulsarContainer(DockerImageName.parse(PULSAR_IMAGE)) {
            @Override
            protected void configure() {
                super.configure();
                String[] command = getCommandParts();
                command[command.length - 1] = FUNCTIONS_IN_THREADS + " && " + command[command.length - 1];
                setCommandParts(command);
            }
        }
                .withFunctionsWorker()
                .withStartupTimeout(START)
                .withNetwork(network)
                .withEnv("PULSAR_MEM", "-Xms256m -Xmx1200m -XX:MaxDirectMemorySize=512m")
                .withEnv("PULSAR_PREFIX_webSocketServiceEnabled", "true")
                .withEnv("SIGILO_TOKEN_KEYSET", Keyset.generate(Keyset.Purpose.TOKEN).secretJson())
                .withEnv("SIGILO_SEALING_KEYSET", Keyset.generate(Keyset.Purpose.SEALING).secretJson())
                .withEnv("SIGILO_COMMAND_JDBC_URL", "jdbc:mysql://command:3306/tokenizer_command_db")
                .withEnv("SIGILO_QUERY_JDBC_URL", "jdbc:mysql://query:3306/tokenizer_query_db")
                .withEnv("SIGILO_COMMAND_SINK_PASSWORD", commandPassword)
                .withEnv("SIGILO_VAULT_SINK_PASSWORD", vaultPassword)
                .withEnv("SIGILO_QUERY_SINK_PASSWORD", queryPassword);
        for (String artifact : List.of("functions/classify/target/sigilo-classify-function.jar",
                "functions/tokenize/target/sigilo-tokenize-function.jar",
                "functions/project/target/sigilo-project-function.jar", "sinks/target/sigilo-mysql-sink.nar",
                "pulsar-config")) {
            pulsar.withCopyFileToContainer(MountableFile.forHostPath(home.resolve(artifact)), "/sigilo/" + artifact);
        }
    }

    /** Why containers cannot be used here, or null where they can. */
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
            ExecResult deployed = pipeline.pulsar.execInContainer("bash", "/sigilo/pulsar-config/deploy.sh");
            if (deployed.getExitCode() != 0) {
                throw new IllegalStateException("deploy.sh failed: " + deployed.getStdout() + deployed.getStderr());
            }
            return pipeline;
        } catch (Exception e) {
            pipeline.close();
            throw e;
        }
    }

    private MySQLContainer database(String name, String database) {
        Path sql = home.resolve("sinks/sql").resolve(name);
        MySQLContainer container = new MySQLContainer(DockerImageName.parse(MYSQL_IMAGE))
                .withDatabaseName(database)
                .withUsername("root")
                .withPassword(password());
        container.withStartupTimeout(START);
        container.withNetwork(network).withNetworkAliases(name);
        try (Stream<Path> files = Files.list(sql)) {
            files.sorted().forEach(file -> container.withCopyFileToContainer(MountableFile.forHostPath(file),
                    "/docker-entrypoint-initdb.d/" + file.getFileName()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        container.withCopyFileToContainer(MountableFile.forHostPath(home.resolve("sinks/sql/users.sh"), 0755),
                "/docker-entrypoint-initdb.d/30-users.sh");
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
        return pulsar.getPulsarBrokerUrl();
    }

    @Override
    public String webServiceUrl() {
        return pulsar.getHttpServiceUrl();
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
        ExecResult functions = pulsar.execInContainer("bash", "-c",
                "find /pulsar/logs -type f -exec cat {} + 2>/dev/null; true");
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
