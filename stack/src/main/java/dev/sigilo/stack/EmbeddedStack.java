package dev.sigilo.stack;

import dev.sigilo.tables.Schema;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A whole Sigilo on this machine: Pulsar standalone, two MariaDB servers, tables, keys, functions and sinks. It needs a JDK
 * and what the build fetched, listens on the loopback interface alone, and keeps everything in one directory, so that it
 * can be stopped and started again, or killed, without losing anything.
 *
 * <pre>{@code
 * try (EmbeddedStack stack = EmbeddedStack.builder(projectFolder).directory(folder).start()) {
 *     // publish to stack.pulsarUrl(), read from stack.queryJdbcUrl()
 * }
 * }</pre>
 *
 * <p>With {@link Builder#detached} the servers go on when this JVM ends; {@link #attach} finds them again. Not thread-safe,
 * but a second process that starts or stops in the same directory is refused while the first is at it.
 */
public final class EmbeddedStack implements Stack {
    private static final String READER = "reader";
    private static final String VAULT = "vault_sink";
    private static final String ADMIN = "root";
    /** What the command line of a function's process says of its name. */
    private static final String FUNCTION_LOG = "-Dpulsar.function.log.file=";

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

    private EmbeddedStack(Path home, Path directory, StackState state, Map<String, String> references, Consumer<String> progress) {
        this.home = home;
        this.directory = directory;
        this.state = state;
        this.progress = progress;
        Installation installation = new Installation(Installation.defaultCache());
        Map<String, String> passwords = passwords(state);
        Path mariadb = installation.mariadb();
        command = new DatabaseServer("db-command", mariadb, directory.resolve("db-command"),
                Schema.COMMAND, state.port("commandPort"), passwords);
        query = new DatabaseServer("db-query", mariadb, directory.resolve("db-query"),
                Schema.QUERY, state.port("queryPort"), passwords);
        Map<String, String> environment = new HashMap<>(passwords);
        environment.remove("SIGILO_ADMIN_PASSWORD");
        environment.remove("SIGILO_READER_PASSWORD");
        environment.putAll(references);
        environment.put("SIGILO_COMMAND_JDBC_URL", commandJdbcUrl());
        environment.put("SIGILO_QUERY_JDBC_URL", queryJdbcUrl());
        credentials = PulsarCredentials.in(directory.resolve("keys/pulsar"));
        broker = new BrokerServer(installation.pulsar(home), directory.resolve("pulsar"),
                new BrokerServer.Ports(state.port("pulsarPort"), state.port("adminPort"), state.port("bookiePort")),
                FunctionRuntime.valueOf(state.get("functionRuntime")), state.get("brokerMemory"), credentials, environment);
        for (ServerProcess server : servers()) {
            state.adoptProcess(server);
            server.onChange(this::noteProcesses);
        }
    }

    private static Map<String, String> passwords(StackState state) {
        return Map.of(
                "SIGILO_ADMIN_PASSWORD", state.password("adminPassword"),
                "SIGILO_COMMAND_SINK_PASSWORD", state.password("commandSinkPassword"),
                "SIGILO_VAULT_SINK_PASSWORD", state.password("vaultPassword"),
                "SIGILO_QUERY_SINK_PASSWORD", state.password("querySinkPassword"),
                "SIGILO_READER_PASSWORD", state.password("readerPassword"));
    }

    /**
     * A new stack's settings.
     *
     * @param home the project's folder, which holds {@code pulsar-config} and what the build made
     */
    public static Builder builder(Path home) {
        return new Builder(home.toAbsolutePath().normalize());
    }

    /** How a stack is set up. */
    public static final class Builder {
        private final Path home;
        private final Map<String, Integer> ports = new LinkedHashMap<>();
        private final Map<String, String> variables = new HashMap<>();
        private final Map<String, String> references = new HashMap<>();
        private Path directory;
        private FunctionRuntime runtime = FunctionRuntime.THREAD;
        private String brokerMemory = "-Xms256m -Xmx1536m -XX:MaxDirectMemorySize=512m";
        private boolean detached;
        private boolean deploy = true;
        private boolean newKeys;
        private Consumer<String> progress = line -> { };

        private Builder(Path home) {
            this.home = home;
            directory = home.resolve(".sigilo");
        }

        /** Where everything is kept; by default {@code .sigilo} in the project's folder. */
        public Builder directory(Path directory) {
            this.directory = directory.toAbsolutePath().normalize();
            return this;
        }

        /** Where functions and sinks run; by default {@link FunctionRuntime#THREAD}. */
        public Builder runtime(FunctionRuntime runtime) {
            this.runtime = runtime;
            return this;
        }

        /** Options for the memory of the broker's JVM; by default 1 GiB of heap and 512 MiB beside it. */
        public Builder brokerMemory(String options) {
            brokerMemory = options;
            return this;
        }

        /** The port of Pulsar's binary protocol; by default one that is free, and the same again at the next start. */
        public Builder pulsarPort(int port) {
            ports.put("pulsarPort", port);
            return this;
        }

        /** The port of Pulsar's admin API; by default one that is free. */
        public Builder adminPort(int port) {
            ports.put("adminPort", port);
            return this;
        }

        /** The port of db_command; by default one that is free. */
        public Builder commandPort(int port) {
            ports.put("commandPort", port);
            return this;
        }

        /** The port of db_query; by default one that is free. */
        public Builder queryPort(int port) {
            ports.put("queryPort", port);
            return this;
        }

        /** The servers go on when this JVM ends. By default they are stopped with it. */
        public Builder detached(boolean detached) {
            this.detached = detached;
            return this;
        }

        /** Whether topics, functions and sinks are deployed; by default they are. */
        public Builder deploy(boolean deploy) {
            this.deploy = deploy;
            return this;
        }

        /**
         * Starts with new keysets and no data. Existing data and its keys are moved to a subfolder of the directory.
         * By default, a directory with data starts only with the keysets that the data belongs to.
         */
        public Builder newKeys(boolean newKeys) {
            this.newKeys = newKeys;
            return this;
        }

        /** An environment variable for deploy.sh, as {@code SIGILO_POLICY}. */
        public Builder deployVariable(String name, String value) {
            variables.put(name, value);
            return this;
        }

        /**
         * An environment variable that functions and sinks may refer to ({@code env:NAME}), beside those for keys, passwords and
         * addresses, which every stack has.
         */
        public Builder reference(String name, String value) {
            references.put(name, value);
            return this;
        }

        /** Takes a line for each step of the way. */
        public Builder progress(Consumer<String> progress) {
            this.progress = progress;
            return this;
        }

        /**
         * Starts the stack, or what is missing of it, and deploys. It is ready on return. Where it runs already, it is
         * attached to, and deployed to again if anything changed.
         *
         * @throws StackException with what failed, after stopping what was started
         */
        public EmbeddedStack start() {
            try {
                Files.createDirectories(directory.resolve("keys"));
            } catch (IOException e) {
                throw new StackException(directory + " cannot be created (" + e.getClass().getSimpleName()
                        + "); set SIGILO_STATE to a folder that you may write to", e);
            }
            try (Lock lock = Lock.take(directory)) {
                return lock.holding(this::startAlone);
            }
        }

        private EmbeddedStack startAlone() {
            Optional<EmbeddedStack> there = find(directory, progress);
            if (there.isPresent() && there.get().isRunning()) {
                if (newKeys) {
                    throw new StackException("--new-keys needs a stopped stack; run `sigilo down` first");
                }
                EmbeddedStack stack = there.get();
                // The running servers have their keysets; before anything is deployed, the files must still contain the same ones.
                new StackKeys(directory, stack.state).note(stack.state);
                stack.deployVariables = Map.copyOf(variables);
                if (deploy) {
                    // An earlier version of Sigilo may have started the stack.
                    for (DatabaseServer database : List.of(stack.command, stack.query)) {
                        database.migrate().ifPresent(progress);
                    }
                    stack.deploy();
                }
                return stack;
            }
            there.ifPresent(EmbeddedStack::stopAlone);
            if (newKeys) {
                Path aside = StackKeys.setAside(directory);
                if (aside != null) {
                    progress.accept("the existing data and its keys were moved to " + aside);
                }
            }
            StackState state = StackState.settings(directory);
            state.put("tokenKeysetFile", directory.resolve("keys/token-keyset.json"));
            state.put("sealingKeysetFile", directory.resolve("keys/sealing-keyset.json"));
            StackKeys keys = new StackKeys(directory, state);
            choosePorts(state);
            passwords(state);
            state.put("home", home);
            state.put("functionRuntime", runtime);
            state.put("brokerMemory", brokerMemory);
            state.saveSettings();
            Map<String, String> environment = new HashMap<>(references);
            environment.putAll(keys.secrets());
            EmbeddedStack stack = new EmbeddedStack(home, directory, state, environment, progress);
            stack.deployVariables = Map.copyOf(variables);
            stack.owner = !detached;
            if (!detached) {
                stack.atExit = new Thread(stack::stopAlone, "stop-embedded-stack");
                Runtime.getRuntime().addShutdownHook(stack.atExit);
            }
            try {
                stack.startServers(keys);
                // Only after the check of both databases.
                StackState settings = StackState.settings(directory);
                keys.note(settings);
                settings.saveSettings();
                keys.note(state);
                state.saveRunning();
                if (deploy) {
                    try {
                        stack.deploy();
                    } catch (StackException e) {
                        // What it says of functions and sinks that run is about a stack that ends now.
                        throw new StackException(e.getMessage() + ". The servers were stopped; correct the cause and start them again", e);
                    }
                }
                return stack;
            } catch (RuntimeException e) {
                stack.forgetExitHook();
                stack.stopAlone();
                throw e;
            }
        }

        /** The ports that were asked for, else those of last time, else free ones. */
        private void choosePorts(StackState state) {
            ports.forEach((name, port) -> {
                if (!FreePorts.isFree(port)) {
                    throw new StackException("port " + port + " (" + name
                            + ") is taken; stop what listens there, or choose another");
                }
            });
            int bookiePort = state.port("bookiePort");
            if (bookiePort != 0 && !FreePorts.isFree(bookiePort)) {
                throw new StackException("port " + bookiePort + " is taken, under which the messages in " + directory
                        + " are stored; stop what listens there");
            }
            try (FreePorts free = new FreePorts()) {
                for (String name : List.of("bookiePort", "pulsarPort", "adminPort", "commandPort", "queryPort")) {
                    state.put(name, free.choose(ports.getOrDefault(name, state.port(name))));
                }
            }
        }
    }

    /** The stack that was started in this directory and was not stopped, whether or not all of its servers still run. */
    public static Optional<EmbeddedStack> attach(Path directory) {
        return find(directory.toAbsolutePath().normalize(), line -> { });
    }

    private static Optional<EmbeddedStack> find(Path directory, Consumer<String> progress) {
        return StackState.running(directory)
                .map(state -> new EmbeddedStack(Path.of(state.get("home")), directory, state, Map.of(), progress));
    }

    private void startServers(StackKeys keys) {
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

    /** Runs deploy.sh, with the variables of {@link Builder#deployVariable}: sets up what is missing, updates what changed. */
    public void deploy() {
        script("deploy.sh", deployVariables);
    }

    /** Runs undeploy.sh: functions and sinks go, topics, subscriptions and messages stay. */
    public void undeploy() {
        script("undeploy.sh", Map.of());
    }

    private void script(String name, Map<String, String> variables) {
        Path script = home.resolve("pulsar-config").resolve(name);
        Path log = directory.resolve(name.replace(".sh", ".log"));
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().keySet()
                .removeIf(variable -> variable.startsWith("PULSAR_") || variable.startsWith("SIGILO_PULSAR_")
                        || variable.matches("SIGILO_(TOKEN|SEALING)_KEYSET(_FILE)?"));
        builder.environment().putAll(variables);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PULSAR_HOME", directory.resolve("pulsar").toString());
        builder.environment().put("SIGILO_ADMIN_URL", adminUrl());
        builder.environment().put("SIGILO_CODE_DIR", broker.code().toString());
        builder.environment().put("SIGILO_TOKEN_LINEAGE", state.get("tokenLineage", ""));
        builder.environment().put("SIGILO_SEALING_LINEAGE", state.get("sealingLineage", ""));
        String last = "it said nothing";
        try {
            Process process = builder.start();
            try (BufferedReader reader = process.inputReader();
                    var out = Files.newBufferedWriter(log)) {
                for (String line; (line = reader.readLine()) != null;) {
                    out.write(line);
                    out.newLine();
                    last = line;
                    if (line.startsWith(name.replace(".sh", ": "))) {
                        progress.accept(line);
                    }
                }
            }
            if (process.waitFor() != 0) {
                throw new StackException(last + "; the whole of it is in " + log);
            }
        } catch (IOException e) {
            throw new StackException(script + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while " + script + " ran", e);
        }
    }

    /** The directory that everything of this stack is in. */
    public Path directory() {
        return directory;
    }

    /** Pulsar: broker, storage and functions worker. */
    public ServerProcess broker() {
        return broker;
    }

    /** The server of db_command. */
    public ServerProcess commandDatabase() {
        return command;
    }

    /** The server of db_query. */
    public ServerProcess queryDatabase() {
        return query;
    }

    /** All three. */
    public List<ServerProcess> servers() {
        return List.of(broker, command, query);
    }

    /**
     * The processes of functions and sinks, by their name; empty with {@link FunctionRuntime#THREAD}. A process that ends
     * is started again by the broker.
     */
    public Map<String, ProcessHandle> functionProcesses() {
        Map<String, ProcessHandle> found = new LinkedHashMap<>();
        if (broker.isRunning()) {
            try (Stream<ProcessHandle> children = ProcessHandle.of(broker.pid()).orElseThrow().descendants()) {
                children.forEach(child -> arguments(child)
                        .filter(argument -> argument.startsWith(FUNCTION_LOG))
                        .findFirst()
                        .ifPresent(argument -> found.put(
                                argument.substring(FUNCTION_LOG.length()).replaceFirst("-\\d+$", ""), child)));
            }
        }
        return found;
    }

    /** The words of a process's command line. {@link ProcessHandle.Info} gives none where they are longer than a page of memory. */
    private static Stream<String> arguments(ProcessHandle process) {
        try {
            byte[] line = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline"));
            return Stream.of(new String(line, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            // It ended, or this is no Linux.
            return process.info().arguments().stream().flatMap(Stream::of);
        }
    }

    /** Whether all servers run. */
    public boolean isRunning() {
        return servers().stream().allMatch(ServerProcess::isRunning);
    }

    /** Memory that all servers hold, in bytes. */
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

    /** The file of a role's credential for Pulsar. */
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

    /** The token keys' file. */
    public Path tokenKeysetFile() {
        return Path.of(state.get("tokenKeysetFile"));
    }

    /** The sealing keys' file. */
    public Path sealingKeysetFile() {
        return Path.of(state.get("sealingKeysetFile"));
    }

    /** Stops all servers; what they stored stays in the directory, and {@link Builder#start} goes on from there. */
    public void stop() {
        forgetExitHook();
        try (Lock lock = Lock.take(directory)) {
            lock.holding(() -> {
                stopAlone();
                return null;
            });
        }
    }

    private void stopAlone() {
        // First who writes to the databases.
        broker.stop();
        command.stop();
        query.stop();
        state.forgetRunning();
    }

    private void forgetExitHook() {
        if (atExit != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                // It is running: the JVM is on its way down.
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

    /** Keeps two processes from starting or stopping in one directory at a time. */
    private record Lock(FileChannel channel, FileLock lock) implements AutoCloseable {

        static Lock take(Path directory) {
            Path file = directory.resolve("lock");
            try {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                try {
                    FileLock lock = channel.tryLock();
                    if (lock != null) {
                        return new Lock(channel, lock);
                    }
                } catch (OverlappingFileLockException e) {
                    // Held by another thread of this JVM.
                }
                channel.close();
            } catch (IOException e) {
                throw new StackException(file + " cannot be locked: " + e.getMessage(), e);
            }
            throw new StackException("another process is starting or stopping the stack in " + directory
                    + "; wait until it is done");
        }

        <T> T holding(Supplier<T> action) {
            return action.get();
        }

        @Override
        public void close() {
            try {
                lock.release();
                channel.close();
            } catch (IOException e) {
                throw new StackException("the lock cannot be given back: " + e.getMessage(), e);
            }
        }
    }
}
