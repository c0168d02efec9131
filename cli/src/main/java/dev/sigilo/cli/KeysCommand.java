package dev.sigilo.cli;

import dev.sigilo.keys.Keyset;
import dev.sigilo.stack.PulsarCredentials;
import dev.sigilo.vault.application.AuditTrail;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Groups the commands for key files. No command prints a key. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Create, rotate, list, back up and restore key files.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            KeysCommand.New.class,
            KeysCommand.Rotate.class,
            KeysCommand.ListKeys.class,
            KeysBackupCommand.class,
            KeysRestoreCommand.class,
            KeysCommand.Pulsar.class
        },
        footer = {
            "",
            "A token keyset makes tokens and has one key per epoch; a sealing keyset seals originals. Only the owner can read "
                    + "key files (mode 0600). Keep a copy of both in a safe place (keys backup): without the token keyset, new "
                    + "records do not link to old ones; without the sealing keyset, no original can be revealed."
        })
final class KeysCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Missing command: new, rotate, list, backup, restore or pulsar");
    }

    /** Creates a key file. */
    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {"Create a key file with one fresh key.", "An existing file is never overwritten."})
    static final class New implements Callable<Integer> {
        private final Console console;

        @Parameters(paramLabel = "FILE", description = "The key file to create.")
        private Path file;

        @Option(
                names = "--purpose",
                required = true,
                paramLabel = "token|sealing",
                description = "The purpose of the keyset.")
        private Keyset.Purpose purpose;

        New(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            Keyset.generate(purpose).writeNew(file);
            console.println("created a " + KeyFiles.name(purpose) + " keyset in " + file);
            return Sigilo.OK;
        }
    }

    /** Adds a key to a key file. */
    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Add a fresh key for new tokens or seals. Older keys stay.")
    static final class Rotate implements Callable<Integer> {
        private final Console console;

        @Parameters(paramLabel = "FILE", description = "The key file to rotate.")
        private Path file;

        Rotate(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            Keyset before = Keyset.read(file);
            AuditTrail log =
                    KeyGuard.isOfData(before) ? AuditOptions.log(AuditOptions.path(null), Settings.load(), null) : null;
            Keyset rotated = before.rotated();
            rotated.replace(file);
            if (log != null) {
                log.note(
                        "keys",
                        KeyFiles.name(rotated.purpose()) + " " + rotated.lineage(),
                        "rotate",
                        "keys " + rotated.entries().size(),
                        0);
            }
            String key = rotated.purpose() == Keyset.Purpose.TOKEN ? "epoch " : "key ";
            long primary = rotated.entries().stream()
                    .filter(Keyset.Entry::primary)
                    .findFirst()
                    .orElseThrow()
                    .id();
            console.println("rotated " + file + ": " + key + primary
                    + " is now the primary key; restart the functions with this keyset to use it");
            return Sigilo.OK;
        }
    }

    /** Lists a key file's keys. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "List the keys of a key file by epoch or id, and its lineage.",
                "Never prints a key. The lineage identifies the keyset through all rotations; the databases and the log "
                        + "store it too."
            })
    static final class ListKeys implements Callable<Integer> {
        private final Console console;

        @Parameters(paramLabel = "FILE", description = "The key file to list.")
        private Path file;

        ListKeys(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            Keyset keyset = Keyset.read(file);
            for (Keyset.Entry entry : keyset.entries()) {
                console.println(KeyFiles.name(keyset.purpose())
                        + (keyset.purpose() == Keyset.Purpose.TOKEN ? " epoch " : " key ")
                        + entry.id()
                        + (entry.primary() ? " primary" : "")
                        + (entry.enabled() ? "" : " disabled"));
            }
            console.println(KeyFiles.name(keyset.purpose()) + " lineage " + keyset.lineage());
            return Sigilo.OK;
        }
    }

    /** Creates the credentials of Pulsar's clients. */
    @Command(
            name = "pulsar",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Create a key for Pulsar's broker and a token for each role.",
                "The roles are admin, broker, worker, functions, producer, one producer for each of hl7v2, fhir and dicom, and reader. Existing files are kept."
            })
    static final class Pulsar implements Callable<Integer> {
        private final Console console;

        @Parameters(paramLabel = "FOLDER", description = "The folder for the files.")
        private Path folder;

        Pulsar(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            PulsarCredentials.in(folder);
            console.println("the broker's key and a token for each role are in " + folder);
            return Sigilo.OK;
        }
    }
}
