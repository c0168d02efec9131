package dev.sigilo.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Properties;

/**
 * The state that a stack keeps in its directory, in two files that only their owner may read:
 * {@code settings.properties} (ports and passwords), which exists as long as the directory, and
 * {@code stack.properties} (the same, the addresses and the processes), which exists from the start of its processes
 * until they are stopped.
 */
final class StackState {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final Path directory;
    private final Properties values;

    private StackState(Path directory, Properties values) {
        this.directory = directory;
        this.values = values;
    }

    /** Returns the settings of this directory, which are empty if it is new. */
    static StackState settings(Path directory) {
        return read(directory, "settings.properties").orElse(new StackState(directory, new Properties()));
    }

    /** Returns the state of the stack that was started in this directory and not stopped. */
    static Optional<StackState> running(Path directory) {
        return read(directory, "stack.properties");
    }

    private static Optional<StackState> read(Path directory, String name) {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new StackException(file + " cannot be read: " + e.getMessage(), e);
        }
        return Optional.of(new StackState(directory, values));
    }

    void saveSettings() {
        save("settings.properties");
    }

    void saveRunning() {
        save("stack.properties");
    }

    void forgetRunning() {
        try {
            Files.deleteIfExists(directory.resolve("stack.properties"));
        } catch (IOException e) {
            throw new StackException("the state in " + directory + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /** Writes a temporary file and renames it, so that a reader sees the complete old or new state. */
    private void save(String name) {
        try {
            StringWriter text = new StringWriter();
            values.store(text, "Written by Sigilo's embedded stack. Holds passwords.");
            Path part = Files.createTempFile(
                    directory,
                    name,
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(part, text.toString());
            Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StackException("the state cannot be written to " + directory + ": " + e.getMessage(), e);
        }
    }

    String get(String key) {
        String value = values.getProperty(key);
        if (value == null) {
            throw new StackException(
                    "the state in " + directory + " lacks " + key + "; stop the stack and start it again");
        }
        return value;
    }

    String get(String key, String otherwise) {
        return values.getProperty(key, otherwise);
    }

    int port(String key) {
        try {
            return Integer.parseInt(values.getProperty(key, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    void put(String key, Object value) {
        values.setProperty(key, String.valueOf(value));
    }

    /**
     * Returns the password with this name, and generates it if it does not exist. It contains only letters and digits,
     * so that it needs no quoting.
     */
    String password(String key) {
        if (values.getProperty(key) == null) {
            SecureRandom random = new SecureRandom();
            StringBuilder password = new StringBuilder();
            for (int i = 0; i < 24; i++) {
                password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            values.setProperty(key, password.toString());
        }
        return values.getProperty(key);
    }

    /** Records the process of a server. */
    void putProcess(ServerProcess server) {
        if (server.isRunning()) {
            put(server.name() + ".pid", server.pid());
            put(
                    server.name() + ".started",
                    server.started().map(Instant::toString).orElse(""));
        } else {
            values.remove(server.name() + ".pid");
            values.remove(server.name() + ".started");
        }
    }

    /** Assigns the recorded process to a server, if it is still running. */
    void adoptProcess(ServerProcess server) {
        try {
            server.adopt(
                    Long.parseLong(values.getProperty(server.name() + ".pid", "-1")),
                    Instant.parse(values.getProperty(server.name() + ".started", "")));
        } catch (NumberFormatException | DateTimeParseException e) {
            // No process was recorded.
        }
    }
}
