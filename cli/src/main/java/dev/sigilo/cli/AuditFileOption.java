package dev.sigilo.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The file of the audit log. */
final class AuditFileOption {
    @Option(
            names = "--audit",
            paramLabel = "FILE",
            description = "The audit log (default: SIGILO_AUDIT_FILE, else .sigilo/audit.ndjson in the project).")
    private Path file;

    /** Returns the file from the command line, else from the environment, else the project's. */
    Path path() {
        return AuditOptions.path(file);
    }
}
