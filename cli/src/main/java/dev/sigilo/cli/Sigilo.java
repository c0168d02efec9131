package dev.sigilo.cli;

import dev.sigilo.benchmarks.BenchmarkException;
import dev.sigilo.driver.TopologyException;
import dev.sigilo.keys.KeysetException;
import dev.sigilo.stack.StackException;
import dev.sigilo.tables.TablesException;
import dev.sigilo.vault.domain.OperatorException;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code sigilo} and what all of its commands share: options, exit status and error messages. */
@Command(
        name = "sigilo",
        version = "sigilo 0.1.0",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "De-identify medical records on their way from Apache Pulsar to MySQL.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            PublishCommand.class,
            MllpCommand.class,
            QueryCommand.class,
            TryCommand.class,
            ConvertCommand.class,
            ScrubCommand.class,
            EvaluateCommand.class,
            DescribeCommand.class,
            KeysCommand.class,
            RejectsCommand.class,
            TraceCommand.class,
            RevealCommand.class,
            EraseCommand.class,
            RetokenizeCommand.class,
            ReplayCommand.class,
            MigrateCommand.class,
            AuditCommand.class,
            RiskCommand.class,
            BenchCommand.class,
            PlanCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Start with `sigilo demo`. Without servers: `sigilo try samples/records.ndjson`.",
            "`sigilo help COMMAND` explains a command.",
            "Exit status: 0 success, 1 failure, 2 wrong usage."
        })
public final class Sigilo implements Runnable {
    /** The command succeeded. */
    public static final int OK = 0;
    /** The command failed. */
    public static final int FAILED = 1;
    /** The command line was wrong. */
    public static final int WRONG_USAGE = 2;
    /** The reader of the output closed it, as {@code | head} does; the shell uses the same number. */
    static final int OUTPUT_CLOSED = 141;

    private static final String NAME = "sigilo";
    /** System property with the program's name in usage lines, set by the script {@code sigilo}. */
    private static final String PROGRAM_PROPERTY = "sigilo.program";

    private final Console console;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "On failure, also print the stack trace, without messages.")
    private boolean debug;

    @Option(
            names = "--target",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description =
                    "The servers to use: embedded; compose or compose-tls, the containers of this checkout with its .env; or a "
                            + "cluster with its settings in ~/.config/sigilo/NAME.env (default: SIGILO_TARGET, else the environment, else "
                            + "embedded).")
    private String target;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    Sigilo(Console console) {
        this.console = console;
    }

    /** Runs the command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        System.setProperty(
                "org.slf4j.simpleLogger.defaultLogLevel",
                System.getProperty("org.slf4j.simpleLogger.defaultLogLevel", "off"));
        LogManager.getLogManager().reset();
        boolean interactive = Boolean.getBoolean("sigilo.terminal");
        int status = run(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                interactive,
                arguments);
        // Threads of client libraries would keep the process alive.
        System.exit(status);
    }

    /** Runs one command on these streams, without ending the process, and returns its exit status. */
    public static int run(
            InputStream in, OutputStream out, OutputStream err, boolean interactive, String... arguments) {
        OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        Console console = new Console(in, buffered, err, interactive);
        Sigilo root = new Sigilo(console);
        CommandLine commandLine = new CommandLine(root, new ConsoleFactory(console))
                .setCommandName(System.getProperty(PROGRAM_PROPERTY, NAME))
                .setOut(new PrintWriter(new OutputStreamWriter(buffered, StandardCharsets.UTF_8), true))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setExecutionStrategy(parsed -> {
                    StackTarget.choose(root.target);
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setParameterExceptionHandler((fault, given) -> root.wrongUsage(fault))
                .setExecutionExceptionHandler((fault, command, result) -> root.failed(command, fault));
        HelpLayout.apply(commandLine);
        int status = commandLine.execute(arguments);
        try {
            buffered.flush();
            return status;
        } catch (IOException e) {
            return OUTPUT_CLOSED;
        }
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
    }

    private int wrongUsage(CommandLine.ParameterException fault) {
        CommandLine command = fault.getCommandLine();
        String usage = command.getCommandSpec().qualifiedName();
        console.err().println(name(command) + ": " + oneLine(whatWasWrong(fault)) + "; see `" + usage + " --help`");
        return WRONG_USAGE;
    }

    /** Returns the command's name for messages: {@code sigilo} and the subcommand, however the program was called. */
    private static String name(CommandLine command) {
        String program = command.getCommandSpec().root().name();
        return NAME + command.getCommandSpec().qualifiedName().substring(program.length());
    }

    private static String whatWasWrong(CommandLine.ParameterException fault) {
        CommandLine command = fault.getCommandLine();
        if (fault instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String given = unmatched.getUnmatched().get(0);
            boolean option = unmatched.isUnknownOption();
            if (option || !command.getSubcommands().isEmpty()) {
                String nearest = Similar.nearest(
                        given.replaceFirst("=.*", ""),
                        option
                                ? command.getCommandSpec().optionsMap().keySet()
                                : command.getSubcommands().keySet());
                return "unknown " + (option ? "option " : "command ") + given.replaceFirst("=.*", "")
                        + (nearest == null ? "" : "; did you mean " + nearest + "?");
            }
        }
        return fault.getMessage();
    }

    private int failed(CommandLine command, Exception fault) {
        if (fault instanceof Console.OutputClosedException) {
            return OUTPUT_CLOSED;
        }
        console.err()
                .println(name(command) + ": "
                        + (isForTheUser(fault)
                                ? oneLine(fault.getMessage())
                                : "internal fault " + fault.getClass().getSimpleName() + " at " + place(fault)
                                        + "; run the command with --debug and report the output"));
        if (debug) {
            for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
                // Only class and frames: messages of libraries may quote a value.
                console.err().println("  " + cause.getClass().getName());
                for (StackTraceElement frame : cause.getStackTrace()) {
                    console.err().println("    at " + frame);
                }
            }
        }
        return FAILED;
    }

    /** Returns whether a fault's message was written for the user, by code that never quotes a record. */
    private static boolean isForTheUser(Exception fault) {
        return fault instanceof OperatorException
                || fault instanceof TopologyException
                || fault instanceof KeysetException
                || fault instanceof StackException
                || fault instanceof TablesException
                || fault instanceof BenchmarkException;
    }

    private static String place(Throwable fault) {
        for (StackTraceElement frame : fault.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.sigilo.")) {
                return frame.getClassName() + ":" + frame.getLineNumber();
            }
        }
        return fault.getStackTrace().length == 0 ? "an unknown place" : fault.getStackTrace()[0].getClassName();
    }

    private static String oneLine(String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** Creates commands with the console of this run. */
    private record ConsoleFactory(Console console) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.cast(type.getDeclaredConstructor(Console.class).newInstance(console));
            } catch (NoSuchMethodException e) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }
}
