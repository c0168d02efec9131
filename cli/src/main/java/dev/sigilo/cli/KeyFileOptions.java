package dev.sigilo.cli;

import dev.sigilo.keys.Keyset;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The key files that a command works on. */
final class KeyFileOptions {
    @Option(
            names = "--token-keyset",
            paramLabel = "FILE",
            description =
                    "The token key file (default: SIGILO_TOKEN_KEYSET_FILE, else .sigilo/keys/token-keyset.json in the project).")
    private Path token;

    @Option(
            names = "--sealing-keyset",
            paramLabel = "FILE",
            description =
                    "The sealing key file (default: SIGILO_SEALING_KEYSET_FILE, else .sigilo/keys/sealing-keyset.json).")
    private Path sealing;

    Path file(Keyset.Purpose purpose) {
        Path given = purpose == Keyset.Purpose.TOKEN ? token : sealing;
        if (given != null) {
            return given;
        }
        String set = Settings.load().optional(KeyGuard.fileName(purpose), null);
        if (set == null && !StackTarget.isEmbedded()) {
            throw new CliException(
                    ".sigilo has the keysets of the embedded stack, not of this target; give the files with --token-keyset and "
                            + "--sealing-keyset (the containers' keysets are in .env: copy that file)");
        }
        return set != null
                ? Path.of(set)
                : Home.state().resolve("keys").resolve(KeyFiles.name(purpose) + "-keyset.json");
    }

    /** Returns the lineage that the data belongs to; null if it is unknown or the key file was given as an option. */
    String lineage(Keyset.Purpose purpose) {
        return (purpose == Keyset.Purpose.TOKEN ? token : sealing) != null ? null : KeyGuard.lineageHere(purpose);
    }
}
