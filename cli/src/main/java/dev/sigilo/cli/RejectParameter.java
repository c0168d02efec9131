package dev.sigilo.cli;

import dev.sigilo.vault.domain.Rejects;
import picocli.CommandLine.Parameters;

/** The rejected message that a command is about. */
final class RejectParameter {
    @Parameters(index = "0", paramLabel = "ID", description = "The id from `sigilo rejects list`, msg_…")
    private String id;

    /**
     * Returns the id.
     *
     * @throws dev.sigilo.vault.domain.OperatorException if it is not the id of a reject
     */
    String id() {
        Rejects.checkId(id);
        return id;
    }
}
