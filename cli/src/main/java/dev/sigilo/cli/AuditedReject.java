package dev.sigilo.cli;

import dev.sigilo.vault.application.AuditedOperation;
import dev.sigilo.vault.domain.Rejects;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The rejected message that an audited command is about. */
final class AuditedReject {
    @Parameters(index = "0", paramLabel = "ID", description = "The id from `sigilo rejects list`, msg_…")
    private String id;

    @Mixin
    private AuditOptions audit;

    /**
     * Checks the options before anything is looked up, and returns the id.
     *
     * @throws CliException if the purpose is blank or too long
     * @throws dev.sigilo.vault.domain.OperatorException if it is not the id of a reject
     */
    String id() {
        audit.check();
        Rejects.checkId(id);
        return id;
    }

    /** Returns the operation on this message, which writes to the audit log. */
    AuditedOperation operation(String action, StackOptions stack, Settings settings) {
        return new AuditedOperation(stack.log(audit, settings), action, id, audit.purpose());
    }
}
