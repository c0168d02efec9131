package dev.sigilo.stack;

import dev.sigilo.tables.Schema;
import dev.sigilo.tables.Tables;
import dev.sigilo.tables.TablesException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A MariaDB server with one of Sigilo's two databases. */
final class DatabaseServer extends ServerProcess {
    private final Path base;
    private final Path directory;
    private final Schema schema;
    private final int port;
    private final Map<String, String> passwords;

    /**
     * @param base      where MariaDB is unpacked
     * @param directory the server's own directory
     * @param schema    the schema of its database
     * @param passwords environment variable name to password
     */
    DatabaseServer(String name, Path base, Path directory, Schema schema, int port, Map<String, String> passwords) {
        super(name, directory.resolve("server.log"), Duration.ofMinutes(2));
        this.base = base;
        this.directory = directory;
        this.schema = schema;
        this.port = port;
        this.passwords = passwords;
    }

    @Override
    void prepare() throws IOException {
        Files.createDirectories(directory.resolve("tmp"));
        Files.writeString(directory.resolve("my.cnf"), """
                [mysqld]
                basedir=%1$s
                datadir=%2$s
                lc_messages_dir=%1$s/share
                character_sets_dir=%1$s/share/charsets
                # Relative to the data directory, because the path of a socket may have 107 characters and no more.
                socket=mysqld.sock
                pid_file=mysqld.pid
                # Of its own: when a server starts, it deletes the temporary tables of others that it finds.
                tmpdir=%5$s
                bind_address=127.0.0.1
                port=%3$d
                user=%4$s
                skip_name_resolve=ON
                default_time_zone=+00:00
                character_set_server=utf8mb4
                collation_server=utf8mb4_unicode_520_ci
                max_allowed_packet=64M
                innodb_buffer_pool_size=384M
                innodb_log_file_size=256M
                # A commit is handed to the operating system, which survives the death of this process, and is on disk a
                # second later. (A server that must survive a power cut has 1 here.)
                innodb_flush_log_at_trx_commit=2
                # Making a certificate takes seconds at every start, and nothing leaves this machine.
                ssl=OFF
                performance_schema=OFF
                """.formatted(
                        base, data(), port, System.getProperty("user.name"), directory.resolve("tmp")));
        Path whole = directory.resolve("initialized");
        if (!Files.exists(whole)) {
            // An incomplete data directory cannot be used.
            Installation.deleteTree(data());
            Files.createDirectories(data().resolve("mysql"));
            bootstrap();
            Files.writeString(whole, "");
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    private void bootstrap() throws IOException {
        StringBuilder script = new StringBuilder("CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\n");
        for (String part : List.of(
                "mariadb_system_tables.sql",
                "mariadb_performance_tables.sql",
                "mariadb_system_tables_data.sql",
                "maria_add_gis_sp_bootstrap.sql",
                "mariadb_sys_schema.sql")) {
            script.append(Files.readString(base.resolve("share").resolve(part))).append('\n');
        }
        String password = passwords.get("SIGILO_ADMIN_PASSWORD");
        script.append("FLUSH PRIVILEGES;\n")
                .append("DELETE FROM mysql.global_priv WHERE User = '' OR User = 'root' AND Host <> 'localhost';\n")
                .append("FLUSH PRIVILEGES;\n")
                .append("ALTER USER 'root'@'localhost' IDENTIFIED BY '")
                .append(password)
                .append("';\n")
                .append("CREATE USER 'root'@'127.0.0.1' IDENTIFIED BY '")
                .append(password)
                .append("';\n")
                .append("GRANT ALL ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;\n");
        run(
                List.of(
                        base.resolve("bin/mariadbd").toString(),
                        "--defaults-file=" + directory.resolve("my.cnf"),
                        "--bootstrap"),
                script.toString(),
                "its system tables cannot be created");
    }

    @Override
    ProcessBuilder command() {
        return new ProcessBuilder(
                base.resolve("bin/mariadbd").toString(), "--defaults-file=" + directory.resolve("my.cnf"));
    }

    @Override
    boolean isReady() {
        try {
            ProcessBuilder client = builder(clientCommand());
            client.command().add("--execute=SELECT 1");
            return client.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new StackException(name() + " cannot be queried: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for " + name(), e);
        }
    }

    /**
     * Migrates the tables to this version, and creates or updates the users.
     *
     * @return a sentence that describes the applied migrations; empty if there was nothing to migrate
     */
    Optional<String> migrate() {
        try {
            Tables.Outcome outcome = Tables.at(
                            schema,
                            "jdbc:mysql://127.0.0.1:" + port + "/" + schema.database(),
                            "root",
                            passwords.get("SIGILO_ADMIN_PASSWORD"))
                    .migrate(passwords);
            return outcome.applied().isEmpty() ? Optional.empty() : Optional.of(outcome.describe(schema));
        } catch (TablesException e) {
            throw new StackException(e.getMessage(), e);
        }
    }

    /** Returns the lineages of the keysets that its rows belong to, by purpose. */
    Map<String, String> keysets() {
        try {
            List<String> client = new ArrayList<>(clientCommand());
            client.addAll(List.of("--batch", "--skip-column-names"));
            Map<String, String> found = new HashMap<>();
            run(
                            client,
                            "SELECT purpose, lineage FROM " + schema.database() + ".keysets;",
                            "its table keysets cannot be read")
                    .lines()
                    .map(line -> line.split("\t"))
                    .filter(row -> row.length == 2)
                    .forEach(row -> found.put(row[0], row[1]));
            return found;
        } catch (IOException e) {
            throw new StackException(name() + ": its table keysets cannot be read: " + e.getMessage(), e);
        }
    }

    private List<String> clientCommand() {
        return List.of(
                base.resolve("bin/mariadb").toString(),
                "--no-defaults",
                "--protocol=tcp",
                "--host=127.0.0.1",
                "--port=" + port,
                "--user=root",
                "--skip-ssl",
                "--default-character-set=utf8mb4");
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
        builder.directory(directory.toFile());
        // Not on the command line, which every user of this machine can read.
        builder.environment().put("MYSQL_PWD", passwords.get("SIGILO_ADMIN_PASSWORD"));
        return builder;
    }

    private String run(List<String> command, String input, String fault) throws IOException {
        Process process = builder(command).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The process ended before it read all of its input; its exit status and output contain the cause.
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status;
        try {
            status = process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while setting up " + name(), e);
        }
        if (status != 0) {
            Files.writeString(log(), said, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            String last = said.lines()
                    .filter(line -> line.contains("ERROR") || line.contains("error"))
                    .reduce((first, second) -> second)
                    .orElse(said.strip());
            throw new StackException(name() + ": " + fault + ": " + last + "; its log is " + log());
        }
        return said;
    }
}
