package dev.sigilo.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Sets up and starts an {@link EmbeddedStack}. */
public final class StackBuilder {
    final Path home;
    final Map<String, Integer> ports = new LinkedHashMap<>();
    final Map<String, String> variables = new HashMap<>();
    final Map<String, String> references = new HashMap<>();
    Path directory;
    FunctionRuntime runtime = FunctionRuntime.THREAD;
    String brokerMemory = "-Xms256m -Xmx1536m -XX:MaxDirectMemorySize=512m";
    boolean detached;
    boolean deploy = true;
    boolean newKeys;
    Consumer<String> progress = line -> {};

    StackBuilder(Path home) {
        this.home = home;
        directory = home.resolve(".sigilo");
    }

    /** Where everything is kept; by default {@code .sigilo} in the project's folder. */
    public StackBuilder directory(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
        return this;
    }

    /** Where functions and sinks run; by default {@link FunctionRuntime#THREAD}. */
    public StackBuilder runtime(FunctionRuntime runtime) {
        this.runtime = runtime;
        return this;
    }

    /** Options for the memory of the broker's JVM; by default 1 GiB of heap and 512 MiB beside it. */
    public StackBuilder brokerMemory(String options) {
        brokerMemory = options;
        return this;
    }

    /** The port of Pulsar's binary protocol; by default one that is free, and the same again at the next start. */
    public StackBuilder pulsarPort(int port) {
        ports.put("pulsarPort", port);
        return this;
    }

    /** The port of Pulsar's admin API; by default one that is free. */
    public StackBuilder adminPort(int port) {
        ports.put("adminPort", port);
        return this;
    }

    /** The port of db_command; by default one that is free. */
    public StackBuilder commandPort(int port) {
        ports.put("commandPort", port);
        return this;
    }

    /** The port of db_query; by default one that is free. */
    public StackBuilder queryPort(int port) {
        ports.put("queryPort", port);
        return this;
    }

    /** The servers go on when this JVM ends. By default they are stopped with it. */
    public StackBuilder detached(boolean detached) {
        this.detached = detached;
        return this;
    }

    /** Whether topics, functions and sinks are deployed; by default they are. */
    public StackBuilder deploy(boolean deploy) {
        this.deploy = deploy;
        return this;
    }

    /**
     * Starts with new keysets and no data. Existing data and its keys are moved to a subfolder of the directory.
     * By default, a directory with data starts only with the keysets that the data belongs to.
     */
    public StackBuilder newKeys(boolean newKeys) {
        this.newKeys = newKeys;
        return this;
    }

    /** An environment variable for deploy.sh, as {@code SIGILO_POLICY}. */
    public StackBuilder deployVariable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /**
     * An environment variable that functions and sinks may refer to ({@code env:NAME}), beside those for keys, passwords and
     * addresses, which every stack has.
     */
    public StackBuilder reference(String name, String value) {
        references.put(name, value);
        return this;
    }

    /** Takes a line for each step of the way. */
    public StackBuilder progress(Consumer<String> progress) {
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
            throw new StackException(
                    directory + " cannot be created (" + e.getClass().getSimpleName()
                            + "); set SIGILO_STATE to a folder that you may write to",
                    e);
        }
        try (DirectoryLock lock = DirectoryLock.take(directory)) {
            return lock.holding(() -> new StackStart(this).run());
        }
    }
}
