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

    /** Sets the directory that contains everything; by default {@code .sigilo} in the project's folder. */
    public StackBuilder directory(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
        return this;
    }

    /** Sets where functions and sinks run; by default {@link FunctionRuntime#THREAD}. */
    public StackBuilder runtime(FunctionRuntime runtime) {
        this.runtime = runtime;
        return this;
    }

    /** Sets the memory options of the broker's JVM; by default up to 1.5 GiB of heap and 512 MiB of direct memory. */
    public StackBuilder brokerMemory(String options) {
        brokerMemory = options;
        return this;
    }

    /** Sets the port of Pulsar's binary protocol; by default a free one, which is used again at the next start. */
    public StackBuilder pulsarPort(int port) {
        ports.put("pulsarPort", port);
        return this;
    }

    /** Sets the port of Pulsar's admin API; by default a free one. */
    public StackBuilder adminPort(int port) {
        ports.put("adminPort", port);
        return this;
    }

    /** Sets the port of db_command; by default a free one. */
    public StackBuilder commandPort(int port) {
        ports.put("commandPort", port);
        return this;
    }

    /** Sets the port of db_query; by default a free one. */
    public StackBuilder queryPort(int port) {
        ports.put("queryPort", port);
        return this;
    }

    /** Sets whether the servers keep running when this JVM ends. By default they are stopped with it. */
    public StackBuilder detached(boolean detached) {
        this.detached = detached;
        return this;
    }

    /** Sets whether topics, functions and sinks are deployed; by default they are. */
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

    /** Sets an environment variable for deploy.sh, such as {@code SIGILO_POLICY}. */
    public StackBuilder deployVariable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /**
     * Sets an environment variable that functions and sinks may refer to ({@code env:NAME}), in addition to those for
     * keys, passwords and addresses, which every stack has.
     */
    public StackBuilder reference(String name, String value) {
        references.put(name, value);
        return this;
    }

    /** Sets the receiver of progress messages, one line for each step. */
    public StackBuilder progress(Consumer<String> progress) {
        this.progress = progress;
        return this;
    }

    /**
     * Starts the stack, or its missing parts, and deploys. It is ready on return. If it is already running, this
     * attaches to it, and deploys again if anything changed.
     *
     * @throws StackException with the failure, after stopping everything that was started
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
