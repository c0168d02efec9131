package dev.sigilo.sink.mysql;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on the embedded MariaDB. */
class MariaDbSinkIT extends SinkContract {
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new EmbeddedMariaDb();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Override
    TestServer server() {
        return server;
    }
}
