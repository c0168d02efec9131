package dev.sigilo.cli;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.KeysetException;
import dev.sigilo.vault.domain.OperatorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies both keysets into a folder and reads the copies back. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Copy both keysets into a folder and verify the copies.",
            "File names contain the lineage and the number of keys. The copies are not encrypted; only their owner can read them. "
                    + "Store them separately from backups of the databases."
        })
final class KeysBackupCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FOLDER", description = "The destination, preferably on another machine or disk.")
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
                throw new CliException(
                        copy + " exists and does not contain the keyset of " + file + "; choose another folder");
            }
            console.println(
                    KeyFiles.name(purpose) + " keyset " + file + (there ? " is already in " : " copied to ") + copy);
        }
        return Sigilo.OK;
    }

    private static boolean isSame(Path copy, Keyset.Purpose purpose, Keyset keyset) {
        try {
            return KeyFiles.read(copy, purpose).secretJson().equals(keyset.secretJson());
        } catch (KeysetException | OperatorException e) {
            return false;
        }
    }
}
