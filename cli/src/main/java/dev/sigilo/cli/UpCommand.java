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
            "Start the embedded stack and deploy the pipeline.",
            "The stack is Pulsar and two databases; it runs until `sigilo down`. If it already runs, changes in pulsar-config are "
                    + "deployed."
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
        console.println(
                "Try `sigilo publish samples/records.ndjson` and `sigilo status`; stop the stack with `sigilo down`.");
        return Sigilo.OK;
    }

    /** The settings of an embedded stack; mixed into the commands that start one. */
    static final class StackOptions {

        @Option(
                names = "--policy",
                paramLabel = "NAME",
                description =
                        "The policy in pulsar-config/policies to deploy (default: the policy in the functions' YAML).")
        private String policy;

        @Option(
                names = "--new-policy",
                description =
                        "Accept a policy other than that of the existing rows. Then replace all rows with `sigilo retokenize --policy`.")
        private boolean newPolicy;

        @Option(
                names = "--runtime",
                paramLabel = "thread|process",
                defaultValue = "thread",
                description =
                        "Run functions and sinks in threads of the broker, or each in its own process (default: ${DEFAULT-VALUE}).")
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
                        + "folder in .sigilo. Use this only if the keysets are permanently lost.")
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
