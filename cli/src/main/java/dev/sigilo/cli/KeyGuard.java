package dev.sigilo.cli;

import dev.sigilo.keys.Keyset;
import dev.sigilo.vault.application.KeyLineage;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Checks that data is only processed with the keysets that it was made with. */
final class KeyGuard {

    private KeyGuard() {}

    /**
     * Checks the key files named in this machine's settings, if any: each must exist, have the right purpose, and be the one
     * that the data belongs to.
     *
     * @throws CliException describing the fault and what to do
     */
    static void checkFiles(Settings settings) {
        for (Keyset.Purpose purpose : Keyset.Purpose.values()) {
            String file = settings.optional(fileName(purpose), null);
            if (file != null) {
                String lineage = settings.optional(lineageName(purpose), null);
                if (!Files.exists(Path.of(file))) {
                    throw new CliException(
                            KeyFiles.name(purpose) + " keyset " + file + " is missing, and the data belongs to it"
                                    + (lineage == null ? "" : " (lineage " + lineage + ")") + KeyLineage.ADVICE);
                }
                KeyLineage.check("key file " + file, KeyFiles.read(Path.of(file), purpose), lineage);
            }
        }
    }

    /** Returns whether the data on this machine belongs to this keyset. */
    static boolean isOfData(Keyset keyset) {
        return keyset.lineage().equals(lineageHere(keyset.purpose()));
    }

    /** Returns the lineage that the data belongs to, from the settings or the embedded stack's folder; null if neither has it. */
    static String lineageHere(Keyset.Purpose purpose) {
        String set = Settings.load().optional(lineageName(purpose), null);
        Path file = Home.state().resolve("settings.properties");
        if (set != null || !Files.exists(file)) {
            return set;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new CliException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + "); check that you may read it");
        }
        return properties.getProperty(KeyFiles.name(purpose) + "Lineage");
    }

    /** Returns the setting with the file of a keyset. */
    static Settings.Name fileName(Keyset.Purpose purpose) {
        return purpose == Keyset.Purpose.TOKEN ? Settings.Name.TOKEN_KEYSET_FILE : Settings.Name.SEALING_KEYSET_FILE;
    }

    /** Returns the setting with the lineage that the data belongs to. */
    static Settings.Name lineageName(Keyset.Purpose purpose) {
        return purpose == Keyset.Purpose.TOKEN ? Settings.Name.TOKEN_LINEAGE : Settings.Name.SEALING_LINEAGE;
    }
}
