package dev.sigilo.cli;

import dev.sigilo.driver.Topology;
import dev.sigilo.vault.domain.RejectedOriginals;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * Options that let a command open rejected originals to find out which records they are about. Keyset and purpose are given together
 * or not at all; opening is audited.
 */
final class OpeningOptions extends PurposeOption {
    @Option(
            names = "--sealing-keyset",
            required = true,
            paramLabel = "FILE",
            description =
                    "The sealing key file. Opens rejected originals to find out which records they are about; prints none of them.")
    private Path sealingKeyset;

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            description = "The audit log (default: SIGILO_AUDIT_FILE, else .sigilo/audit.ndjson in the project).")
    private Path audit;

    /** Checks the purpose and opens rejected originals with these keysets. */
    RejectedOriginals open(Path tokenKeyset, StackOptions stack, Settings settings, Topology topology) {
        purpose();
        return stack.rejectedOriginals(sealingKeyset, tokenKeyset, settings, topology);
    }

    Path audit() {
        return AuditOptions.path(audit);
    }
}
