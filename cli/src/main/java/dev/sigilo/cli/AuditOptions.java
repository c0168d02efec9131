package dev.sigilo.cli;

import dev.sigilo.vault.application.AuditTrail;
import dev.sigilo.vault.infrastructure.file.AuditKeyFile;
import dev.sigilo.vault.infrastructure.file.FileAuditTrail;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Mixin;

/** The options of an audited command, and the audit log that it writes. */
final class AuditOptions extends PurposeOption {
    private static final String TOKEN = "[a-z][a-z0-9_]*_[0-9]+_[a-z2-7]{26}|2\\.25\\.[0-9]+";

    @Mixin
    private AuditFileOption file;

    /**
     * Checks the options before anything is looked up.
     *
     * @throws CliException if the purpose is blank or the token is invalid; the message does not repeat the token, because
     *                      somebody may have typed a name instead
     */
    void check(String token) {
        check();
        if (!token.matches(TOKEN)) {
            throw new CliException(
                    "the token is not valid; a token looks like <kind>_<epoch>_<26 characters>, as in the column record_token");
        }
    }

    /**
     * Checks the options of a command that does not concern a single token.
     *
     * @throws CliException if the purpose is blank or too long
     */
    void check() {
        purpose();
    }

    /**
     * Returns the audit log, which also writes to the chain in db_command.
     *
     * @param url JDBC URL of db_command given to the command, or null
     */
    AuditTrail log(Settings settings, String url) {
        return log(file.path(), settings, url);
    }

    /** Returns an audit log that writes to this file and to the chain in db_command. */
    static FileAuditTrail log(Path file, Settings settings, String url) {
        return new FileAuditTrail(
                file, Clock.systemUTC(), () -> Stores.auditChain(settings, url, AuditKeyFile.read(keyFile())));
    }

    /** Returns the file of the key that signs lines. */
    static Path keyFile() {
        String given = System.getenv("SIGILO_AUDIT_KEY_FILE");
        return given != null && !given.isBlank() ? Path.of(given) : Home.state().resolve("keys/audit-key");
    }

    /** Returns the audit log from the option, else from the environment, else the project's. */
    static Path path(Path option) {
        if (option != null) {
            return option;
        }
        String given = System.getenv("SIGILO_AUDIT_FILE");
        return given != null && !given.isBlank() ? Path.of(given) : Home.state().resolve("audit.ndjson");
    }
}
