package dev.sigilo.tables;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mysql.MySQLContainer;

/** Runs the contract on MySQL, if Docker is available and has the image. */
class MySqlTablesIT extends TablesContract {
    private static final String IMAGE = "mysql:9.7";
    private static MySQLContainer server;

    @BeforeAll
    static void start() {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable()
                        && !DockerClientFactory.instance()
                                .client()
                                .listImagesCmd()
                                .withReferenceFilter(IMAGE)
                                .exec()
                                .isEmpty(),
                "Docker does not answer, or has no image " + IMAGE);
        server = new MySQLContainer(IMAGE).withUsername("root").withPassword("sigilo-test");
        server.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.stop();
        }
    }

    @Override
    int port() {
        return server.getMappedPort(MySQLContainer.MYSQL_PORT);
    }
}
