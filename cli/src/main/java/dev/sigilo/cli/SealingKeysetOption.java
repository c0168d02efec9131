package dev.sigilo.cli;

import dev.sigilo.keys.Keyset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The key that opens the vault. Mixed into the commands that open it. */
final class SealingKeysetOption {

    @Option(
            names = "--sealing-keyset",
            paramLabel = "FILE|-",
            description =
                    "The sealing key file; - reads the keyset from standard input (default: a terminal asks for the file).")
    private String file;

    /** Returns the keyset.
     *
     * @throws CliException if none was given or it cannot be read
     */
    Keyset read(Console console) {
        if (file == null && System.console() != null) {
            file = System.console().readLine("Sealing key file: ");
        }
        if (file == null || file.isBlank()) {
            throw new CliException("the sealing keyset is required; add `--sealing-keyset FILE` (embedded stack: "
                    + "`.sigilo/keys/sealing-keyset.json`)");
        }
        if (!file.equals("-")) {
            return KeyFiles.read(Path.of(file.strip()), Keyset.Purpose.SEALING);
        }
        try {
            return Keyset.parse(
                    new String(console.in().readAllBytes(), StandardCharsets.UTF_8), Keyset.Purpose.SEALING);
        } catch (IOException e) {
            throw new CliException("the sealing keyset cannot be read from standard input; give its file");
        }
    }
}
