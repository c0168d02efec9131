package dev.sigilo.cli;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.KeysetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies both keysets into a folder and reads the copies back. */
@Command(name = "backup", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Copy both keysets into a folder, each under a name with its lineage and number of keys, and read the copies back.",
            "The copies are keys in the clear, readable by their owner alone: keep them apart from copies of the databases."})
final class KeysBackupCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FOLDER", description = "Where to: best on a disk that the machine's failure does not take along.")
    private Path folder;

    @Mixin
    private KeyFileOptions files;

    KeysBackupCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        for (Keyset.Purpose purpose : Keyset.Purpose.values()) {
            Path file = files.file(purpose);
            Keyset keyset = KeyFiles.read(file, purpose);
            Path copy = folder.resolve(KeyFiles.backupName(keyset));
            boolean there = Files.exists(copy);
            if (!there) {
                keyset.writeNew(copy);
            }
            if (!isSame(copy, purpose, keyset)) {
                throw new CliException(copy + " is there and does not hold the keyset of " + file + "; choose another folder");
            }
            console.println(KeyFiles.name(purpose) + " keyset " + file + (there ? " is in " : " copied to ") + copy);
        }
        return Sigilo.OK;
    }

    private static boolean isSame(Path copy, Keyset.Purpose purpose, Keyset keyset) {
        try {
            return KeyFiles.read(copy, purpose).secretJson().equals(keyset.secretJson());
        } catch (KeysetException | CliException e) {
            return false;
        }
    }
}
