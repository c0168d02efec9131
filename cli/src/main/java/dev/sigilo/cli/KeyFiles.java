package dev.sigilo.cli;

import dev.sigilo.keys.Keyset;
import dev.sigilo.vault.application.KeyLineage;
import java.nio.file.Path;

/** Reads the key files that are given to commands. */
final class KeyFiles {

    /** Returns the keyset in {@code file}.
     *
     * @throws CliException if it is a keyset of another purpose
     */
    static Keyset read(Path file, Keyset.Purpose purpose) {
        Keyset keyset = Keyset.read(file);
        if (keyset.purpose() != purpose) {
            throw new CliException("key file " + file + " is a " + name(keyset.purpose()) + " keyset and a "
                    + name(purpose) + " keyset is required; give the other file");
        }
        return keyset;
    }

    /** Returns the name of a keyset of this purpose on the command line. */
    static String name(Keyset.Purpose purpose) {
        return KeyLineage.name(purpose);
    }

    /** Returns the file name of a keyset's copy in a backup. */
    static String backupName(Keyset keyset) {
        return name(keyset.purpose()) + "-" + keyset.lineage() + "-"
                + keyset.entries().size() + ".json";
    }

    private KeyFiles() {}
}
