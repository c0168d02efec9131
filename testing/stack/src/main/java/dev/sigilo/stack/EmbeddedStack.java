package dev.sigilo.stack;

import dev.sigilo.tables.Schema;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A complete Sigilo on this machine: Pulsar standalone, two MariaDB servers, tables, keys, functions and sinks. It
 * needs a JDK and what the build fetched, listens only on the loopback interface, and keeps everything in one
 * directory, so that it can be stopped or killed, and started again, without losing anything.
 *
 * <pre>{@code
 * try (EmbeddedStack stack = EmbeddedStack.builder(projectFolder).directory(folder).start()) {
 *     // publish to stack.pulsarUrl(), read from stack.queryJdbcUrl()
 * }
 * }</pre>
 *
 * <p>With {@link StackBuilder#detached} the servers keep running when this JVM ends; {@link #attach} finds them again.
 * Not thread-safe, but a second process that starts or stops in the same directory is refused until the first one is
 * done.
 */
public final class EmbeddedStack implements Stack {
    private static final String READER = "reader";
    private static final String VAULT = "vault_sink";
    private static final String ADMIN = "root";

    private final Path home;
    private final Path directory;
    private final StackState state;
    private final PulsarCredentials credentials;
    private final BrokerServer broker;
    private final DatabaseServer command;
    private final DatabaseServer query;
    private final Consumer<String> progress;
    private Map<String, String> deployVariables = Map.of();
    private boolean owner;
    private Thread atExit;

    EmbeddedStack(
            Path home, Path directory, StackState state, Map<String, String> references, Consumer<String> progress) {
        this.home = home;
        this.directory = directory;
        this.state = state;
        this.progress = progress;
        Installation installation = new Installation(Installation.defaultCache());
        Map<String, String> passwords = passwords(state);
        Path mariadb = installation.mariadb();
        command = new DatabaseServer(
                "db-command",
                mariadb,
                directory.resolve("db-command"),
                Schema.COMMAND,
                state.port("commandPort"),
                passwords);
        query = new DatabaseServer(
                "db-query", mariadb, directory.resolve("db-query"), Schema.QUERY, state.port("queryPort"), passwords);
        Map<String, String> environment = new HashMap<>(passwords);
        environment.remove("SIGILO_ADMIN_PASSWORD");
        environment.remove("SIGILO_READER_PASSWORD");
        environment.putAll(references);
        environment.put("SIGILO_COMMAND_JDBC_URL", commandJdbcUrl());
        environment.put("SIGILO_QUERY_JDBC_URL", queryJdbcUrl());
        credentials = PulsarCredentials.in(directory.resolve("keys/pulsar"));
        broker = new BrokerServer(
                installation.pulsar(home),
                directory.resolve("pulsar"),
                new BrokerServer.Ports(state.port("pulsarPort"), state.port("adminPort"), state.port("bookiePort")),
                FunctionRuntime.valueOf(state.get("functionRuntime")),
                state.get("brokerMemory"),
                credentials,
                environment);
        for (ServerProcess server : servers()) {
            state.adoptProcess(server);
            server.onChange(this::noteProcesses);
        }
    }

    /** Returns the passwords of this stack by their environment variables, and generates those that do not exist. */
    static Map<String, String> passwords(StackState state) {
        return Map.of(
                "SIGILO_ADMIN_PASSWORD", state.password("adminPassword"),
                "SIGILO_COMMAND_SINK_PASSWORD", state.password("commandSinkPassword"),
                "SIGILO_VAULT_SINK_PASSWORD", state.password("vaultPassword"),
                "SIGILO_QUERY_SINK_PASSWORD", state.password("querySinkPassword"),
                "SIGILO_READER_PASSWORD", state.password("readerPassword"));
    }

    /**
     * Returns a builder with the settings of a new stack.
     *
     * @param home the project's folder, which contains {@code pulsar-config} and the build's output
     */
    public static StackBuilder builder(Path home) {
        return new StackBuilder(home.toAbsolutePath().normalize());
    }

    /**
     * Returns the stack that was started in this directory and not stopped, whether or not all of its servers are still
     * running.
     */
    public static Optional<EmbeddedStack> attach(Path directory) {
        return find(directory.toAbsolutePath().normalize(), line -> {});
    }

    static Optional<EmbeddedStack> find(Path directory, Consumer<String> progress) {
        return StackState.running(directory)
                .map(state -> new EmbeddedStack(Path.of(state.get("home")), directory, state, Map.of(), progress));
    }

    /** Stores the variables for deploy.sh. If this JVM owns the stack, the stack stops with it. */
    void own(Map<String, String> variables, boolean stopWithJvm) {
        deployVariables = Map.copyOf(variables);
        owner = stopWithJvm;
        if (stopWithJvm) {
            atExit = new Thread(this::stopAlone, "stop-embedded-stack");
            Runtime.getRuntime().addShutdownHook(atExit);
        }
    }

    /** Checks that the keyset files still contain the keysets of the running servers. */
    void checkKeys() {
        new StackKeys(directory, state).note(state);
    }

    /** Migrates the tables of both databases to this version. */
    void migrate() {
        for (DatabaseServer database : List.of(command, query)) {
            database.migrate().ifPresent(progress);
        }
    }

    void startServers(StackKeys keys) {
        progress.accept("starting Pulsar and two databases in " + directory);
        state.put("pulsarUrl", pulsarUrl());
        state.put("adminUrl", adminUrl());
        state.put("webSocketUrl", webSocketUrl());
        state.put("commandJdbcUrl", commandJdbcUrl());
        state.put("queryJdbcUrl", queryJdbcUrl());
        state.put("readerUser", READER);
        state.put("vaultUser", VAULT);
        state.put("adminUser", ADMIN);
        state.put("authToken", credential(PulsarRole.ADMIN));
        broker.launch();
        command.launch();
        query.launch();
        for (DatabaseServer database : List.of(command, query)) {
            database.awaitReady();
            database.migrate().ifPresent(progress);
            keys.check(database.name(), database.keysets());
        }
        progress.accept("the databases are ready: " + commandJdbcUrl() + ", " + queryJdbcUrl());
        broker.awaitReady();
        progress.accept("Pulsar is ready: " + pulsarUrl() + ", " + adminUrl());
    }

    private void noteProcesses() {
        servers().forEach(state::putProcess);
        state.saveRunning();
    }

    /**
     * Runs deploy.sh with the variables of {@link StackBuilder#deployVariable}. It creates what is missing and updates
     * what changed.
     */
    public void deploy() {
        scripts().run("deploy.sh", deployVariables);
    }

    /** Runs undeploy.sh. It removes functions and sinks and keeps topics, subscriptions and messages. */
    public void undeploy() {
        scripts().run("undeploy.sh", Map.of());
    }

    private DeployScripts scripts() {
        return new DeployScripts(
                home.resolve("pulsar-config"),
                directory,
                Map.of(
                        "PULSAR_HOME", directory.resolve("pulsar").toString(),
                        "SIGILO_ADMIN_URL", adminUrl(),
                        "SIGILO_CODE_DIR", broker.code().toString(),
                        "SIGILO_TOKEN_LINEAGE", state.get("tokenLineage", ""),
                        "SIGILO_SEALING_LINEAGE", state.get("sealingLineage", "")),
                progress);
    }

    /** Returns the directory that contains everything of this stack. */
    public Path directory() {
        return directory;
    }

    /** Returns Pulsar: broker, storage and functions worker. */
    public ServerProcess broker() {
        return broker;
    }

    /** Returns the server of db_command. */
    public ServerProcess commandDatabase() {
        return command;
    }

    /** Returns the server of db_query. */
    public ServerProcess queryDatabase() {
        return query;
    }

    /** Returns all three servers. */
    public List<ServerProcess> servers() {
        return List.of(broker, command, query);
    }

    /**
     * Returns the processes of functions and sinks by name; empty with {@link FunctionRuntime#THREAD}. The broker
     * restarts a process that ends.
     */
    public Map<String, ProcessHandle> functionProcesses() {
        return broker.isRunning() ? FunctionProcesses.of(broker.pid()) : Map.of();
    }

    /** Returns whether all servers are running. */
    public boolean isRunning() {
        return servers().stream().allMatch(ServerProcess::isRunning);
    }

    /** Returns the memory that all servers use, in bytes. */
    public long residentBytes() {
        return servers().stream().mapToLong(ServerProcess::residentBytes).sum();
    }

    @Override
    public String pulsarUrl() {
        return "pulsar://127.0.0.1:" + state.port("pulsarPort");
    }

    @Override
    public String adminUrl() {
        return "http://127.0.0.1:" + state.port("adminPort");
    }

    @Override
    public String webSocketUrl() {
        return "ws://127.0.0.1:" + state.port("adminPort");
    }

    @Override
    public String credential(PulsarRole role) {
        return credentials.credential(role);
    }

    /** Returns the file with a role's credential for Pulsar. */
    public Path credentialFile(PulsarRole role) {
        return credentials.file(role);
    }

    @Override
    public String commandJdbcUrl() {
        return "jdbc:mysql://127.0.0.1:" + state.port("commandPort") + "/tokenizer_command_db";
    }

    @Override
    public String queryJdbcUrl() {
        return "jdbc:mysql://127.0.0.1:" + state.port("queryPort") + "/tokenizer_query_db";
    }

    @Override
    public Login admin() {
        return new Login(ADMIN, state.get("adminPassword"));
    }

    @Override
    public Login reader() {
        return new Login(READER, state.get("readerPassword"));
    }

    @Override
    public Login vault() {
        return new Login(VAULT, state.get("vaultPassword"));
    }

    /** Returns the file with the token keys. */
    public Path tokenKeysetFile() {
        return Path.of(state.get("tokenKeysetFile"));
    }

    /** Returns the file with the sealing keys. */
    public Path sealingKeysetFile() {
        return Path.of(state.get("sealingKeysetFile"));
    }

    /** Stops all servers. Their data stays in the directory, and {@link StackBuilder#start} continues with it. */
    public void stop() {
        forgetExitHook();
        try (DirectoryLock lock = DirectoryLock.take(directory)) {
            lock.holding(() -> {
                stopAlone();
                return null;
            });
        }
    }

    void stopAlone() {
        // Stop Pulsar first, because it writes to the databases.
        broker.stop();
        command.stop();
        query.stop();
        state.forgetRunning();
    }

    void forgetExitHook() {
        if (atExit != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                // The hook is already running: the JVM is shutting down.
            }
            atExit = null;
        }
    }

    /** Stops the servers that this object started, unless they were started detached. */
    @Override
    public void close() {
        if (owner) {
            stop();
        }
    }
}
