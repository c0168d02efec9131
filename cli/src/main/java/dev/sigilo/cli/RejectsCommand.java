package dev.sigilo.cli;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.UnsealException;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.vault.application.OriginalStore;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Lists, opens and republishes rejected messages. */
@Command(
        name = "rejects",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"List, open or republish rejected messages.", "Pulsar stores them sealed for 30 days."},
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RejectsListCommand.class, RejectsOpenCommand.class, RejectsPublishCommand.class})
final class RejectsCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: list, open or publish");
    }

    /** Opens a rejected message and returns the bytes that were sealed of it. */
    static byte[] opened(List<RejectedRecord> rejects, Keyset keyset, OriginalStore vault) {
        RejectedRecord sealed = rejects.stream()
                .filter(rejected -> rejected.sealed() != null)
                .findFirst()
                .orElseThrow(() -> new CliException(
                        "the message was too large to store with the reject; get it from its producer"));
        if (vault.isErased(sealed.recordToken(), sealed.provenance().version())) {
            throw new CliException("the message cannot be opened: its patient was erased");
        }
        try {
            return Sealer.of(keyset).open(sealed.sealed(), sealed.wrappedKey(), sealed.recordToken());
        } catch (UnsealException e) {
            throw new CliException(e.getMessage());
        }
    }
}
