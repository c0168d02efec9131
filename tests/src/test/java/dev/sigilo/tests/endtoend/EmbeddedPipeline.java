package dev.sigilo.tests.endtoend;

import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.Login;
import dev.sigilo.stack.PulsarRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** The pipeline on the embedded stack. */
final class EmbeddedPipeline implements Pipeline, AutoCloseable {
    private final EmbeddedStack stack;

    private EmbeddedPipeline(EmbeddedStack stack) {
        this.stack = stack;
    }

    /** Starts the stack in a directory of its own and deploys. */
    static EmbeddedPipeline start(Path home, Path directory) {
        return new EmbeddedPipeline(
                EmbeddedStack.builder(home).directory(directory).start());
    }

    @Override
    public String serviceUrl() {
        return stack.pulsarUrl();
    }

    @Override
    public String webServiceUrl() {
        return stack.adminUrl();
    }

    @Override
    public String credential(PulsarRole role) {
        return stack.credential(role);
    }

    @Override
    public Connection command() throws SQLException {
        return connect(stack.commandJdbcUrl(), stack.admin());
    }

    @Override
    public Connection query() throws SQLException {
        return connect(stack.queryJdbcUrl(), stack.admin());
    }

    @Override
    public Connection reader() throws SQLException {
        return connect(stack.queryJdbcUrl(), stack.reader());
    }

    @Override
    public List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.walk(stack.directory())) {
            return files.filter(file -> file.getFileName().toString().contains(".log") && Files.isRegularFile(file))
                    // Not where topics and tables are stored: that of the intake is in there by design, once it is
                    // flushed.
                    .filter(file -> !file.toString().contains("/pulsar/data/")
                            && !file.toString().contains("/db-"))
                    .toList();
        }
    }

    @Override
    public void close() {
        stack.close();
    }

    private static Connection connect(String url, Login login) throws SQLException {
        return DriverManager.getConnection(url, login.user(), login.password());
    }
}
