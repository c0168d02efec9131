package dev.sigilo.stack;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.KeysetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The keysets of a stack's directory. They are created if there is no data yet. From then on the data belongs to them,
 * and the stack does not start with others, because new rows would not link to old ones, and each record would count
 * twice.
 */
final class StackKeys {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    /** Files and folders with data, keys, or the settings that describe them. */
    private static final List<String> DATA =
            List.of("settings.properties", "stack.properties", "keys", "pulsar", "db-command", "db-query");

    private final Map<Keyset.Purpose, Keyset> keysets = new EnumMap<>(Keyset.Purpose.class);

    /**
     * Reads the keysets, or creates them in a new directory.
     *
     * @throws StackException if a file is missing or contains a keyset that the data does not belong to
     */
    StackKeys(Path directory, StackState state) {
        boolean hasData = Files.exists(directory.resolve("db-command/initialized"))
                || Files.exists(directory.resolve("pulsar/data"));
        for (Keyset.Purpose purpose : Keyset.Purpose.values()) {
            String name = name(purpose);
            Path file = Path.of(state.get(name + "KeysetFile"));
            String lineage = state.get(name + "Lineage", null);
            if (!Files.exists(file)) {
                if (hasData || lineage != null) {
                    throw new StackException(name + " keyset " + file + " is missing, and the data in " + directory
                            + " belongs to it" + (lineage == null ? "" : " (lineage " + lineage + ")") + goOn());
                }
                Keyset.generate(purpose).writeNew(file);
            }
            Keyset keyset = read(file, purpose);
            if (lineage != null && !lineage.equals(keyset.lineage())) {
                throw foreign(file.toString(), purpose, keyset.lineage(), lineage, "the data in " + directory);
            }
            keysets.put(purpose, keyset);
        }
    }

    /** Records the lineages: from now on the data belongs to them. */
    void note(StackState state) {
        keysets.forEach((purpose, keyset) -> state.put(name(purpose) + "Lineage", keyset.lineage()));
    }

    private static Keyset read(Path file, Keyset.Purpose purpose) {
        Keyset keyset;
        try {
            keyset = Keyset.read(file);
        } catch (KeysetException e) {
            throw new StackException(e.getMessage() + goOn());
        }
        if (keyset.purpose() != purpose) {
            throw new StackException("key file " + file + " contains the " + name(keyset.purpose())
                    + " keyset, but the " + name(purpose) + " keyset belongs there" + goOn());
        }
        return keyset;
    }

    /** Returns the keysets as passed to functions, by the names of their environment variables. */
    Map<String, String> secrets() {
        return Map.of(
                "SIGILO_TOKEN_KEYSET",
                keysets.get(Keyset.Purpose.TOKEN).secretJson(),
                "SIGILO_SEALING_KEYSET",
                keysets.get(Keyset.Purpose.SEALING).secretJson());
    }

    /**
     * Rejects a database whose rows belong to another keyset.
     *
     * @param database   the database's name
     * @param registered the lineages that are recorded in it, by purpose
     */
    void check(String database, Map<String, String> registered) {
        for (Keyset.Purpose purpose : Keyset.Purpose.values()) {
            String lineage = registered.get(name(purpose));
            String own = keysets.get(purpose).lineage();
            if (lineage != null && !lineage.equals(own)) {
                throw foreign("of this stack", purpose, own, lineage, "the data in " + database);
            }
        }
    }

    private static StackException foreign(
            String which, Keyset.Purpose purpose, String own, String wanted, String data) {
        return new StackException("the " + name(purpose) + " keyset " + which + " is of lineage " + own + ", and "
                + data + " belongs to the one of lineage " + wanted + goOn());
    }

    private static String goOn() {
        return ": restore it (`sigilo keys restore FOLDER`), or start over with `sigilo up --new-keys`, which sets the data aside";
    }

    private static String name(Keyset.Purpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Moves the data and its keys into a new folder, so that the directory is empty.
     *
     * @return that folder, or null if there was nothing to move
     */
    static Path setAside(Path directory) {
        Path aside = directory.resolve(
                "set-aside-" + LocalDateTime.now(ZoneId.systemDefault()).format(TIME));
        try {
            boolean moved = false;
            for (String name : DATA) {
                if (Files.exists(directory.resolve(name))) {
                    Files.createDirectories(aside);
                    Files.move(directory.resolve(name), aside.resolve(name));
                    moved = true;
                }
            }
            return moved ? aside : null;
        } catch (IOException e) {
            throw new StackException(
                    "the data in " + directory + " cannot be set aside in " + aside + ": " + e.getMessage(), e);
        }
    }
}
