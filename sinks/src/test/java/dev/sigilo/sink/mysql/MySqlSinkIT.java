package dev.sigilo.sink.mysql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on MySQL 9.7, if Docker runs and has its image. */
class MySqlSinkIT extends SinkContract {
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(MySqlContainer.isAvailable(), "Docker does not run, or does not have the image mysql:9.7");
        server = new MySqlContainer();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    TestServer server() {
        return server;
    }
}
