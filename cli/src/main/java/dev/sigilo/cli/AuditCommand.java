package dev.sigilo.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks the audit log's chain. */
@Command(name = "audit", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Check that no line of the audit log was changed, removed or put in between.",
            "Prints how many lines it has and the hash of the last one: kept elsewhere, it shows whether last lines were removed."})
final class AuditCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--audit", paramLabel = "FILE",
            description = "The audit log (default: SIGILO_AUDIT_FILE, else .sigilo/audit.ndjson in the project).")
    private Path file;

    AuditCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path path = AuditOptions.path(file);
        AuditLog.State state = new AuditLog(path, Clock.systemUTC()).verify();
        console.println(path + " is whole: " + state.lines() + " lines, last hash " + state.lastHash());
        return Sigilo.OK;
    }
}
