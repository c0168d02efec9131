package dev.sigilo.cli;

import dev.sigilo.stack.EmbeddedStack;
import dev.sigilo.stack.FunctionRuntime;
import dev.sigilo.stack.StackBuilder;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the embedded stack. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Start the embedded stack: Pulsar and two databases with the pipeline deployed.",
            "It runs until `sigilo down`. Where it runs already, what changed in pulsar-config is deployed."
        })
final class UpCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private StackOptions options;

    UpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        StackTarget.requireEmbedded("up");
        EmbeddedStack stack = options.builder(console).detached(true).start();
        PolicyAudit.note(options.policy);
        console.println("Pulsar      " + stack.pulsarUrl());
        console.println("admin, REST " + stack.adminUrl());
        console.println("WebSocket   " + stack.webSocketUrl());
        console.println("db_command  " + stack.commandJdbcUrl());
        console.println("db_query    " + stack.queryJdbcUrl() + " (user "
                + stack.reader().user() + ")");
        console.println("Try `sigilo publish samples/records.ndjson`, `sigilo status`, and `sigilo down` to stop it.");
        return Sigilo.OK;
    }

    /** How an embedded stack is set up; mixed into the commands that start one. */
    static final class StackOptions {

        @Option(
                names = "--policy",
                paramLabel = "NAME",
                description =
                        "The policy to deploy, of pulsar-config/policies (default: what the functions' YAML names).")
        private String policy;

        @Option(
                names = "--new-policy",
                description = "Accept another policy than the rows belong to; `sigilo retokenize --policy` must "
                        + "then replace every row.")
        private boolean newPolicy;

        @Option(
                names = "--runtime",
                paramLabel = "thread|process",
                defaultValue = "thread",
                description =
                        "Where functions and sinks run: in threads of the broker, or in a process each (default: ${DEFAULT-VALUE}).")
        private FunctionRuntime runtime;

        @Option(
                names = "--pulsar-port",
                paramLabel = "PORT",
                converter = PortConverter.class,
                description = "Port of Pulsar's binary protocol (default: a free one).")
        private Integer pulsarPort;

        @Option(
                names = "--admin-port",
                paramLabel = "PORT",
                converter = PortConverter.class,
                description = "Port of Pulsar's admin API, REST and WebSocket (default: a free one).")
        private Integer adminPort;

        @Option(
                names = "--command-port",
                paramLabel = "PORT",
                converter = PortConverter.class,
                description = "Port of db_command (default: a free one).")
        private Integer commandPort;

        @Option(
                names = "--query-port",
                paramLabel = "PORT",
                converter = PortConverter.class,
                description = "Port of db_query (default: a free one).")
        private Integer queryPort;

        @Option(
                names = "--new-keys",
                description = "Start over with new keysets. Existing data and its keys are moved to a "
                        + "folder in .sigilo. Use this only if the keysets are lost for good.")
        private boolean newKeys;

        StackBuilder builder(Console console) {
            long start = System.nanoTime();
            StackBuilder builder = EmbeddedStack.builder(Home.find())
                    .directory(Home.state())
                    .runtime(runtime)
                    .newKeys(newKeys)
                    .progress(line -> console.err()
                            .println(String.format(
                                    Locale.ROOT, "%5.1f s  %s", (System.nanoTime() - start) / 1e9, line)));
            if (policy != null) {
                builder.deployVariable("SIGILO_POLICY", policy);
            }
            if (newPolicy) {
                builder.deployVariable("SIGILO_NEW_POLICY", "1");
            }
            if (pulsarPort != null) {
                builder.pulsarPort(pulsarPort);
            }
            if (adminPort != null) {
                builder.adminPort(adminPort);
            }
            if (commandPort != null) {
                builder.commandPort(commandPort);
            }
            if (queryPort != null) {
                builder.queryPort(queryPort);
            }
            return builder;
        }
    }
}
