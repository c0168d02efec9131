package dev.sigilo.cli;

import dev.sigilo.keys.Keyset;
import dev.sigilo.vault.application.KeyLineage;
import java.nio.file.Path;

/** Reads key files as commands are given them. */
final class KeyFiles {

    /**
     * The keyset in {@code file}.
     *
     * @throws CliException where it is a keyset of another purpose
     */
    static Keyset read(Path file, Keyset.Purpose purpose) {
        Keyset keyset = Keyset.read(file);
        if (keyset.purpose() != purpose) {
            throw new CliException("key file " + file + " is a " + name(keyset.purpose()) + " keyset and a "
                    + name(purpose) + " keyset is wanted; name the other file");
        }
        return keyset;
    }

    /** What a keyset of this purpose is called on the command line. */
    static String name(Keyset.Purpose purpose) {
        return KeyLineage.name(purpose);
    }

    /** The file name of a keyset's copy in a backup. */
    static String backupName(Keyset keyset) {
        return name(keyset.purpose()) + "-" + keyset.lineage() + "-"
                + keyset.entries().size() + ".json";
    }

    private KeyFiles() {}
}
