package dev.sigilo.cli;

import dev.sigilo.keys.Keyset;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import picocli.CommandLine.Option;

/** Which key files a command works on. */
final class KeyFileOptions {
    @Option(names = "--token-keyset", paramLabel = "FILE",
            description = "The token key file (default: SIGILO_TOKEN_KEYSET_FILE, else .sigilo/keys/token-keyset.json in the project).")
    private Path token;

    @Option(names = "--sealing-keyset", paramLabel = "FILE",
            description = "The sealing key file (default: SIGILO_SEALING_KEYSET_FILE, else .sigilo/keys/sealing-keyset.json).")
    private Path sealing;

    Path file(Keyset.Purpose purpose) {
        Path given = purpose == Keyset.Purpose.TOKEN ? token : sealing;
        if (given != null) {
            return given;
        }
        String set = Settings.load().optional(KeyGuard.fileName(purpose), null);
        return set != null ? Path.of(set) : Home.state().resolve("keys").resolve(KeyFiles.name(purpose) + "-keyset.json");
    }

    /** The lineage that the data belongs to, as the settings or the embedded stack's folder say; null where nothing does. */
    String lineage(Keyset.Purpose purpose) {
        String set = Settings.load().optional(KeyGuard.lineageName(purpose), null);
        Path settings = Home.state().resolve("settings.properties");
        if (set != null || (purpose == Keyset.Purpose.TOKEN ? token : sealing) != null || !Files.exists(settings)) {
            return set;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(settings)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new CliException(settings + " cannot be read (" + e.getClass().getSimpleName() + "); check that you may read it");
        }
        return properties.getProperty(KeyFiles.name(purpose) + "Lineage");
    }
}
