package dev.sigilo.cli;

import dev.sigilo.driver.Topology;
import dev.sigilo.keys.Keyset;
import dev.sigilo.records.OriginalEnvelope;
import dev.sigilo.vault.application.AuditedOperation;
import dev.sigilo.vault.application.KeyLineage;
import dev.sigilo.vault.application.OriginalStore;
import dev.sigilo.vault.infrastructure.pulsar.PulsarConnection;
import dev.sigilo.vault.infrastructure.pulsar.PulsarRejectedMessages;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Opens a rejected message. */
@Command(
        name = "open",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Print a rejected message as its producer sent it.",
            "Prints it byte for byte; the output is PHI. Every attempt adds a line to the audit log."
        })
final class RejectsOpenCommand implements Callable<Integer> {
    private static final String ACTION = "reject open";

    private final Console console;

    @Mixin
    private AuditedReject reject;

    @Mixin
    private SealingKeysetOption sealingKeyset;

    @Mixin
    private StackOptions stack;

    RejectsOpenCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String id = reject.id();
        Topology topology = stack.topology();
        Settings settings = Settings.load();
        AuditedOperation operation = reject.operation(ACTION, stack, settings);
        return operation.run("refused: ", () -> {
            Keyset keyset = sealingKeyset.read(console);
            byte[] original;
            try (PulsarConnection pulsar = stack.pulsar(settings);
                    OriginalStore vault = stack.originals(settings)) {
                KeyLineage.check(vault, keyset);
                original = RejectsCommand.opened(new PulsarRejectedMessages(pulsar, topology).find(id), keyset, vault);
            }
            operation.append("opened", 1);
            print(original);
            return Sigilo.OK;
        });
    }

    private void print(byte[] original) {
        try {
            console.out().write(OriginalEnvelope.open(original).message());
            console.println("");
        } catch (IOException e) {
            throw new Console.OutputClosedException(e);
        }
    }
}
