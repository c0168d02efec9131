package dev.sigilo.stack;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts one embedded stack with the settings of its builder. The lock on the stack's directory must be held. */
final class StackStart {
    private final StackBuilder options;
    private final Path directory;

    StackStart(StackBuilder options) {
        this.options = options;
        this.directory = options.directory;
    }

    /**
     * Attaches to the stack of this directory if it is running; otherwise starts it with the data of an earlier run, if
     * any.
     */
    EmbeddedStack run() {
        Optional<EmbeddedStack> there = EmbeddedStack.find(directory, options.progress);
        if (there.isPresent() && there.get().isRunning()) {
            return attachTo(there.get());
        }
        there.ifPresent(EmbeddedStack::stopAlone);
        if (options.newKeys) {
            Path aside = StackKeys.setAside(directory);
            if (aside != null) {
                options.progress.accept("the existing data and its keys were moved to " + aside);
            }
        }
        StackState state = StackState.settings(directory);
        state.put("tokenKeysetFile", directory.resolve("keys/token-keyset.json"));
        state.put("sealingKeysetFile", directory.resolve("keys/sealing-keyset.json"));
        StackKeys keys = new StackKeys(directory, state);
        saveSettings(state);
        Map<String, String> references = new HashMap<>(options.references);
        references.putAll(keys.secrets());
        EmbeddedStack stack = new EmbeddedStack(options.home, directory, state, references, options.progress);
        stack.own(options.variables, !options.detached);
        try {
            stack.startServers(keys);
            noteKeys(keys, state);
            if (options.deploy) {
                deployTo(stack);
            }
            return stack;
        } catch (RuntimeException e) {
            stack.forgetExitHook();
            stack.stopAlone();
            throw e;
        }
    }

    private EmbeddedStack attachTo(EmbeddedStack stack) {
        if (options.newKeys) {
            throw new StackException("--new-keys needs a stopped stack; run `sigilo down` first");
        }
        stack.checkKeys();
        stack.own(options.variables, false);
        if (options.deploy) {
            // An earlier version of Sigilo may have started the stack.
            stack.migrate();
            stack.deploy();
        }
        return stack;
    }

    private void saveSettings(StackState state) {
        choosePorts(state);
        EmbeddedStack.passwords(state);
        state.put("home", options.home);
        state.put("functionRuntime", options.runtime);
        state.put("brokerMemory", options.brokerMemory);
        state.saveSettings();
    }

    /** Records the keysets. Call it only after the keysets were checked against both databases. */
    private void noteKeys(StackKeys keys, StackState state) {
        StackState settings = StackState.settings(directory);
        keys.note(settings);
        settings.saveSettings();
        keys.note(state);
        state.saveRunning();
    }

    private static void deployTo(EmbeddedStack stack) {
        try {
            stack.deploy();
        } catch (StackException e) {
            // The script's advice about running functions and sinks does not apply, because the stack stops now.
            throw new StackException(
                    e.getMessage() + ". The servers were stopped; correct the cause and start them again", e);
        }
    }

    /** Chooses the requested ports, or else those of the last run, or else free ones. */
    private void choosePorts(StackState state) {
        options.ports.forEach((name, port) -> {
            if (!FreePorts.isFree(port)) {
                throw new StackException(
                        "port " + port + " (" + name + ") is in use; stop the program that uses it, or choose another");
            }
        });
        int bookiePort = state.port("bookiePort");
        if (bookiePort != 0 && !FreePorts.isFree(bookiePort)) {
            throw new StackException("port " + bookiePort + " is in use, and the messages in " + directory
                    + " are stored under it; stop the program that uses it");
        }
        try (FreePorts free = new FreePorts()) {
            for (String name : List.of("bookiePort", "pulsarPort", "adminPort", "commandPort", "queryPort")) {
                state.put(name, free.choose(options.ports.getOrDefault(name, state.port(name))));
            }
        }
    }
}
