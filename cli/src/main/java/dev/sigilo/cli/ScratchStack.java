package dev.sigilo.cli;

import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.StackBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary embedded stack for one command, in its own folder, separate from the user's stack. Closing it stops and
 * deletes it.
 */
final class ScratchStack implements AutoCloseable {
    private final Path folder;
    private final EmbeddedStack stack;

    private ScratchStack(Path folder, EmbeddedStack stack) {
        this.folder = folder;
        this.stack = stack;
    }

    /** Starts it. Deletes first what an interrupted run left behind.
     *
     * @param name    the name of its folder, inside the state's
     * @param builder its other settings
     */
    static ScratchStack start(String name, StackBuilder builder) {
        Path folder = Home.state().resolve(name);
        EmbeddedStack.attach(folder).ifPresent(EmbeddedStack::stop);
        delete(folder);
        return new ScratchStack(
                folder, builder.directory(folder).detached(false).start());
    }

    EmbeddedStack stack() {
        return stack;
    }

    @Override
    public void close() {
        stack.stop();
        delete(folder);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new CliException(folder + " cannot be deleted ("
                    + e.getClass().getSimpleName() + "); an earlier command left it behind; delete it by hand");
        }
    }
}
