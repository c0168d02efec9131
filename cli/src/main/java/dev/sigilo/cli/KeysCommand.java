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

/** Makes, rotates and lists key files. No command prints a key. */
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
            "A token keyset makes tokens, one key an epoch; a sealing keyset seals originals. Key files are readable only by "
                    + "their owner (mode 0600). Keep a copy of both in a safe place (keys backup): without the token keyset new "
                    + "records do not link to old ones, and without the sealing keyset no original can be revealed."
        })
final class KeysCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Missing command: new, rotate, list, backup, restore or pulsar");
    }

    /** Makes a key file. */
    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Make a key file with one fresh key. A file that exists is never overwritten.")
    static final class New implements Callable<Integer> {
        private final Console console;

        @Parameters(paramLabel = "FILE", description = "The key file to make.")
        private Path file;

        @Option(
                names = "--purpose",
                required = true,
                paramLabel = "token|sealing",
                description = "What the keyset is for.")
        private Keyset.Purpose purpose;

        New(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            Keyset.generate(purpose).writeNew(file);
            console.println("made a " + KeyFiles.name(purpose) + " keyset in " + file);
            return Sigilo.OK;
        }
    }

    /** Adds a key to a key file. */
    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Add a fresh key, which new tokens or seals are made with. Older keys stay.")
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
                    + " is the primary one; functions use it once they are restarted with this keyset");
            return Sigilo.OK;
        }
    }

    /** Lists a key file's keys. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description =
                    "List the keys of a key file by epoch or id, never the key itself, and the lineage, which identifies "
                            + "the keyset through all rotations and is also stored with the databases and the log.")
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

    /** Makes what Pulsar knows its clients by. */
    @Command(
            name = "pulsar",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Make a key for Pulsar's broker and under it a credential for each role: admin, broker, functions, "
                        + "producer, reader.",
                "A file that exists is kept."
            })
    static final class Pulsar implements Callable<Integer> {
        private final Console console;

        @Parameters(paramLabel = "FOLDER", description = "The folder to make them in.")
        private Path folder;

        Pulsar(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            PulsarCredentials.in(folder);
            console.println("the broker's key and a credential for each role are in " + folder);
            return Sigilo.OK;
        }
    }
}
