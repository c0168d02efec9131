package dev.sigilo.cli;

import dev.sigilo.keys.Keyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Restores keysets from a backup. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Restore both keysets from a backup.",
            "Restores the copy that the data belongs to; of several, the one with the most keys. "
                    + "An existing keyset is kept unless the backup contains a later rotation of it. A keyset of another lineage is never "
                    + "restored and never overwritten."
        })
final class KeysRestoreCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FOLDER", description = "The folder that `sigilo keys backup` filled.")
    private Path folder;

    @Mixin
    private KeyFileOptions files;

    KeysRestoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        for (Keyset.Purpose purpose : Keyset.Purpose.values()) {
            restore(purpose, files.file(purpose), files.lineage(purpose));
        }
        return Sigilo.OK;
    }

    private void restore(Keyset.Purpose purpose, Path file, String lineage) {
        String name = KeyFiles.name(purpose) + " keyset";
        List<Path> copies = copies(purpose, lineage);
        if (copies.isEmpty()) {
            throw new CliException(folder + " contains no " + name
                    + (lineage == null ? "" : " of lineage " + lineage + ", which the data belongs to")
                    + "; give the folder of another backup");
        }
        Path copy = copies.get(copies.size() - 1);
        Keyset keyset = KeyFiles.read(copy, purpose);
        if (lineage == null
                && copies.stream()
                        .anyMatch(other ->
                                !KeyFiles.read(other, purpose).lineage().equals(keyset.lineage()))) {
            throw new CliException(folder + " contains a " + name
                    + " of more than one lineage, and it is unknown which one the data belongs to; "
                    + "leave only that one in the folder");
        }
        if (!Files.exists(file)) {
            keyset.writeNew(file);
            note(keyset);
            console.println(name + " " + file + " restored from " + copy);
            return;
        }
        Keyset there = KeyFiles.read(file, purpose);
        if (!there.lineage().equals(keyset.lineage())) {
            throw new CliException("key file " + file + " contains a " + name + " of lineage " + there.lineage()
                    + ", and the backup has one of lineage " + keyset.lineage()
                    + "; move that file away first, and keep it: data made with it needs it");
        }
        if (keyset.entries().size() > there.entries().size()) {
            if (!keyset.hasAllKeysOf(there)) {
                throw new CliException("key file " + file + " has a key that " + copy
                        + " lacks, because both were rotated after the backup. Restoring would lose that key, "
                        + "so nothing was changed; keep both files, and continue with the one that the functions use");
            }
            keyset.replace(file);
            note(keyset);
            console.println(name + " " + file + " restored from " + copy + ", with "
                    + keyset.entries().size() + " keys instead of "
                    + there.entries().size());
        } else {
            console.println(name + " " + file + " already exists and is kept");
        }
    }

    private static void note(Keyset keyset) {
        if (KeyGuard.isOfData(keyset)) {
            AuditOptions.log(AuditOptions.path(null), Settings.load(), null)
                    .note(
                            "keys",
                            KeyFiles.name(keyset.purpose()) + " " + keyset.lineage(),
                            "restore",
                            "keys " + keyset.entries().size(),
                            0);
        }
    }

    /** Returns the copies in the folder, the one with the most keys last. */
    private List<Path> copies(Keyset.Purpose purpose, String lineage) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName()
                            .toString()
                            .matches(KeyFiles.name(purpose) + "-[0-9a-f]{32}-[0-9]+\\.json"))
                    .filter(file -> lineage == null
                            || KeyFiles.read(file, purpose).lineage().equals(lineage))
                    .sorted(Comparator.comparing(
                            file -> KeyFiles.read(file, purpose).entries().size()))
                    .toList();
        } catch (IOException e) {
            throw new CliException("folder " + folder + " cannot be read ("
                    + e.getClass().getSimpleName() + "); give the one that contains the backup");
        }
    }
}
