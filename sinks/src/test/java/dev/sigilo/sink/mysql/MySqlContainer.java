package dev.sigilo.sink.mysql;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mysql.MySQLContainer;

/** MySQL in a container, on a port that stays the same after a restart. */
final class MySqlContainer implements TestServer {
    private static final String IMAGE = "mysql:9.7";

    private final int port;
    private final MySQLContainer container;

    MySqlContainer() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        container = new MySQLContainer(IMAGE)
                .withUsername("root")
                .withPassword(password())
                .withDatabaseName(DATABASE)
                .withCreateContainerCmdModifier(command -> command.getHostConfig()
                        .withPortBindings(new PortBinding(Ports.Binding.bindPort(port), ExposedPort.tcp(3306))));
        container.start();
    }

    /** Whether Docker runs and already has the image. */
    static boolean isAvailable() {
        return DockerClientFactory.instance().isDockerAvailable()
                && !docker().listImagesCmd().withReferenceFilter(IMAGE).exec().isEmpty();
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }

    @Override
    public void kill() {
        docker().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void start() {
        docker().startContainerCmd(container.getContainerId()).exec();
        await("MySQL on port " + port)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(this::answers);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    public String password() {
        return "sigilo-test";
    }

    @Override
    public void close() {
        container.stop();
    }

    @Override
    public String toString() {
        return IMAGE;
    }
}
