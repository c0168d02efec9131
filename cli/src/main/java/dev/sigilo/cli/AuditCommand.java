package dev.sigilo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks the audit log and the chain in db_command, and lists it. */
@Command(name = "audit", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Check that no line of the audit log was changed, removed or put in between, at its end either, by itself and by the",
            "chain in db_command, where every line stands whichever file it went into; the chain is checked by its signatures.",
            "Prints the head of the chain and by which key it is signed: kept elsewhere, they show whether both were made anew."})
final class AuditCommand implements Callable<Integer> {
    private static final String LIST = """
            SELECT number, JSON_UNQUOTE(JSON_EXTRACT(line, '$.at')) AS at, JSON_UNQUOTE(JSON_EXTRACT(line, '$.who')) AS who,
                   database_user AS role, JSON_UNQUOTE(JSON_EXTRACT(line, '$.action')) AS action,
                   JSON_UNQUOTE(JSON_EXTRACT(line, '$.token')) AS token, JSON_UNQUOTE(JSON_EXTRACT(line, '$.purpose')) AS purpose,
                   JSON_UNQUOTE(JSON_EXTRACT(line, '$.result')) AS result, JSON_EXTRACT(line, '$.records') AS records
            FROM audit ORDER BY number""";

    private final Console console;

    @Option(names = "--audit", paramLabel = "FILE",
            description = "The audit log (default: SIGILO_AUDIT_FILE, else .sigilo/audit.ndjson in the project).")
    private Path file;

    @Option(names = "--list", description = "Print the lines of the chain in db_command.")
    private boolean list;

    @Option(names = "--format", paramLabel = "table|csv|json", defaultValue = "table",
            description = "How --list prints them (default: ${DEFAULT-VALUE}).")
    private RowPrinter.Format format;

    @Option(names = "--trust", paramLabel = "KEY", description = {"A key that may have signed lines, beside this machine's: the one of another machine, or of",
        "before this machine's was lost. Can be given more than once."})
    private List<String> trust = List.of();

    @Option(names = "--offline", description = "Check the file by itself, without db_command: lines cut off at its end do not show.")
    private boolean offline;

    @Option(names = "--url", paramLabel = "JDBC_URL",
            description = "JDBC URL of db_command (default: SIGILO_COMMAND_JDBC_URL, else the running embedded stack).")
    private String url;

    AuditCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path path = AuditOptions.path(file);
        Settings settings = Settings.load();
        if (list) {
            return print(settings);
        }
        AuditLog log = AuditOptions.log(path, settings, url);
        AuditLog.State state = log.verify();
        if (offline) {
            if (state.lines() == 0) {
                throw new CliException("audit log " + path + " is missing or empty; name the one that was written");
            }
            console.println(path + " is whole: " + state.lines() + " lines, last hash " + state.lastHash());
            return Sigilo.OK;
        }
        List<AuditChain.Line> lines;
        try (AuditChain chain = AuditOptions.chain(settings, url, null)) {
            lines = chain.lines();
        }
        Set<String> trusted = new HashSet<>(trust);
        if (Files.exists(AuditOptions.keyFile())) {
            trusted.add(AuditKey.id(AuditKey.in(AuditOptions.keyFile()).publicKey()));
        }
        AuditChain.verify(lines, trusted);
        long own = log.compare(lines);
        console.println(path + " is whole: " + state.lines() + " lines, last hash " + state.lastHash()
                + (state.lines() == own ? "" : "; " + (state.lines() - own) + " of them tell of attempts without db_command"));
        console.println("the chain in db_command is whole: " + lines.size() + " lines"
                + (lines.size() == own ? "" : ", " + (lines.size() - own) + " of them by way of other files")
                + ", head " + (lines.isEmpty() ? AuditChain.FIRST : lines.get(lines.size() - 1).hash())
                + lines.stream().map(AuditChain.Line::publicKey).collect(Collectors.toCollection(TreeSet::new)).stream()
                        .map(key -> ", signed by " + AuditKey.id(key)).collect(Collectors.joining()));
        return Sigilo.OK;
    }

    private int print(Settings settings) {
        try (Connection connection = Vault.connect(settings, url); PreparedStatement query = connection.prepareStatement(LIST);
                ResultSet rows = query.executeQuery()) {
            new RowPrinter(console, format, 40).print(rows);
            return Sigilo.OK;
        } catch (SQLException e) {
            throw new CliException("the audit chain in db_command cannot be read (" + Database.codes(e)
                    + "); bring its tables to this version with `sigilo migrate`");
        }
    }
}
