package dev.sigilo.cli;

import dev.sigilo.stack.EmbeddedStack;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops the embedded stack. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Stop the embedded stack.",
            "The data stays in .sigilo, and `sigilo up` continues with it. To start over, run `sigilo up --new-keys`."
        })
final class DownCommand implements Callable<Integer> {
    private final Console console;

    DownCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        StackTarget.requireEmbedded("down");
        Optional<EmbeddedStack> stack = EmbeddedStack.attach(Home.state());
        stack.ifPresent(EmbeddedStack::stop);
        console.println(
                stack.isPresent() ? "stopped; the data stays in " + Home.state() : "no embedded stack is running");
        return Sigilo.OK;
    }
}
